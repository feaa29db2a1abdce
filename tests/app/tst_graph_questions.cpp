#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>

#include "tests/app/program.h"

using namespace program;

namespace {

bool has(const Outcome& outcome, const char* part) { return outcome.output.find(part) != std::string::npos; }

std::vector<double> data(const Json& tensor) { return tensor["data"].get<std::vector<double>>(); }

}  // namespace

/// `chainrule run` with --check, --tangent, --perturb, --paths, --cost and --jacobian.
class GraphQuestionsTest : public QObject {
  Q_OBJECT

private:
  QString write(const QString& name, const std::string& text) {
    const QString path = folder_.filePath(name);
    std::ofstream(path.toStdString()) << text;
    return path;
  }
  QString graph(const std::string& nodes, const std::string& output) {
    return write("graph.chainrule", "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" + nodes +
                                        "], \"output\": \"" + output + "\"}");
  }
  /// L = sum(square(linear(x, W))), the example of the specification.
  QString worked() {
    return graph(R"({"id": "x", "function": "input", "value": [1, -2]},
      {"id": "W", "function": "parameter", "value": [[1, 2], [3, 4], [5, 6]]},
      {"id": "h", "function": "linear", "inputs": ["x", "W"]}, {"id": "q", "function": "square", "inputs": ["h"]},
      {"id": "L", "function": "sum", "inputs": ["q"]})",
                 "L");
  }
  QString doublings(int count) {
    std::string nodes = R"({"id": "x0", "function": "input", "value": 1})";
    for (int k = 1; k <= count; ++k) {
      const std::string before = "\"x" + std::to_string(k - 1) + "\"";
      nodes += ",\n{\"id\": \"x" + std::to_string(k) + "\", \"function\": \"add\", \"inputs\": [" + before +
               ", " + before + "]}";
    }
    return graph(nodes, "x" + std::to_string(count));
  }

  QTemporaryDir folder_;

private slots:
  void costOfTheSpecifiedExample() {
    QVERIFY(results(worked(), {"--cost"})["cost"] ==
            Json::parse(R"({"reverse": 15, "forward": 72, "explicit": 36})"));
    const Outcome outcome = chainrule({"run", worked(), "--cost"});
    QVERIFY(has(outcome, "15") && has(outcome, "72") && has(outcome, "36") &&
            has(outcome, "explicit Jacobians"));
  }

  void pathsAreCountedExactly() {
    QVERIFY(results(doublings(20), {"--paths", "x0"})["paths"] ==
            Json::parse(R"({"from": "x0", "count": "1048576", "steps": 20})"));
    QVERIFY(has(chainrule({"run", doublings(20), "--paths", "x0"}), "1048576"));
    const Json many = results(doublings(3000), {"--paths=x0"});
    QCOMPARE(many["paths"]["count"].get<std::string>().size(), std::size_t(904));
    QVERIFY(results(example("03-fan-out"), {"--paths", "x"})["paths"]["count"] == "2");
  }

  void fewPathsAreSpelledOut() {
    const Outcome outcome = chainrule({"run", example("03-fan-out"), "--paths", "x"});
    QCOMPARE(outcome.status, 0);
    QVERIFY(has(outcome, "x → ") && has(outcome, "9") && has(outcome, "24") && has(outcome, "sum, ∂f/∂x") &&
            has(outcome, "33"));
  }

  void checkNamesTheWorstEntry() {
    const Json check = results(example("10-two-layer-network"), {"--check"})["check"];
    QVERIFY(check["worst"].get<double>() < 1e-9 && check["corners"] == 0);
    QVERIFY(check["node"].is_string() && check["index"].is_array() && check.size() == 4);
    QVERIFY(has(chainrule({"run", example("10-two-layer-network"), "--check"}),
                "relative to max(1, |gradient|)"));
    const QString corner = graph(
        R"({"id": "x", "function": "input", "value": [0, 1]}, {"id": "y", "function": "relu", "inputs": ["x"]})",
        "y");
    QVERIFY(results(corner, {"--check"})["check"]["corners"] == 1);
  }

  void tangentsAreOfEveryNode() {
    const Json file = results(worked(), {"--tangent", "x=[1, 0]", "--tangent", "W=[[0,0],[0,0],[0,1]]"});
    QCOMPARE(file["tangents"].size(), std::size_t(5));
    // h = (-3, -5, -7); dh = W[:,0] + (0, 0, -2)
    QCOMPARE(data(file["tangents"]["h"]), (std::vector<double>{1, 3, 3}));
    QCOMPARE(data(file["tangents"]["L"]), (std::vector<double>{2 * (-3 * 1 - 5 * 3 - 7 * 3)}));
    QVERIFY(!file.contains("perturbation") && !file.contains("check"));
    QVERIFY(has(chainrule({"run", worked(), "--tangent", "x=[1,0]"}), "Forward mode"));
    QVERIFY(data(results(worked(), {"--tangent", "x=[1,0]"})["tangents"]["W"]) == std::vector<double>(6));
  }

  void perturbationsShowPredictionAndTruth() {
    const Json changes = results(worked(), {"--perturb", "x=[0.5, 0]"})["perturbation"];
    QCOMPARE(changes.size(), std::size_t(4));
    QCOMPARE(data(changes["x"]["actual"]), (std::vector<double>{0.5, 0}));
    QCOMPARE(data(changes["L"]["linear"]), (std::vector<double>{-53}));
    QCOMPARE(data(changes["L"]["actual"]), (std::vector<double>{-53 + 0.25 * 35}));
    const Outcome outcome = chainrule({"run", worked(), "--perturb", "x=[0.5, 0]"});
    QVERIFY(has(outcome, "J·Δx") && has(outcome, "8.75"));
  }

  void tensorsMayStandInFiles() {
    const QString tensor = write("dx=1.json", "[0.5, 0]");
    QCOMPARE(data(results(worked(), {"--tangent", "x=@" + tensor})["tangents"]["h"]),
             (std::vector<double>{0.5, 1.5, 2.5}));
    const QString wrong = write("wrong.json", "[1, 2, 3]");
    for (const QString& file : {wrong, folder_.filePath("none.json")}) {
      const Outcome outcome = chainrule({"run", worked(), "--json", "--tangent", "x=@" + file});
      QCOMPARE(outcome.status, 1);
      QVERIFY(outcome.output.empty() && outcome.errors.starts_with(file.toStdString() + ": "));
    }
  }

  void idsMayHoldEqualSigns() {
    const QString file = graph(
        R"({"id": "a", "function": "input", "value": 3}, {"id": "a=@x", "function": "input", "value": 1},
      {"id": "=", "function": "parameter", "value": 2}, {"id": "s", "function": "add", "inputs": ["a", "a=@x"]},
      {"id": "y", "function": "mul", "inputs": ["s", "="]})",
        "y");
    QCOMPARE(data(results(file, {"--tangent", "==1"})["tangents"]["y"]), (std::vector<double>{4}));
    QCOMPARE(data(results(file, {"--tangent", "a=1"})["tangents"]["y"]), (std::vector<double>{2}));
    const Outcome outcome =
        chainrule({"run", file, "--tangent", "a=@x=1"});  // the file "x=1" for a, or 1 for a=@x
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.output.empty() && outcome.errors.find("several places") != std::string::npos);
  }

  void theJacobianSaysHowItWasMade() {
    const Outcome outcome = chainrule({"run", worked(), "--jacobian", "L:x", "--jacobian", "q:h"});
    QVERIFY(has(outcome, "column by column in forward mode: 6 multiplications (reverse mode: 9)"));
    QVERIFY(has(outcome, "diagonal, read off the structure: 0 multiplications"));
  }

  void allQuestionsAtOnceGoInTheOrderOfTheFormat() {
    const Json file = results(worked(), {"--cost", "--paths", "x", "--perturb", "x=[1,1]", "--tangent",
                                         "x=[1,1]", "--check", "--jacobian", "L:W", "--steps"});
    std::string keys;
    for (const auto& [key, value] : file.items()) keys += key + " ";
    QCOMPARE(keys,
             std::string("format version output seed order values gradients steps jacobians check tangents "
                         "perturbation paths cost "));
    QCOMPARE(chainrule({"run", worked(), "--cost", "--paths", "x", "--perturb", "x=[1,1]", "--check"}).status,
             0);
  }

  void wrongQuestionsAreRefused_data() {
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<bool>("hasOutput");
    const auto row = [](const char* name, const QStringList& options, const QByteArray& found,
                        bool hasOutput = true) { QTest::newRow(name) << options << found << hasOutput; };
    row("a tangent of no node", {"--tangent", "z=[1, 0]"}, "“z=[1, 0]” names no node");
    row("a tangent without a tensor", {"--tangent", "x"}, "ID=TENSOR");
    row("a tangent that is no tensor", {"--tangent", "x=one"}, "--tangent");
    row("a tangent of another shape", {"--tangent", "x=[1, 2, 3]"}, "has the shape 2");
    row("a tangent of a node that is computed", {"--tangent", "h=[1, 2, 3]"}, "h is no leaf");
    row("a tangent twice", {"--tangent", "x=[1, 2]", "--tangent", "x=[1, 2]"}, "“x” twice");
    row("a change of another shape", {"--perturb", "x=1"}, "--perturb");
    row("paths from no node", {"--paths", "z"}, "“z”");
    row("paths twice", {"--paths", "x", "--paths", "W"}, "--paths stands twice");
    row("a check with a value", {"--check=x"}, "--check takes no value");
    row("a check without an output", {"--check"}, "--output NODE", false);
    row("paths without an output", {"--paths", "x"}, "--output NODE", false);
    row("cost without an output", {"--cost"}, "--output NODE", false);
  }

  void wrongQuestionsAreRefused() {
    QFETCH(QStringList, options);
    QFETCH(QByteArray, found);
    QFETCH(bool, hasOutput);
    const QString file =
        hasOutput ? worked() : write("open.chainrule", R"({"format": "chainrule", "version": 1, "nodes": [
                                       {"id": "x", "function": "input", "value": 1}]})");
    const Outcome outcome = chainrule(QStringList{"run", file, "--json"} + options);
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.output.empty());
    QVERIFY2(outcome.errors.find(found.toStdString()) != std::string::npos, outcome.errors.c_str());
    QVERIFY(outcome.errors.find("run --help") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(GraphQuestionsTest)
#include "tst_graph_questions.moc"
