#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

#include "tests/core/file_texts.h"

using namespace files;

class BadGraphFileTest : public QObject {
  Q_OBJECT

private slots:
  void badFilesAreRefusedInOneLine_data();
  void badFilesAreRefusedInOneLine();
  void deepNestingIsRefused();
  void filesThatCannotBeReadSaySo();
};

void BadGraphFileTest::badFilesAreRefusedInOneLine_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("place");  // what follows the file's name
  QTest::addColumn<QByteArray>("found");  // part of the rest
  const auto row = [](const char* name, const std::string& json, const char* place, const char* found) {
    QTest::newRow(name) << QByteArray::fromStdString(json) << QByteArray(place) << QByteArray(found);
  };
  const std::string x = R"({"id": "x", "function": "input", "value": 1})";
  // JSON
  row("empty", " \n ", "", "empty");
  row("a comma too much", "{\"format\": \"chainrule\",\n \"version\": 1,\n}", "line 3, column 1",
      "this is not JSON");
  row("cut off", "{\"format\": \"chainrule\",\n \"nodes\": [", "line 2, column", "unexpected end of input");
  row("text after the end", fileWith("") + "\n x", "line 2, column 2", "this is not JSON");
  row("no quotes", "{format: 1}", "line 1, column", "this is not JSON");
  row("comment", "{// no\n}", "line 1, column", "this is not JSON");
  row("control character in a text", fileWith("{\"id\": \"a\nb\"}"), "line 1, column", "control character");
  row("half a surrogate", fileWith(R"({"id": "\ud800"})"), "line 1, column", "surrogate");
  row("not UTF-8", "{\"format\":\n \"chain\xFFrule\"}", "line 2, column 8", "UTF-8");
  row("UTF-16", std::string("\xFF\xFE{\0", 4), "line 1, column 1", "UTF-8");
  row("overlong UTF-8", "{\"format\": \"\xC0\xAF\"}", "line 1, column 13", "UTF-8");
  row("a number outside float64", leafWith("[1, 1e999]"), "line 1, column",
      "1e999 is too large for a float64");
  row("a key twice", "{\"format\": \"chainrule\",\n \"version\": 1, \"nodes\": [],\n \"nodes\": []}",
      "line 3, column", "“nodes” stands twice");
  row("a key twice in a node", fileWith("{\"id\": \"a\",\n\"id\": \"b\"}"), "line 2, column",
      "“id” stands twice");
  row("NaN without quotes", leafWith("NaN"), "line 1, column", "this is not JSON");
  // The top level
  row("an array", "[1, 2]", "line 1", "a graph file is a JSON object");
  row("a number", "3", "line 1", "the number 3");
  row("no format", "{\"version\": 1, \"nodes\": []}", "", "not a graph file");
  row("another format", "{\"format\": \"onnx\",\n\"version\": 1}", "line 1", "“onnx”");
  row("the results file", "{\"format\": \"chainrule-results\", \"version\": 1}", "line 1",
      "“chainrule-results”");
  row("no version", "{\"format\": \"chainrule\", \"nodes\": []}", "", "no \"version\"");
  row("a newer version", "{\"format\": \"chainrule\",\n\"version\": 2, \"nodes\": 7}", "line 2",
      "version 2, and this program knows version 1 only");
  row("a far newer version", "{\"format\": \"chainrule\", \"version\": 18446744073709551615}", "line 1",
      "newer");
  row("version 0", "{\"format\": \"chainrule\", \"version\": 0}", "line 1", "the number 0");
  row("version as a text", "{\"format\": \"chainrule\", \"version\": \"1\"}", "line 1", "the text “1”");
  row("no nodes", "{\"format\": \"chainrule\", \"version\": 1}", "", "no \"nodes\"");
  row("nodes as an object", "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": {}}", "line 1",
      "an array of nodes");
  row("a title that is no text", fileWith(x, "\"title\": 3"), "line 1", "title");
  row("an output that does not exist", fileWith(x, "\n\"output\": \"y\""), "line 2", "“y” is no node");
  row("an output that is no id", fileWith(x, "\"output\": 3"), "line 1", "the number 3");
  row("a seed of a wrong form", fileWith(x, "\"seed\": \"twos\""), "line 1", "“twos”");
  row("a seed of null", fileWith(x, "\"seed\": null"), "line 1", "null");
  row("a ragged seed", fileWith(x, "\"seed\": [[1], [1, 2]]"), "line 1, seed", "differ in length");
  row("a layout that is an array", fileWith(x, "\"layout\": [1, 2]"), "line 1", "“layout” is an object");
  row("a position of one number", fileWith(x, "\n\"layout\": {\"x\": [1]}"), "line 2", "the position of “x”");
  row("a position that is infinite", fileWith(x, "\"layout\": {\"x\": [1, \"Infinity\"]}"), "line 1",
      "the position of “x”");
  row("a position of no node", fileWith(x, "\"layout\": {\"y\": [1, 2]}"), "line 1", "“y”");
  // Nodes
  row("a node that is no object", fileWith(x + ",\n7"), "line 2", "the number 7");
  row("no id", fileWith("{\"function\": \"exp\"}"), "line 1", "no “id”");
  row("an empty id", fileWith(R"({"id": "", "function": "exp"})"), "line 1", "empty id");
  row("a long id", fileWith("{\"id\": \"" + std::string(201, 'a') + "\", \"function\": \"exp\"}"), "line 1",
      "201 characters");
  row("a control character in an id", fileWith(R"({"id": "a\u0007", "function": "exp"})"), "line 1",
      "control character");
  row("an id that is a number", fileWith(R"({"id": 1, "function": "exp"})"), "line 1", "the number 1");
  row("an id twice", fileWith(x + ", " + x), "", "two nodes have the id “x”");
  row("no function", fileWith(R"({"id": "a"})"), "line 1, node “a”", "no “function”");
  row("an unknown function", fileWith("\n{\"id\": \"a\", \"function\": \"sofmax\"}"), "line 2, node “a”",
      "softmax");
  row("a function that is no text", fileWith(R"({"id": "a", "function": null})"), "line 1, node “a”", "null");
  row("an unknown attribute", fileWith(R"({"id": "a", "function": "sum", "attributes": {"axis": 1}})"),
      "line 1, node “a”", "no attribute axis");
  row("an attribute of a function without any",
      fileWith(R"({"id": "a", "function": "exp", "attributes": {"dim": 1}})"), "line 1, node “a”",
      "no attribute dim");
  row("an attribute of a leaf",
      fileWith(R"({"id": "a", "function": "input", "value": 1, "attributes": {"dim": 1}})"),
      "line 1, node “a”", "no attribute dim");
  row("a text for an integer", fileWith(R"({"id": "a", "function": "softmax", "attributes": {"dim": "1"}})"),
      "line 1, node “a”", "attribute dim");
  row("a real for an integer", fileWith(R"({"id": "a", "function": "softmax", "attributes": {"dim": 1.5}})"),
      "line 1, node “a”", "1.5");
  row("an integer for a truth value",
      fileWith(R"({"id": "a", "function": "sum", "attributes": {"keepdim": 1}})"), "line 1, node “a”",
      "keepdim");
  row("an attribute outside its choices",
      fileWith(R"({"id": "a", "function": "mse_loss", "attributes": {"reduction": "max"}})"),
      "line 1, node “a”", "one of mean, sum, none");
  row("a list with a real", fileWith(R"({"id": "a", "function": "sum", "attributes": {"dim": [0, 0.5]}})"),
      "line 1, node “a”", "not an integer");
  row("a list with a text", fileWith(R"({"id": "a", "function": "sum", "attributes": {"dim": [0, "x"]}})"),
      "line 1, node “a”", "a list of an attribute");
  row("an attribute that is an object",
      fileWith(R"({"id": "a", "function": "sum", "attributes": {"dim": {}}})"), "line 1, node “a”",
      "an object");
  row("attributes as an array", fileWith(R"({"id": "a", "function": "sum", "attributes": [1]})"),
      "line 1, node “a”", "“attributes” is an object");
  row("inputs as a text", fileWith(x + R"(, {"id": "a", "function": "exp", "inputs": "x"})"),
      "line 1, node “a”", "“inputs” is an array");
  row("inputs as numbers", fileWith(x + R"(, {"id": "a", "function": "exp", "inputs": [0]})"),
      "line 1, node “a”", "an array of numbers");
  row("an input that is no id", fileWith(x + R"(, {"id": "a", "function": "add", "inputs": ["x", true]})"),
      "line 1, node “a”", "true");
  row("an input that does not exist", fileWith(x + R"(, {"id": "a", "function": "exp", "inputs": ["y"]})"),
      "", "node “a” has the input “y”");
  row("too many inputs", fileWith(x + R"(, {"id": "a", "function": "exp", "inputs": ["x", "x"]})"), "",
      "node “a”: exp takes");
  row("inputs of a leaf", fileWith(x + R"(, {"id": "a", "function": "input", "value": 1, "inputs": ["x"]})"),
      "", "node “a”: input takes no input");
  row("a loop",
      fileWith(
          R"({"id": "a", "function": "exp", "inputs": ["b"]}, {"id": "b", "function": "exp", "inputs": ["a"]})"),
      "", "a → b → a");
  row("a node that feeds itself", fileWith(R"({"id": "a", "function": "exp", "inputs": ["a"]})"), "",
      "a → a");
  row("a leaf without a value", fileWith(R"({"id": "a", "function": "parameter"})"), "line 1, node “a”",
      "no “value”");
  row("a value of a function", fileWith(R"({"id": "a", "function": "exp", "value": 1})"), "line 1, node “a”",
      "exp computes its own");
  row("a label that is no text", fileWith(R"({"id": "a", "function": "exp", "label": 1})"),
      "line 1, node “a”", "“label”");
  // Tensors
  row("rows of two lengths", leafWith("[[1, 2],\n[3]]"), "line 2, node “x”",
      "differ in length: this one has 1 entries, the first one 2");
  row("a number beside a row", leafWith("[[1, 2], 3]"), "line 1, node “x”", "not nested equally deep");
  row("a row beside a number", leafWith("[1, [2]]"), "line 1, node “x”", "not nested equally deep");
  row("a deeper row", leafWith("[[1], [[2]]]"), "line 1, node “x”", "not nested equally deep");
  row("an empty row", leafWith("[[], []]"), "line 1, node “x”", "axis of size 0");
  row("a text in a tensor", leafWith("[1, \"two\"]"), "line 1, node “x”", "the text “two”");
  row("null in a tensor", leafWith("[1, null]"), "line 1, node “x”", "null");
  row("a value of null", leafWith("null"), "line 1, node “x”", "null");
  row("data that does not fit", leafWith(R"({"shape": [2, 3], "data": [1, 2]})"), "line 1, node “x”",
      "the data has 2 entries, and the shape 2×3 needs 6");
  row("nested data", leafWith(R"({"shape": [2], "data": [[1, 2]]})"), "line 1, node “x”", "an array");
  row("data that is a number", leafWith(R"({"shape": [], "data": 1})"), "line 1, node “x”", "the number 1");
  row("no shape", leafWith(R"({"data": [1, 2]})"), "line 1, node “x”", "\"shape\"");
  row("a shape only", leafWith(R"({"shape": [2]})"), "line 1, node “x”", "\"data\"");
  row("a shape that is a number", leafWith(R"({"shape": 2, "data": [1, 2]})"), "line 1, node “x”",
      "the number 2");
  row("a negative axis", leafWith(R"({"shape": [2, -1], "init": "ones"})"), "line 1, node “x”",
      "negative axis -1");
  row("half an axis", leafWith(R"({"shape": [1.5], "init": "ones"})"), "line 1, node “x”", "integers from 0");
  row("too large", leafWith(R"({"shape": [100000, 100000], "init": "zeros"})"), "line 1, node “x”",
      "too large");
  row("axes that overflow", leafWith(R"({"shape": [4611686018427387904, 4], "init": "zeros"})"),
      "line 1, node “x”", "too large");
  row("axes that overflow beside 0", leafWith(R"({"shape": [0, 4611686018427387904, 4], "data": []})"),
      "line 1, node “x”", "too large");
  row("too many axes",
      leafWith("{\"shape\": [" +
               [] {
                 std::string ones = "1";
                 for (int k = 0; k < 300; ++k) ones += ",1";
                 return ones;
               }() +
               "], \"init\": \"ones\"}"),
      "line 1, node “x”", "256 axes");
  row("an unknown rule", leafWith(R"({"shape": [2], "init": "xavier"})"), "line 1, node “x”", "“xavier”");
  row("a negative seed", leafWith(R"({"shape": [2], "init": "normal", "seed": -1})"), "line 1, node “x”",
      "the number -1");
  row("half a seed", leafWith(R"({"shape": [2], "init": "normal", "seed": 0.5})"), "line 1, node “x”",
      "the number 0.5");
  row("a mean that is a text", leafWith(R"({"shape": [2], "init": "normal", "mean": "high"})"),
      "line 1, node “x”", "“mean”");
  row("an infinite bound", leafWith(R"({"shape": [2], "init": "uniform", "high": "Infinity"})"),
      "line 1, node “x”", "finite");
  row("a rule without its name", leafWith(R"({"shape": [2], "data": [1, 2], "seed": 1})"), "line 1, node “x”",
      "not both");
  row("data and a rule", leafWith(R"({"shape": [2], "data": [1, 2], "init": "ones"})"), "line 1, node “x”",
      "not both");
  row("an unknown key of a tensor", leafWith(R"({"shape": [2], "init": "ones", "sead": 1})"),
      "line 1, node “x”", "“sead”");
  row("leaves too large together", fileWith([] {
        std::string nodes;
        for (int k = 0; k < 9; ++k) {
          nodes += std::string(k ? ",\n" : "") + "{\"id\": \"x" + std::to_string(k) +
                   "\", \"function\": \"input\", \"value\": {\"shape\": [" +
                   (k < 8 ? "4096, 16, 0" : "16384, 16385") + "], \"init\": \"zeros\"}}";
        }
        return nodes;
      }()),
      "line 9, node “x8”", "too large");
}

void BadGraphFileTest::badFilesAreRefusedInOneLine() {
  QFETCH(QByteArray, json);
  QFETCH(QByteArray, place);
  QFETCH(QByteArray, found);
  const std::string message = refusalOf(json.toStdString());
  QVERIFY2(!message.empty(), "the file was accepted");
  const std::string begin = place.isEmpty() ? "bad.chainrule: " : "bad.chainrule: " + place.toStdString();
  QVERIFY2(message.starts_with(begin), message.c_str());
  QVERIFY2(message.find(found.toStdString()) != std::string::npos, message.c_str());
  QVERIFY2(message.find('\n') == std::string::npos && message.size() < 1000, message.c_str());
}

void BadGraphFileTest::deepNestingIsRefused() {
  for (const std::string bracket : {"[", "{\"a\": "}) {
    std::string deep;
    for (int k = 0; k < 1000000; ++k) deep += bracket;
    QVERIFY(refusalOf(deep).find("512 deep") != std::string::npos);
    QVERIFY(refusalOf("{\"notes\": " + deep).find("512 deep") != std::string::npos);
    QVERIFY(refusalOf(leafWith(deep)).find("512 deep") != std::string::npos);
  }
  std::string rank(200, '[');
  rank += "1" + std::string(200, ']');
  QCOMPARE(core::readGraphFile(leafWith(rank), "t").graph.node(0).value->tensor.shape().rank(),
           core::Index(200));
}

void BadGraphFileTest::filesThatCannotBeReadSaySo() {
  const auto refusal = [](const std::filesystem::path& path) -> std::string {
    try {
      core::loadGraphFile(path);
    } catch (const core::Error& error) {
      return error.what();
    }
    return {};
  };
  QTemporaryDir folder;
  const std::filesystem::path root = folder.path().toStdString();
  QCOMPARE(refusal(root), root.string() + ": this is a folder: name a file in it");
  QCOMPARE(refusal(root / "none"), (root / "none").string() + ": there is no such file");
  QVERIFY(refusal("/dev/zero").starts_with("/dev/zero: the file is larger than 256 MiB"));
  std::ofstream(root / "bad.chainrule") << "{";
  QVERIFY(
      refusal(root / "bad.chainrule").starts_with((root / "bad.chainrule").string() + ": line 1, column"));
  try {
    core::loadText(root / "bad.chainrule", 0);
    QFAIL("larger than the limit, and read");
  } catch (const core::Error&) {
  }
}

QTEST_GUILESS_MAIN(BadGraphFileTest)
#include "tst_bad_graph_file.moc"
