#include <QTest>
#include <cmath>
#include <cstring>
#include <filesystem>

#include "core/file/graph_file.h"
#include "core/file/json_text.h"
#include "core/file/tensor_reader.h"
#include "tests/core/file_texts.h"

using namespace core;
using namespace files;

namespace {

Tensor valueOf(const std::string& value) {
  return readGraphFile(leafWith(value), "t").graph.node(0).value->tensor;
}

std::string written(const std::string& value) {
  const std::string text = writeGraphFile(readGraphFile(leafWith(value), "t"));
  const std::string begin = "\"value\": ";
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.rfind("}\n  ]") - from);
}

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> result;
  for (const auto& entry : std::filesystem::directory_iterator(CHAINRULE_SOURCE_DIR "/resources/examples")) {
    if (entry.path().extension() == ".chainrule") result.push_back(entry.path());
  }
  return result;
}

}  // namespace

class GraphFileTest : public QObject {
  Q_OBJECT

private slots:
  void specificationExampleIsRead();
  void everyExampleIsWrittenAsItStands();
  void twiceWrittenIsTheSame();
  void unknownKeysAreKept();
  void numbersReadBackToTheSameBits();
  void shortestNumbersAreWritten();
  void tensorsHaveFourForms();
  void rulesStayRules();
  void namesOfNumbersMayBeIds();
  void attributesStayAsGiven();
  void seedsHaveTheirForms();
  void oneUnitRowIsWrittenAsATensor();
  void unfinishedGraphsOpen();
  void byteOrderMarkIsSkipped();
  void longFilesAreRead();
};

void GraphFileTest::specificationExampleIsRead() {
  const GraphFile file = readGraphFile(R"({
  "format": "chainrule", "version": 1, "title": "Two-layer network",
  "nodes": [
    {"id": "x",  "function": "input",     "value": [[0.5, -1.0]]},
    {"id": "W1", "function": "parameter", "value": {"shape": [2, 3], "init": "normal", "seed": 7, "std": 0.5}, "label": "W_1"},
    {"id": "z1", "function": "mul",       "inputs": ["x", "x"]},
    {"id": "h",  "function": "softmax",   "inputs": ["z1"], "attributes": {"dim": -1}},
    {"id": "L",  "function": "sum",       "inputs": ["h"]}
  ],
  "output": "L",
  "layout": {"x": [0, 0], "W1": [0, 120]}
})",
                                       "t");
  const Graph& graph = file.graph;
  QCOMPARE(graph.size(), std::size_t(5));
  QCOMPARE(graph.title(), std::string("Two-layer network"));
  QCOMPARE(graph.output()->text(), std::string("L"));
  QVERIFY(graph.node(0).value->tensor == Tensor({1, 2}, {0.5, -1.0}));
  QCOMPARE(graph.node(1).label, std::string("W_1"));
  QVERIFY(graph.node(1).value->tensor == initialised({2, 3}, {InitialiserKind::Normal, 7, 0, 0.5, -1, 1}));
  QVERIFY(graph.node(2).inputs == (std::vector<std::optional<NodeId>>{NodeId("x"), NodeId("x")}));
  QVERIFY(*graph.node(3).attributes.find("dim") == AttributeValue(Index(-1)));
  QVERIFY(graph.seed() == Seed{});
  QVERIFY(file.layout == (std::map<NodeId, Position>{{NodeId("x"), {0, 0}}, {NodeId("W1"), {0, 120}}}));
}

void GraphFileTest::everyExampleIsWrittenAsItStands() {
  QVERIFY(examples().size() >= 22);
  for (const auto& path : examples()) {
    const GraphFile file = loadGraphFile(path);
    QVERIFY2(writeGraphFile(file) == loadText(path, 1 << 20), path.c_str());
    QVERIFY(!file.graph.title().empty() && file.graph.output());
    QCOMPARE(file.layout.size(), file.graph.size());
  }
}

void GraphFileTest::twiceWrittenIsTheSame() {
  const std::string untidy =
      R"({"nodes":[ {"function":"input","value":[[1,2.50],[3e0,-0.0]],"id":"é 中 \"q\" \\ \u0041"},
      {"id":"b","x-note":{"a" :[ 1,2 , {"k":"v, : {"}]},"inputs":["é 中 \"q\" \\ A"],"function":"sum","attributes":{"keepdim":true,"dim":[0,1]}}],
      "view":{"zoom":1.50, "step":3},"version":1,"format":"chainrule","groups":[],"lesson":{"n":1E2},"seed":"ones","output":"b","title":"t\n2"})";
  const GraphFile file = readGraphFile(untidy, "t");
  const std::string once = writeGraphFile(file);
  const GraphFile again = readGraphFile(once, "t");
  QVERIFY(again == file);
  QCOMPARE(writeGraphFile(again), once);
  QVERIFY(
      once.find(
          R"(    {"id": "b", "function": "sum", "inputs": ["é 中 \"q\" \\ A"], "attributes": {"keepdim": true, "dim": [0, 1]}, )"
          R"("x-note": {"a": [1, 2, {"k": "v, : {"}]}})") != std::string::npos);
}

void GraphFileTest::unknownKeysAreKept() {
  const GraphFile file = readGraphFile(
      fileWith(
          R"({"id": "x", "function": "input", "value": 1, "colour": "red", "x": [1.50, null]})",
          R"("groups": [{"n": 1}], "notes": "n", "frames": 2, "lesson": null, "view": {"step": 4}, "future": {"deep": [[]]})"),
      "t");
  QVERIFY(file.graph.node(0).unknown == (UnknownKeys{{"colour", "\"red\""}, {"x", "[1.50, null]"}}));
  QVERIFY(file.unknown == (UnknownKeys{{"groups", "[{\"n\": 1}]"},
                                       {"notes", "\"n\""},
                                       {"frames", "2"},
                                       {"lesson", "null"},
                                       {"future", "{\"deep\": [[]]}"}}));
  QCOMPARE(file.view, std::string("{\"step\": 4}"));
  QVERIFY(readGraphFile(writeGraphFile(file), "t") == file);
}

void GraphFileTest::numbersReadBackToTheSameBits() {
  std::uint64_t state = 1;
  for (int k = 0; k < 20000; ++k) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    double number = 0;
    std::memcpy(&number, &state, sizeof number);
    if (k < 64) number = std::ldexp(k % 2 ? 1 : -1, k * 33 - 1074);
    const Tensor value = Tensor::scalar(number);
    std::string text;
    appendNumber(text, number);
    if (std::isnan(number)) continue;
    QVERIFY2(readTensor(text, "t") == value, text.c_str());
  }
  for (const double number :
       {0.0, -0.0, 5e-324, 1.7976931348623157e308, 9007199254740993.0, 1e15, 1e22, 123456789012345678.0}) {
    std::string text;
    appendNumber(text, number);
    QVERIFY2(readTensor(text, "t") == Tensor::scalar(number), text.c_str());
  }
  QVERIFY(std::signbit(valueOf("-0")[0]));
  QVERIFY(std::signbit(valueOf("[0, -0]")[1]));
  QVERIFY(valueOf("18446744073709551615")[0] == 18446744073709551615.0);
  QVERIFY(valueOf("[123456789012345678901234567890, 1]")[0] == 123456789012345678901234567890.0);
}

void GraphFileTest::shortestNumbersAreWritten() {
  const auto text = [](double number) {
    std::string result;
    appendNumber(result, number);
    return result;
  };
  QCOMPARE(text(0.1), std::string("0.1"));
  QCOMPARE(text(1), std::string("1"));
  QCOMPARE(text(-100000), std::string("-100000"));
  QCOMPARE(text(-0.0), std::string("-0.0"));
  QCOMPARE(text(1e300), std::string("1e+300"));
  QCOMPARE(text(1.0 / 3), std::string("0.3333333333333333"));
  QCOMPARE(text(std::nan("")), std::string("\"NaN\""));
  QCOMPARE(text(-HUGE_VAL), std::string("\"-Infinity\""));
}

void GraphFileTest::tensorsHaveFourForms() {
  QVERIFY(valueOf("2.5") == Tensor::scalar(2.5));
  QVERIFY(valueOf("[[[1], [2]]]") == Tensor({1, 2, 1}, {1, 2}));
  QVERIFY(valueOf(R"({"shape": [2, 0, 3], "data": []})") == Tensor(Shape{2, 0, 3}));
  QVERIFY(valueOf(R"({"data": [1, 2], "shape": [2, 1]})") == Tensor({2, 1}, {1, 2}));
  QVERIFY(valueOf(R"({"shape": [], "data": [7]})") == Tensor::scalar(7));
  QVERIFY(valueOf(R"({"shape": [2], "init": "uniform"})") == initialised({2}, {InitialiserKind::Uniform}));
  QVERIFY(valueOf(R"([[1, "NaN"], ["Infinity", "-Infinity"]])") ==
          Tensor({2, 2}, {1, std::nan(""), HUGE_VAL, -HUGE_VAL}));
  QVERIFY(valueOf(R"({"shape": [2], "data": ["NaN", 1]})") == Tensor({2}, {std::nan(""), 1}));
  QVERIFY(valueOf(R"("-Infinity")") == Tensor::scalar(-HUGE_VAL));
  QCOMPARE(written("[[1, 2.0], [3, \"NaN\"]]"), std::string("[[1, 2], [3, \"NaN\"]]"));
  QCOMPARE(written(R"({"shape": [2, 0], "data": []})"), std::string(R"({"shape": [2, 0], "data": []})"));
  QCOMPARE(written(R"({"shape": [], "data": ["Infinity"]})"), std::string("\"Infinity\""));
}

void GraphFileTest::rulesStayRules() {
  const std::string rule =
      R"({"shape": [784, 256], "init": "normal", "seed": 18446744073709551615, "mean": 0.5, "std": 2})";
  QCOMPARE(written(rule), rule);
  QCOMPARE(written(R"({"init": "zeros", "shape": [3], "seed": 0, "std": 1, "high": 1, "low": -1})"),
           std::string(R"({"shape": [3], "init": "zeros"})"));
  QCOMPARE(written(R"({"shape": [0, 4], "init": "ones"})"),
           std::string(R"({"shape": [0, 4], "init": "ones"})"));
}

void GraphFileTest::namesOfNumbersMayBeIds() {
  const GraphFile file = readGraphFile(fileWith(R"({"id": "NaN", "function": "input", "value": 1},
      {"id": "Infinity", "function": "add", "inputs": ["NaN", "NaN"]})",
                                                R"("output": "Infinity")"),
                                       "t");
  QCOMPARE(file.graph.node(1).inputs[1]->text(), std::string("NaN"));
  QVERIFY(readGraphFile(writeGraphFile(file), "t") == file);
}

void GraphFileTest::attributesStayAsGiven() {
  const GraphFile file = readGraphFile(fileWith(R"({"id": "x", "function": "input", "value": [1, 2]},
      {"id": "s", "function": "sum", "inputs": ["x"], "attributes": {"dim": null}},
      {"id": "m", "function": "mean", "inputs": ["x"], "attributes": {"keepdim": false, "dim": [0]}},
      {"id": "p", "function": "l2_penalty", "inputs": ["x"], "attributes": {"weight": 2}},
      {"id": "q", "function": "l2_penalty", "inputs": ["x"]})"),
                                       "t");
  const std::string text = writeGraphFile(file);
  QVERIFY(text.find(R"("attributes": {"dim": null}})") != std::string::npos);
  QVERIFY(text.find(R"("attributes": {"keepdim": false, "dim": [0]}})") != std::string::npos);
  QVERIFY(text.find(R"("attributes": {"weight": 2}})") != std::string::npos);
  QVERIFY(text.find(R"({"id": "q", "function": "l2_penalty", "inputs": ["x"]})") != std::string::npos);
}

void GraphFileTest::seedsHaveTheirForms() {
  const auto seedOf = [](const std::string& seed) {
    const GraphFile file = readGraphFile(fileWith(R"({"id": "x", "function": "input", "value": [1, 2]})",
                                                  "\"output\": \"x\", \"seed\": " + seed),
                                         "t");
    if (!(readGraphFile(writeGraphFile(file), "t") == file)) throw Error("not the same when read back");
    return file.graph.seed();
  };
  QVERIFY(seedOf("\"ones\"") == Seed{Seed::Kind::Ones});
  QVERIFY(seedOf("\"identity\"") == Seed{Seed::Kind::Identity});
  QVERIFY(seedOf("[3, -1]") == (Seed{Seed::Kind::Own, {}, Tensor({2}, {3, -1})}));
  QVERIFY(seedOf("{\"shape\": [2], \"init\": \"ones\"}") == (Seed{Seed::Kind::Own, {}, Tensor({2}, {1, 1})}));
  QVERIFY(seedOf("2") ==
          (Seed{Seed::Kind::Own, {}, Tensor::scalar(2)}));  // does not fit: the run says so, the file opens
}

void GraphFileTest::oneUnitRowIsWrittenAsATensor() {
  GraphFile file = readGraphFile(
      fileWith(R"({"id": "x", "function": "input", "value": [[1, 2]]})", "\"output\": \"x\""), "t");
  file.graph = file.graph.withSeed({Seed::Kind::Element, {0, 1}, {}});
  QVERIFY(readGraphFile(writeGraphFile(file), "t").graph.seed() ==
          (Seed{Seed::Kind::Own, {}, Tensor({1, 2}, {0, 1})}));
}

void GraphFileTest::unfinishedGraphsOpen() {
  const GraphFile file = readGraphFile(fileWith(R"({"id": "b", "function": "add", "inputs": ["a", null]},
      {"id": "a", "function": "exp"}, {"id": "x", "function": "input", "value": [1, 2]},
      {"id": "y", "function": "input", "value": [1, 2, 3]}, {"id": "c", "function": "mul", "inputs": ["x", "y"]})"),
                                       "t");
  QCOMPARE(file.graph.size(), std::size_t(5));
  QVERIFY(!file.graph.output());
  QVERIFY(readGraphFile(writeGraphFile(file), "t") == file);
  QVERIFY(readGraphFile(fileWith(""), "t").graph.empty());
}

void GraphFileTest::byteOrderMarkIsSkipped() {
  QCOMPARE(readGraphFile("\xEF\xBB\xBF" + leafWith("1"), "t").graph.size(), std::size_t(1));
}

void GraphFileTest::longFilesAreRead() {
  std::string nodes = R"({"id": "0", "function": "input", "value": 1})";
  for (int k = 1; k < 100000; ++k) {
    nodes += ",\n{\"id\": \"" + std::to_string(k) + "\", \"function\": \"exp\", \"inputs\": [\"" +
             std::to_string(k - 1) + "\"]}";
  }
  const GraphFile file = readGraphFile(fileWith(nodes), "t");
  QCOMPARE(file.graph.size(), std::size_t(100000));
  QVERIFY(readGraphFile(writeGraphFile(file), "t") == file);

  std::string row = "[\"NaN\", 1";
  for (int k = 0; k < 1000000; ++k) row += k % 3 ? ",2" : ",\"-Infinity\"";
  QCOMPARE(valueOf(row + "]").size(), Index(1000002));
}

QTEST_GUILESS_MAIN(GraphFileTest)
#include "tst_graph_file.moc"
