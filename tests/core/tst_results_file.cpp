#include <QTest>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/file/graph_file.h"
#include "core/file/results_file.h"

using namespace core;
using Json = nlohmann::ordered_json;

namespace {

Trace traceOf(const std::string& nodes, const std::string& more = "\"output\": \"L\"") {
  return run(readGraphFile(
                 "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" + nodes + "], " + more + "}", "t")
                 .graph);
}

Json resultsOf(const Trace& trace, const ResultsOptions& options = {}) {
  return Json::parse(writeResults(trace, options));
}

std::vector<std::string> keysOf(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

const std::string network = R"({"id": "L", "function": "sum", "inputs": ["h"]},
  {"id": "x", "function": "input", "value": [[0.5, -1]]},
  {"id": "c", "function": "constant", "value": 2},
  {"id": "W", "function": "parameter", "value": [[1, 2, 3], [4, 5, 6]]},
  {"id": "z", "function": "matmul", "inputs": ["x", "W"]},
  {"id": "h", "function": "mul", "inputs": ["c", "z"]},
  {"id": "unused", "function": "exp", "inputs": ["x"]})";

}  // namespace

class ResultsFileTest : public QObject {
  Q_OBJECT

private slots:
  void keysStandInTheOrderOfTheSpecification();
  void everyNodeHasAValueAndAGradient();
  void stepsSayUpstreamLocalAndDownstream();
  void largeLocalGradientsAreNamedOnly();
  void withoutOutputThereAreValuesOnly();
  void nodesThatCannotBeComputedAreNull();
  void identitySeedPutsTheOutputsAxesInFront();
  void jacobiansHaveBothShapes();
  void notANumberIsATextInQuotes();
  void closedReluIsZeroAndNotNull();
};

void ResultsFileTest::keysStandInTheOrderOfTheSpecification() {
  const Trace trace = traceOf(network);
  QVERIFY(keysOf(resultsOf(trace)) ==
          (std::vector<std::string>{"format", "version", "output", "seed", "order", "values", "gradients"}));
  const Json results = resultsOf(trace, {true, 4096, {{0, 1}}});
  QVERIFY(keysOf(results) == (std::vector<std::string>{"format", "version", "output", "seed", "order",
                                                       "values", "gradients", "steps", "jacobians"}));
  QVERIFY(keysOf(results["steps"][0]) == (std::vector<std::string>{"node", "upstream", "inputs"}));
  QVERIFY(keysOf(results["steps"][0]["inputs"][0]) ==
          (std::vector<std::string>{"argument", "node", "structure", "local", "downstream"}));
  QVERIFY(results["format"] == "chainrule-results" && results["version"] == 1 && results["output"] == "L");
  QVERIFY(results["seed"] == Json::parse(R"({"shape": [], "data": [1]})"));
}

void ResultsFileTest::everyNodeHasAValueAndAGradient() {
  const Json results = resultsOf(traceOf(network));
  QVERIFY(results["order"] == Json::parse(R"(["x", "c", "W", "z", "h", "L", "unused"])"));
  QVERIFY(results["values"]["z"] == Json::parse(R"({"shape": [1, 3], "data": [-3.5, -4, -4.5]})"));
  QVERIFY(results["gradients"]["W"] == Json::parse(R"({"shape": [2, 3], "data": [1, 1, 1, -2, -2, -2]})"));
  QVERIFY(results["gradients"]["c"].is_null());
  QVERIFY(results["gradients"]["unused"].is_null());
  QCOMPARE(results["values"].size(), std::size_t(7));
  QCOMPARE(results["gradients"].size(), std::size_t(7));
}

void ResultsFileTest::stepsSayUpstreamLocalAndDownstream() {
  const Json steps = resultsOf(traceOf(network), {true})["steps"];
  QCOMPARE(steps.size(), std::size_t(3));
  QVERIFY(steps[0]["node"] == "L" && steps[1]["node"] == "h" && steps[2]["node"] == "z");
  QVERIFY(steps[1]["upstream"] == Json::parse(R"({"shape": [1, 3], "data": [1, 1, 1]})"));
  const Json& constant = steps[1]["inputs"][0];
  QVERIFY(constant["node"] == "c" && constant["local"].is_null() && constant["downstream"].is_null());
  QVERIFY(constant["structure"].is_string());
  const Json& product = steps[1]["inputs"][1];
  QVERIFY(product["argument"] == 1 && product["node"] == "z");
  QVERIFY(product["local"] == Json::parse(R"({"shape": [1, 3, 1, 3], "data": [2, 0, 0, 0, 2, 0, 0, 0, 2]})"));
  QVERIFY(product["downstream"] == Json::parse(R"({"shape": [1, 3], "data": [2, 2, 2]})"));
}

void ResultsFileTest::largeLocalGradientsAreNamedOnly() {
  const Json steps = resultsOf(traceOf(network), {true, 8})["steps"];
  QVERIFY(steps[0]["inputs"][0].contains("local"));  // 1 × 3
  const Json& product = steps[1]["inputs"][1];       // 3 × 3
  QVERIFY(!product.contains("local"));
  QVERIFY(!product["structure"].get<std::string>().empty());
  QVERIFY(product["downstream"].is_object());
}

void ResultsFileTest::withoutOutputThereAreValuesOnly() {
  const Json results = resultsOf(traceOf(network, "\"title\": \"t\""), {true});
  QVERIFY(results["output"].is_null() && results["seed"].is_null());
  QCOMPARE(results["values"].size(), std::size_t(7));
  QVERIFY(results["gradients"] == Json::object());
  QVERIFY(results["steps"] == Json::array());
}

void ResultsFileTest::nodesThatCannotBeComputedAreNull() {
  const Json results =
      resultsOf(traceOf(network + R"(, {"id": "open", "function": "add", "inputs": ["x", null]},
    {"id": "after", "function": "exp", "inputs": ["open"]}, {"id": "misfit", "function": "matmul", "inputs": ["W", "W"]})"));
  for (const char* id : {"open", "after", "misfit"}) {
    QVERIFY(results["values"][id].is_null());
    QVERIFY(results["gradients"][id].is_null());
  }
  QVERIFY(results["values"]["L"].is_object());
}

void ResultsFileTest::identitySeedPutsTheOutputsAxesInFront() {
  const Json results = resultsOf(traceOf(network, R"("output": "h", "seed": "identity")"), {true});
  QVERIFY(results["seed"]["shape"] == Json({1, 3, 1, 3}));
  QVERIFY(results["gradients"]["W"]["shape"] == Json({1, 3, 2, 3}));
  QVERIFY(results["gradients"]["x"] ==
          Json::parse(R"({"shape": [1, 3, 1, 2], "data": [2, 8, 4, 10, 6, 12]})"));
  QVERIFY(results["steps"][1]["inputs"][0]["downstream"]["shape"] == Json({1, 3, 1, 2}));
  QVERIFY(results["steps"][1]["inputs"][0]["local"]["shape"] == Json({1, 3, 1, 2}));
}

void ResultsFileTest::jacobiansHaveBothShapes() {
  const Trace trace = traceOf(network);
  const Json results = resultsOf(trace, {false, 4096, {{5, 1}, {0, 3}}});
  QVERIFY(keysOf(results["jacobians"]) == (std::vector<std::string>{"h:x", "L:W"}));
  QVERIFY(results["jacobians"]["h:x"] ==
          Json::parse(R"({"shape": [1, 3, 1, 2], "data": [2, 8, 4, 10, 6, 12]})"));
  QVERIFY(results["jacobians"]["L:W"]["shape"] == Json({2, 3}));
}

void ResultsFileTest::notANumberIsATextInQuotes() {
  const Json results = resultsOf(traceOf(R"({"id": "x", "function": "input", "value": [-1, 0]},
    {"id": "l", "function": "log", "inputs": ["x"]}, {"id": "L", "function": "sum", "inputs": ["l"]})"));
  QVERIFY(results["values"]["l"]["data"] == Json::parse(R"(["NaN", "-Infinity"])"));
  QVERIFY(results["gradients"]["x"]["data"] == Json::parse(R"([-1, "Infinity"])"));
}

void ResultsFileTest::closedReluIsZeroAndNotNull() {
  const Json results = resultsOf(traceOf(R"({"id": "x", "function": "input", "value": -2},
    {"id": "L", "function": "relu", "inputs": ["x"]})"));
  QVERIFY(results["gradients"]["x"] == Json::parse(R"({"shape": [], "data": [0]})"));
}

QTEST_GUILESS_MAIN(ResultsFileTest)
#include "tst_results_file.moc"
