#include "ui/model/breakpoints.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/model/moment.h"
#include "ui/model/names.h"
#include "ui/model/step_facts.h"

namespace ui {
namespace {

/// Words, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Breakpoints)
};

bool isFinite(std::span<const double> entries) {
  return std::ranges::all_of(entries, [](double v) { return std::isfinite(v); });
}

/// What a backward step brings to one of its inputs.
QString stopAtInput(const Breakpoints& breakpoints, const Moment& after, std::size_t input, const NodeFacts& facts) {
  const QString name = QString::fromStdString(after.graph().node(input).id.text());
  const bool whole = after.gradientComplete(input);
  if (breakpoints.notFinite && !facts.gradientFinite) {
    const auto sum = whole ? std::nullopt : after.gradient(input);
    if (whole || (sum && !isFinite(sum->data()))) return Words::tr("the gradient of %1 would hold NaN or ∞").arg(name);
  }
  if (breakpoints.gradientBelow && whole && facts.gradientNorm < *breakpoints.gradientBelow) {
    return Words::tr("the gradient of %1 has a norm below %2").arg(name).arg(*breakpoints.gradientBelow);
  }
  if (breakpoints.sumIncomplete && !whole) {
    return Words::tr("the sum at %1 would be incomplete: %2 of %3")
        .arg(name)
        .arg(after.contributionsArrived(input))
        .arg(after.contributionCount(input));
  }
  return {};
}

}  // namespace

QString stopBefore(const Breakpoints& breakpoints, const Moment& moment, int step, const std::vector<NodeFacts>& facts) {
  if (breakpoints.empty() || step < 0 || step >= moment.last()) return {};
  const Step& next = moment.steps()[static_cast<std::size_t>(step)];
  if (next.kind == Step::Kind::Seed) return {};
  const core::Node& node = moment.graph().node(next.node);
  const QString name = plainName(node);
  if (breakpoints.nodes.contains(node.id)) return Words::tr("Stopped before %1: breakpoint.").arg(name);
  if (!breakpoints.hasConditions() || facts.size() != moment.graph().size()) return {};
  const core::Trace& trace = moment.trace();
  if (next.kind == Step::Kind::Forward) {
    const bool bad = breakpoints.notFinite && !facts[next.node].valueFinite;
    return bad ? Words::tr("Stopped before %1: its value would hold NaN or ∞.").arg(name) : QString();
  }
  const Moment after = moment.at(step + 1);
  const std::span<const std::int64_t> inputs = trace.plan().inputsOf(next.node);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (!trace.plan().isActive(next.node, k)) continue;
    const QString why = stopAtInput(breakpoints, after, static_cast<std::size_t>(inputs[k]), facts[static_cast<std::size_t>(inputs[k])]);
    if (!why.isEmpty()) return Words::tr("Stopped before %1: %2.").arg(name, why);
  }
  return {};
}

}  // namespace ui
