#pragma once

#include <QString>

#include <array>
#include <optional>

#include "ui/figures/equation_content.h"
#include "ui/model/scale_choice.h"

namespace ui {

/// Equations whose local gradient has more entries get a scale for each panel unless the reader chose.
inline constexpr core::Index largestShared = 4'000'000;
/// Where panels on one scale differ by more than this factor, scales of their own are offered.
inline constexpr double largestRatio = 100;

/// The colour scales of upstream, local and downstream with what their legends say.
struct EquationScales {
  ScaleScope scope = ScaleScope::Equation;
  std::array<ScaleLimits, 3> limits{};       ///< by `PanelRole`
  std::array<LegendKeys, 3> keys{};          ///< the marks that occur in each panel
  std::array<double, 3> magnified{1, 1, 1};  ///< how many times stronger than on the widest panel's scale
  double ratio = 1;                          ///< of the largest magnitudes of two panels that are not all 0
  bool visibleOnly = false;                  ///< the downstream is asked for: the limits cover upstream and local alone
  bool runPending = false;                   ///< the whole run is asked for and not known yet

  bool ownScales() const { return scope == ScaleScope::Panel; }
  /// Whether panels on one linear scale differ so much that small ones look like 0.
  bool offersOwnScales() const { return !ownScales() && ratio > largestRatio && limits[0].tau == 0; }
  LegendKeys allKeys() const { return keys[0] | keys[1] | keys[2]; }
  /// "whole run", "this equation, log, τ = 10⁻³": what stands at the legend. Empty for the usual linear scale of this
  /// equation, which the dock's header names.
  QString caption(std::size_t panel = 0) const;
  /// "×2,000,000" of a panel whose colours are stronger than the others'; empty where they are not.
  QString badge(std::size_t panel) const;
};

/// The same of panels with these facts; `scope` holds where the reader chose none.
EquationScales equationScales(const std::array<PanelFacts, 3>& panels, const ScaleChoice& choice,
                              const std::optional<Magnitudes>& run, ScaleScope scope);

/// `run`: the magnitudes of all gradients and local gradients of the run, where they are known. An older
/// run's may be given while a new one's are computed: what exceeds them is clipped and marked.
EquationScales equationScales(const EquationContent& content, const ScaleChoice& choice,
                              const std::optional<Magnitudes>& run);

/// "×6.0", "×670,000": how many times, to two digits.
QString factorText(double factor);

/// "this panel", "this equation", "whole run".
QString scopeText(ScaleScope scope);

}  // namespace ui
