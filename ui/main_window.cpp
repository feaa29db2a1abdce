#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStatusTipEvent>
#include <algorithm>
#include <array>

#include "ui/dock_views.h"
#include "ui/formulas.h"
#include "ui/menus.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/panels/palette_rail.h"
#include "ui/panels/predict_panel.h"
#include "ui/panels/search_box.h"
#include "ui/panels/seed_question.h"
#include "ui/panels/side_panel.h"
#include "ui/panels/step_view.h"
#include "ui/panels/stop_menu.h"
#include "ui/panels/timeline_strip.h"
#include "ui/settings.h"
#include "ui/shell.h"
#include "ui/stage.h"
#include "ui/start_page.h"
#include "ui/status.h"
#include "ui/style.h"
#include "ui/tool_bar.h"

namespace ui {
namespace {

constexpr QSize kSize(1440, 900);
constexpr int kMenuHeight = 28;

/// The one graph file among what is dragged; empty where there is none.
QString draggedFile(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  if (urls.size() != 1 || !urls.first().isLocalFile()) return {};
  const QString path = urls.first().toLocalFile();
  return path.endsWith(QStringLiteral(".chainrule")) ? path : QString();
}

Theme chosenTheme() {
  const ThemeChoice choice = themeChoice();
  const Theme& ground = choice == ThemeChoice::Light  ? lightTheme()
                        : choice == ThemeChoice::Dark ? darkTheme()
                                                      : systemTheme(*qApp);
  return withColours(ground, colourChoice());
}

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      runner_(nullptr),
      timeline_(document_, runner_),
      player_(timeline_),
      quiz_(timeline_),
      examples_(loadExamples()),
      actions_(makeActions(this)),
      files_(new FileFlow(document_, dialogQuestions(this), this)),
      theme_(chosenTheme()) {
  ui::applyTheme(*qApp, theme_);  // before there are widgets, each of which would be styled twice
  new Formulas(this);
  setAcceptDrops(true);
  setMinimumSize(800, 560);
  buildParts();
  connectFiles();
  connectEdits();
  connectView();
  connectRun();
  connectParts();
  connectExport();
  connectDock();
  connectCurve();
  connectEntries();
  connectStepping();
  connectPredict();
  showTheme();
  resize(kSize.boundedTo(screen()->availableSize()));
  restoreGeometry(windowGeometry());
  setStarting(true);
  refreshTitle();
}

MainWindow::~MainWindow() {
  // The focus leaves the parts while they go, and the undo stack empties; by then there is no window any more that could be told.
  disconnect(qApp, nullptr, this, nullptr);
  disconnect(&document_.undoStack(), nullptr, nullptr, nullptr);
}

void MainWindow::buildParts() {
  auto* menus = new Menus(*menuBar(), actions_, examples_, this);
  connect(menus, &Menus::openRecent, this, &MainWindow::openFile);
  connect(menus, &Menus::openExample, files_, &FileFlow::openExample);
  connect(menus, &Menus::coloursChosen, this, [this] {
    theme_ = chosenTheme();
    showTheme();
  });
  connect(&menus->stops(), &QMenu::aboutToShow, this, [this, menus] {
    menus->stops().clear();
    fillStopMenu(menus->stops(), timeline_);
  });
  menuBar()->setFixedHeight(kMenuHeight);
  menuBar()->setAccessibleName(tr("Menus"));
  fileLabel_ = new QLabel(menuBar());
  fileLabel_->setContentsMargins(0, 0, 12, 0);
  fileLabel_->setFixedHeight(kMenuHeight - 1);
  fileLabel_->setObjectName(QStringLiteral("fileName"));
  menuBar()->setCornerWidget(fileLabel_);

  toolBar_ = new ToolBar(actions_, this);
  palette_ = new Palette(this);
  rail_ = new PaletteRail(this);
  stage_ = new Stage(this);
  canvas_ = new CanvasView(document_, timeline_, stage_);
  strip_ = new TimelineStrip(timeline_, stage_);
  startPage_ = new StartPage(examples_, stage_);
  stage_->setCanvas(canvas_);
  stage_->setStrip(strip_);
  stage_->setCover(startPage_);
  canvas_->setReserved(QMargins(0, 0, 0, stage_->reservedBottom()));
  searchBox_ = new SearchBox(stage_);
  dock_ = new EquationDock(timeline_, this);
  for (DockView* view : makeDockViews(document_, timeline_, dock_)) dock_->addView(view);
  status_ = new StatusLine(document_, timeline_, this);
  inspector_ = new Inspector(document_, timeline_, this);
  side_ = new SidePanel(inspector_, this);
  predict_ = new PredictPanel(timeline_, quiz_, side_);
  predict_->hide();  // until it takes the place of the inspector
  shell_ = new Shell({.toolBar = toolBar_, .palette = palette_, .rail = rail_, .stage = stage_, .dock = dock_,
                      
                      .inspector = side_, .status = status_},
                     this);
  setCentralWidget(shell_);
  seedQuestion_ = new SeedQuestion(shell_);
  // Keys of single letters act while the graph, the timeline or the equation has the focus.
  for (QAction* action : actions_.onCanvas()) shell_->middle()->addAction(action);
}

bool MainWindow::openFile(const QString& path) { return files_->openFile(path); }

bool MainWindow::isStarting() const { return stage_->coverShown(); }

void MainWindow::setStarting(bool starting) {
  if (starting) startPage_->refresh();
  stage_->showCover(starting);
  shell_->setStarting(starting);
  (starting ? static_cast<QWidget*>(startPage_) : canvas_)->setFocus(Qt::OtherFocusReason);
  refreshActions();
  refreshTitle();
}

void MainWindow::newGraph() {
  // On the start page it leads to an empty canvas, elsewhere to the start page: the empty canvas with the lessons on it.
  const bool before = std::exchange(wantsEmptyCanvas_, isStarting());
  if (!files_->newGraph()) wantsEmptyCanvas_ = before;
}

void MainWindow::onOpened() {
  const ViewState& view = document_.view();
  if (!document_.graph().empty()) wantsEmptyCanvas_ = false;
  setStarting(document_.graph().empty() && !wantsEmptyCanvas_);
  if (view.centre) {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);  // the canvas has its place and size again
    canvas_->look(*view.centre, view.zoom);
  }
  dock_->setReading(view.reading);
  dock_->setTensors(view.tensors);
  dock_->setSlices(view.slices);
  dock_->stepView().setPlaces(view.tensorPlaces);
  inspector_->setPlaces(view.tensorPlaces, view.valueTensors, view.gradientTensors);
  dock_->setArgument(view.argument);
  if (view.selected && document_.graph().find(*view.selected) != nullptr) canvas_->select(*view.selected);
  refreshTitle();
}

void MainWindow::recordView() {
  TensorPlaces tensorPlaces = inspector_->places();
  tensorPlaces.merge(TensorPlaces(dock_->stepView().places()));
  document_.setView({.cursor = timeline_.cursor(),
                     .centre = canvas_->isFitted() ? std::nullopt : std::optional(canvas_->centre()),
                     .zoom = canvas_->zoom(),
                     .selected = selectedNode(),
                     .argument = dock_->argument(),
                     .reading = dock_->reading(),
                     .tensors = dock_->tensors(),
                     .slices = dock_->slices(),
                     .valueTensors = inspector_->valueTensors(),
                     .gradientTensors = inspector_->gradientTensors(),
                     .tensorPlaces = std::move(tensorPlaces),
                     .breakpoints = timeline_.breakpoints()});
}

std::optional<core::NodeId> MainWindow::selectedNode() const {
  const std::vector<core::NodeId> nodes = canvas_->selectedNodes();
  return nodes.size() == 1 ? std::optional(nodes.front()) : std::nullopt;
}

void MainWindow::focusRegion(int step) {
  const std::array<QWidget*, 5> regions{palette_, isStarting() ? static_cast<QWidget*>(startPage_) : canvas_, strip_, dock_,
                                        side_->currentWidget()};
  const QWidget* now = QApplication::focusWidget();
  const auto found = std::ranges::find_if(
      regions, [now](const QWidget* region) { return now != nullptr && (region == now || region->isAncestorOf(now)); });
  const int count = static_cast<int>(regions.size());
  const int from = found != regions.end() ? static_cast<int>(found - regions.begin()) : step > 0 ? count - 1 : 0;
  for (int k = 1; k <= count; ++k) {
    QWidget* region = regions[static_cast<std::size_t>((from + (step > 0 ? k : count - k % count)) % count)];
    if (!region->isVisible()) continue;
    QWidget* target = region;
    while (target != nullptr && (!target->isVisible() || !target->isEnabled() || !(target->focusPolicy() & Qt::TabFocus)))
      target = target->nextInFocusChain() == region ? nullptr : target->nextInFocusChain();
    if (target == nullptr || (target != region && !region->isAncestorOf(target))) continue;
    target->setFocus(Qt::ShortcutFocusReason);
    return;
  }
}

void MainWindow::refreshTitle() {
  const bool unnamed = isStarting() && document_.graph().empty();
  const QString name = document_.filePath().isEmpty() ? document_.displayName() : QFileInfo(document_.filePath()).fileName();
  setWindowTitle(unnamed ? tr("Chainrule") : tr("%1[*] — Chainrule").arg(name));
  setWindowModified(document_.isModified() && !unnamed);
  setWindowFilePath(document_.filePath());
  fileLabel_->setText(windowTitle().replace(QStringLiteral("[*]"), isWindowModified() ? QStringLiteral("*") : QString()));
  fileLabel_->setToolTip(document_.filePath());
  fileLabel_->setAccessibleName(fileLabel_->text());
  menuBar()->setCornerWidget(fileLabel_);  // makes the bar give it the room that it needs now
  fileLabel_->show();
}

void MainWindow::applyThemeChoice() {
  theme_ = chosenTheme();
  ui::applyTheme(*qApp, theme_);
  showTheme();
}

void MainWindow::showTheme() {
  const Theme& theme = theme_;
  ui::setTheme(actions_, theme);
  toolBar_->setTheme(theme);
  palette_->setTheme(theme);
  rail_->setTheme(theme);
  canvas_->setTheme(theme);
  strip_->setTheme(theme);
  startPage_->setTheme(theme);
  searchBox_->setTheme(theme);
  dock_->setTheme(theme);
  inspector_->setTheme(theme);
  predict_->setTheme(theme);
  seedQuestion_->setTheme(theme);
  status_->setTheme(theme);
  shell_->setTheme(theme);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!files_->mayLeave()) {
    event->ignore();
    return;
  }
  setWindowGeometry(saveGeometry());
  shell_->remember();
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!draggedFile(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QString path = draggedFile(*event->mimeData());
  if (path.isEmpty()) return;
  event->acceptProposedAction();
  // The question about unsaved changes must not hold up the program that the file comes from.
  QMetaObject::invokeMethod(this, [this, path] { openFile(path); }, Qt::QueuedConnection);
}

bool MainWindow::event(QEvent* event) {
  if (event->type() == QEvent::StatusTip) {
    status_->hint(static_cast<QStatusTipEvent*>(event)->tip());
    return true;
  }
  if (event->type() == QEvent::ThemeChange && themeChoice() == ThemeChoice::System) applyThemeChoice();
  return QMainWindow::event(event);
}

}  // namespace ui
