#include "core/tensor/initialiser.h"

#include "core/tensor/split_mix.h"

namespace core {

std::string_view name(InitialiserKind kind) {
  switch (kind) {
    case InitialiserKind::Zeros: return "zeros";
    case InitialiserKind::Ones: return "ones";
    case InitialiserKind::Normal: return "normal";
    case InitialiserKind::Uniform: return "uniform";
  }
  return {};
}

Tensor initialised(const Shape& shape, const Initialiser& rule) {
  Tensor result(shape, rule.kind == InitialiserKind::Ones ? 1.0 : 0.0);
  SplitMix64 random(rule.seed);
  if (rule.kind == InitialiserKind::Uniform) {
    for (double& entry : result.data()) entry = rule.low + (rule.high - rule.low) * random.next();
  } else if (rule.kind == InitialiserKind::Normal) {
    for (double& entry : result.data()) {
      double sum = 0;
      for (int k = 0; k < 12; ++k) sum += random.next();
      entry = rule.mean + rule.std * (sum - 6);
    }
  }
  return result;
}

}  // namespace core
