#include "core/autodiff/central_differences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace core {
namespace {

constexpr int mostLevels = 14;
constexpr std::size_t mostColumns = 6;
constexpr double smallestKink = 1e-5;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// The results on both sides of the point, `step` away.
struct Sides {
  double above;  ///< the distances as the machine's numbers give them
  double below;
  std::vector<double> plus;
  std::vector<double> minus;
};

Sides sidesAt(double x, double step, std::size_t count, const FunctionOfOne& function) {
  const double up = x + step;
  const double down = x - step;
  Sides sides{up - x, x - down, std::vector<double>(count), std::vector<double>(count)};
  function(up, sides.plus);
  function(down, sides.minus);
  return sides;
}

/// Follows one result from step to step.
class Extrapolation {
public:
  explicit Extrapolation(double there) : there_(there) {}

  void add(const Sides& sides, std::size_t k, int level) {
    const double plus = sides.plus[k];
    const double minus = sides.minus[k];
    const double slope = (plus - minus) / (sides.above + sides.below);
    if (level == 0) best_ = slope;
    extrapolate(slope, level, 4, smooth_);
    extrapolate(slope, level, 2, bent_);
    before_ = (there_ - minus) / sides.below;
    after_ = (plus - there_) / sides.above;
    const double bend = after_ - before_;
    // Halving the step halves the bend of a smooth function: what is left over is the kink.
    kinkBefore_ = kink_;
    kink_ = level == 0 ? std::abs(bend) : std::abs(2 * bend - bend_);
    bend_ = bend;
    jumpBefore_ = jump_;
    jump_ = std::abs(plus - minus);
    hasSides_ = std::isfinite(plus) && std::isfinite(minus);
    noise_ = 1e-15 * (std::abs(plus) + std::abs(minus) + std::abs(there_)) / sides.above;
  }

  /// Whether smaller steps can tell nothing new.
  bool isDone() const {
    if (!std::isfinite(there_)) return true;
    const bool hasConverged = error_ <= 1e-12 * (1 + std::abs(best_)) + noise_;
    const bool kinkIsClear = kink_ <= kinkThreshold() || kink_ > 0.9 * kinkBefore_;
    return hasConverged && kinkIsClear;
  }

  DifferenceSlope result() const {
    const bool hasKink =
        kink_ > kinkThreshold() && (kink_ > 0.5 * kinkBefore_ || error_ > 1e-6 * (1 + std::abs(best_)));
    const bool jumps = jump_ > 0.75 * jumpBefore_ && jump_ > 1e-6 * (1 + std::abs(there_));
    return {best_, std::isfinite(there_) && (!hasSides_ || hasKink || jumps), before_, after_};
  }

private:
  double kinkThreshold() const { return smallestKink * (1 + std::abs(best_)) + 8 * noise_; }

  using Row = std::array<double, mostColumns>;

  /// The next row of a tableau in which each column takes away one more power of the step: `ratio` times as
  /// small at half the step, and again that much smaller from column to column.
  void extrapolate(double slope, int level, double ratio, Row& before) {
    Row row = {slope};
    double factor = ratio;
    for (std::size_t j = 1; j < mostColumns && static_cast<int>(j) <= level; ++j, factor *= ratio) {
      row[j] = (row[j - 1] * factor - before[j - 1]) / (factor - 1);
      const double error = std::max(std::abs(row[j] - row[j - 1]), std::abs(row[j] - before[j - 1]));
      if (error <= error_) {
        error_ = error;
        best_ = row[j];
      }
    }
    before = row;
  }

  double there_;
  Row smooth_ = {};  ///< even powers of the step only, as a smooth function has them
  Row bent_ = {};    ///< all powers, for a second derivative that jumps at the point
  double best_ = 0;
  double error_ = infinity;
  double bend_ = 0;
  double kink_ = 0;
  double kinkBefore_ = infinity;
  double jump_ = 0;
  double jumpBefore_ = infinity;
  double noise_ = 0;
  double before_ = 0;
  double after_ = 0;
  bool hasSides_ = false;
};

bool staysInDomain(const Sides& sides, std::span<const double> there) {
  for (std::size_t k = 0; k < there.size(); ++k) {
    if (std::isfinite(there[k]) && !(std::isfinite(sides.plus[k]) && std::isfinite(sides.minus[k])))
      return false;
  }
  return true;
}

}  // namespace

std::vector<DifferenceSlope> centralDifferences(double x, std::span<const double> there,
                                                const FunctionOfOne& function) {
  double step =
      std::ldexp(1.0, static_cast<int>(std::ceil(std::log2(std::max(1.0, std::sqrt(std::abs(x)))))) - 6);
  Sides sides = sidesAt(x, step, there.size(), function);
  for (int shorter = 0; shorter < 8 && !staysInDomain(sides, there); ++shorter) {
    step /= 8;
    sides = sidesAt(x, step, there.size(), function);
  }
  std::vector<Extrapolation> results(there.begin(), there.end());
  for (int level = 0; level < mostLevels; ++level) {
    if (level > 0) sides = sidesAt(x, step = step / 2, there.size(), function);
    for (std::size_t k = 0; k < results.size(); ++k) results[k].add(sides, k, level);
    if (level > 0 && std::ranges::all_of(results, &Extrapolation::isDone)) break;
  }
  std::vector<DifferenceSlope> slopes;
  for (const Extrapolation& result : results) slopes.push_back(result.result());
  return slopes;
}

}  // namespace core
