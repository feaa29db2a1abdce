#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/autodiff/perturbation.h"

namespace ui {

/// A change Δx at some leaves, and the node at which one looks.
struct NudgeWish {
  std::shared_ptr<const core::Trace> trace;
  std::vector<core::LeafTensor> change;
  std::size_t target = 0;  ///< position
};

/// What the Jacobian predicts for the target, beside what happens. Leaves stand one after the other, as the columns of the
/// Jacobian do.
struct NudgeAnswer {
  NudgeWish wish;
  std::vector<core::NodeChange> changes = {};  ///< of every node that changes
  core::Index rows = 0, columns = 0;           ///< of the Jacobian: entries of the target, entries of the leaves
  std::vector<double> jacobian = {};           ///< row-major; empty where it has more than 4,096 entries
  std::vector<double> dx = {};
  std::vector<double> predicted = {};  ///< J·Δx
  std::vector<double> actual = {};     ///< f(x + Δx) − f(x); empty where f(x + Δx) has no meaning
  std::vector<double> error = {};      ///< actual − predicted
  bool corner = false;                 ///< a choice was made on the way, where a derivative does not exist

  bool hasActual() const { return actual.size() == predicted.size() && !actual.empty(); }
};

/// Throws `core::Error` where a tensor does not fit, `core::Stopped`.
NudgeAnswer nudge(const NudgeWish& wish, const std::stop_token& stop = {});

/// The error over the length of Δx in the same direction.
struct NudgeCurve {
  struct Point {
    double length = 0;     ///< ‖Δx‖
    double predicted = 0;  ///< ‖J·Δx‖
    double error = 0;      ///< ‖f(x + Δx) − f(x) − J·Δx‖
    bool rounding = false; ///< so small that the rounding of f decides it
  };
  std::vector<Point> points = {};  ///< from short to long
  /// d log error / d log length where rounding does not decide: 2 for a smooth function. Empty where there is no error.
  std::optional<double> slope;
  bool isLinear = false;  ///< the error is nothing but rounding at every length
};

inline constexpr double shortestNudge = 1e-8, longestNudge = 1;
/// At lengths from the shortest to the longest, three a power of ten. Empty for a change without length.
NudgeCurve nudgeCurve(const NudgeWish& wish, const std::stop_token& stop = {});

}  // namespace ui
