#include "core/linear_map/zero.h"

#include <algorithm>

#include "core/linear_map/form.h"

namespace core {
namespace {

/// J = 0; costs nothing.
class Zero final : public Form {
public:
  using Form::Form;

  Structure structure() const override { return Structure::Zero; }
  std::string describe() const override { return "zero"; }
  Index structuralNonZeros() const override { return 0; }
  void accumulate(std::span<const double>, std::span<double>) const override {}
  void accumulateTransposed(Index, std::span<const double>, std::span<double>) const override {}
  double entry(Index, Index) const override { return 0; }
  void readBlock(Index, Index, Index, Index, std::span<double> block) const override {
    std::fill(block.begin(), block.end(), 0.0);
  }
  void visit(const Window&, const RunVisitor&, const Watch&) const override {}
};

}  // namespace

LinearMap zeroMap(const Shape& output, const Shape& input) {
  return {output, input, std::make_shared<Zero>(output.size(), input.size())};
}

}  // namespace core
