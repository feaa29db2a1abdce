// What each action and signal of the window leads to.
#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>

#include "core/functions/catalogue.h"
#include "ui/help.h"
#include "ui/main_window.h"
#include "ui/model/edits.h"
#include "ui/model/gate_words.h"
#include "ui/model/names.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/exchange/exchange_view.h"
#include "ui/panels/inspector.h"
#include "ui/panels/leaf_editor.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_rail.h"
#include "ui/panels/problems/problems_view.h"
#include "ui/panels/search_box.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/timeline_strip.h"
#include "ui/settings.h"
#include "ui/shell.h"
#include "ui/stage.h"
#include "ui/start_page.h"
#include "ui/status.h"
#include "ui/tool_bar.h"

namespace ui {
namespace {

template <typename Effect>
void on(QAction* action, QObject* context, Effect effect) {
  QObject::connect(action, &QAction::triggered, context, [effect] { effect(); });
}

QString idText(const core::NodeId& id) { return QString::fromStdString(id.text()); }

}  // namespace

void MainWindow::connectFiles() {
  const Actions& a = actions_;
  on(a.newGraph, this, [this] { newGraph(); });
  on(a.open, this, [this] { files_->open(); });
  on(a.startPage, this, [this] { setStarting(true); });
  on(a.save, this, [this] { files_->save(); });
  on(a.saveAs, this, [this] { files_->saveAs(); });
  on(a.forgetRecent, this, [this] {
    forgetAllFiles();
    startPage_->refresh();
  });
  on(a.quit, this, [this] { close(); });
  on(a.shortcuts, this, [this] { showShortcuts(this); });
  on(a.about, this, [this] { showAbout(this); });
  connect(files_, &FileFlow::aboutToSave, this, &MainWindow::recordView);
  connect(files_, &FileFlow::saved, this, [this](const QString& path) { status_->say(tr("Saved %1").arg(path)); });
  connect(&document_, &Document::opened, this, &MainWindow::onOpened);
  connect(&document_, &Document::fileStateChanged, this, [this] {
    refreshTitle();
    refreshActions();
  });
  connect(&document_, &Document::sheetChanged, this, [this](const Sheet&, const Sheet& after) {
    // The empty canvas is the start page, unless an empty one was asked for.
    if (after.graph.empty() == isStarting()) return refreshActions();
    if (!after.graph.empty() || !wantsEmptyCanvas_) setStarting(after.graph.empty());
  });
  connect(&document_, &Document::refused, this, [this](const QString& message) { status_->say(message); });
}

void MainWindow::connectEdits() {
  const Actions& a = actions_;
  QUndoStack& history = document_.undoStack();
  on(a.undo, this, [&history] { history.undo(); });
  on(a.redo, this, [&history] { history.redo(); });
  connect(&history, &QUndoStack::undoTextChanged, this,
          [this](const QString& text) { actions_.undo->setText(text.isEmpty() ? tr("&Undo") : tr("&Undo: %1").arg(text)); });
  connect(&history, &QUndoStack::redoTextChanged, this,
          [this](const QString& text) { actions_.redo->setText(text.isEmpty() ? tr("&Redo") : tr("&Redo: %1").arg(text)); });
  connect(&history, &QUndoStack::indexChanged, this, &MainWindow::refreshActions);
  on(a.duplicate, this, [this] { canvas_->duplicateSelection(); });
  on(a.remove, this, [this] { canvas_->deleteSelection(); });
  on(a.selectAll, this, [this] { canvas_->selectAll(); });
  on(a.replace, this, [this] {
    if (const auto id = selectedNode()) replaceFunction(*id);
  });
  on(a.title, this, [this] { editTitle(); });
  on(a.addFunction, this, [this] { searchPlace(canvas_->freePlace(), {}); });
  on(a.autoLayout, this, [this] { canvas_->layOut(); });
  on(a.gates, this, [this] {
    if (const auto id = inspector_->shownNode()) exchangeGates(*id);
  });
  on(a.makeOutput, this, [this] {
    if (const auto id = selectedNode()) canvas_->makeOutput(*id);
  });
  on(a.seed, this, [this] { showSeed(); });
}

void MainWindow::connectView() {
  const Actions& a = actions_;
  on(a.zoomIn, this, [this] { canvas_->zoomIn(); });
  on(a.zoomOut, this, [this] { canvas_->zoomOut(); });
  on(a.actualSize, this, [this] { canvas_->zoomTo100(); });
  on(a.fit, this, [this] { canvas_->fitSelection(); });
  on(a.fitAll, this, [this] { canvas_->fitAll(); });
  const auto theme = [this](QAction* action, ThemeChoice choice) {
    action->setChecked(themeChoice() == choice);
    on(action, this, [this, choice] {
      setThemeChoice(choice);
      applyThemeChoice();
    });
  };
  theme(a.systemTheme, ThemeChoice::System);
  theme(a.lightTheme, ThemeChoice::Light);
  theme(a.darkTheme, ThemeChoice::Dark);
  on(a.showPalette, this, [this] { shell_->showPalette(!shell_->isPaletteShown()); });
  on(a.showDock, this, [this] { shell_->showDock(!shell_->isDockShown()); });
  on(a.showInspector, this, [this] { shell_->showInspector(!shell_->isInspectorShown()); });
  on(a.enlargeDock, this, [this] { shell_->enlargeDock(!shell_->isDockEnlarged()); });
  on(a.nextRegion, this, [this] { focusRegion(1); });
  on(a.previousRegion, this, [this] { focusRegion(-1); });
  connect(shell_, &Shell::arranged, this, [this] {
    actions_.showPalette->setChecked(shell_->isPaletteShown());
    actions_.showDock->setChecked(shell_->isDockShown());
    actions_.enlargeDock->setChecked(shell_->isDockEnlarged());
    actions_.showInspector->setChecked(shell_->isInspectorShown());
  });
}

void MainWindow::connectEntries() {
  connect(dock_, &EquationDock::entriesLit, this, [this](const NodeEntries& entries) {
    canvas_->canvas().lightEntries(entries);
    inspector_->lightEntries(entries);
  });
  connect(dock_, &EquationDock::wiresLit, &canvas_->canvas(), &CanvasScene::lightWires);
  connect(inspector_, &Inspector::entriesLit, this, [this](const NodeEntries& entries) {
    canvas_->canvas().lightEntries(entries);
    dock_->lightEntries(entries);
  });
  connect(canvas_, &CanvasView::entriesLit, this, [this](const NodeEntries& entries) {
    dock_->lightEntries(entries);
    inspector_->lightEntries(entries);
  });
  const auto columns = [this](bool on) {
    dock_->setColumns(on);
    inspector_->setColumns(on);
  };
  actions_.columnGradients->setChecked(columnGradients());
  columns(columnGradients());
  connect(actions_.columnGradients, &QAction::toggled, this, [columns](bool on) {
    setColumnGradients(on);
    columns(on);
  });
  actions_.reducedMotion->setChecked(reducedMotion());
  dock_->setReducedMotion(reducedMotion());
  canvas_->canvas().setReducedMotion(reducedMotion());
  connect(actions_.reducedMotion, &QAction::toggled, this, [this](bool on) {
    setReducedMotion(on);
    dock_->setReducedMotion(on);
    canvas_->canvas().setReducedMotion(on);
  });
}

void MainWindow::connectRun() {
  const Actions& a = actions_;
  on(a.forward, this, [this] {
    const Moment* moment = timeline_.moment();
    if (moment != nullptr && moment->forwardDone()) status_->say(tr("Every value is computed; nothing changed since."));
    timeline_.runForward();
    showProblemsOfRun();
  });
  on(a.next, this, [this] { timeline_.next(); });
  on(a.previous, this, [this] { timeline_.previous(); });
  on(a.backward, this, [this] { timeline_.stepBackward(); });
  on(a.runBackward, this, [this] { timeline_.runBackward(); });
  on(a.runTo, this, [this] {
    if (const auto id = selectedNode()) timeline_.runTo(*id);
  });
  on(a.reset, this, [this] { timeline_.reset(); });
  connect(&timeline_, &Timeline::changed, this, &MainWindow::refreshActions);
  connect(&timeline_, &Timeline::said, status_, &StatusLine::say);
}

void MainWindow::connectParts() {
  connect(canvas_, &CanvasView::said, status_, &StatusLine::say);
  connect(canvas_, &CanvasView::selectionChanged, this, [this] {
    const auto id = selectedNode();
    dock_->setSelectedNode(id);
    dock_->setSelection(canvas_->selectedNodes(), canvas_->selectedWires());
    strip_->setSelectedNode(id);
    inspector_->setSelectedNode(id);
    refreshActions();
  });
  connect(canvas_, &CanvasView::bracketDragged, this, [this](const core::NodeId& id) {
    if (DockView* view = dock_->openedView()) view->bracketDragged(id);
  });
  connect(canvas_, &CanvasView::viewRequested, this, [this](const QString& name) {
    shell_->showDock(true);
    dock_->openView(name);
  });
  connect(canvas_, &CanvasView::searchRequested, this, &MainWindow::searchPlace);
  connect(canvas_, &CanvasView::replaceRequested, this, &MainWindow::replaceFunction);
  connect(canvas_, &CanvasView::exchangeDropped, this, &MainWindow::compareWith);
  connect(canvas_, &CanvasView::gatesAsked, this, &MainWindow::exchangeGates);
  connect(inspector_, &Inspector::gatesAsked, this, &MainWindow::exchangeGates);
  connect(inspector_, &Inspector::nodeChosen, this, [this](const core::NodeId& id) {
    canvas_->select(id);
    canvas_->reveal(id);
  });
  connect(inspector_, &Inspector::replaceRequested, this, &MainWindow::replaceFunction);
  connect(inspector_, &Inspector::checkRequested, actions_.check, &QAction::trigger);
  connect(inspector_, &Inspector::editRequested, this, [this](const core::NodeId& id) { editLeaf(document_, id, this); });
  connect(canvas_, &CanvasView::editRequested, this, [this](const core::NodeId& id) { editLeaf(document_, id, this); });
  connect(dock_, &EquationDock::said, status_, &StatusLine::say);
  connect(dock_, &EquationDock::scaleChanged, this,
          [this] { inspector_->setScale(dock_->scale(), dock_->runLimits()); });
  connect(palette_, &Palette::placeRequested, this, [this](const QString& function) {
    if (isStarting()) setStarting(false);
    placeFunction(function, canvas_->freePlace());
  });
  connect(palette_, &Palette::left, this, [this] {
    shell_->closeOverlays();
    canvas_->setFocus();
  });
  connect(rail_, &PaletteRail::searchAsked, this, [this] {
    shell_->showPalette(true);
    palette_->startSearch();
  });
  connect(rail_, &PaletteRail::headingAsked, this, [this](const QString& title) {
    shell_->showPalette(true);
    palette_->showHeading(title);
    palette_->startSearch();
  });
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    if (now == canvas_ || now == startPage_) shell_->closePaletteOverlay();
  });
  connect(startPage_, &StartPage::newRequested, this, &MainWindow::newGraph);
  connect(startPage_, &StartPage::openRequested, files_, &FileFlow::open);
  connect(startPage_, &StartPage::exampleRequested, files_, &FileFlow::openExample);
  connect(startPage_, &StartPage::fileRequested, this, &MainWindow::openFile);
  connect(startPage_, &StartPage::searchRequested, actions_.addFunction, &QAction::trigger);
  connect(startPage_, &StartPage::functionDropped, this, &MainWindow::placeDropped);
  connect(startPage_, &StartPage::closeRequested, this, [this] {
    wantsEmptyCanvas_ = document_.graph().empty();
    setStarting(false);
  });
}

void MainWindow::connectDock() {
  for (QAction* action : actions_.views())
    on(action, this, [this, action] {
      const QString name = action->data().toString();
      const DockView* opened = dock_->openedView();
      if (opened != nullptr && opened->name() == name) return dock_->closeView();
      if (timeline_.isAsking()) return status_->say(tr("Answer first: this view would tell what is asked for."));
      shell_->showDock(true);
      dock_->openView(name);
    });
  connect(dock_, &EquationDock::viewChanged, this, [this](DockView* view) {
    shell_->setView(view != nullptr ? view->name() : QString(), view != nullptr ? view->wantedHeight() : 330);
    side_->showCompanion(companion());
    stage_->setOverlay(view != nullptr ? view->stageCover() : nullptr);
  });
  connect(dock_, &EquationDock::marked, this, [this](const GraphMarks& marks) { canvas_->showMarks(marks); });
  connect(dock_, &EquationDock::nodeChosen, this, [this](const core::NodeId& id) {
    canvas_->select(id);
    canvas_->reveal(id);
  });
  const auto stepProblem = [this](int direction) {
    auto* problems = static_cast<ProblemsView*>(dock_->viewNamed(actions_.problems->data().toString()));
    const bool opened = dock_->openedView() == problems;
    shell_->showDock(true);
    if (!opened && !dock_->openView(problems->name())) return;
    if (opened) problems->step(direction);
  };
  on(actions_.nextProblem, this, [stepProblem] { stepProblem(1); });
  on(actions_.previousProblem, this, [stepProblem] { stepProblem(-1); });
  connect(&document_, &Document::sheetChanged, dock_, &EquationDock::refreshView);
  connect(&document_, &Document::opened, dock_, &EquationDock::closeView);
  connect(&document_, &Document::renamed, dock_, &EquationDock::renameNode);
}

void MainWindow::connectCurve() {
  connect(dock_, &EquationDock::leafGrabbed, this, [this] {
    curveGesture_ = document_.newGesture();
    timeline_.setLive(true);
  });
  connect(dock_, &EquationDock::leafMoved, this, [this](const core::NodeId& leaf, double number) {
    const core::Node* node = document_.graph().find(leaf);
    if (node == nullptr || !node->value || node->value->tensor.size() != 1) return;
    document_.tryEdit(
        tr("Value of %1").arg(idText(leaf)),
        [&](Sheet& sheet) { setLeafValue(sheet, leaf, {core::Tensor(node->value->tensor.shape(), number), std::nullopt}); }, curveGesture_);
  });
  connect(dock_, &EquationDock::leafReleased, this, [this] { timeline_.setLive(false); });
}

void MainWindow::showProblemsOfRun() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return;
  // Where it has stopped at a breakpoint, nobody has come to a problem yet.
  if (moment->forwardDone() && status_->problemCount() > 0) dock_->openView(actions_.problems->data().toString());
}

void MainWindow::refreshActions() {
  const Actions& a = actions_;
  const core::Graph& graph = document_.graph();
  const bool works = !isStarting() && !graph.empty();
  const auto one = works ? selectedNode() : std::nullopt;
  const bool several = works && !canvas_->canvas().selection().empty();
  const Moment* moment = works ? timeline_.moment() : nullptr;
  for (QAction* action : a.onGraph()) action->setEnabled(works);
  const bool otherStops = timeline_.breakpoints() != document_.view().breakpoints;
  a.save->setEnabled(works && (document_.isModified() || document_.filePath().isEmpty() || otherStops));
  a.undo->setEnabled(document_.undoStack().canUndo());
  a.redo->setEnabled(document_.undoStack().canRedo());
  a.duplicate->setEnabled(works && !canvas_->selectedNodes().empty());
  a.remove->setEnabled(several);
  a.replace->setEnabled(one.has_value());
  a.makeOutput->setEnabled(one && graph.output() != one);
  a.seed->setEnabled(works && graph.output());
  const auto gates = works ? inspector_->shownNode() : std::nullopt;
  const QString gatesText = gates ? gatesAction(graph, *gates) : QString();
  a.gates->setEnabled(!gatesText.isEmpty());
  a.gates->setText(gatesText.isEmpty() ? tr("&Group Gates") : gatesText);
  a.runTo->setEnabled(one && moment != nullptr && !graph.find(*one)->isLeaf());
  const bool atEnd = moment != nullptr && !timeline_.canGoOn();
  a.copyLatex->setEnabled(moment != nullptr && moment->backwardDone() > 0);
  a.saveNumbers->setEnabled(moment != nullptr && moment->cursor() > 0);
  a.forward->setEnabled(moment != nullptr);
  a.next->setEnabled(moment != nullptr && !atEnd);
  a.previous->setEnabled(moment != nullptr && moment->cursor() > 0);
  a.reset->setEnabled(moment != nullptr && moment->cursor() > 0);
  const bool finished = atEnd && moment->last() > moment->forwardCount();
  a.backward->setEnabled(moment != nullptr && !finished);
  a.runBackward->setEnabled(moment != nullptr && !finished);
  a.play->setEnabled(moment != nullptr && moment->last() > 0);
  a.breakpoint->setEnabled(moment != nullptr && (one || moment->active()));
  a.takeStep->setEnabled(moment != nullptr && finished && moment->trace().stack().rank() == 0);
  a.showDock->setEnabled(!isStarting());
  a.enlargeDock->setEnabled(!isStarting());
  a.nextProblem->setEnabled(works);
  a.previousProblem->setEnabled(works);
  for (QAction* action : a.views()) action->setEnabled(works && dock_->viewNamed(action->data().toString()) != nullptr);
  a.showInspector->setEnabled(!isStarting());
  toolBar_->setNext(!works                                         ? ToolBar::Next::None
                    : moment != nullptr && moment->forwardDone() ? ToolBar::Next::Backward
                                                                   : ToolBar::Next::Forward);
}

void MainWindow::placeFunction(const QString& function, QPointF scene, const WireOrigin& origin) {
  if (const core::Function* found = core::findFunction(function.toStdString())) canvas_->place(*found, scene, origin);
}

void MainWindow::placeDropped(const QString& function, const QPoint& where) {
  setStarting(false);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);  // the canvas has its place again
  const QPoint inView = canvas_->viewport()->mapFromGlobal(where);
  placeFunction(function, canvas_->mapToScene(inView));
  for (const core::NodeId& id : canvas_->selectedNodes()) canvas_->reveal(id);
  canvas_->setFocus();
}

void MainWindow::searchPlace(QPointF scene, const WireOrigin& origin) {
  SearchRequest request;
  if (origin && origin->isOutput) {
    request = {.purpose = SearchRequest::Purpose::Connect, .from = idText(origin->node)};
    const Moment* moment = timeline_.moment();
    const auto node = moment != nullptr ? moment->graph().position(origin->node) : std::nullopt;
    if (node && moment->trace().hasValue(*node)) request.shape = moment->trace().value(*node).shape();
  }
  const QPoint at = isStarting() ? QPoint(stage_->width() / 2 - 270, 90)
                                 : canvas_->mapTo(stage_, canvas_->mapFromScene(scene) + QPoint(14, -24));
  searchBox_->open(at, request, [this, scene, origin](const QString& function, bool connectWire) {
    if (isStarting()) setStarting(false);
    placeFunction(function, scene, connectWire ? origin : WireOrigin());
    canvas_->setFocus();
  });
}

void MainWindow::replaceFunction(const core::NodeId& id) {
  const QPoint at = canvas_->mapTo(stage_, canvas_->mapFromScene(document_.sheet().positions.at(id)) + QPoint(70, -24));
  searchBox_->open(at, {.purpose = SearchRequest::Purpose::Replace}, [this, id](const QString& name, bool atOnce) {
    const core::Function& function = core::functionNamed(name.toStdString());
    if (!atOnce) return compareWith(id, function);
    Replacement result;
    const bool done = document_.tryEdit(tr("Replace %1 by %2").arg(idText(id), title(function)), [&](Sheet& sheet) {
      result = ui::replaceFunction(sheet, id, function);
    });
    if (done && !result.lostWires.empty()) {
      QStringList lost;
      for (const QString& argument : result.lostWires) lost << argument;
      status_->say(tr("%1 takes fewer inputs; these wires are gone: %2. Undo (Ctrl+Z) brings them back.")
                       .arg(title(function), lost.join(QStringLiteral(", "))));
    }
    canvas_->setFocus();
  });
}

void MainWindow::compareWith(const core::NodeId& id, const core::Function& function) {
  auto* exchange = static_cast<ExchangeView*>(dock_->viewNamed(actions_.exchange->data().toString()));
  exchange->prepare(id, function);
  shell_->showDock(true);
  dock_->openView(exchange->name());
}

void MainWindow::exchangeGates(const core::NodeId& id) {
  const core::Graph& graph = document_.graph();
  const QString text = gatesAction(graph, id);
  if (text.isEmpty()) return;
  const auto chain = gateChainAt(graph, id);
  const core::NodeId last = chain ? chain->gates.back() : id;
  const bool done = document_.tryEdit(text, [&](Sheet& sheet) {
    chain ? groupGates(sheet, *chain) : static_cast<void>(openIntoGates(sheet, id));
  });
  if (!done) return;
  canvas_->select(last);
  canvas_->reveal(last);
  const QString now = plainName(*document_.graph().find(last));
  status_->say(chain ? tr("%1 gates are one node now: %2. A click on its bracket opens it again.").arg(chain->gates.size()).arg(now)
                     : tr("The gates stand in a row again; a click on their bracket makes them one node."));
}

void MainWindow::editTitle() {
  bool accepted = false;
  const QString now = QString::fromStdString(document_.graph().title());
  const QString text = QInputDialog::getText(this, tr("Title"), tr("Title of the graph:"), QLineEdit::Normal, now, &accepted);
  if (!accepted) return;
  document_.tryEdit(tr("Change the title"), [&text](Sheet& sheet) {
    sheet.graph = sheet.graph.withTitle(text.trimmed().toStdString());
  });
}

void MainWindow::showSeed() {
  canvas_->select(*document_.graph().output());
  shell_->showInspector(true);
}

}  // namespace ui
