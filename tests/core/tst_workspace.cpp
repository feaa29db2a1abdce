#include <QTest>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>

#include "core/autodiff/calls.h"
#include "core/autodiff/workspace.h"
#include "tests/core/sample_graphs.h"

using core::Graph;
using core::NodeId;
using core::Plan;
using core::Tensor;
using core::Trace;
using core::Workspace;

namespace {

std::atomic<std::size_t> allocations = 0;

}  // namespace

// Every allocation of this executable is counted.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

std::size_t allocationsOf(auto&& act) {
  const std::size_t before = allocations;
  act();
  return allocations - before;
}

/// `count` operations on single numbers in four functions, over a few leaves. Each reads one of the last `width` nodes and any other.
Graph scalars(std::size_t count, std::size_t width = 1) {
  std::vector<core::Node> nodes;
  for (int k = 0; k < 4; ++k) nodes.push_back(leaf("parameter", "n" + std::to_string(k), Tensor::scalar(0.3 + 0.2 * k)));
  const char* const functions[] = {"mul", "tanh", "add", "sub"};
  std::size_t random = 5;
  for (std::size_t k = 0; k < count; ++k) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    const std::string last = nodes[nodes.size() - 1 - (random >> 40) % std::min(width, nodes.size())].id.text();
    const std::string other = nodes[(random >> 33) % nodes.size()].id.text();
    const char* const function = functions[(random >> 20) % 4];
    const std::string id = "n" + std::to_string(nodes.size());
    nodes.push_back(function == functions[1] ? node(function, id, {last.c_str()})
                                             : node(function, id, {last.c_str(), other.c_str()}));
  }
  return graphOf(nodes, nodes.back().id.text());
}

/// Small tensors through functions that broadcast, multiply and compete.
Graph layers(std::size_t count) {
  std::vector<core::Node> nodes = {leaf("input", "x", Tensor({2, 2}, {1, -2, 3, 0.5})), leaf("parameter", "W", Tensor({2, 2}, {.5, .1, -.3, .7})),
                                   leaf("parameter", "b", Tensor({2}, {0.1, 0.2}))};
  std::string last = "x";
  const auto add = [&](const char* function, std::initializer_list<const char*> inputs) {
    nodes.push_back(node(function, "m" + std::to_string(nodes.size()), inputs));
    last = nodes.back().id.text();
  };
  for (std::size_t k = 0; k < count; ++k) {
    add("linear", {last.c_str(), "W"});
    add("tanh", {last.c_str()});
    add("mul", {last.c_str(), "b"});
  }
  add("sum", {last.c_str()});
  return graphOf(nodes, last);
}

Graph withEntries(const Graph& graph, const char* id, const std::vector<double>& entries) {
  core::Node changed = *graph.find(NodeId(id));
  changed.value->tensor = Tensor(changed.value->tensor.shape(), entries);
  return graph.withNode(changed);
}

/// Every number of a run, side by side.
std::vector<double> numbersOf(const Trace& trace) {
  std::vector<double> numbers;
  for (std::size_t p = 0; p < trace.graph().size(); ++p) {
    if (trace.hasValue(p)) numbers.insert(numbers.end(), trace.value(p).data.begin(), trace.value(p).data.end());
    if (!trace.hasGradient(p)) continue;
    numbers.insert(numbers.end(), trace.gradient(p).data.begin(), trace.gradient(p).data.end());
  }
  return numbers;
}

bool areSameBits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// x ↦ y = relu(x)·w for x below and above 0, and a branch that does not depend on x.
Graph twoBranches() {
  return graphOf({leaf("input", "x", Tensor::scalar(-1)), leaf("parameter", "w", Tensor::scalar(2)), node("relu", "r", {"x"}),
                  node("mul", "y", {"r", "w"}), node("exp", "e", {"w"}), node("sin", "s", {"e"}), node("add", "z", {"y", "s"})},
                 "z");
}

}  // namespace

class TestWorkspace : public QObject {
  Q_OBJECT

private slots:
  void aRunAgainAllocatesAsOftenWhateverTheNodeCount() {
    for (const bool single : {true, false}) {
      std::vector<std::size_t> counts;
      for (const std::size_t size : {20, 500}) {
        const auto plan = Plan::compile(single ? scalars(size) : layers(size));
        const std::size_t leaf = plan->program().leaves[0];
        Workspace workspace;
        const std::vector<double> one(4, 0.25), other(4, 0.5);
        const auto entries = [&](const std::vector<double>& from) {
          return core::LeafEntries{leaf, std::span(from).first(static_cast<std::size_t>(plan->node(leaf).shape.size()))};
        };
        workspace.run(plan);
        for (const std::vector<double>& from : {one, other, one, other}) {
          const core::LeafEntries leaves[] = {entries(from)};
          counts.push_back(allocationsOf([&] { workspace.run(plan, {}, {}, leaves); }));
        }
      }
      for (const std::size_t count : counts) QVERIFY2(count <= 12, std::to_string(count).c_str());
    }
  }

  void smallTensorsAndViewsDoNotAllocate() {
    const Trace trace = core::run(layers(1));
    QCOMPARE(allocationsOf([&] {
               const Tensor small({2, 2}, {1, 2, 3, 4});
               const Tensor copy = small;
               const core::TensorView view(copy);
               const core::Shape four{2, 1, 2, 1};
               const core::Shape both = concatenated(core::Shape{2}, core::Shape{2});
               QVERIFY(view.shape() == small.shape() && four.size() == both.size());
               for (std::size_t p = 0; p < trace.graph().size(); ++p) QVERIFY(trace.value(p).size() > 0);
             }),
             0u);
  }

  void reorderedScalarsAreThoseOfTheStepsOneByOne() {
    for (const std::size_t width : {1, 100}) {
      const Trace trace = core::run(scalars(3000, width));
      const bool reordered = std::ranges::any_of(trace.plan().program().forward.segments, [](const core::Segment& segment) {
        return segment.kind == core::Segment::Kind::Alike;
      });
      QCOMPARE(reordered, width > 1);
      for (std::size_t p = 0; p < trace.graph().size(); ++p) {
        if (!trace.hasGradient(p)) continue;
        const auto arrived = trace.partialGradient(p, trace.backwardSteps().size());
        QVERIFY2(arrived && *arrived == trace.gradient(p).copy(), "bit for bit, in the order of the steps");
      }
    }
  }

  void tilesAreThePiecesOfTheWholeTensors_data() {
    QTest::addColumn<int>("size");
    QTest::newRow("in memory") << 10'001;
    QTest::newRow("past the caches") << 500'001;
  }

  void tilesAreThePiecesOfTheWholeTensors() {
    QFETCH(const int, size);
    const auto large = [&](const char* id, std::uint64_t seed) {
      return leaf("parameter", id, core::initialised({size}, {.kind = core::InitialiserKind::Normal, .seed = seed}));
    };
    // A chain with branches near and far, a node that reads one input twice, and a scalar that many tiles send a gradient to.
    const Graph graph = graphOf({large("x", 1), large("w", 2), leaf("parameter", "s", Tensor::scalar(0.7)), node("tanh", "a", {"x"}),
                                 node("mul", "b", {"a", "s"}), node("mul", "c", {"b", "w"}), node("square", "d", {"a"}),
                                 node("mul", "e", {"c", "c"}), node("sub", "f", {"e", "d"}), node("add", "g", {"s", "f"}),
                                 node("expression", "h", {"g"}, {{"formula", std::string("x * sin(x)")}}), node("mul", "i", {"h", "a"}),
                                 node("add", "j", {"i", "w"}), node("sum", "z", {"j"})},
                                "z");
    const Trace trace = core::run(graph);
    const auto chains = [](const std::vector<core::Segment>& segments) {
      return std::ranges::count(segments, core::Segment::Kind::Chain, &core::Segment::kind);
    };
    QCOMPARE(chains(trace.plan().program().forward.segments), 1);
    QCOMPARE(chains(trace.plan().program().backward.segments), 1);
    for (std::size_t p = 0; p < graph.size(); ++p) {
      if (!graph.node(p).isLeaf()) {
        const core::Call call = trace.call(p);
        Tensor whole(trace.value(p).shape());
        call.function().value(call.inputs(), call.settings(), whole.data());
        QVERIFY(whole == trace.value(p).copy());
      }
      const auto arrived = trace.partialGradient(p, trace.backwardSteps().size());
      QVERIFY2(arrived && *arrived == trace.gradient(p).copy(), graph.node(p).id.text().c_str());
    }
  }

  void aPlanOfOtherEntriesIsSharedAndOneOfOtherWiresIsNot() {
    const Graph graph = twoBranches();
    const auto plan = Plan::compile(graph);
    QVERIFY(Plan::compile(withEntries(graph, "x", {5}), {}, plan.get())->isLaidOutAs(*plan));
    QVERIFY(Plan::compile(graph.withTitle("other"), {}, plan.get())->isLaidOutAs(*plan));
    QVERIFY(!Plan::compile(graph.wired(NodeId("s"), 0, NodeId("x")), {}, plan.get())->isLaidOutAs(*plan));
    QVERIFY(!Plan::compile(graph.withOutput(NodeId("y")), {}, plan.get())->isLaidOutAs(*plan));
    core::Node vector = leaf("input", "x", Tensor({2}, {1, 2}));
    QVERIFY(!Plan::compile(graph.withNode(vector), {}, plan.get())->isLaidOutAs(*plan));
    const std::vector<double> priority = {7, 6, 5, 4, 3, 2, 1};
    QVERIFY(!Plan::compile(graph, priority, plan.get())->isLaidOutAs(*plan));
  }

  void onlyWhatDependsOnAChangedEntryIsComputedAgain() {
    const Graph graph = twoBranches();
    auto plan = Plan::compile(graph);
    Workspace workspace;
    QCOMPARE(workspace.run(plan).computed().values, 5u);
    plan = Plan::compile(withEntries(graph, "x", {-3}), {}, plan.get());
    const core::Computed closed = workspace.run(plan).computed();
    QCOMPARE(closed.values, 1u);  // relu gives 0 as before: there it ends
    QVERIFY(closed.gradients <= 1);
    plan = Plan::compile(withEntries(graph, "x", {2}), {}, plan.get());
    const Trace open = workspace.run(plan);
    QCOMPARE(open.computed().values, 3u);     // r, y, z
    QCOMPARE(open.computed().gradients, 2u);  // of x, for the slope of relu, and of w; those of r, y, z, s and e stay
    QVERIFY(areSameBits(numbersOf(open), numbersOf(core::run(open.graph()))));
  }

  void aRunThatGoesOnGivesTheBitsOfAFreshOne() {
    for (const Graph& start : {scalars(1000), scalars(1000, 50), layers(60)}) {
      Graph graph = start;
      std::shared_ptr<const Plan> plan;
      Workspace workspace;
      std::optional<Trace> shown;
      for (int k = 0; k < 12; ++k) {
        const std::size_t p = plan ? plan->program().leaves[static_cast<std::size_t>(k) % 3] : 0;
        const core::Node& node = graph.node(p);
        std::vector<double> entries(node.value->tensor.data().begin(), node.value->tensor.data().end());
        entries.back() += k % 4 == 3 ? 0 : 0.125 * k;
        graph = withEntries(graph, node.id.text().c_str(), entries);
        plan = Plan::compile(graph, {}, plan.get());
        const std::vector<double> before = shown ? numbersOf(*shown) : std::vector<double>();
        const Trace trace = workspace.run(plan);
        QVERIFY2(!shown || areSameBits(numbersOf(*shown), before), "the trace on show changed");
        QVERIFY(areSameBits(numbersOf(trace), numbersOf(core::run(graph))));
        if (k % 3 != 1) shown = trace;
      }
    }
  }

  void entriesOfOneRunAreNotThoseOfTheNext() {
    const auto plan = Plan::compile(twoBranches());
    Workspace workspace;
    const std::vector<double> three = {3};
    const core::LeafEntries leaves[] = {{0, three}};
    QCOMPARE(workspace.run(plan, {}, {}, leaves).value(2)[0], 3.0);
    QCOMPARE(workspace.run(plan).value(2)[0], 0.0);
    QVERIFY(areSameBits(numbersOf(workspace.run(plan)), numbersOf(core::run(plan))));
  }

  void whereTheFirstNanIsBelongsToOneRun() {
    core::Workspace workspace;
    const auto plan = [](double x) {
      return core::Plan::compile(graphOf({leaf("input", "x", Tensor::scalar(x)), node("log", "y", {"x"}), node("exp", "z", {"y"})}, "z"));
    };
    for (const double x : {1.0, -1.0, 2.0}) {
      const Trace trace = workspace.run(plan(x));
      for (int asked = 0; asked < 2; ++asked) {
        QCOMPARE(trace.firstNotFinite().has_value(), x < 0);
        if (x < 0) QCOMPARE(*trace.firstNotFinite(), std::size_t(1));
      }
    }
  }

  void aStoppedRunLeavesNothingBehind() {
    const auto plan = Plan::compile(scalars(200));
    Workspace workspace;
    const std::vector<double> numbers = numbersOf(workspace.run(plan));
    std::stop_source stop;
    stop.request_stop();
    const std::vector<double> one = {1.5};
    const core::LeafEntries leaves[] = {{0, one}};
    QVERIFY_THROWS_EXCEPTION(core::Stopped, workspace.run(plan, {}, stop.get_token(), leaves));
    QVERIFY(areSameBits(numbersOf(workspace.run(plan)), numbers));
  }

  void valuesWithoutMeaningAndOtherSeedsStartAgain() {
    const Graph graph = graphOf({leaf("input", "s", Tensor({3}, {1, 2, 3})), leaf("constant", "t", Tensor::scalar(1)),
                                 node("cross_entropy", "L", {"s", "t"}), node("square", "q", {"s"}), node("sum", "z", {"q"})},
                                "L");
    auto plan = Plan::compile(graph);
    Workspace workspace;
    workspace.run(plan);
    plan = Plan::compile(withEntries(graph, "t", {7}), {}, plan.get());
    QVERIFY(workspace.run(plan).problem(2));
    plan = Plan::compile(graph, {}, plan.get());
    QVERIFY(!workspace.run(plan).problem(2));
    core::Seed seed{.kind = core::Seed::Kind::Own, .element = {}, .own = Tensor::scalar(-2)};
    const Trace seeded = workspace.run(plan, seed);
    QVERIFY(areSameBits(numbersOf(seeded), numbersOf(core::run(plan, seed))));
    core::Seed identity{core::Seed::Kind::Identity};
    const auto stack = Plan::compile(graph.withOutput(NodeId("q")));
    QVERIFY(areSameBits(numbersOf(workspace.run(stack, identity)), numbersOf(core::run(stack, identity))));
    QVERIFY(areSameBits(numbersOf(workspace.run(stack)), numbersOf(core::run(stack))));
  }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
