#pragma once

#include <memory>

#include "core/functions/expression/terms.h"

namespace core::expression {

/// A formula ready to run over many entries: one call of a row after the other, each on a tile of entries
/// that stays in the cache. The slope dy/dx follows the same steps by the chain rule with the rows' own
/// slopes, so that conventions at corners are theirs.
class Program {
public:
  Program(const Terms& terms, TermId root);

  bool isConstant() const { return result_.place == Operand::Place::Number; }
  /// y[k] = f(x[k]).
  void value(std::span<const double> x, std::span<double> y) const;
  /// slopes[k] = f′(x[k]).
  void slopes(std::span<const double> x, std::span<double> slopes) const;
  /// What the first call that meets a corner at these entries says of it; empty where none does.
  Message corner(std::span<const double> x) const;

private:
  struct Operand {
    enum class Place { Number, Input, Register };
    Place place = Place::Number;
    double number = 0;
    std::uint32_t index = 0;
  };
  struct Step {
    std::shared_ptr<const Settings> settings;
    std::array<Operand, 2> operands;
    std::uint32_t result;

    const Function& function() const { return settings->function(); }
  };
  class Tile;

  std::uint32_t freeRegister();
  Index tileSize() const;
  template <typename Use>
  void forEachTile(std::span<const double> x, Use&& use) const;

  std::vector<Step> steps_;
  Operand result_;
  std::uint32_t registerCount_ = 0;
  std::vector<std::uint32_t> free_;
};

}  // namespace core::expression
