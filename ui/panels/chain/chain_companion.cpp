// What the view of a chain says in the inspector's place.
#include <QButtonGroup>
#include <QLabel>

#include <algorithm>
#include <cmath>

#include "ui/figures/natural_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/model/product_orders.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/chain/chain_view.h"
#include "ui/panels/chain/order_card.h"
#include "ui/panels/chain/stacked_formula.h"
#include "ui/panels/companion.h"

namespace ui {
namespace {

constexpr double agreement = 1e-9;
constexpr std::size_t mostWritten = 5;  // factors of the formula in the title
constexpr std::size_t mostCards = 14;

QString shapeOf(core::Index rows, core::Index columns) {
  return QStringLiteral("(%1\u00d7%2)").arg(rows).arg(columns);
}

/// The functions of a chain whose local gradients are diagonal, which a product can use.
QStringList diagonalNames(const core::Graph& graph, const std::vector<ChainLink>& links) {
  QStringList names;
  for (const ChainLink& link : links) {
    const core::Structure structure = link.map.structure();
    if (link.map.rows() < 2 ||
        (structure != core::Structure::Diagonal && structure != core::Structure::Scaled))
      continue;
    const QString name = title(*graph.node(link.to).function);
    if (!names.contains(name)) names << name;
  }
  return names;
}

double number(const core::Natural& count) { return count.convert_to<double>(); }

}  // namespace

void ChainView::fillCompanion() {
  if (companion_ == nullptr) return;
  Companion& c = *companion_;
  if (!answer_ || links_.empty()) {
    c.begin(tr("Chain rule"));
    c.words(tr("Multiplying the Jacobians…"));
    return c.end();
  }
  const core::Graph& graph = answer_->trace->graph();
  const bool branches = kind_ == Kind::Branches && answer_->branches;
  const QString heading = branches ? tr("Sum over %n branches", nullptr, static_cast<int>(answer_->branches->rows.size()))
                          : branch_ ? tr("Branch of %n nodes", nullptr, static_cast<int>(links_.size()))
                                  : tr("Chain of %n nodes", nullptr, static_cast<int>(links_.size()));
  c.begin(heading);
  const auto fraction = [&](std::size_t of, std::size_t by) {
    return QStringLiteral("\\frac{\\partial %1}{\\partial %2}")
        .arg(nameTex(graph.node(of)), nameTex(graph.node(by)));
  };
  QStringList factors;
  QString shapes = shapeOf(links_.back().map.rows(), links_.front().map.columns()) + QStringLiteral(" = ");
  for (auto link = links_.rbegin(); link != links_.rend(); ++link) {
    factors << fraction(link->to, link->from);
    shapes += shapeOf(link->map.rows(), link->map.columns());
  }
  if (factors.size() > static_cast<qsizetype>(mostWritten))
    factors = {factors.front(), factors[1], QStringLiteral("\\cdots"), factors.back()};
  if (links_.size() > 1) {
    auto* formula = new StackedFormula(fraction(links_.back().to, links_.front().from), factors);
    formula->setTheme(theme_);
    c.add(formula);
  }
  if (!branches) c.words(shapes);
  if (branches)
    c.words(tr(
        "The derivative is the sum over %n branches: each row is one of them and opens with Enter or a double-click.",
        nullptr, static_cast<int>(answer_->branches->rows.size())));
  sayOrders();
  sayModes();
  if (matrices_ && matrices_->difference) {
    const bool agrees = *matrices_->difference <= agreement;
    c.heading(tr("Check"), agrees ? tr("agrees") : tr("differs"), agrees ? &Theme::ok : &Theme::error);
    c.line({{.text = tr("Both orders, largest difference"), .ink = &Theme::muted}},
           {{.text = significantText(*matrices_->difference, 2)}});
  }
  c.end();
}

void ChainView::sayOrders() {
  if (links_.size() < 2) return;
  Companion& c = *companion_;
  const std::vector<OrderFactor> factors = orderFactors(links_);
  std::vector<ProductOrder> orders = productOrders(factors);
  if (orders.size() > mostCards) orders.resize(mostCards);
  c.heading(tr("Order of the products"), orders.size() > 1 ? tr("same result, other cost") : QString());
  auto* group = new QButtonGroup(this);
  const auto cheapest = std::ranges::min_element(orders, {}, &ProductOrder::multiplications);
  bool isFirst = true;
  for (const ProductOrder& order : orders) {
    auto* card = new OrderCard(order, factors, companion_->theme());
    group->addButton(card);
    connect(card, &QObject::destroyed, group, &QObject::deleteLater);
    if (&order == &*cheapest && isFirst) {
      card->setChecked(true);
      isFirst = false;
    }
    c.add(card);
  }
  const QStringList diagonal = diagonalNames(answer_->trace->graph(), links_);
  if (diagonal.isEmpty() || orders.size() < 2) return;
  const QString names = diagonal.join(QStringLiteral(", "));
  c.words(
      (diagonal.size() == 1
           ? tr("%1 is diagonal: used as such, the orders from the left and from the right drop to %2 and %3.")
           : tr("%1 are diagonal: used as such, the orders from the left and from the right drop to %2 and %3."))
          .arg(names, naturalText(orders[0].structured), naturalText(orders[1].structured)));
}

void ChainView::sayModes() {
  const std::vector<OrderFactor> factors = orderFactors(answer_->whole, true);
  if (factors.size() < 2) return;
  Companion& c = *companion_;
  const core::Graph& graph = answer_->trace->graph();
  const QString from = symbolText(graph.node(answer_->whole.front().from));
  const QString to = symbolText(graph.node(answer_->whole.back().to));
  const std::vector<ProductOrder> orders = productOrders(factors);
  const ProductOrder& reverse = orders[0];
  const ProductOrder& forward = orders.size() > 1 ? orders[1] : orders[0];
  const core::Index rows = factors.front().rows, columns = factors.back().columns;
  const BarAxis axis = BarAxis::of({number(reverse.multiplications), number(forward.multiplications)});
  c.heading(tr("Forward or reverse mode, %1 to %2").arg(from, to),
            axis.isLogarithmic ? tr("logarithmic axis") : QString());
  const auto bar = [&](const QString& name, const ProductOrder& order, QColor Theme::*ink) {
    auto* bars = new BarList(BarList::Names::Above);
    bars->setBars({{.name = {textPiece(name)},
                    .length = axis.length(number(order.multiplications)),
                    .ink = ink,
                    .number = naturalText(order.multiplications)}},
                  companion_->theme());
    bars->setFixedHeight(34);
    c.add(bars);
    QString steps = stepsText(order);
    if (steps.size() > 110) steps = steps.left(52) + QStringLiteral(" \u2026 ") + steps.right(46);
    c.words(steps);
  };
  bar(tr("Reverse: from %1, %n row(s)", nullptr, static_cast<int>(rows)).arg(to), reverse, &Theme::upstream);
  bar(tr("Forward: from %1, %n column(s)", nullptr, static_cast<int>(columns)).arg(from), forward,
      &Theme::parameter);
  const double r = number(reverse.multiplications), f = number(forward.multiplications);
  const double ratio = std::max(r, f) / std::max(std::min(r, f), 1.0);
  const QString sizes = tr("%n output(s), ", nullptr, static_cast<int>(rows)) +
                        tr("%n input(s): ", nullptr, static_cast<int>(columns));
  if (r < f)
    c.words(sizes + tr("reverse needs %1 times fewer.").arg(significantText(ratio, 2)), false);
  else if (f < r)
    c.words(sizes + tr("forward needs %1 times fewer.").arg(significantText(ratio, 2)), false);
  else
    c.words(sizes + tr("both need as many."), false);
  c.words(tr("Layers 1000 → 1000 → 1000 → 1: 2.0 × 10⁶ against 1.001 × 10⁹, about 500 times."));
}

}  // namespace ui
