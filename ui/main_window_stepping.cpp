// Play, breakpoints, predictions, the missing seed: what of stepping is more than one move of the cursor.
#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>

#include "ui/figures/number_text.h"
#include "ui/main_window.h"
#include "ui/model/descent.h"
#include "ui/model/names.h"
#include "ui/model/tensor_text.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/leaf_editor.h"
#include "ui/panels/predict_panel.h"
#include "ui/panels/seed_question.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/speed_slider.h"
#include "ui/panels/timeline_strip.h"
#include "ui/shell.h"
#include "ui/stage.h"
#include "ui/status.h"
#include "ui/tool_bar.h"

namespace ui {

void MainWindow::connectStepping() {
  const Actions& a = actions_;
  connect(a.play, &QAction::triggered, &player_, &Player::toggle);
  connect(&player_, &Player::playingChanged, this, [this](bool playing) {
    toolBar_->setPlaying(playing);
    actions_.play->setText(playing ? tr("&Pause") : tr("&Play"));
    if (playing) dock_->setComparing(!timeline_.isPredicting());
  });
  // Who takes steps by hand looks at each by itself; after a pause the picture stays as it is.
  connect(&timeline_, &Timeline::changed, this, [this] {
    if (!player_.isPlaying()) dock_->setComparing(false);
  });
  connect(&player_, &Player::said, status_, &StatusLine::say);
  connect(&player_, &Player::stepped, this, [this] {
    const Moment* moment = timeline_.moment();
    if (const auto active = moment != nullptr ? moment->active() : std::nullopt) canvas_->reveal(moment->graph().node(*active).id);
  });
  connect(&toolBar_->speed(), &SpeedSlider::speedChosen, &player_, &Player::setSpeed);
  // Whoever moves the cursor by hand takes over from Play.
  for (QAction* action : {a.previous, a.next, a.backward, a.forward, a.runBackward, a.runTo, a.reset})
    connect(action, &QAction::triggered, &player_, &Player::pause);
  connect(a.breakpoint, &QAction::triggered, this, &MainWindow::toggleBreakpoint);
  connect(&timeline_, &Timeline::breakpointsChanged, this, &MainWindow::refreshActions);
  connect(a.wireByWire, &QAction::triggered, &timeline_, &Timeline::setWireByWire);
  connect(a.keepValues, &QAction::triggered, &timeline_, &Timeline::setKeepingValues);
  connect(a.order, &QAction::triggered, &canvas_->canvas(), &CanvasScene::showOrder);
  connect(a.takeStep, &QAction::triggered, this, &MainWindow::takeStep);
  connect(&timeline_, &Timeline::seedAsked, this, &MainWindow::askSeed);
  connect(seedQuestion_, &SeedQuestion::chosen, &timeline_, &Timeline::chooseSeed);
  connect(seedQuestion_, &SeedQuestion::ownRequested, this, [this] {
    const core::Shape shape = seedQuestion_->shape();
    LeafEditor editor(tr("the seed"), {core::Tensor(shape, 1), std::nullopt}, this);
    if (editor.exec() == QDialog::Accepted) timeline_.chooseSeed({.kind = core::Seed::Kind::Own, .own = editor.value().tensor});
  });
  connect(seedQuestion_, &SeedQuestion::left, this, [this] { canvas_->setFocus(); });
  connect(&document_, &Document::opened, seedQuestion_, &SeedQuestion::dismiss);
  connect(&timeline_, &Timeline::changed, this, [this] {
    if (timeline_.cursor() != (timeline_.moment() ? timeline_.moment()->forwardCount() : 0)) seedQuestion_->dismiss();
  });
}

void MainWindow::connectPredict() {
  connect(actions_.predict, &QAction::triggered, this, [this](bool on) {
    timeline_.setPredicting(on);
    if (on) {
      dock_->closeView();
      shell_->showInspector(true);
    }
    shell_->keepInspector(on);
    side_->showCompanion(companion());
    if (timeline_.isAsking()) predict_->startAnswer();
  });
  connect(&timeline_, &Timeline::changed, this, [this] {
    // No other view tells what is asked for.
    if (timeline_.isAsking() && dock_->openedView() != nullptr) dock_->closeView();
  });
  connect(&timeline_, &Timeline::answerAsked, this, [this] {
    status_->say(tr("Answer first, or reveal (Shift+Enter in the box)."));
    shell_->showInspector(true);
    predict_->startAnswer();
  });
  connect(predict_, &PredictPanel::said, status_, &StatusLine::say);
  connect(predict_, &PredictPanel::left, this, [this] { canvas_->setFocus(); });
  connect(predict_, &PredictPanel::nextRequested, this, [this] {
    actions_.next->trigger();
    predict_->startAnswer();
  });
  connect(predict_, &PredictPanel::previousRequested, this, [this] {
    actions_.previous->trigger();
    canvas_->setFocus();
  });
  const auto showAsked = [this] { dock_->ask(quiz_.question()); };
  connect(&quiz_, &Quiz::changed, this, showAsked);
  connect(dock_, &EquationDock::argumentChanged, this, [this](int argument) { quiz_.setArgument(static_cast<std::size_t>(argument)); });
  connect(dock_, &EquationDock::answerWanted, predict_, &PredictPanel::startAnswer);
  connect(dock_, &EquationDock::hiddenChosen, this, [this](core::Index row, core::Index entry) {
    quiz_.ask(row, entry);
    predict_->startAnswer();
  });
}

QWidget* MainWindow::companion() const {
  if (DockView* view = dock_->openedView(); view != nullptr && view->companion() != nullptr) return view->companion();
  return timeline_.isPredicting() ? predict_ : nullptr;
}

void MainWindow::toggleBreakpoint() {
  const Moment* moment = timeline_.moment();
  const auto active = moment != nullptr ? moment->active() : std::nullopt;
  std::optional<core::NodeId> id = strip_->hasFocus() ? std::nullopt : selectedNode();
  if (!id && active) id = moment->graph().node(*active).id;
  if (!id) return;
  const core::Node& node = *document_.graph().find(*id);
  if (node.isLeaf()) return status_->say(tr("%1 is a leaf: it takes no step before which a run could stop.").arg(plainName(node)));
  timeline_.toggleBreakpoint(*id);
  status_->say(timeline_.hasBreakpoint(*id) ? tr("Play and Run stop before %1.").arg(plainName(node))
                                            : tr("%1 stops nothing any more.").arg(plainName(node)));
}

void MainWindow::askSeed() {
  const Moment& moment = *timeline_.moment();
  const std::size_t output = *moment.trace().plan().output();
  const core::NodeId& id = moment.graph().node(output).id;
  canvas_->reveal(id);
  seedQuestion_->ask(QString::fromStdString(id.text()), moment.trace().plan().node(output).shape);
  const auto centre = document_.sheet().positions.find(id);
  const QPointF scene = centre != document_.sheet().positions.end() ? centre->second : canvas_->centre();
  // Over the graph; beside an enlarged dock there is too little of it, and the question reaches over the dock.
  const QRect stage(stage_->mapTo(shell_, QPoint(8, 8)), stage_->size() - QSize(16, stage_->reservedBottom() + 12));
  const QRect middle(shell_->middle()->mapTo(shell_, QPoint(8, 8)), shell_->middle()->size() - QSize(16, 16));
  seedQuestion_->placeAt(canvas_->mapTo(shell_, canvas_->mapFromScene(scene)), stage.height() < seedQuestion_->height() ? middle : stage);
}

void MainWindow::takeStep() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return;
  static QString rate = QStringLiteral("0.1");
  QString label = tr("Every parameter W becomes W − η ∂%1/∂W. Learning rate η:").arg(QString::fromStdString(moment->graph().output()->text()));
  std::optional<double> eta;
  while (!eta) {
    bool accepted = false;
    rate = QInputDialog::getText(this, tr("Take a step"), label, QLineEdit::Normal, rate, &accepted);
    if (!accepted) return;
    const TypedNumber typed = typedNumber(rate);
    eta = typed.number;
    label = typed.complaint;
  }
  int changed = 0;
  const Moment at = *moment;
  document_.tryEdit(tr("Step with η = %1").arg(plainNumber(*eta)), [&](Sheet& sheet) { changed = descend(sheet, at, *eta); });
  status_->say(changed == 0 ? tr("No parameter has a gradient: nothing changed.")
                            : tr("%n parameter(s) moved against the gradient. Run forward to see the new %1.", nullptr, changed)
                                  .arg(QString::fromStdString(at.graph().output()->text())));
}

}  // namespace ui
