#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSlider>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <map>

#include "core/file/graph_file.h"
#include "core/functions/catalogue.h"
#include "core/tensor/initialiser.h"
#include "tests/bench/graphs.h"
#include "ui/canvas/canvas_view.h"
#include "ui/file_flow.h"
#include "ui/main_window.h"
#include "ui/panels/equation_view.h"
#include "ui/style.h"

// What the window's thread does, in milliseconds of its own time: waiting for the background costs nothing here.

namespace {

double threadTime() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// Remembers the longest event.
class TimedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    const QByteArray what = depth_ == 0 ? QByteArray(receiver->metaObject()->className()) + " " +
                                              QByteArray::number(static_cast<int>(event->type()))
                                        : QByteArray();
    if (depth_ == 0) paints_.clear();
    const double before = threadTime();
    ++depth_;
    const bool taken = QApplication::notify(receiver, event);
    const double spent = threadTime() - before;
    if (event->type() == QEvent::Paint) paints_.emplace_back(spent, paintedBy(receiver));
    if (--depth_ > 0) return taken;
    total += spent;
    kinds[what] += spent;
    if (spent > longest) {
      longest = spent;
      longestWhat = what;
      longestPaints = paints_;
    }
    return taken;
  }

  double total = 0;  ///< of all events
  std::map<QByteArray, double> kinds = {};  ///< by receiver and type of the event
  double longest = 0;
  QByteArray longestWhat;
  std::vector<std::pair<double, QByteArray>> longestPaints = {};  ///< what was painted in it

 private:
  /// A viewport paints for the view around it.
  static QByteArray paintedBy(const QObject* widget) {
    const QByteArray name = widget->metaObject()->className();
    return name == "QWidget" && widget->parent() ? QByteArray(widget->parent()->metaObject()->className()) + "'s" : name;
  }

  int depth_ = 0;
  std::vector<std::pair<double, QByteArray>> paints_ = {};
};

TimedApplication& application() { return *static_cast<TimedApplication*>(qApp); }

/// Until nothing happens any more for a while.
void settle(int quiet = 60) {
  QElapsedTimer since;
  since.start();
  while (since.elapsed() < quiet) {
    const double before = application().total;
    QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    if (application().total - before > 0.3) since.restart();
  }
}

/// Does `move` so many times and tells the time of the median and of the slowest one, from the move until all has settled.
void measure(const char* what, int count, const std::function<void(int)>& move, int quiet = 60) {
  std::vector<double> times;
  application().longest = 0;
  application().longestPaints.clear();
  application().kinds.clear();
  for (int k = 0; k < count; ++k) {
    const double before = threadTime();
    move(k);
    const double direct = threadTime() - before;
    if (direct > application().longest) {
      application().longest = direct;
      application().longestWhat = "the move itself";
    }
    application().total = 0;
    settle(quiet);
    times.push_back(direct + application().total);
  }
  std::ranges::sort(times);
  std::printf("%-58s %7.2f %7.2f   longest event %6.2f  %s\n", what, times[times.size() / 2], times.back(),
              application().longest, application().longestWhat.constData());
  std::ranges::sort(application().longestPaints, std::greater());
  for (std::size_t k = 0; k < std::min<std::size_t>(application().longestPaints.size(), 5); ++k)
    std::printf("%62s %7.2f   of the longest: %s painted\n", "", application().longestPaints[k].first,
                application().longestPaints[k].second.constData());
  std::vector<std::pair<double, QByteArray>> kinds;
  for (const auto& [kind, spent] : application().kinds) kinds.emplace_back(spent / count, kind);
  std::ranges::sort(kinds, std::greater());
  for (std::size_t k = 0; k < std::min<std::size_t>(kinds.size(), 4); ++k)
    std::printf("%62s %7.2f   %s\n", "", kinds[k].first, kinds[k].second.constData());
  std::fflush(stdout);
}

core::Node node(const char* function, const char* id, std::vector<std::optional<core::NodeId>> inputs) {
  return {.id = core::NodeId(id), .function = &core::functionNamed(function), .inputs = std::move(inputs)};
}

core::Node leaf(const char* id, const core::Shape& shape) {
  return {.id = core::NodeId(id),
          .function = &core::functionNamed("parameter"),
          .value = core::LeafValue{core::initialised(shape, {.kind = core::InitialiserKind::Normal, .seed = 1, .std = 0.1}), {}}};
}

/// tanh(a · W), on 100 × 100: tensors of 10,000 entries.
core::Graph hundreds() {
  const core::Node nodes[] = {leaf("a", {100, 100}), leaf("W", {100, 100}),
                              node("matmul", "h", {core::NodeId("a"), core::NodeId("W")}),
                              node("tanh", "y", {core::NodeId("h")}), node("square", "q", {core::NodeId("y")}),
                              node("sum", "L", {core::NodeId("q")})};
  return core::Graph().withNodes(nodes).withOutput(core::NodeId("L"));
}

core::Graph layer(core::Index side) {
  const core::Node nodes[] = {leaf("x", {side}), leaf("W", {side, side}),
                              node("linear", "y", {core::NodeId("x"), core::NodeId("W")}),
                              node("square", "q", {core::NodeId("y")}), node("sum", "L", {core::NodeId("q")})};
  return core::Graph().withNodes(nodes).withOutput(core::NodeId("L"));
}

class Bench {
 public:
  Bench() {
    window_.files().setQuestions({.unsaved = [](const QString&) { return ui::Answer::Discard; },
                                  .pathToOpen = [] { return QString(); },
                                  .pathToSave = [](const QString&) { return QString(); },
                                  .complain = [](const QString&, const QString& message) { qWarning("%s", qPrintable(message)); }});
    window_.resize(1440, 900);
    window_.show();
    settle(300);
  }

  void open(const core::Graph& graph) {
    core::GraphFile file;
    file.graph = graph;
    const QString path = folder_.filePath(QStringLiteral("graph.chainrule"));
    std::ofstream(path.toStdString()) << core::writeGraphFile(file);
    open(path);
  }
  void open(const QString& path) {
    window_.openFile(path);
    settle(500);
  }
  void forward() {
    window_.actions().forward->trigger();
    settle(200);
  }
  void everything() {
    forward();
    window_.actions().runBackward->trigger();
    settle(200);
  }
  void steps(const char* what, int count) {
    measure(what, count, [this](int) { window_.actions().next->trigger(); });
  }
  void back(int count) {
    for (int k = 0; k < count; ++k) window_.actions().previous->trigger();
    settle(300);
  }
  void hover(const char* what) {
    auto* view = window_.findChild<ui::EquationView*>();
    measure(
        what, 60,
        [view](int k) {
          const QPointF at(view->width() * (0.2 + 0.01 * k), view->height() * (0.4 + 0.003 * k));
          QMouseEvent move(QEvent::MouseMove, at, view->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
          QCoreApplication::sendEvent(view, &move);
        },
        20);
  }
  /// Drags a leaf's slider.
  void slide(const char* what, const char* id) {
    window_.findChild<ui::CanvasView*>()->select(core::NodeId(id));
    settle(200);
    QSlider* slider = nullptr;
    for (QSlider* found : window_.findChildren<QSlider*>())
      if (found->isVisible() && found->accessibleName().contains(QString::fromLatin1(id))) slider = found;
    if (!slider) {
      std::printf("%-58s no slider\n", what);
      return;
    }
    slider->setSliderDown(true);
    settle(200);
    measure(what, 30, [slider](int k) { slider->setValue(slider->value() + (k < 15 ? 3 : -3)); }, 30);
    slider->setSliderDown(false);
    settle(200);
  }
  ui::MainWindow& window() { return window_; }

 private:
  QTemporaryDir folder_;
  ui::MainWindow window_;
};

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  TimedApplication app(argc, argv);
  ui::prepareApplication(app);
  const double before = threadTime();
  Bench bench;
  std::printf("start: %.0f ms\n%-58s %7s %7s\n", threadTime() - before, "", "median", "slowest");
  const QString examples = QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/");

  // One of them alone with its name as the argument.
  const auto wanted = [&](const char* part) { return argc < 2 || QByteArray(part) == argv[1]; };
  if (wanted("lesson")) {
    bench.open(examples + QStringLiteral("10-two-layer-network.chainrule"));
    bench.forward();
    bench.steps("lesson 10: a step", 7);
    bench.slide("lesson 10: a move of the slider of x", "x");
  }
  if (wanted("panels")) {
    bench.open(hundreds());
    bench.forward();
    bench.steps("tensors of 10,000 entries: a step", 5);
    bench.back(2);
    bench.hover("tensors of 10,000 entries: a hover");
    bench.open(layer(64));
    bench.forward();
    bench.steps("panels of 64 × 64: a step", 4);
    bench.hover("panels of 64 × 64: a hover");
  }
  if (wanted("scalars")) {
    bench.open(bench::randomScalars(1000));
    bench.everything();
    bench.slide("1,000 scalar nodes: a move of a slider", "n0");
    bench.back(5);
    bench.steps("1,000 scalar nodes: a step", 5);
  }
  if (wanted("layers")) {
    bench.open(examples + QStringLiteral("16-cost-many-inputs.chainrule"));
    bench.forward();
    bench.steps("three layers of 1,000: a step", 4);
  }
}
