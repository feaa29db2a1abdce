#pragma once

#include <QMainWindow>
#include <memory>
#include <optional>
#include <vector>

#include "ui/actions.h"
#include "ui/canvas/canvas_view.h"
#include "ui/file_flow.h"
#include "ui/model/document.h"
#include "ui/model/examples.h"
#include "ui/model/player.h"
#include "ui/model/quiz.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"

class QLabel;

namespace ui {

enum class ChartKind;

class EquationDock;
class Inspector;
class Palette;
class PaletteRail;
class PredictPanel;
class SearchBox;
class SeedQuestion;
class Shell;
class SidePanel;
class Stage;
class StartPage;
class StatusLine;
class TimelineStrip;
class ToolBar;
struct SearchRequest;

/// The window, after `prepareApplication`: holds the document and its run, and connects the parts with each other. What they do stands with them.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(QWidget* parent = nullptr);
  ~MainWindow() override;

  /// False where it cannot be read; then the message has been shown and the window is as before.
  bool openFile(const QString& path);
  /// Shows the lessons over the graph, or the graph.
  void setStarting(bool starting);
  bool isStarting() const;

  Document& document() { return document_; }
  Timeline& timeline() { return timeline_; }
  const Actions& actions() const { return actions_; }
  FileFlow& files() { return *files_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void buildParts();
  void connectFiles();
  void connectEdits();
  void connectView();
  void connectRun();
  void connectParts();
  void connectExport();
  /// With a chart: of it, at the step that is shown.
  void openExport(bool thisStep, std::optional<ChartKind> chart = {});
  void connectDock();
  /// The point of the curve beside scalars changes the input that it stands at.
  void connectCurve();
  /// What is pointed at in one part is lit in the others.
  void connectEntries();
  void connectStepping();
  void connectPredict();

  /// Enables what can be done now.
  void refreshActions();
  void refreshTitle();
  /// Moves the keyboard to the next (+1) or previous (−1) of palette, canvas, timeline, equation and inspector.
  void focusRegion(int step);
  void applyThemeChoice();
  void showTheme();
  void onOpened();
  void newGraph();
  /// Notes where the sheet is looked at, so that a file brings it back.
  void recordView();
  std::optional<core::NodeId> selectedNode() const;
  void search(const QPoint& where, const SearchRequest& request, std::function<void(const QString&, bool)> chosen);
  void searchPlace(QPointF scene, const WireOrigin& origin);
  void replaceFunction(const core::NodeId& id);
  void placeFunction(const QString& function, QPointF scene, const WireOrigin& origin = {});
  void placeDropped(const QString& function, const QPoint& where);
  /// Compares the node's function with another one before anything is replaced.
  void compareWith(const core::NodeId& id, const core::Function& function);
  /// Gates in a row become one node, or a node the gates that it is made of.
  void exchangeGates(const core::NodeId& id);
  void editTitle();
  void showSeed();
  /// Opens the problems where the forward pass cannot go on, or a NaN or an infinity came up.
  void showProblemsOfRun();
  /// Asks at the output which seed the backward pass begins with.
  void askSeed();
  void toggleBreakpoint();
  void takeStep();
  /// What stands at the right while no view of the dock has a companion of its own.
  QWidget* companion() const;

  Document document_;
  Runner runner_;
  Timeline timeline_;
  Player player_;
  Quiz quiz_;
  std::vector<Example> examples_;
  Actions actions_;
  FileFlow* files_;
  Theme theme_;  // parts keep its address

  QLabel* fileLabel_ = nullptr;
  ToolBar* toolBar_ = nullptr;
  Palette* palette_ = nullptr;
  PaletteRail* rail_ = nullptr;
  Stage* stage_ = nullptr;
  CanvasView* canvas_ = nullptr;
  TimelineStrip* strip_ = nullptr;
  StartPage* startPage_ = nullptr;
  SearchBox* searchBox_ = nullptr;
  EquationDock* dock_ = nullptr;
  Inspector* inspector_ = nullptr;
  SidePanel* side_ = nullptr;
  PredictPanel* predict_ = nullptr;
  SeedQuestion* seedQuestion_ = nullptr;
  StatusLine* status_ = nullptr;
  Shell* shell_ = nullptr;
  int curveGesture_ = 0;           // one drag of the curve's point is one undo step
  bool wantsEmptyCanvas_ = false;  // New graph was chosen on the start page
};

}  // namespace ui
