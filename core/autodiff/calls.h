#pragma once

#include "core/autodiff/plan.h"

namespace core {

/// One node's inputs and output as its function's row reads them, out of a slab of values.
class Call {
 public:
  Call(const Plan& plan, const double* values, std::size_t position);

  Inputs inputs() const { return {{tensors_.data(), tensors_.size()}, absent_}; }
  const TensorView& output() const { return output_; }
  const Function& function() const { return *function_; }
  const Settings& settings() const { return *settings_; }

  /// downstream[k,i] += Σ_j upstream[k,j]·J[j,i], by the row's fused form where it has one.
  void accumulate(std::size_t argument, Index count, std::span<const double> upstream, std::span<double> downstream) const;
  /// For one upstream row: the same, whatever stands in `downstream`.
  void assign(std::size_t argument, std::span<const double> upstream, std::span<double> downstream) const;
  LinearMap local(std::size_t argument) const { return function_->local(argument, inputs(), output_, *settings_); }

 private:
  InlineVector<TensorView, 4> tensors_;
  std::uint64_t absent_;
  TensorView output_;
  const Function* function_;
  const Settings* settings_;
};

/// The entries of one node in a slab of values.
TensorView valueIn(const Plan& plan, const double* values, std::size_t position);

}  // namespace core
