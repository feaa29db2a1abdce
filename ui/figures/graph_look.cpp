#include "ui/figures/graph_look.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/model/document.h"
#include "ui/model/names.h"

namespace ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(canvas)
};

/// The nodes of a drawing beside those of a run: what is known about each at the moment.
class Builder {
public:
  Builder(const GraphDrawing& drawing, const Moment* moment, const RunFacts* facts,
          const LookExtras& extras)
      : drawing_(drawing),
        moment_(moment && facts && facts->trace == moment->sharedTrace() ? moment : nullptr),
        facts_(moment_ ? facts : nullptr),
        extras_(extras) {
    matchNodes();
    if (moment_) {
      if (const auto step = moment_->shown()) {
        active_ = step->node;
        backward_ = step->kind == Step::Kind::Backward;
        seed_ = step->kind == Step::Kind::Seed;
      }
    }
  }

  GraphLooks looks();

private:
  void matchNodes();
  std::optional<std::size_t> inRun(std::size_t p) const { return run_[p]; }
  bool known(std::size_t p) const { return run_[p] && moment_->valueKnown(*run_[p]); }
  bool spoilt(std::size_t p) const { return known(p) && facts_->notFinite[*run_[p]]; }
  /// Whether the run has this wire too.
  bool runHasWire(const WireGeometry& wire) const;
  const core::Problem* problem(std::size_t p) const;
  /// The value of a run that is to be done again.
  bool ghost(std::size_t p) const { return extras_.ghosts && run_[p] && !known(p) && moment_->trace().hasValue(*run_[p]); }
  bool isAsked(const WireGeometry& wire) const {
    return moment_ && runHasWire(wire) && moment_->isAskedFor(*run_[wire.to], wire.argument);
  }
  bool isActive(std::size_t p) const { return active_ && run_[p] == active_ && !seed_; }

  WireLook wireLook(const WireGeometry& wire) const;
  WireState stateOf(const WireGeometry& wire) const;
  WireLabel valueLabel(std::size_t from) const;
  WireLabel gradientLabel(const WireGeometry& wire, WireState state) const;
  NodeLook nodeLook(std::size_t p) const;
  void addContributions(std::size_t p, NodeLook& look) const;
  void addGradient(std::size_t p, NodeLook& look) const;
  CapsuleLook capsuleLook() const;
  void addPorts(GraphLooks& looks) const;
  void addPills(GraphLooks& looks) const;

  const GraphDrawing& drawing_;
  const Moment* moment_;
  const RunFacts* facts_;
  const LookExtras& extras_;
  std::vector<std::optional<std::size_t>> run_;  // position in the run's graph
  std::optional<std::size_t> active_;            // in the run's graph
  bool backward_ = false;
  bool seed_ = false;
};

void Builder::matchNodes() {
  run_.resize(drawing_.graph.size());
  if (!moment_) return;
  const core::Graph& run = moment_->graph();
  const bool same = run.sharesAllWith(drawing_.graph);
  for (std::size_t p = 0; p < run_.size(); ++p) {
    if (same)
      run_[p] = p;
    else
      run_[p] = run.position(drawing_.graph.node(p).id);
  }
}

bool Builder::runHasWire(const WireGeometry& wire) const {
  if (!run_[wire.from] || !run_[wire.to]) return false;
  const auto inputs = moment_->trace().plan().inputsOf(*run_[wire.to]);
  return wire.argument < inputs.size() &&
         inputs[wire.argument] == static_cast<std::int64_t>(*run_[wire.from]);
}

const core::Problem* Builder::problem(std::size_t p) const {
  if (drawing_.shapes[p].problem) return &*drawing_.shapes[p].problem;
  if (!run_[p] || moment_->graph().nodes()[*run_[p]] != drawing_.graph.nodes()[p]) return nullptr;
  return moment_->trace().problem(*run_[p]);
}

WireState Builder::stateOf(const WireGeometry& wire) const {
  const core::Problem* trouble = problem(wire.to);
  if (trouble && trouble->kind == core::Problem::Kind::Shapes) return WireState::Error;
  if (spoilt(wire.from)) return WireState::Error;
  if (isAsked(wire)) return WireState::Downstream;
  if (!moment_ || !runHasWire(wire) || !moment_->wireDone(*run_[wire.to], wire.argument))
    return WireState::Idle;
  if (backward_ && isActive(wire.to)) return WireState::Downstream;
  return backward_ && isActive(wire.from) ? WireState::Upstream : WireState::Done;
}

WireLabel Builder::valueLabel(std::size_t from) const {
  const core::Node& node = drawing_.graph.node(from);
  const auto& shape = drawing_.shapes[from].shape;
  if (!shape || node.isConstant()) return {};
  if (shape->rank() > 0) {
    if (node.isParameter()) return {};
    return {nameTex(node), true, known(from) ? Ink::Value : Ink::Muted};
  }
  if (!known(from) && !ghost(from)) return {};
  const double value = moment_->trace().value(*run_[from])[0];
  const bool finite = std::isfinite(value);
  if (!known(from)) return {loneNumberText(value), false, Ink::Faint};
  return {loneNumberText(value), false, finite ? Ink::Value : Ink::Error, !finite};
}

WireLabel Builder::gradientLabel(const WireGeometry& wire, WireState state) const {
  if (isAsked(wire)) {
    const auto arrival = moment_->arrivalNumber(*run_[wire.to], wire.argument);
    return {arrival ? QStringLiteral("Σ %1 ?").arg(*arrival) : QStringLiteral("?"), false, Ink::Downstream, true};
  }
  if (!moment_ || !runHasWire(wire) || !moment_->wireDone(*run_[wire.to], wire.argument)) return {};
  const core::Trace& trace = moment_->trace();
  const bool oneNumber = trace.gradient(*run_[wire.from]).size() == 1;
  WireLabel label{.ink = state == WireState::Upstream ? Ink::Upstream : Ink::Downstream,
                  .bold = state == WireState::Upstream};
  double number = 0;
  if (const auto arrival = moment_->arrivalNumber(*run_[wire.to], wire.argument)) {
    label.text = QStringLiteral("Σ %1").arg(*arrival);
    if (!oneNumber) return label;
    label.text += QStringLiteral("  ");
    number = trace.downstream(*run_[wire.to], wire.argument)[0];
  } else if (oneNumber) {
    number = trace.gradient(*run_[wire.from])[0];
  } else {
    return {};
  }
  label.text += loneNumberText(number);
  if (!std::isfinite(number)) label.ink = Ink::Error;
  return label;
}

WireLook Builder::wireLook(const WireGeometry& wire) const {
  WireLook look;
  look.state = stateOf(wire);
  look.asked = isAsked(wire) && look.state == WireState::Downstream;
  look.dashed = !drawing_.carriesGradient(wire) || problem(wire.from) != nullptr;
  if (!extras_.details) return look;
  look.value = valueLabel(wire.from);
  look.gradient = gradientLabel(wire, look.state);
  return look;
}

void Builder::addContributions(std::size_t p, NodeLook& look) const {
  if (!run_[p] || !moment_->gradientStarted(*run_[p])) return;
  const std::size_t count = moment_->contributionCount(*run_[p]);
  const std::size_t arrived = moment_->contributionsArrived(*run_[p]);
  if (count < 2 || arrived == 0) return;
  look.partial = arrived < count;
  if (!extras_.details) return;
  look.sum = Words::tr("Σ %1 of %2").arg(arrived).arg(count);
  look.sumRest = look.partial ? Words::tr(" contributions") : Words::tr(" contributions in");
  const bool oneNumber = moment_->trace().gradient(*run_[p]).size() == 1;
  const auto sum = oneNumber ? moment_->gradient(*run_[p]) : std::nullopt;
  if (sum)
    look.sumRest =
        (look.partial ? Words::tr(": %1 so far") : Words::tr(" in: %1")).arg(loneNumberText((*sum)[0]));
  const auto inputs = moment_->isAsking() ? moment_->trace().plan().inputsOf(*active_) : std::span<const std::int64_t>();
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] == static_cast<std::int64_t>(*run_[p]) && moment_->isAskedFor(*active_, k)) {
      look.sumRest = Words::tr(" contributions in, next ?");
    }
  }
}

/// After a full backward pass a parameter tells that its gradient is there.
void Builder::addGradient(std::size_t p, NodeLook& look) const {
  const core::Node& node = drawing_.graph.node(p);
  if (!extras_.details || !node.isParameter() || !run_[p] || moment_->cursor() < moment_->last() || !moment_->gradientComplete(*run_[p])) return;
  const core::Trace& trace = moment_->trace();
  look.gradient = derivativeTex(nameTex(moment_->graph().node(*trace.plan().output())), nameTex(node));
  const core::Shape& shape = trace.plan().node(*run_[p]).shape;
  if (shape.rank() > 0) look.gradientShape = QString::fromStdString(core::text(shape));
}

NodeLook Builder::nodeLook(std::size_t p) const {
  NodeLook look;
  const core::Node& node = drawing_.graph.node(p);
  look.noGradient = !drawing_.needsGradient[p];
  look.stale = extras_.stale.contains(node.id);
  look.breakpoint = extras_.breakpoints.contains(node.id);
  look.ghost = ghost(p);
  if (const auto fresh = extras_.fresh.find(node.id); fresh != extras_.fresh.end()) look.fresh = Words::tr("%n new, still 0", nullptr, static_cast<int>(fresh->second));
  const core::Problem* trouble = problem(p);
  const bool active = isActive(p);
  const bool shownActive = active && !node.isLeaf();
  if (trouble) {
    look.outline = trouble->kind == core::Problem::Kind::Waits ? Outline::Waits : Outline::Problem;
  } else if (shownActive) {
    look.outline = Outline::Active;
  } else if (spoilt(p)) {
    look.outline = facts_->firstNotFinite == run_[p] ? Outline::Problem : Outline::Spoilt;
  } else if (run_[p] && !node.isLeaf()) {
    const auto cursor = moment_->backwardCursorOf(*run_[p]);
    if (cursor && *cursor <= moment_->cursor()) look.outline = Outline::Done;
  }
  look.firstBad = spoilt(p) && facts_->firstNotFinite == run_[p];
  if (shownActive) {
    const int step = backward_ ? moment_->backwardStepOf(*run_[p]).value_or(0) : moment_->cursor();
    look.pill = {Words::tr("active, step %1").arg(step), Ink::Local};
  }
  if (look.ghost && extras_.details) look.strip = facts_->strips[*run_[p]];
  if (extras_.order && run_[p]) look.order = moment_->forwardCursorOf(*run_[p]).value_or(0);
  if (run_[p] && known(p)) {
    if (extras_.details) look.strip = facts_->strips[*run_[p]];
    look.corner = !facts_->corners[*run_[p]].isEmpty();
  }
  addContributions(p, look);
  addGradient(p, look);
  return look;
}

CapsuleLook Builder::capsuleLook() const {
  CapsuleLook look;
  const WireGeometry& wire = drawing_.geometry.capsule->wire;
  const std::size_t output = wire.from;
  const core::Node& node = drawing_.graph.node(output);
  const auto& shape = drawing_.shapes[output].shape;
  const bool scalar = shape && shape->rank() == 0;
  const bool circuit = drawing_.texts[output].compact;
  look.known = known(output) && !spoilt(output);
  look.tex = nameTex(node);
  look.wire.value = valueLabel(output);
  if (scalar && known(output)) {
    const double value = moment_->trace().value(*run_[output])[0];
    look.tail = " = " + (std::abs(value) < 1 && std::abs(value) >= 0.005 ? numberText(value, 3) : loneNumberText(value));
  }
  look.note = !shape || circuit ? Words::tr("output")
              : scalar          ? Words::tr("scalar output")
                                : Words::tr("output · %1").arg(QString::fromStdString(core::text(*shape)));
  look.wire.dashed = problem(output) != nullptr;
  if (spoilt(output)) look.wire.state = WireState::Error;
  if (!moment_ || !moment_->seeded() || run_[output] != moment_->trace().plan().output()) return look;

  look.wire.state = seed_                           ? WireState::Downstream
                    : backward_ && isActive(output) ? WireState::Upstream
                                                    : WireState::Done;
  const auto& seed = moment_->trace().seed();
  const bool upstream = look.wire.state == WireState::Upstream;
  if (seed && seed->size() == 1) {
    look.wire.gradient = {loneNumberText((*seed)[0]), false, upstream ? Ink::Upstream : Ink::Downstream,
                          upstream};
  }
  if (seed_) {
    look.outline = Outline::Active;
    look.pill = {Words::tr("seed"), Ink::Downstream};
  }
  return look;
}

/// Ports wear the colour of their wire; an output port that of the strongest wire that leaves it.
void Builder::addPorts(GraphLooks& looks) const {
  for (std::size_t p = 0; p < looks.nodes.size(); ++p) {
    const NodeGeometry& node = drawing_.geometry.nodes[p];
    looks.nodes[p].inputs.resize(node.inputs.size());
    looks.nodes[p].outputs.resize(node.outputs.size());
    looks.nodes[p].missing.resize(node.inputs.size());
    for (const InputPort& input : node.inputs) {
      looks.nodes[p].missing[input.argument] = !input.wired && !input.optional;
    }
  }
  const auto add = [&](const WireGeometry& wire, WireState state) {
    WireState& output = looks.nodes[wire.from].outputs[wire.output];
    output = std::max(output, state);
  };
  for (std::size_t k = 0; k < looks.wires.size(); ++k) {
    const WireGeometry& wire = drawing_.geometry.wires[k];
    looks.nodes[wire.to].inputs[wire.argument] = looks.wires[k].state;
    add(wire, looks.wires[k].state);
  }
  if (drawing_.geometry.capsule) add(drawing_.geometry.capsule->wire, looks.capsule.wire.state);
}

/// One pill a role: at a level wire where there is one.
void Builder::addPills(GraphLooks& looks) const {
  if (!backward_) return;
  WireLook* upstream = nullptr;
  WireLook* downstream = nullptr;
  const auto isLevel = [](const WireGeometry& wire) { return std::abs(wire.path.direction(0.5).x()) > 0.7; };
  bool level[2] = {false, false};
  for (std::size_t k = 0; k < looks.wires.size(); ++k) {
    WireLook& look = looks.wires[k];
    const bool up = look.state == WireState::Upstream;
    if (!up && look.state != WireState::Downstream) continue;
    WireLook*& chosen = up ? upstream : downstream;
    const bool better = isLevel(drawing_.geometry.wires[k]) && !level[up];
    if (!chosen || better) chosen = &look;
    level[up] = level[up] || better;
  }
  if (looks.capsule.wire.state == WireState::Upstream) upstream = &looks.capsule.wire;
  if (upstream) upstream->pill = Words::tr("upstream");
  if (downstream) downstream->pill = downstream->asked ? Words::tr("downstream ?") : Words::tr("downstream");
}

GraphLooks Builder::looks() {
  GraphLooks looks;
  looks.nodes.reserve(drawing_.graph.size());
  for (std::size_t p = 0; p < drawing_.graph.size(); ++p) looks.nodes.push_back(nodeLook(p));
  int number = 0;
  for (const std::size_t p : drawing_.order) {
    if (looks.nodes[p].outline == Outline::Problem || looks.nodes[p].firstBad)
      looks.nodes[p].problem = ++number;
  }
  looks.wires.reserve(drawing_.geometry.wires.size());
  for (const WireGeometry& wire : drawing_.geometry.wires) looks.wires.push_back(wireLook(wire));
  if (drawing_.geometry.capsule) looks.capsule = capsuleLook();
  addPorts(looks);
  addPills(looks);
  if (facts_) looks.scale = facts_->scale;
  return looks;
}

}  // namespace

GraphLooks looksOf(const GraphDrawing& drawing, const Moment* moment, const RunFacts* facts,
                   const LookExtras& extras) {
  return Builder(drawing, moment, facts, extras).looks();
}

ProblemText problemText(const GraphDrawing& drawing, const RunFacts* facts, std::size_t position) {
  const auto ofProblem = [](const core::Problem& problem) -> ProblemText {
    const QString message = translated(problem.message);
    switch (problem.kind) {
      case core::Problem::Kind::MissingArgument: return {Words::tr("Missing argument"), message};
      case core::Problem::Kind::Shapes: return {Words::tr("Shapes do not fit"), message};
      case core::Problem::Kind::Waits: return {Words::tr("Waits"), message};
      case core::Problem::Kind::Value: return {Words::tr("Value without meaning"), message};
      case core::Problem::Kind::TooLarge: break;
    }
    return {Words::tr("Too large"), message};
  };
  if (drawing.shapes[position].problem) return ofProblem(*drawing.shapes[position].problem);
  if (!facts) return {};
  const core::Node& node = drawing.graph.node(position);
  const auto run = facts->trace->graph().position(node.id);
  if (!run) return {};
  if (const core::Problem* problem = facts->trace->problem(*run)) return ofProblem(*problem);
  if (facts->firstNotFinite != *run) return {};
  const core::TensorView value = facts->trace->value(*run);
  core::Index entry = 0;
  while (entry + 1 < value.size() && std::isfinite(value[entry])) ++entry;
  const QString place =
      value.shape().rank() == 0
          ? QString()
          : Words::tr(" in entry %1").arg(indexText(core::indexVector(value.shape(), entry)));
  return {Words::tr("Not a finite number"), Words::tr("%1 gives %2%3. The nodes behind it receive it.")
                                                .arg(plainName(node), loneNumberText(value[entry]), place)};
}

}  // namespace ui
