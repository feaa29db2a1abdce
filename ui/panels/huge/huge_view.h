#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

#include "ui/figures/huge_layout.h"
#include "ui/model/huge_reader.h"
#include "ui/model/theme.h"
#include "ui/panels/still_picture.h"

class QSpinBox;
class QToolButton;

namespace ui {

/// Shows an equation whose local gradient is too large to be drawn whole: all of it pooled, one block, and a
/// window of single numbers. The wheel zooms the overview about the pointer, dragging moves it or the frames,
/// arrow keys move by one entry, page keys by one window; pointing at a number writes its inner product, a
/// click keeps it. Of a stack of upstream gradients one row is chosen: by its number, a click, or Alt with an
/// arrow. Everything is read in the background, and only what is seen.
class HugeView : public QWidget {
  Q_OBJECT

public:
  explicit HugeView(QWidget* parent = nullptr);
  ~HugeView() override;

  void setTheme(const Theme& theme);
  /// Null shows nothing. The trace is what the spot check runs on.
  void setContent(std::shared_ptr<const EquationContent> content, std::shared_ptr<const core::Trace> trace);
  /// `run`: the magnitudes of all gradients of the run, where they are known.
  void setScale(const ScaleChoice& choice, const std::optional<Magnitudes>& run);

  const EquationContent* content() const { return picture_.content.get(); }
  const HugePicture& picture() const { return picture_; }
  const HugeLayout& layoutOfHuge() const { return layout_; }
  const HugeReader& reader() const { return reader_; }
  std::optional<HugeEntry> pinned() const { return pinned_; }
  std::optional<EquationEntry> pinnedGradient() const { return pinnedGradient_; }
  /// The written inner product, or what can be done, as plain text.
  QString sentence() const;
  bool copyInnerProduct() const;

  /// The row of a stack of upstream gradients whose products are written.
  void chooseRow(core::Index row);

  // Moves: each asks for what it brings into view.
  void showSeen(const core::Window& seen);
  void showNumbers(const core::Window& numbers);
  /// The block with this number (from 0), at the same entry of it.
  void showBlock(core::Index number);
  void showWhole() { showSeen(picture_.grid.whole()); }
  /// Makes the overview show this block.
  void zoomToBlock(BlockPlace place);

  QSize sizeHint() const override { return {1180, 584}; }
  QSize minimumSizeHint() const override { return {320, 200}; }

signals:
  /// What is lit changed; empty text when nothing is.
  void lit(const QString& sentence);
  void entryLit(const std::optional<ui::EquationEntry>& entry);
  void said(const QString& text);
  /// More has been read, so limits may be others.
  void scalesChanged();

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void customEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool event(QEvent* event) override;

private:
  enum class Drag { None, Pan, Numbers, NumbersInBlock, Minimap };

  void buildControls();
  /// Lays out for the size and the place, and asks for what is not read yet.
  void refresh();
  void wish();
  void onRead();
  void showState();
  void showRow();
  void light(std::optional<HugeEntry> hover, std::optional<EquationEntry> gradient = {});
  void pin(std::optional<HugeEntry> entry, std::optional<EquationEntry> gradient = {});
  void moveGradientPin(core::Index rows, core::Index columns);
  void tell();
  void invalidate();
  void movePin(core::Index rows, core::Index columns);
  void zoomAboutEntry(double factor);
  bool handleKey(int key, Qt::KeyboardModifiers modifiers);
  static bool isOwnKey(int key);
  Drag dragAt(QPointF point) const;
  void dragTo(QPointF point);
  void centreSeenAt(QPointF minimapPoint);
  std::optional<HugeEntry> entryUnder(QPointF point) const;
  QString tipAt(QPointF point) const;
  std::optional<double> valueOf(HugeEntry entry) const;

  HugeReader reader_;
  HugePicture picture_;
  HugeLayout layout_;
  std::optional<HugeEntry> hover_, pinned_;
  std::optional<EquationEntry> hoverGradient_,
      pinnedGradient_;   ///< of upstream and downstream; one of each kind at most is set
  core::Index row_ = 0;  ///< chosen; another one is shown while the pointer is at it
  Theme theme_;
  Drag drag_ = Drag::None;
  QPointF pressedAt_;
  HugePlace placeAtPress_;
  bool dragged_ = false;
  bool focusRing_ = false;  ///< only where the keyboard brought the focus here
  StillPicture still_;
  QElapsedTimer readingSince_;
  QTimer showsState_;  ///< a reading that is quick says nothing
  QSpinBox* field_ = nullptr;
  QSpinBox* rowField_ = nullptr;
  QToolButton* state_ = nullptr;
};

}  // namespace ui
