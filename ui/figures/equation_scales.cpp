#include "ui/figures/equation_scales.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"

namespace ui {
namespace {

/// Words of the legend, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(ScaleLegend)
};

}  // namespace

QString scopeText(ScaleScope scope) {
  switch (scope) {
    case ScaleScope::Panel: return Words::tr("this panel");
    case ScaleScope::Equation: return Words::tr("this equation");
    case ScaleScope::Run: break;
  }
  return Words::tr("whole run");
}

QString EquationScales::caption(std::size_t panel) const {
  const double tau = limits[panel].tau;
  const bool usual = scope == ScaleScope::Equation && tau == 0;
  if (usual) return {};
  QString text = scopeText(scope);
  if (runPending) text = Words::tr("this equation; whole run is being computed");
  if (tau > 0) text += Words::tr(", log, \u03c4 = %1").arg(tauText(tau));
  return text;
}

QString EquationScales::badge(std::size_t panel) const {
  return magnified[panel] >= 1.05 ? factorText(magnified[panel]) : QString();
}

QString factorText(double factor) {
  if (factor < 100 || factor >= 1e9) return u'\u00d7' + significantText(factor, 2);
  const double unit = std::pow(10.0, std::floor(std::log10(factor)) - 1);
  return u'\u00d7' + countText(std::llround(std::round(factor / unit) * unit));
}

EquationScales equationScales(const EquationContent& content, const ScaleChoice& choice,
                              const std::optional<Magnitudes>& run) {
  const bool large = content.rows() * content.columns() > largestShared;
  const bool hidden = content.equation.hidden;
  ScaleChoice visible = choice;
  // Limits of the whole run would tell how large the gradient is that is asked for.
  if (hidden && choice.scope == ScaleScope::Run) visible.scope = ScaleScope::Equation;
  EquationScales scales =
      equationScales(content.facts, visible, run, large ? ScaleScope::Panel : ScaleScope::Equation);
  scales.visibleOnly = hidden;
  return scales;
}

EquationScales equationScales(const std::array<PanelFacts, 3>& panels, const ScaleChoice& choice,
                              const std::optional<Magnitudes>& run, ScaleScope scope) {
  EquationScales scales;
  scales.scope = choice.scope.value_or(scope);
  Magnitudes all;
  double least = 0;
  for (const PanelFacts& facts : panels) {
    all.add(facts.magnitudes);
    const double largest = facts.magnitudes.largest;
    if (largest > 0) least = least == 0 ? largest : std::min(least, largest);
  }
  scales.ratio = least > 0 ? all.largest / least : 1;
  scales.runPending = scales.scope == ScaleScope::Run && !run;
  for (std::size_t k = 0; k < scales.limits.size(); ++k) {
    const PanelFacts& facts = panels[k];
    scales.limits[k] = choice.limitsFor(scales.ownScales()                       ? facts.magnitudes
                                        : scales.scope == ScaleScope::Run && run ? *run
                                                                                 : all);
    scales.keys[k] = facts.marksWithin(-scales.limits[k].limit, scales.limits[k].limit);
    if (scales.ownScales() && facts.magnitudes.largest > 0)
      scales.magnified[k] = all.largest / facts.magnitudes.largest;
  }
  return scales;
}

}  // namespace ui
