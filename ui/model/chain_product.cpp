#include "ui/model/chain_product.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "core/autodiff/between.h"
#include "core/autodiff/jacobian.h"
#include "core/autodiff/paths.h"
#include "core/linear_map/chain_table.h"
#include "core/tensor/multiply.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr Index largestFormed = Index(1) << 20;
constexpr std::size_t mostBranches = 24;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Chain)
};

QString nameOf(const core::Plan& plan, std::size_t position) {
  return QString::fromStdString(plan.graph().node(position).id.text());
}

/// Calls `use(to, input)` for every differentiated wire of the nodes.
template <typename Use>
void forEachWireInto(const core::Plan& plan, const std::set<std::size_t>& nodes, Use&& use) {
  for (const std::size_t p : nodes) {
    const std::span<const std::int64_t> inputs = plan.inputsOf(p);
    for (std::size_t k = 0; k < inputs.size(); ++k)
      if (inputs[k] >= 0 && plan.isDifferentiated(p, k)) use(p, static_cast<std::size_t>(inputs[k]));
  }
}

/// Those that wires join with the first one.
std::set<std::size_t> pieceOf(const core::Plan& plan, const std::set<std::size_t>& nodes) {
  std::set<std::size_t> reached{*nodes.begin()};
  for (bool grows = true; grows;) {
    grows = false;
    forEachWireInto(plan, nodes, [&](std::size_t to, std::size_t input) {
      if (!nodes.contains(input) || reached.contains(to) == reached.contains(input)) return;
      reached.insert(to);
      reached.insert(input);
      grows = true;
    });
  }
  return reached;
}

QString listed(const core::Plan& plan, const std::set<std::size_t>& nodes) {
  QStringList names;
  for (const std::size_t p : nodes) names << nameOf(plan, p);
  return names.join(QStringLiteral(", "));
}

ChainEnds refused(const QString& why) { return {.refusal = why}; }

ChainEnds checked(const core::Plan& plan, std::size_t from, std::size_t to) {
  if (from == to || core::nodesBetween(plan, from, to).nodes.empty())
    return refused(
        Words::tr("%1 does not depend on %2 through differentiable inputs: there is no chain between them.")
            .arg(nameOf(plan, to), nameOf(plan, from)));
  return {.from = from, .to = to};
}

std::vector<double> dense(const core::LinearMap& map, const std::stop_token& stop) {
  if (static_cast<double>(map.rows()) * static_cast<double>(map.columns()) >
      static_cast<double>(largestFormed))
    return {};
  std::vector<double> numbers(static_cast<std::size_t>(map.rows() * map.columns()));
  map.readBlock({0, 0, map.rows(), map.columns()}, numbers, {stop, {}});
  return numbers;
}

ChainMatrix matrixOf(const ChainLink& link, const std::stop_token& stop) {
  return {link.from,
          link.to,
          link.map.outputShape(),
          link.map.inputShape(),
          link.map.rows(),
          link.map.columns(),
          dense(link.map, stop),
          QString::fromStdString(link.map.structureName())};
}

/// left · right as a table.
ChainMatrix product(const ChainMatrix& left, const ChainMatrix& right) {
  ChainMatrix result{right.from, left.to, left.toShape, right.fromShape, left.rows, right.columns, {}, {}};
  if (left.numbers.empty() || right.numbers.empty() || left.rows * right.columns > largestFormed)
    return result;
  result.numbers.assign(static_cast<std::size_t>(left.rows * right.columns), 0.0);
  core::multiplyAdd({left.numbers.data(), left.rows, left.columns, left.columns, 1},
                    {right.numbers.data(), right.rows, right.columns, right.columns, 1},
                    {result.numbers.data(), left.rows, right.columns, right.columns, 1});
  return result;
}

/// Some neighbours of a chain as one matrix: made by the cheapest way where their own tables would be too
/// large.
ChainMatrix merged(std::span<const ChainLink> links, const std::stop_token& stop) {
  if (links.size() == 1) return matrixOf(links.front(), stop);
  const core::LinearMap& first = links.front().map;
  const core::LinearMap& last = links.back().map;
  ChainMatrix result{links.front().from,
                     links.back().to,
                     last.outputShape(),
                     first.inputShape(),
                     last.rows(),
                     first.columns(),
                     {},
                     {}};
  if (static_cast<double>(result.rows) * static_cast<double>(result.columns) >
      static_cast<double>(largestFormed))
    return result;
  std::vector<core::LinearMap> maps;
  for (const ChainLink& link : links) maps.push_back(link.map);
  result.numbers = core::makeTable(maps, core::planTable(maps), {stop, {}});
  return result;
}

}  // namespace

ChainEnds chainEnds(const core::Plan& plan, const std::vector<core::NodeId>& selection) {
  std::set<std::size_t> nodes;
  for (const core::NodeId& id : selection)
    if (const auto position = plan.graph().position(id)) nodes.insert(*position);
  // What no gradient is asked for takes no part.
  std::erase_if(nodes, [&](std::size_t p) { return plan.graph().node(p).isConstant(); });
  if (nodes.size() < 2)
    return refused(
        Words::tr("Select two or more connected nodes first: Shift+click adds one to the selection."));
  if (const std::set<std::size_t> piece = pieceOf(plan, nodes); piece.size() != nodes.size()) {
    if (nodes.size() > 2) {
      std::set<std::size_t> apart;
      std::ranges::set_difference(nodes, piece, std::inserter(apart, apart.end()));
      return refused(
          Words::tr(
              "No selected wire joins %1 and %2: select the nodes between them too, or just the first and the last one.")
              .arg(listed(plan, piece), listed(plan, apart)));
    }
    const std::size_t a = *nodes.begin(), b = *nodes.rbegin();
    const bool forwards = !core::nodesBetween(plan, a, b).nodes.empty();
    return forwards ? checked(plan, a, b) : checked(plan, b, a);
  }
  // The one output: what no other selected node reads.
  std::set<std::size_t> outputs = nodes, sources;
  forEachWireInto(plan, nodes, [&](std::size_t, std::size_t input) {
    outputs.erase(input);
    if (!nodes.contains(input)) sources.insert(input);
  });
  if (outputs.size() != 1)
    return refused(Words::tr("The selection has %n outputs (%1): leave out all but one.", nullptr,
                             static_cast<int>(outputs.size()))
                       .arg(listed(plan, outputs)));
  const std::size_t to = *outputs.begin();
  std::set<std::size_t> chosen;
  for (const std::size_t p : nodes)
    if (plan.graph().node(p).isLeaf()) chosen.insert(p);
  if (chosen.empty()) chosen = sources;
  std::erase_if(chosen, [&](std::size_t p) { return plan.graph().node(p).isConstant(); });
  std::set<std::size_t> data = chosen;
  std::erase_if(data, [&](std::size_t p) { return plan.graph().node(p).isParameter(); });
  if (chosen.size() > 1 && !data.empty()) chosen = data;
  if (chosen.size() != 1)
    return refused(Words::tr("%n values lead into the selection (%1): select the one of interest with it.",
                             nullptr, static_cast<int>(chosen.size()))
                       .arg(listed(plan, chosen)));
  return checked(plan, *chosen.begin(), to);
}

std::vector<ChainLink> chainLinks(const core::Trace& trace, std::size_t from, std::size_t to) {
  const core::Plan& plan = trace.plan();
  const core::Between between = core::nodesBetween(plan, from, to);
  std::vector<std::size_t> place(plan.graph().size()), furthest(between.nodes.size());
  for (std::size_t k = 0; k < between.nodes.size(); ++k) place[between.nodes[k]] = k;
  for (std::size_t k = 0; k < between.nodes.size(); ++k)
    core::forEachWireBetween(plan, between, between.nodes[k],
                             [&](std::size_t, std::size_t input) { furthest[place[input]] = k; });
  std::vector<ChainLink> links;
  std::size_t begin = 0, reach = 0;
  for (std::size_t k = 0; k < between.nodes.size(); ++k) {
    if (k > 0 && reach == k) {
      const std::size_t first = between.nodes[begin], last = between.nodes[k];
      std::vector<std::size_t> arguments;
      core::forEachWireBetween(plan, between, last,
                               [&](std::size_t argument, std::size_t) { arguments.push_back(argument); });
      const bool isWire = k == begin + 1 && arguments.size() == 1;
      links.push_back(
          {first, last, isWire ? trace.local(last, arguments.front()) : core::jacobian(trace, last, first)});
      begin = k;
    }
    reach = std::max(reach, furthest[k]);
  }
  return links;
}

std::vector<ChainLink> branchLinks(const PathList& list, const PathRow& branch) {
  std::vector<ChainLink> links;
  for (const std::size_t w : branch.wires)
    links.push_back({list.wires[w].from, list.wires[w].to, list.wires[w].local});
  return links;
}

ChainAnswer chainAnswer(std::shared_ptr<const core::Trace> trace, std::size_t from, std::size_t to,
                        const std::stop_token& stop) {
  for (const std::size_t p : {to, from}) {
    if (const core::Problem* problem = trace->problem(p)) throw core::Error(problem->message);
  }
  ChainAnswer answer{.trace = trace, .from = from, .to = to, .links = chainLinks(*trace, from, to)};
  if (core::pathCount(trace->plan(), from, to) > 1)
    answer.branches = std::make_shared<const PathList>(pathList(trace, from, to, mostBranches, stop));
  const std::optional<std::size_t> output = trace->plan().output();
  if (output && *output != from && trace->hasValue(*output)) answer.whole = chainLinks(*trace, from, *output);
  return answer;
}

ChainMatrices chainMatrices(const std::vector<ChainLink>& links, std::optional<std::size_t> meet,
                            const std::stop_token& stop) {
  ChainMatrices all;
  const std::span<const ChainLink> chain(links);
  if (meet && *meet > 0 && *meet < links.size()) {
    all.factors = {merged(chain.subspan(*meet), stop), merged(chain.first(*meet), stop)};
  } else {
    for (auto link = links.rbegin(); link != links.rend(); ++link)
      all.factors.push_back(matrixOf(*link, stop));
  }
  all.result = merged(chain, stop);
  all.result.structure.clear();
  if (links.size() < 2) return all;
  // The two orders of the links themselves, as a check.
  const bool small = std::ranges::all_of(
      links, [](const ChainLink& link) { return link.map.rows() * link.map.columns() <= (Index(1) << 14); });
  if (!small) return all;
  ChainMatrix left = matrixOf(links.back(), stop), right = matrixOf(links.front(), stop);
  for (std::size_t k = links.size() - 1; k-- > 0;) left = product(left, matrixOf(links[k], stop));
  for (std::size_t k = 1; k < links.size(); ++k) right = product(matrixOf(links[k], stop), right);
  double worst = 0;
  for (std::size_t k = 0; k < left.numbers.size(); ++k)
    worst = std::max(worst, std::abs(left.numbers[k] - right.numbers[k]));
  all.difference = worst;
  return all;
}

}  // namespace ui
