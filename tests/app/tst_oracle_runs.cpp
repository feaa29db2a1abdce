#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using Json = nlohmann::json;

namespace {

std::filesystem::path oracle() {
  const char* elsewhere = std::getenv("CHAINRULE_ORACLE");
  return elsewhere ? std::filesystem::path(elsewhere)
                   : std::filesystem::path(CHAINRULE_SOURCE_DIR) / "../shared/oracle";
}

QByteArray output(const QStringList& arguments) {
  QProcess process;
  process.start(CHAINRULE_BINARY, arguments);
  process.waitForFinished(60000);
  return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
             ? process.readAllStandardOutput()
             : QByteArray();
}

double number(const Json& json) {
  if (json.is_number()) return json.get<double>();
  return json == "NaN" ? std::nan("") : json == "Infinity" ? HUGE_VAL : -HUGE_VAL;
}

bool agree(const Json& found, const Json& expected) {
  if (found.size() != expected.size()) return false;
  double scale = 1;
  for (const Json& entry : expected) {
    if (std::isfinite(number(entry))) scale = std::max(scale, std::abs(number(entry)));
  }
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const double a = number(found[k]);
    const double b = number(expected[k]);
    const bool same = a == b || (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-10 * scale;
    if (!same) return false;
  }
  return true;
}

bool agreeWithShape(const Json& found, const Json& expected) {
  if (found.is_null() || expected.is_null()) return found == expected;
  return found["shape"] == expected["shape"] && agree(found["data"], expected["data"]);
}

}  // namespace

class OracleRunsTest : public QObject {
  Q_OBJECT

private slots:
  void graphsAgreeWithPyTorch_data();
  void graphsAgreeWithPyTorch();
};

void OracleRunsTest::graphsAgreeWithPyTorch_data() {
  QTest::addColumn<QByteArray>("path");
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(oracle() / "graphs", missing)) {
    QTest::newRow(entry.path().stem().c_str()) << QByteArray(entry.path().c_str());
  }
  if (missing) QSKIP("the oracle cases are not on this machine; CHAINRULE_ORACLE says where they are");
}

/// A whole graph through `chainrule run`: every value, every gradient, and what each step sends.
void OracleRunsTest::graphsAgreeWithPyTorch() {
  QFETCH(QByteArray, path);
  const Json functions = Json::parse(output({"functions", "--json"}))["functions"];
  const auto exists = [&](const Json& node) {
    return std::any_of(functions.begin(), functions.end(),
                       [&](const Json& row) { return row["name"] == node["function"]; });
  };
  std::ifstream file(path.toStdString());
  const Json oracleCase = Json::parse(file);
  for (const Json& node : oracleCase["graph"]["nodes"]) {
    if (!exists(node)) QSKIP(("there is no " + node["function"].get<std::string>() + " yet").c_str());
  }
  QTemporaryDir folder;
  const QString graph = folder.filePath("case.chainrule");
  std::ofstream(graph.toStdString()) << oracleCase["graph"];
  const QByteArray text = output({"run", graph, "--json", "--steps", "--local-limit", "1000000"});
  QVERIFY(!text.isEmpty());
  const Json results = Json::parse(text);
  const Json& expect = oracleCase["expect"];
  for (const char* kind : {"values", "gradients"}) {
    for (const auto& [id, tensor] : expect[kind].items())
      QVERIFY2(agreeWithShape(results[kind][id], tensor), id.c_str());
  }
  for (const Json& step : results["steps"]) {
    const std::string id = step["node"];
    if (!expect["steps"].contains(id)) continue;
    for (std::size_t k = 0; k < expect["steps"][id].size(); ++k) {
      for (const char* part : {"downstream", "local"}) {
        const Json& expected = expect["steps"][id][k][part];
        QVERIFY2(expected.is_null() || agree(step["inputs"][k][part]["data"], expected), id.c_str());
      }
    }
  }
}

QTEST_GUILESS_MAIN(OracleRunsTest)
#include "tst_oracle_runs.moc"
