#include "core/tensor/initialiser.h"

namespace core {
namespace {

// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  /// In [0, 1), 53 bits.
  double next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return static_cast<double>(z >> 11) * 0x1p-53;
  }

 private:
  std::uint64_t state_;
};

}  // namespace

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
