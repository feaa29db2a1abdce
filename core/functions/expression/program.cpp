#include "core/functions/expression/program.h"

#include <algorithm>
#include <unordered_map>

namespace core::expression {

/// The registers of one run, and the entries that it is at.
class Program::Tile {
public:
  Tile(const Program& program, Index size, bool withSlopes)
      : size_(size),
        values_(static_cast<std::size_t>(program.registerCount_) * static_cast<std::size_t>(size)),
        slopes_(withSlopes ? values_.size() : 0) {
    if (withSlopes) ones_.assign(static_cast<std::size_t>(size), 1.0);
  }

  void moveTo(std::span<const double> x) {
    x_ = x;
    shape_ = Shape{static_cast<Index>(x.size())};
  }
  TensorView view(const Operand& operand) const {
    static const Shape scalar;
    switch (operand.place) {
      case Operand::Place::Number: return {scalar, std::span(&operand.number, 1)};
      case Operand::Place::Input: return {shape_, x_};
      case Operand::Place::Register: break;
    }
    return {shape_, part(values_, operand.index)};
  }
  void evaluate(const Step& step) {
    const std::array<TensorView, 2> inputs = views(step);
    step.function().value(used(step, inputs), *step.settings, part(values_, step.result));
  }
  /// The slope of a step that was just evaluated: Σ_a slope of operand a · ∂step/∂a.
  void differentiate(const Step& step) {
    const std::array<TensorView, 2> inputs = views(step);
    const std::span<double> sum = part(slopes_, step.result);
    std::ranges::fill(sum, 0.0);
    for (std::size_t a = 0; a < step.function().arguments.size(); ++a) {
      if (step.operands[a].place == Operand::Place::Number) continue;
      step.function().accumulate(a, used(step, inputs), output(step), *step.settings, 1,
                                 slope(step.operands[a]), sum);
    }
  }
  Message corner(const Step& step) const {
    if (!step.function().corner) return {};
    const std::array<TensorView, 2> inputs = views(step);
    return step.function().corner(used(step, inputs), output(step), *step.settings);
  }
  /// dx/dx, or the slope of a register.
  std::span<const double> slope(const Operand& operand) const {
    if (operand.place == Operand::Place::Input) return std::span(ones_).first(x_.size());
    return part(slopes_, operand.index);
  }

private:
  std::span<double> part(std::vector<double>& entries, std::uint32_t index) const {
    return std::span(entries).subspan(index * static_cast<std::size_t>(size_), x_.size());
  }
  std::span<const double> part(const std::vector<double>& entries, std::uint32_t index) const {
    return std::span(entries).subspan(index * static_cast<std::size_t>(size_), x_.size());
  }
  std::array<TensorView, 2> views(const Step& step) const {
    return {view(step.operands[0]), view(step.operands[1])};
  }
  static Inputs used(const Step& step, std::span<const TensorView> inputs) {
    return {inputs.first(step.function().arguments.size())};
  }
  TensorView output(const Step& step) const { return {shape_, part(values_, step.result)}; }

  Index size_;
  std::vector<double> values_;
  std::vector<double> slopes_;
  std::vector<double> ones_;
  std::span<const double> x_;
  Shape shape_;
};

namespace {

/// How many times each part of `root` is read.
std::vector<std::uint32_t> readers(const Terms& terms, TermId root, const std::vector<bool>& isPart) {
  std::vector<std::uint32_t> count(root + 1);
  for (TermId id = 0; id <= root; ++id) {
    for (std::size_t k = 0; isPart[id] && k < terms[id].operandCount(); ++k) ++count[terms[id].operands[k]];
  }
  ++count[root];
  return count;
}

}  // namespace

Program::Program(const Terms& terms, TermId root) {
  const std::vector<bool> isPart = terms.partsOf(root);
  std::vector<std::uint32_t> waiting = readers(terms, root, isPart);
  std::unordered_map<const Function*, std::shared_ptr<const Settings>> defaults;
  std::vector<Operand> operands(root + 1);
  for (TermId id = 0; id <= root; ++id) {
    const Term& term = terms[id];
    if (!isPart[id]) continue;
    if (term.kind != Term::Kind::Call) {
      operands[id] = {term.kind == Term::Kind::Variable ? Operand::Place::Input : Operand::Place::Number,
                      term.number, 0};
      continue;
    }
    std::shared_ptr<const Settings>& settings = defaults[term.function];
    if (!settings) settings = std::make_shared<const Settings>(*term.function, Attributes());
    Step step{settings, {}, 0};
    bool isNumber = true;
    for (std::size_t k = 0; k < std::min(term.operandCount(), step.operands.size()); ++k) {
      step.operands[k] = operands[term.operands[k]];
      isNumber = isNumber && step.operands[k].place == Operand::Place::Number;
    }
    if (isNumber) {
      std::array<double, 3> slab{step.operands[0].number, step.operands[1].number, 0};
      term.function->scalar.forward(slab.data(),
                                    {.input = {0, 1, 0}, .output = 2, .settings = settings.get()});
      operands[id] = {Operand::Place::Number, slab[2], 0};
      continue;
    }
    step.result = freeRegister();
    for (std::size_t k = 0; k < term.operandCount(); ++k) {
      if (--waiting[term.operands[k]] == 0 && step.operands[k].place == Operand::Place::Register)
        free_.push_back(step.operands[k].index);
    }
    operands[id] = {Operand::Place::Register, 0, step.result};
    steps_.push_back(std::move(step));
  }
  result_ = operands[root];
}

std::uint32_t Program::freeRegister() {
  if (free_.empty()) return registerCount_++;
  const std::uint32_t index = free_.back();
  free_.pop_back();
  return index;
}

Index Program::tileSize() const {
  constexpr Index cached = 16384;  // entries, of values or of slopes
  return std::clamp<Index>(cached / std::max<Index>(registerCount_, 1), 16, 1024);
}

template <typename Use>
void Program::forEachTile(std::span<const double> x, Use&& use) const {
  const auto size = static_cast<std::size_t>(tileSize());
  for (std::size_t start = 0; start < x.size(); start += size) {
    if (!use(x.subspan(start, std::min(size, x.size() - start)), start)) return;
  }
}

void Program::value(std::span<const double> x, std::span<double> y) const {
  Tile tile(*this, std::min(tileSize(), static_cast<Index>(x.size())), false);
  forEachTile(x, [&](std::span<const double> entries, std::size_t start) {
    tile.moveTo(entries);
    for (const Step& step : steps_) tile.evaluate(step);
    const TensorView result = tile.view(result_);
    for (std::size_t k = 0; k < entries.size(); ++k) y[start + k] = result.data[isConstant() ? 0 : k];
    return true;
  });
}

void Program::slopes(std::span<const double> x, std::span<double> slopes) const {
  std::ranges::fill(slopes, 0.0);
  if (isConstant()) return;
  Tile tile(*this, std::min(tileSize(), static_cast<Index>(x.size())), true);
  forEachTile(x, [&](std::span<const double> entries, std::size_t start) {
    tile.moveTo(entries);
    for (const Step& step : steps_) {
      tile.evaluate(step);
      tile.differentiate(step);
    }
    std::ranges::copy(tile.slope(result_), slopes.begin() + static_cast<std::ptrdiff_t>(start));
    return true;
  });
}

Message Program::corner(std::span<const double> x) const {
  Message found;
  Tile tile(*this, std::min(tileSize(), static_cast<Index>(x.size())), false);
  forEachTile(x, [&](std::span<const double> entries, std::size_t) {
    tile.moveTo(entries);
    for (const Step& step : steps_) {
      tile.evaluate(step);
      found = tile.corner(step);
      if (!found.empty()) return false;
    }
    return true;
  });
  return found;
}

}  // namespace core::expression
