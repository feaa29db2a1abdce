#include "core/functions/catalogue.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "core/functions/families.h"

namespace core {
namespace {

std::vector<Function> allFunctions() {
  std::vector<Function> all;
  for (std::vector<Function> family :
       {leafFunctions(), arithmeticFunctions(), linearAlgebraFunctions(), einsumFunctions(), matrixFunctions(),
        diagonalFunctions(), activationFunctions(), smoothActivationFunctions(), elementwiseFunctions(),
        trigonometricFunctions(), reductionFunctions(), extremeFunctions(), aggregateFunctions(), layerFunctions(),
        normalisationFunctions(), convolutionFunctions(), poolingFunctions(), attentionFunctions(), lossFunctions(),
        pointwiseLossFunctions(), shapeFunctions(), slicingFunctions(), joiningFunctions(), indexingFunctions(),
        controlFunctions()}) {
    std::ranges::move(family, std::back_inserter(all));
  }
  return all;
}

/// All rows, sorted by name.
std::vector<const Function*> sortedByName() {
  std::vector<const Function*> sorted;
  for (const Function& function : catalogue()) sorted.push_back(&function);
  std::ranges::sort(sorted, {}, &Function::name);
  return sorted;
}

/// How many letters must be put in, left out or replaced to get from one word to the other (Levenshtein's
/// distance).
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t(0));
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// The names that `name` may have meant, the nearest first.
std::string closeMatches(std::string_view name) {
  constexpr std::size_t longest = 40;  // no name is that long; keeps the search short whatever a file holds
  if (name.size() > longest) return {};
  std::vector<std::pair<std::size_t, std::string_view>> close;
  for (const Function& function : catalogue()) {
    const std::size_t steps = distance(name, function.name);
    const bool contained = name.size() > 2 && (function.name.find(name) != std::string_view::npos ||
                                               function.synonyms.find(name) != std::string_view::npos);
    if (contained || steps <= std::min<std::size_t>(2, name.size() / 2))
      close.emplace_back(steps, function.name);
  }
  std::ranges::stable_sort(close, {}, [](const auto& entry) { return entry.first; });
  if (close.size() > 3) close.resize(3);
  std::string names;
  for (const auto& [steps, match] : close) names += (names.empty() ? "" : ", ") + std::string(match);
  return names;
}

}  // namespace

std::span<const Function> catalogue() {
  static const std::vector<Function> all = allFunctions();
  return all;
}

const Function* findFunction(std::string_view name) {
  static const std::vector<const Function*> sorted = sortedByName();
  const auto found = std::ranges::lower_bound(sorted, name, {}, &Function::name);
  return found != sorted.end() && (*found)->name == name ? *found : nullptr;
}

const Function& functionNamed(std::string_view name) {
  if (const Function* function = findFunction(name)) return *function;
  const std::string close = closeMatches(name);
  if (!close.empty()) {
    throw Error("there is no function \"%1\"; did you mean %2?", {std::string(name.substr(0, 100)), close});
  }
  throw Error("there is no function \"%1\"; `chainrule functions` lists all of them",
              {std::string(name.substr(0, 100))});
}

}  // namespace core
