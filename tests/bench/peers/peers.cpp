#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "tests/bench/graphs.h"
#include "tests/bench/peers/torch_graph.h"
#include "tests/bench/repeated.h"

namespace {

/// Seconds of processor time that this thread has used: what others do on the machine does not count.
double processorTime() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

template <typename Act>
double timeOf(Act&& act) {
  const double start = processorTime();
  act();
  return processorTime() - start;
}

/// The largest difference between the gradients of both, relative to max(1, |gradient|).
double worstDifference(const core::Graph& graph, const core::Trace& ours, const bench::TorchGraph& theirs) {
  double worst = 0;
  for (std::size_t p = 0; p < graph.size(); ++p) {
    const core::Node& node = graph.node(p);
    if (!node.isLeaf() || node.isConstant() || !ours.hasGradient(p)) continue;
    const std::vector<double> expected = theirs.gradient(p);
    for (std::size_t k = 0; k < expected.size(); ++k) {
      const double difference = std::abs(ours.gradient(p).data[k] - expected[k]);
      worst = std::max(worst, difference / std::max(1.0, std::abs(expected[k])));
    }
  }
  return worst;
}

/// Both take turns; the shortest of all runs of each counts.
void compare(const char* name, const core::Graph& graph, int repetitions) {
  bench::Repeated ours(graph);
  bench::TorchGraph theirs(graph);
  double us = std::numeric_limits<double>::infinity();
  double them = us;
  double difference = 0;
  for (int k = 0; k < repetitions; ++k) {
    std::optional<core::Trace> trace;
    us = std::min(us, timeOf([&] { trace = ours.run(); }));
    them = std::min(them, timeOf([&] { theirs.run(); }));
    if (k == 0) difference = worstDifference(graph, *trace, theirs);
  }
  std::printf("%-34s %12.3f ms %12.3f ms %8.3f   %.1e\n", name, us * 1e3, them * 1e3, us / them, difference);
}

}  // namespace

int main() {
  std::printf("%-34s %15s %15s %8s   %s\n", "forward and backward", "chainrule", "libtorch", "ratio", "difference");
  compare("scalar graph, 100,000 nodes", bench::randomScalars(100'000), 4);
  compare("MLP 784-256-256-10, batch 64", bench::multilayerPerceptron(64), 60);
  compare("MLP 784-256-256-10, batch 1", bench::multilayerPerceptron(1), 400);
  compare("20 elementwise on 1,000,000", bench::elementwiseChain(1'000'000), 10);
  compare("conv net, batch 16", bench::convolutionNet(16), 40);
  compare("attention head 128×64", bench::attentionHead(128, 64), 200);
}
