#pragma once

#include <QWidget>

#include <memory>
#include <optional>

#include "ui/figures/equation_content.h"
#include "ui/figures/panel_row.h"
#include "ui/model/background.h"
#include "ui/model/node_entry.h"
#include "ui/model/scale_choice.h"
#include "ui/model/sheet.h"
#include "ui/model/predict.h"
#include "ui/model/theme.h"
#include "ui/model/value_range.h"
#include "ui/panels/equation_header.h"

class QStackedWidget;

namespace ui {

class DockView;
class AxesBar;
struct EquationEntry;
enum class NumberWire;
class EquationView;
class RunScale;
class HugeView;
class StepView;
class Timeline;
class ViewHeader;
struct GraphMarks;

/// The heart of the program: upstream · local = downstream of the step that is shown (or of the node that is
/// selected), a tab for each input.
class EquationDock : public QWidget {
  Q_OBJECT

public:
  explicit EquationDock(Timeline& timeline, QWidget* parent = nullptr);
  ~EquationDock() override;

  void setTheme(const Theme& theme);
  /// Shows this node until the cursor moves; empty shows the step.
  void setSelectedNode(const std::optional<core::NodeId>& id);
  /// "vector", "matrix" or "flat"; anything else is "vector".
  void setReading(const QString& reading);
  const QString& reading() const { return reading_; }
  /// How tensors of three axes and more are read: "slices", "multiples" or "nested"; anything else is "slices".
  void setTensors(const QString& name);
  QString tensors() const;
  /// Where equations are cut for slices and which pages they show, as far as the reader moved them.
  void setSlices(SlicePlaces slices) { slices_ = std::move(slices); }
  const SlicePlaces& slices() const { return slices_; }
  /// A node has another name: its equations stay as they are looked at.
  void renameNode(const core::NodeId& from, const core::NodeId& to);
  /// The tab: which argument of the node; one that has no gradient is left for the first that has.
  void setArgument(int argument);
  int argument() const { return argument_; }
  /// How gradients turn into colours here.
  void setScale(const ScaleChoice& choice);
  ScaleChoice scale() const;
  /// Where the reader chose no scope, the steps share the scale of the whole run, so that they can be compared: while Play goes on.
  void setComparing(bool comparing);
  /// The limits of the whole run, where they are wanted and known.
  const std::optional<Magnitudes>& runLimits() const;

  /// A further view, which becomes a child of the dock.
  void addView(DockView* view);
  /// Opens the view of this name in place of the equation; where it cannot be opened it says why and returns false.
  bool openView(const QString& name);
  void closeView();
  /// Null while the equation is shown.
  DockView* openedView() const { return opened_; }
  /// Null where there is none of this name.
  DockView* viewNamed(const QString& name) const;
  /// Tells the views what is selected on the canvas.
  void setSelection(const std::vector<core::NodeId>& nodes, const std::vector<core::Wire>& wires = {});
  /// The document changed: what is open shows it.
  void refreshView();
  /// Gradients of vectors as columns: only the drawing is transposed.
  void setColumns(bool columns);
  void setReducedMotion(bool reduced);
  EquationHeader& header() { return *header_; }
  /// Lights entries that are pointed at elsewhere in the window.
  void lightEntries(const NodeEntries& entries);

  /// The entry that is asked for at the step that is shown, if any: it is lit.
  void ask(const std::optional<Question>& question);

  /// The equation that is shown; null where there is none.
  const EquationContent* content() const;
  EquationView& view() { return *view_; }
  HugeView& hugeView() { return *huge_; }
  /// Whether the equation is shown as one with a huge local gradient.
  bool showsHuge() const;
  StepView& stepView() const { return *step_; }
  AxesBar& axesBar() { return *axes_; }

signals:
  /// What the pointer is at, in words; empty when at nothing.
  void hovered(const QString& sentence);
  /// The entries that the pointer is at, of the nodes concerned; none when at nothing.
  void entriesLit(const NodeEntries& entries);
  /// The wires of the number of scalars that the pointer is at, and whether the output's capsule hangs on
  /// one; none when at nothing.
  void wiresLit(const std::vector<core::Wire>& wires, bool capsule);
  void said(const QString& text);
  void readingChanged(const QString& reading);
  void argumentChanged(int argument);
  /// A cell was clicked whose number is hidden.
  void hiddenChosen(core::Index row, core::Index entry);
  /// The boxes of the product that is asked for are filled in.
  void answerWanted();
  /// The point of the curve of scalars is taken, moves the one number of a leaf, and is let go.
  void leafGrabbed();
  void leafMoved(const core::NodeId& leaf, double number);
  void leafReleased();
  /// A view was opened, another one, or none any more.
  void viewChanged(ui::DockView* view);
  /// What the open view marks on the graph; nothing when it closes.
  void marked(const ui::GraphMarks& marks);
  void nodeChosen(const core::NodeId& id);
  /// The scale was chosen, or the limits of the whole run became known.
  void scaleChanged();

protected:
  void keyPressEvent(QKeyEvent* event) override;

private:
  void onTimelineChanged();
  /// Shows what the timeline and the selection ask for.
  void refresh();
  void showEquation(std::size_t node);
  void showContent(std::shared_ptr<const EquationContent> content, std::shared_ptr<const core::Trace> trace);
  /// Tells the header which scales hold.
  void tellScales();
  /// Tells the others which entries of node and input are pointed at.
  void tellEntry(const std::optional<EquationEntry>& entry);
  /// Tells the canvas which wires the number stands for.
  void tellWires(const std::optional<NumberWire>& wire);
  /// Shows an equation that can be read either way as the reader wants it.
  void showHuge(bool huge);
  bool wantsHuge(const EquationContent& content) const;
  void showRow(PanelRow row);
  /// Makes it the equation's page, which is seen while no view is open.
  void showPage(QWidget* page);
  std::vector<EquationHeader::Tab> tabsOf(std::size_t node) const;
  void lightQuestion();
  void applyOptions();
  void onScaleChanged();
  void connectEntries();
  void showSliders();
  /// The key of the equation that is shown among the slices.
  std::optional<std::pair<core::NodeId, int>> shownProduct() const;
  void showStructure(const QPoint& where);
  void chooseArgument(int argument);
  PanelRow rowFor(std::size_t node) const;
  std::optional<std::size_t> shownNode() const;

  Timeline& timeline_;
  Theme theme_;
  std::optional<core::NodeId> selected_;
  SlicePlaces slices_;
  bool followsSelection_ = false;
  int lastCursor_ = -1;
  QString reading_ = QStringLiteral("vector");
  int argument_ = 0;
  ScaleChoice scale_;  ///< as the reader chose
  bool comparing_ = false;
  RunScale* run_ = nullptr;
  std::optional<Question> question_;
  Background work_;
  std::optional<bool> hugeWish_;  ///< the reader's choice where both views are possible
  std::shared_ptr<const core::Trace> shownTrace_;
  std::shared_ptr<const EquationContent> shown_;
  std::pair<std::vector<core::Wire>, bool> toldWires_;
  std::vector<DockView*> views_;
  DockView* opened_ = nullptr;

  QStackedWidget* headers_ = nullptr;
  EquationHeader* header_ = nullptr;
  ViewHeader* viewHeader_ = nullptr;
  AxesBar* axes_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  EquationView* view_ = nullptr;
  HugeView* huge_ = nullptr;
  StepView* step_ = nullptr;
  QWidget* equationPage_ = nullptr;  ///< the page to come back to when the view closes
};

}  // namespace ui
