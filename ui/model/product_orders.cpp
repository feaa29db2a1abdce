#include "ui/model/product_orders.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace ui {
namespace {

using core::Natural;

constexpr std::size_t mostInFull = 6;

/// A product in brackets: the factors first … last, and where it is split.
struct Tree {
  std::size_t first = 0;
  std::size_t last = 0;
  std::vector<OrderStep> steps = {};
};

/// What a product of some factors costs to be applied to one line; without a value where it is a full matrix.
struct Cost {
  core::Index rows, columns;
  Natural line;
  bool isDiagonal;
};

Cost costOf(std::span<const OrderFactor> factors, std::size_t first, std::size_t last) {
  if (first == last) {
    const OrderFactor& f = factors[first];
    return {f.rows, f.columns, f.line, f.rows == f.columns && f.line <= f.rows};
  }
  const core::Index rows = factors[first].rows, columns = factors[last].columns;
  bool isDiagonal = true;
  for (std::size_t k = first; k <= last; ++k) isDiagonal = isDiagonal && costOf(factors, k, k).isDiagonal;
  return {rows, columns, isDiagonal ? Natural(rows) : Natural(rows) * columns, isDiagonal};
}

Natural structuredCost(std::span<const OrderFactor> factors, const OrderStep& step) {
  const Cost left = costOf(factors, step.first, step.split - 1);
  const Cost right = costOf(factors, step.split, step.last);
  if (left.isDiagonal && right.isDiagonal) return std::min(left.line, right.line);
  return std::min<Natural>(left.line * right.columns, right.line * left.rows);
}

OrderStep stepOf(std::span<const OrderFactor> factors, std::size_t first, std::size_t split,
                 std::size_t last) {
  OrderStep step{first, split, last, factors[first].rows, factors[split].rows, factors[last].columns, 0};
  step.multiplications = Natural(step.rows) * step.inner * step.columns;
  return step;
}

std::vector<Tree> allTrees(std::span<const OrderFactor> factors, std::size_t first, std::size_t last) {
  if (first == last) return {{first, last, {}}};
  std::vector<Tree> trees;
  for (std::size_t split = last; split > first; --split) {
    for (const Tree& left : allTrees(factors, first, split - 1)) {
      for (const Tree& right : allTrees(factors, split, last)) {
        Tree tree{first, last, left.steps};
        tree.steps.insert(tree.steps.end(), right.steps.begin(), right.steps.end());
        tree.steps.push_back(stepOf(factors, first, split, last));
        trees.push_back(std::move(tree));
      }
    }
  }
  return trees;
}

ProductOrder orderOf(std::span<const OrderFactor> factors, std::vector<OrderStep> steps) {
  ProductOrder order{.steps = std::move(steps)};
  for (const OrderStep& step : order.steps) {
    order.multiplications += step.multiplications;
    order.structured += structuredCost(factors, step);
  }
  return order;
}

ProductOrder fromLeft(std::span<const OrderFactor> factors) {
  std::vector<OrderStep> steps;
  for (std::size_t k = 1; k < factors.size(); ++k) steps.push_back(stepOf(factors, 0, k, k));
  ProductOrder order = orderOf(factors, std::move(steps));
  order.kind = ProductOrder::Kind::FromLeft;
  return order;
}

ProductOrder fromRight(std::span<const OrderFactor> factors) {
  std::vector<OrderStep> steps;
  const std::size_t last = factors.size() - 1;
  for (std::size_t k = last; k-- > 0;) steps.push_back(stepOf(factors, k, k + 1, last));
  ProductOrder order = orderOf(factors, std::move(steps));
  order.kind = ProductOrder::Kind::FromRight;
  return order;
}

/// The best brackets by dynamic programming over the shapes.
ProductOrder cheapest(std::span<const OrderFactor> factors) {
  const std::size_t n = factors.size();
  std::vector<std::vector<std::optional<Natural>>> best(n, std::vector<std::optional<Natural>>(n));
  std::vector<std::vector<std::size_t>> split(n, std::vector<std::size_t>(n));
  for (std::size_t k = 0; k < n; ++k) best[k][k] = 0;
  for (std::size_t length = 2; length <= n; ++length) {
    for (std::size_t i = 0; i + length <= n; ++i) {
      const std::size_t j = i + length - 1;
      for (std::size_t s = i + 1; s <= j; ++s) {
        const Natural cost = *best[i][s - 1] + *best[s][j] + stepOf(factors, i, s, j).multiplications;
        if (best[i][j] && *best[i][j] <= cost) continue;
        best[i][j] = cost;
        split[i][j] = s;
      }
    }
  }
  std::vector<OrderStep> steps;
  const auto add = [&](const auto& self, std::size_t i, std::size_t j) -> void {
    if (i == j) return;
    self(self, i, split[i][j] - 1);
    self(self, split[i][j], j);
    steps.push_back(stepOf(factors, i, split[i][j], j));
  };
  add(add, 0, n - 1);
  return orderOf(factors, std::move(steps));
}

bool sameSteps(const ProductOrder& a, const ProductOrder& b) {
  const auto key = [](const OrderStep& step) { return std::tuple(step.first, step.split, step.last); };
  const auto contains = [&](const ProductOrder& order, const OrderStep& step) {
    return std::ranges::any_of(order.steps, [&](const OrderStep& other) { return key(other) == key(step); });
  };
  return std::ranges::all_of(a.steps, [&](const OrderStep& step) { return contains(b, step); });
}

QString shapeOf(core::Index rows, core::Index columns) {
  return QStringLiteral("(%1\u00d7%2)").arg(rows).arg(columns);
}

}  // namespace

std::vector<OrderFactor> orderFactors(std::span<const ChainLink> links, bool withoutCopies) {
  std::vector<OrderFactor> factors;
  for (auto link = links.rbegin(); link != links.rend(); ++link) {
    if (withoutCopies && link->map.structure() == core::Structure::Identity) continue;
    factors.push_back({link->map.rows(), link->map.columns(), Natural(link->map.multiplications())});
  }
  return factors;
}

std::vector<ProductOrder> productOrders(std::span<const OrderFactor> factors) {
  if (factors.size() < 2) return {};
  std::vector<ProductOrder> orders{fromLeft(factors)};
  if (factors.size() > 2) orders.push_back(fromRight(factors));
  const auto add = [&](ProductOrder order) {
    const bool isKnown =
        std::ranges::any_of(orders, [&](const ProductOrder& known) { return sameSteps(known, order); });
    if (!isKnown) orders.push_back(std::move(order));
  };
  if (factors.size() > mostInFull) {
    add(cheapest(factors));
    return orders;
  }
  for (Tree& tree : allTrees(factors, 0, factors.size() - 1)) add(orderOf(factors, std::move(tree.steps)));
  std::stable_sort(
      orders.begin() + std::min<std::ptrdiff_t>(2, std::ssize(orders)), orders.end(),
      [](const ProductOrder& a, const ProductOrder& b) { return a.multiplications < b.multiplications; });
  return orders;
}

QString stepsText(const ProductOrder& order) {
  QStringList steps;
  for (const OrderStep& step : order.steps)
    steps << shapeOf(step.rows, step.inner) + shapeOf(step.inner, step.columns);
  return steps.join(QStringLiteral(" \u2192 "));
}

}  // namespace ui
