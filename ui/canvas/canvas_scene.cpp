#include "ui/canvas/canvas_scene.h"

#include <algorithm>

#include "ui/canvas/lit_entry_item.h"
#include "ui/canvas/node_item.h"
#include "ui/canvas/pulse_item.h"
#include "ui/canvas/wire_item.h"
#include "ui/figures/node_painter.h"
#include "ui/figures/number_text.h"
#include "ui/figures/tex_problem.h"
#include "ui/model/names.h"
#include "ui/model/renames.h"

namespace ui {

CanvasScene::CanvasScene(Document& document, Timeline& timeline, QObject* parent)
    : QGraphicsScene(parent),
      document_(document),
      timeline_(timeline),
      theme_(lightTheme()),
      capsule_(new CapsuleItem),
      pills_{new PillItem, new PillItem},
      pulse_(new PulseItem),
      lit_{new LitEntryItem, new LitEntryItem} {
  addItem(capsule_);
  for (LitEntryItem* item : lit_) addItem(item);
  for (PillItem* pill : pills_) addItem(pill);
  addItem(pulse_);
  pulseClock_.setDuration(pulseMilliseconds);
  pulseClock_.setStartValue(0.0);
  pulseClock_.setEndValue(1.0);
  connect(&pulseClock_, &QVariantAnimation::valueChanged, this, [this](const QVariant& t) { pulse_->setProgress(t.toDouble()); });
  connect(&pulseClock_, &QAbstractAnimation::finished, this, [this] { pulse_->setPulses({}); });
  connect(&document, &Document::renamed, this, [this](const core::NodeId& from, const core::NodeId& to) {
    rename(selection_.nodes, from, to);
    for (const WireId& wire : std::set(selection_.wires)) {
      if (wire.to != from) continue;
      selection_.wires.erase(wire);
      selection_.wires.insert({to, wire.argument});
    }
    rename(focused_, from, to);
    rename(hovered_, from, to);
    renamed_ = true;
  });
  connect(&document, &Document::sheetChanged, this, &CanvasScene::onSheetChanged);
  connect(&timeline, &Timeline::traceChanged, this, &CanvasScene::onTraceChanged);
  connect(&timeline, &Timeline::changed, this, [this] {
    updateLooks();
    pulse();
  });
  connect(&timeline, &Timeline::breakpointsChanged, this, &CanvasScene::updateLooks);
  onTraceChanged();
  onSheetChanged();
}

CanvasScene::~CanvasScene() = default;

void CanvasScene::setTheme(const Theme& theme) {
  theme_ = theme;
  for (const auto& [id, item] : nodes_) item->setTheme(theme_);
  for (const auto& [id, item] : wires_) item->setTheme(theme_);
  capsule_->setTheme(theme_);
  for (PillItem* pill : pills_) pill->setTheme(theme_);
  for (LitEntryItem* item : lit_) item->setTheme(theme_);
  update();
}

void CanvasScene::measureTexts() {
  if (std::ranges::none_of(drawing_.texts, &NodeText::awaitsFormula)) return;
  const std::vector<NodeText> texts = drawing_.texts;
  drawing_ = drawingOf(document_.sheet(), std::move(drawing_), true);
  if (drawing_.texts != texts) showDrawing();
}

void CanvasScene::onSheetChanged() {
  const bool sameItems = nodeAt_.size() == document_.graph().size() && sameWiring(drawing_.graph, document_.graph());
  const bool moves = drawing_.positions != document_.sheet().positions;
  const std::vector<NodeText> texts = drawing_.texts;
  const std::vector<core::ShapeResult> shapes = drawing_.shapes;
  drawing_ = drawingOf(document_.sheet(), std::move(drawing_));
  // A leaf's new value changes nothing but the run, which tells when it has come: a slider's move is not drawn twice.
  const bool marked = std::exchange(fresh_, document_.sheet().fresh) != document_.sheet().fresh;
  if (sameItems && !moves && !marked && texts == drawing_.texts && shapes == drawing_.shapes) return;
  if (!sameItems) {
    syncItems();
    setSelection(selection_.within(drawing_.graph));
    if (std::exchange(renamed_, false)) emit selectionEdited();
    if (focused_ && !drawing_.graph.find(*focused_)) setFocused({});
    if (hovered_ && !drawing_.graph.find(*hovered_)) setHovered({});
  }
  showDrawing();
}

void CanvasScene::showDrawing() {
  updateLooks();
  updateHighlights();
  emit drawingChanged();
}

void CanvasScene::onTraceChanged() {
  const Moment* moment = timeline_.moment();
  if (!moment)
    facts_.reset();
  else if (!facts_ || facts_->trace != moment->sharedTrace())
    facts_ = std::make_unique<RunFacts>(moment->sharedTrace());
}

void CanvasScene::updateLooks() {
  onTraceChanged();
  LookExtras extras{.breakpoints = timeline_.breakpoints().nodes, .order = order_, .ghosts = timeline_.isKeepingValues(),
                    .details = detail_ == Detail::Whole};
  if (timeline_.hasStale()) {
    for (const core::NodePointer& node : drawing_.graph.nodes()) {
      if (timeline_.isStale(node->id)) extras.stale.insert(node->id);
    }
  }
  for (const auto& [id, entries] : document_.sheet().fresh) extras.fresh[id] = entries.size();
  looks_ = looksOf(drawing_, timeline_.moment(), facts_.get(), extras);
  applyMarks(looks_, drawing_, marks_);
  showAll();
}

void CanvasScene::syncItems() {
  std::map<core::NodeId, NodeItem*> oldNodes = std::exchange(nodes_, {});
  std::map<WireId, WireItem*> oldWires = std::exchange(wires_, {});
  nodeAt_.clear();
  wireAt_.clear();
  for (const core::NodePointer& node : drawing_.graph.nodes()) {
    auto old = oldNodes.extract(node->id);
    NodeItem* item = old ? old.mapped() : new NodeItem(node->id);
    if (!old) {
      item->setTheme(theme_);
      addItem(item);
    }
    nodes_[node->id] = item;
    nodeAt_.push_back(item);
  }
  for (const WireGeometry& wire : drawing_.geometry.wires) {
    const WireId id{drawing_.graph.node(wire.to).id, wire.argument};
    auto old = oldWires.extract(id);
    WireItem* item = old ? old.mapped() : new WireItem(id);
    if (!old) {
      item->setTheme(theme_);
      addItem(item);
    }
    wires_[id] = item;
    wireAt_.push_back(item);
  }
  for (const auto& [id, item] : oldNodes) delete item;
  for (const auto& [id, item] : oldWires) delete item;
}

void CanvasScene::showAll() {
  for (std::size_t p = 0; p < nodeAt_.size(); ++p) {
    nodeAt_[p]->show(drawing_.texts[p], drawing_.geometry.nodes[p], looks_.nodes[p], looks_.scale);
  }
  for (std::size_t k = 0; k < wireAt_.size(); ++k)
    wireAt_[k]->show(drawing_.geometry.wires[k], looks_.wires[k]);
  capsule_->setVisible(drawing_.geometry.capsule.has_value());
  if (drawing_.geometry.capsule) capsule_->show(*drawing_.geometry.capsule, looks_.capsule);
  showPills();
  showLit();
}

void CanvasScene::lightEntries(const NodeEntries& entries) {
  if (entries == litEntries_) return;
  litEntries_ = entries;
  showLit();
}

void CanvasScene::showLit() {
  std::size_t used = 0;
  for (const NodeEntry& lit : litEntries_) {
    const auto p = drawing_.graph.position(lit.node);
    const auto run = facts_ ? facts_->trace->graph().position(lit.node) : std::nullopt;
    if (!p || !run || used == std::size(lit_) || !facts_->trace->hasValue(*run)) continue;
    const core::TensorView value = facts_->trace->value(*run);
    const Moment* moment = timeline_.moment();
    if (lit.entry >= value.size() || !moment || !moment->valueKnown(*run)) continue;
    const auto cells = static_cast<core::Index>(looks_.nodes[*p].strip.size());
    QRectF cell;
    if (cells > 0) {
      const core::Index at = ((lit.entry + 1) * cells - 1) / value.size();
      cell = stripCellRect(drawing_.geometry.nodes[*p], static_cast<std::size_t>(cells), static_cast<std::size_t>(at));
    }
    const core::IndexVector index = core::indexVector(value.shape(), lit.entry);
    const QString number = numberText(value[lit.entry], 2);
    const QString text = value.shape().rank() == 0
                             ? number
                             : QStringLiteral("%1: %2").arg(indexText({index.data(), index.size()}), number);
    lit_[used++]->show(drawing_.geometry.nodes[*p], looks_.nodes[*p], cell, text);
  }
  for (; used < std::size(lit_); ++used) lit_[used]->setVisible(false);
}

void CanvasScene::lightWires(const std::vector<core::Wire>& wires, bool capsule) {
  for (const auto& [id, item] : wires_) {
    item->setLit(std::ranges::any_of(wires, [&id = id](const core::Wire& wire) {
      return wire.to == id.to && wire.argument == id.argument;
    }));
  }
  capsule_->setLit(capsule);
}

std::vector<WireId> CanvasScene::litWires() const {
  std::vector<WireId> lit;
  for (const auto& [id, item] : wires_) {
    if (item->isLit()) lit.push_back(id);
  }
  return lit;
}

bool CanvasScene::isCapsuleLit() const { return capsule_->isLit(); }

QStringList CanvasScene::litTexts() const {
  QStringList texts;
  for (const LitEntryItem* item : lit_) {
    if (item->isVisible()) texts << item->text();
  }
  return texts;
}

std::optional<NodeEntry> CanvasScene::entryAt(QPointF point) const {
  for (std::size_t p = 0; p < drawing_.geometry.nodes.size() && p < looks_.nodes.size(); ++p) {
    const std::size_t count = looks_.nodes[p].strip.size();
    if (count > mostStripCells) continue;
    if (const auto cell = stripCellAt(drawing_.geometry.nodes[p], count, point))
      return NodeEntry{drawing_.graph.node(p).id, static_cast<core::Index>(*cell)};
  }
  return std::nullopt;
}

void CanvasScene::showOrder(bool shown) {
  order_ = shown;
  updateLooks();
}

void CanvasScene::setDetail(Detail detail) {
  if (detail == detail_) return;
  detail_ = detail;
  updateLooks();
}

void CanvasScene::setReducedMotion(bool reduced) {
  reducedMotion_ = reduced;
  if (reduced) endPulse();
}

void CanvasScene::endPulse() {
  pulseClock_.stop();
  pulse_->setPulses({});
}

void CanvasScene::pulse() {
  endPulse();
  const Moment* moment = timeline_.moment();
  const int cursor = moment ? moment->cursor() : 0;
  const int wires = moment ? moment->wiresKnown() : 0;
  const bool sameRun = moment && pulsedTrace_ == moment->sharedTrace();
  const int before = cursor == pulsedCursor_ ? pulsedWires_ : 0;
  const bool isNext = sameRun && (cursor == pulsedCursor_ + 1 || (cursor == pulsedCursor_ && wires > pulsedWires_));
  pulsedTrace_ = moment ? moment->sharedTrace() : nullptr;
  pulsedCursor_ = cursor;
  pulsedWires_ = wires;
  if (!isNext || reducedMotion_ || !moment->graph().sharesAllWith(drawing_.graph)) return;
  std::vector<Pulse> pulses = pulsesOf(drawing_, looks_, *moment, before);
  if (pulses.empty()) return;
  pulse_->setTheme(theme_);
  pulse_->setPulses(std::move(pulses));
  pulseClock_.start();
}

void CanvasScene::showPills() {
  bool shown[2] = {false, false};
  const auto show = [&](const WireGeometry& wire, const WireLook& look) {
    if (look.pill.isEmpty()) return;
    const bool upstream = look.state == WireState::Upstream;
    pills_[upstream]->show(wire, look);
    shown[upstream] = true;
  };
  for (std::size_t k = 0; k < looks_.wires.size(); ++k) show(drawing_.geometry.wires[k], looks_.wires[k]);
  if (drawing_.geometry.capsule) show(drawing_.geometry.capsule->wire, looks_.capsule.wire);
  for (int k = 0; k < 2; ++k) {
    if (!shown[k]) pills_[k]->hidePill();
  }
}

void CanvasScene::setSelection(Selection selection) {
  if (selection == selection_) return;
  selection_ = std::move(selection);
  updateHighlights();
  emit selectionEdited();
}

void CanvasScene::setFocused(std::optional<core::NodeId> id, bool visible) {
  focused_ = std::move(id);
  focusVisible_ = visible;
  updateHighlights();
}

void CanvasScene::setHovered(std::optional<core::NodeId> node, std::optional<WireId> wire) {
  if (node == hovered_ && wire == hoveredWire_) return;
  hovered_ = std::move(node);
  hoveredWire_ = std::move(wire);
  updateHighlights();
}

void CanvasScene::updateHighlights() {
  for (const auto& [id, item] : nodes_) {
    item->setMarks(selection_.nodes.contains(id), hovered_ == id, focusVisible_ && focused_ == id);
  }
  for (const auto& [id, item] : wires_) item->setMarks(selection_.wires.contains(id), hoveredWire_ == id);
}

void CanvasScene::setMarks(GraphMarks marks) {
  if (marks == marks_) return;
  const QRectF before = marksRect(drawing_, marks_);
  const bool captioned = marks.caption != marks_.caption;
  const bool comesOrGoes = marks.caption.isEmpty() != marks_.caption.isEmpty();
  marks_ = std::move(marks);
  updateLooks();
  const QRectF covered = before | marksRect(drawing_, marks_);
  if (captioned)
    update();
  else if (!covered.isNull())
    update(covered);
  if (comesOrGoes) emit captionChanged();
}

ProblemText CanvasScene::problemOf(const core::NodeId& id) const {
  const auto position = drawing_.graph.position(id);
  return position ? problemText(drawing_, facts_.get(), *position) : ProblemText{};
}

QString CanvasScene::describe(const core::NodeId& id) const {
  const auto position = drawing_.graph.position(id);
  if (!position) return {};
  const core::Node& node = drawing_.graph.node(*position);
  QStringList lines{plainName(node)};
  if (const auto& shape = drawing_.shapes[*position].shape) {
    lines << tr("Shape: %1").arg(QString::fromStdString(core::text(*shape)));
  }
  if (const QString problem = problemOfTex(nameTex(node)); !problem.isEmpty()) {
    lines << tr("Its label: %1").arg(problem);
  }
  if (node.isConstant()) lines << tr("Constant: no gradient is asked for.");
  const NodeLook& look = looks_.nodes[*position];
  if (look.stale) lines << tr("A value before it changed: not computed again yet.");
  if (const auto fresh = document_.sheet().fresh.find(id); fresh != document_.sheet().fresh.end())
    lines << tr("%n entries were added by a repair and are still 0: set them with a double-click.", nullptr, static_cast<int>(fresh->second.size()));
  if (look.partial) lines << tr("More contributions to its gradient are still to come.");
  const auto run = facts_ ? facts_->trace->graph().position(id) : std::nullopt;
  if (run && look.corner) lines << facts_->corners[*run];
  return lines.join(u'\n');
}

}  // namespace ui
