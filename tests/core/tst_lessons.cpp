#include <QTest>
#include <cmath>
#include <filesystem>

#include "core/autodiff/gradient_check.h"
#include "core/file/graph_file.h"
#include "core/functions/catalogue.h"
#include "core/graph/graph.h"

using namespace core;

namespace {

Graph lesson(const std::string& name) {
  return loadGraphFile(std::filesystem::path(CHAINRULE_SOURCE_DIR "/resources/examples") / (name + ".chainrule")).graph;
}

/// Whether the numbers are those that the lesson says, to the digits that it says them with.
bool agree(TensorView found, const std::vector<double>& said, double within) {
  if (found.data.size() != said.size()) return false;
  for (std::size_t k = 0; k < said.size(); ++k)
    if (!(std::abs(found.data[k] - said[k]) <= within)) return false;
  return true;
}

}  // namespace

/// The graphs of the lessons: what they compute is what the lessons say.
class LessonsTest : public QObject {
  Q_OBJECT

private slots:
  void graphsGiveTheNumbersOfTheirLesson_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<std::vector<double>>("value");     // empty where the lesson says none
    QTest::addColumn<std::vector<double>>("gradient");
    QTest::addColumn<double>("within");
    const auto row = [](const char* file, const char* node, std::vector<double> value, std::vector<double> gradient,
                        double within) {
      QTest::newRow(file) << QString(node) << value << gradient << within;
    };
    row("01-scalar-chain", "x", {-2}, {5}, 0);
    row("02-sigmoid-neuron", "w", {2, -3, -3}, {-0.197, -0.393, 0.197}, 5e-4);
    row("02-sigmoid-gates", "w1", {-3}, {-0.393}, 5e-4);
    row("03-fan-out", "x", {3}, {33}, 0);
    row("04-vector-function", "x", {2, 3}, {10, -4}, 0);
    row("05-perturbation", "x", {2, 3}, {12, 4, 3, 2, 1, -1}, 0);
    row("06-linear-map", "W", {1, 2, 0, -1, 0, 3}, {6, -3, 3, -2, 1, -1}, 0);
    row("07-relu", "x", {-1, 2, 0.5, -3}, {0, -1, 2, 0}, 0);
    row("08-matrix-product", "W", {2, 0, 1, -1, 1, 3, -2, 0, 0, 1, 2, 4}, {1, -2, 0, 3, 4, -8, -8, 6, -4, 8, 12, -3}, 0);
    row("09-softmax-cross-entropy", "s", {2, 1, 0}, {-0.335, 0.245, 0.090}, 5e-4);
    row("09-softmax-and-logarithm", "p", {0.665, 0.245, 0.090}, {-1.503, 0, 0}, 5e-4);
    row("10-two-layer-network", "a", {}, {1.03, -0.95, -0.54, 1.01, -0.41}, 5e-3);
    row("11-swap-one-function", "W2", {1, 2, -1, 1, 0.5, -0.5}, {0, 0, 0, 0, 2, -2}, 0);
    row("12-vanishing-gradients", "x", {0}, {3.9e-7}, 5e-9);
    row("12-relu-chain", "x", {1}, {1}, 0);
    row("12-exploding-gradients", "x", {1}, {57.7}, 5e-2);
    row("13-batch-normalisation", "x", {1, 2, 3, 6}, {0.248, -0.210, -0.134, 0.096}, 6e-4);
    row("14-convolution", "k", {1, 0, -1}, {6, -3, 5}, 0);
    row("15-attention", "V", {10, 0, 0, 10}, {0.670, 0, 0.330, 0}, 5e-4);
  }
  void graphsGiveTheNumbersOfTheirLesson() {
    QFETCH(QString, node);
    QFETCH(std::vector<double>, value);
    QFETCH(std::vector<double>, gradient);
    QFETCH(double, within);
    const Trace trace = run(lesson(QTest::currentDataTag()));
    const std::size_t position = trace.graph().position(NodeId(node.toStdString())).value();
    if (!value.empty()) QVERIFY(agree(trace.value(position), value, within));
    QVERIFY(agree(trace.gradient(position), gradient, within));
    const GradientCheck check = checkGraph(trace);
    QVERIFY(check.entries > 0 && check.worst < 1e-6);
  }

  void exchangingTheFunctionOfLesson11GivesItsOtherNumbers() {
    const Graph graph = lesson("11-swap-one-function");
    Node tanh = *graph.find(NodeId("a"));
    tanh.function = &functionNamed("tanh");
    const Trace trace = run(graph.withNode(tanh));
    QVERIFY(agree(trace.value(trace.graph().position(NodeId("y")).value()), {1.726}, 5e-4));
    QVERIFY(agree(trace.gradient(trace.graph().position(NodeId("W2")).value()), {0.305, -0.305, -0.051, 0.051, 0.609, -0.609},
                  1e-3));
  }

  void aShiftDoesNotChangeTheOutputOfLesson13() {
    const Graph graph = lesson("13-batch-normalisation");
    const Trace trace = run(graph.withSeed(Seed{.kind = Seed::Kind::Ones}));
    QVERIFY(agree(trace.gradient(0), {0, 0, 0, 0}, 1e-15));
  }
};

QTEST_GUILESS_MAIN(LessonsTest)
#include "tst_lessons.moc"
