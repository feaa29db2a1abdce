#pragma once

#include <QVariantAnimation>
#include <QWidget>

#include <memory>
#include <optional>

#include "ui/figures/equation_glide.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"
#include "ui/figures/scalar_numbers.h"
#include "ui/model/sheet.h"
#include "ui/model/theme.h"
#include "ui/panels/product_boxes.h"
#include "ui/panels/still_picture.h"

namespace ui {

/// Shows one equation: hover lights row, column and result, a click pins them, arrow keys move the pin, Esc
/// lets go, Ctrl+C copies the written inner product, Ctrl+Shift+C its LaTeX. Another reading makes the cells
/// glide to their new places. Beside scalars stands the function's curve; its point is dragged, or moved by
/// the arrow keys, where the input is a leaf; a scalar that is pointed at, clicked or gone to by Up and Down
/// tells its wire.
class EquationView : public QWidget {
  Q_OBJECT

public:
  explicit EquationView(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Null shows nothing.
  void setContent(std::shared_ptr<const EquationContent> content);
  /// The reading, numbers and colours; slices and pages stay where they are.
  void setOptions(EquationOptions options);
  const EquationOptions& options() const { return options_; }
  void setTensors(TensorReading reading);
  void setColumns(bool columns);
  /// Where tensors are cut and which pages are shown.
  SlicePlace place() const { return {options_.cut, options_.page}; }
  void setPlace(const SlicePlace& place);
  void moveSlider(const AxisSlider& slider, int at);
  /// Without motion another reading is there at once.
  void setReducedMotion(bool reduced) { reducedMotion_ = reduced; }
  bool isGliding() const { return glideClock_.state() == QAbstractAnimation::Running; }

  const EquationContent* content() const { return content_.get(); }
  const EquationLayout& layoutOfEquation() const { return layout_; }
  /// Lights an entry that is pointed at elsewhere in the window; nothing takes it away again.
  void lightOuter(std::optional<EquationEntry> entry);
  /// What is lit now: under the pointer here or elsewhere, else pinned.
  EquationLight light() const;
  std::optional<EquationEntry> pinned() const { return pinned_; }
  /// Which of `scalarNumbers` is pointed at, else pinned; −1 for none.
  int litNumber() const { return hoveredNumber_ >= 0 ? hoveredNumber_ : pinnedNumber_; }
  /// Lights an entry until another one is clicked.
  void pinEntry(std::optional<EquationEntry> entry) { pin(entry); }
  /// The sentence on the card as plain text.
  QString sentence() const;
  enum class Copied { Text, Latex };
  /// Copies what is written about the lit entry: the inner product of a downstream one, name and number of
  /// others. False where none is lit.
  bool copyLit(Copied as) const;

  QSize sizeHint() const override { return {940, 292}; }
  QSize minimumSizeHint() const override { return {320, 200}; }

signals:
  /// What is lit changed; empty text when nothing is.
  void lit(const QString& sentence);
  /// What is lit changed, as an entry.
  void entryLit(const std::optional<EquationEntry>& entry);
  /// A number of scalars is lit, another one, or none any more.
  void numberLit(const std::optional<ui::NumberWire>& wire);
  void said(const QString& text);
  /// Other sliders, or the same ones at other places.
  void slidersChanged();
  /// A downstream cell was clicked whose number is hidden.
  void hiddenChosen(core::Index row, core::Index entry);
  /// The boxes of the written product are filled in.
  void answerWanted();
  /// The point of the curve is taken, moved to another input, and let go.
  void inputGrabbed();
  void inputMoved(double x);
  void inputReleased();

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;
  void customEvent(QEvent* event) override;

private:
  void layOut();
  /// Lays out anew, and lets the cells go there.
  void glideTo(const EquationOptions& options);
  void copy(Copied as);
  void light(const EquationLight& hover);
  void pin(std::optional<EquationEntry> entry);
  void movePin(int rows, int columns);
  void tell();
  int numberAt(QPointF point) const;
  void lightNumber(int hovered, int pinned);
  ProductSide sideAt(QPointF point) const;
  /// Puts boxes into the written product where its result is asked for.
  void placeBoxes();
  bool canMoveInput() const { return content_ && content_->inputIsFree && layout_.curve.isShown(); }
  /// The curve stays in its window while its point is held.
  void grabInput();
  void releaseInput();
  /// One step of an arrow key; false where it has nothing to move.
  bool stepInput(int key);
  bool canPoint() const { return content_ && layout_.kind != EquationLayout::Kind::Scalars; }

  std::shared_ptr<const EquationContent> content_;
  EquationOptions options_;
  EquationLayout layout_;
  EquationLight hover_;
  std::optional<EquationEntry> outer_;
  std::optional<EquationEntry> pinned_;
  int hoveredNumber_ = -1, pinnedNumber_ = -1;
  Theme theme_;
  bool focusRing_ = false;  ///< only where the keyboard brought the focus here
  StillPicture still_;
  bool reducedMotion_ = false;
  bool awaitsFormulas_ = false;  ///< it is laid out with formulas still to come
  EquationGlide glide_;
  QVariantAnimation glideClock_;
  bool holdsInput_ = false;
  ProductBoxes* boxes_ = nullptr;
};

}  // namespace ui
