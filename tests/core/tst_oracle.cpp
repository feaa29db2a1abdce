#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/autodiff/jacobian.h"
#include "core/file/graph_file.h"
#include "core/functions/catalogue.h"

using namespace core;
using Json = nlohmann::json;

namespace {

/// The cases stand beside the repository; a clone alone has none.
std::filesystem::path oracle() {
  const char* elsewhere = std::getenv("CHAINRULE_ORACLE");
  return elsewhere ? std::filesystem::path(elsewhere)
                   : std::filesystem::path(CHAINRULE_SOURCE_DIR) / "../shared/oracle";
}

std::vector<std::filesystem::path> filesIn(const char* folder) {
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(oracle() / folder, missing))
    files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Json readJson(const std::filesystem::path& path) { return Json::parse(std::ifstream(path)); }

double number(const Json& json) {
  if (json.is_number()) return json.get<double>();
  if (json == "NaN") return std::nan("");
  return json == "-Infinity" ? -std::numeric_limits<double>::infinity()
                             : std::numeric_limits<double>::infinity();
}

std::vector<double> numbers(const Json& json) {
  std::vector<double> result;
  for (const Json& entry : json) result.push_back(number(entry));
  return result;
}

Tensor tensor(const Json& json) {
  return Tensor(Shape(json["shape"].get<std::vector<Index>>()), numbers(json["data"]));
}

/// One case: the graph that was run, what is expected of it, and the first difference that was found.
class Comparison {
public:
  explicit Comparison(const Json& oneCase)
      : expect_(oneCase["expect"]),
        // A Jacobian that was made of one-hot upstream rows holds 0·∞ beside an infinite slope; a linear map
        // has 0 there.
        artefacts_(oneCase.value("note", "").find("0*inf") != std::string::npos),
        // Above 20 PyTorch takes softplus(x) = x, and ours is exact.
        tolerance_(oneCase.value("note", "").find("x>20") != std::string::npos ? 1e-8 : 1e-10),
        trace_(run(readGraphFile(oneCase["graph"].dump(), "case").graph)) {}

  const std::string& difference() const { return difference_; }

  void values() {
    for (const auto& [id, expected] : expect_["values"].items()) {
      const std::size_t node = position(id);
      if (!trace_.hasValue(node)) return found("no value of " + id + ": " + text(*trace_.problem(node)));
      compare("value of " + id, trace_.value(node), expected);
    }
  }

  void gradients() {
    for (const auto& [id, expected] : expect_["gradients"].items()) {
      const std::size_t node = position(id);
      if (trace_.hasGradient(node) == expected.is_null()) {
        found(id + (expected.is_null() ? " has a gradient" : " has no gradient"));
      } else if (!expected.is_null()) {
        compare("gradient of " + id, trace_.gradient(node), expected);
      }
    }
  }

  void jacobians() {
    if (!expect_.contains("jacobians")) return;
    for (const auto& [name, expected] : expect_["jacobians"].items()) {
      const std::size_t colon = name.find(':');
      const Tensor table =
          jacobianTable(trace_, position(name.substr(0, colon)), position(name.substr(colon + 1))).entries;
      compare("Jacobian " + name, table, expected);
    }
  }

  /// Forward mode: every node's tangent is the sum of its local maps applied to its inputs' tangents.
  void tangent() {
    if (!expect_.contains("jvp")) return;
    std::vector<Tensor> tangents(trace_.graph().size());
    for (const std::size_t node : trace_.order()) {
      const std::string& id = trace_.graph().node(node).id.text();
      tangents[node] = expect_["tangents"].contains(id) ? tensor(expect_["tangents"][id])
                                                        : Tensor(trace_.value(node).shape());
      const auto inputs = trace_.graph().inputPositions(node);
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        if (!trace_.plan().isActive(node, k)) continue;
        trace_.local(node, k).accumulate(tangents[static_cast<std::size_t>(inputs[k])].data(),
                                         tangents[node].data());
      }
    }
    compare("jvp", tangents[*trace_.plan().output()], expect_["jvp"]);
  }

  void steps() {
    if (!expect_.contains("steps")) return;
    for (const auto& [id, inputs] : expect_["steps"].items()) {
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        const std::string where = " of step " + id + " by argument " + std::to_string(k);
        const Json &local = inputs[k]["local"], &downstream = inputs[k]["downstream"];
        if (!local.is_null()) {
          compareEntries("local" + where, trace_.local(position(id), k).dense().data(), numbers(local));
        }
        if (!downstream.is_null()) {
          compareEntries("downstream" + where, trace_.downstream(position(id), k).data(),
                         numbers(downstream));
        }
      }
    }
  }

private:
  static std::string text(const Problem& problem) { return core::text(problem.message); }

  std::size_t position(const std::string& id) const { return trace_.graph().position(NodeId(id)).value(); }

  void found(std::string difference) {
    if (difference_.empty()) difference_ = std::move(difference);
  }

  void compare(const std::string& what, const TensorView& actual, const Json& expected) {
    const Tensor wanted = tensor(expected);
    if (actual.shape() != wanted.shape()) {
      return found(what + " has the shape " + core::text(actual.shape()) + ", not " +
                   core::text(wanted.shape()));
    }
    compareEntries(what, actual.data, wanted.data());
  }

  void compareEntries(const std::string& what, std::span<const double> actual,
                      std::span<const double> expected) {
    if (actual.size() != expected.size()) return found(what + " has another size");
    double largest = 1;
    for (const double entry : expected) {
      if (std::isfinite(entry)) largest = std::max(largest, std::abs(entry));
    }
    for (std::size_t k = 0; k < actual.size(); ++k) {
      const bool same = actual[k] == expected[k] || (std::isnan(actual[k]) && std::isnan(expected[k])) ||
                        (artefacts_ && std::isnan(expected[k]) && (actual[k] == 0 || what == "jvp"));
      if (same || std::abs(actual[k] - expected[k]) <= tolerance_ * largest) continue;
      return found(what + ", entry " + std::to_string(k) + ": " + std::to_string(actual[k]) + " instead of " +
                   std::to_string(expected[k]));
    }
  }

  const Json& expect_;
  bool artefacts_;
  double tolerance_;
  Trace trace_;
  std::string difference_;
};

bool isKnown(const Json& oneCase) {
  return std::ranges::all_of(oneCase["graph"]["nodes"], [](const Json& node) {
    return findFunction(node["function"].get<std::string>()) != nullptr;
  });
}

}  // namespace

/// Every case of the PyTorch oracle whose functions exist: values, gradients, Jacobians, forward mode and the
/// steps.
class TestOracle : public QObject {
  Q_OBJECT

private slots:
  void agreesWithPyTorch_data() {
    QTest::addColumn<QString>("name");
    for (const std::filesystem::path& file : filesIn("functions")) {
      const Json cases = readJson(file)["cases"];
      for (std::size_t k = 0; k < cases.size(); ++k) {
        add(file.stem().string() + " " + cases[k]["name"].get<std::string>() + " " + std::to_string(k),
            cases[k]);
      }
    }
    for (const std::filesystem::path& file : filesIn("graphs")) add(file.stem().string(), readJson(file));
  }

  void agreesWithPyTorch() {
    if (cases_.empty()) QSKIP("the oracle cases are not here");
    QFETCH(QString, name);
    Comparison comparison(cases_.at(name.toStdString()));
    comparison.values();
    comparison.gradients();
    comparison.jacobians();
    comparison.tangent();
    comparison.steps();
    QVERIFY2(comparison.difference().empty(), comparison.difference().c_str());
  }

private:
  void add(const std::string& name, Json oneCase) {
    if (!isKnown(oneCase)) return;
    QTest::newRow(name.c_str()) << QString::fromStdString(name);
    cases_.emplace(name, std::move(oneCase));
  }

  std::map<std::string, Json> cases_;
};

QTEST_GUILESS_MAIN(TestOracle)
#include "tst_oracle.moc"
