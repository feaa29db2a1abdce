#include "ui/panels/exchange/exchange_view.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "core/functions/catalogue.h"
#include "core/graph/order.h"
#include "core/graph/shapes.h"
#include "ui/figures/scale_legend.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"
#include "ui/model/palette.h"
#include "ui/model/timeline.h"
#include "ui/panels/chip.h"
#include "ui/panels/exchange/two_graphs.h"

namespace ui {
namespace {

constexpr int kTimeline = 58;  // what the timeline covers of the graphs
constexpr std::size_t kMostNamed = 8;

/// What people exchange for what: the first of each pair is offered first.
const core::Function* counterpart(const core::Function& function) {
  const auto is = [&](const char* name) { return function.name == name; };
  if (is("relu")) return core::findFunction("tanh");
  if (is("tanh") || is("sigmoid") || is("leaky_relu") || is("gelu") || is("silu")) return core::findFunction("relu");
  if (is("add")) return core::findFunction("mul");
  if (is("mul") || is("sub") || is("div")) return core::findFunction("add");
  if (is("sum")) return core::findFunction("mean");
  if (is("mean")) return core::findFunction("sum");
  return nullptr;
}

}  // namespace

ExchangeView::ExchangeView(Document& document, Timeline& timeline, QWidget* parent)
    : DockView(parent),
      document_(document),
      timeline_(timeline),
      theme_(lightTheme()),
      table_(new ComparisonTable(this)),
      withChip_(makeChip({}, tr("The function that stands in its place"), this)),
      scaleChip_(new QLabel(this)),
      filterChip_(makeChip({}, tr("Which pairs are listed"), this)),
      keepChip_(makeChip({}, tr("End the comparison"), this)) {
  setAccessibleName(tr("Exchange one function"));
  setFocusPolicy(Qt::StrongFocus);
  setFocusProxy(table_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->addWidget(table_);
  for (QToolButton* button : {withChip_, filterChip_, keepChip_}) {
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
  }
  scaleChip_->setObjectName(QStringLiteral("chip"));
  scaleChip_->setToolTip(tr("The limits that before and after share, kind by kind"));
  connect(withChip_->menu(), &QMenu::aboutToShow, this, &ExchangeView::fillMenu);
  auto* filters = new QActionGroup(this);
  const auto filter = [&](const QString& text, ComparisonFilter value) {
    QAction* action = filterChip_->menu()->addAction(text, this, [this, value, text] {
      table_->setFilter(value);
      filterChip_->setText(text + QStringLiteral(" ▾"));
    });
    action->setCheckable(true);
    action->setChecked(value == ComparisonFilter::All);
    filters->addAction(action);
  };
  filter(tr("All numbers"), ComparisonFilter::All);
  filter(tr("Only what changed"), ComparisonFilter::Different);
  filter(tr("Only what did not change"), ComparisonFilter::Same);
  filterChip_->setText(tr("All numbers") + QStringLiteral(" ▾"));
  keepChip_->setText(tr("Keep ▾"));
  keepChip_->menu()->addAction(tr("Keep &before: leave the graph as it is"), this, &DockView::closeRequested);
  keepChip_->menu()->addAction(tr("Keep &after: exchange the function"), this, &ExchangeView::keepAfter);
  connect(table_, &ComparisonTable::pointedAt, this, [this](std::optional<std::size_t> at) {
    if (graphs_ && comparison_)
      graphs_->setLit(at ? std::optional(comparison_->before->graph().node(*at).id) : std::nullopt);
  });
  connect(table_, &ComparisonTable::chosen, this, [this](std::size_t at) {
    if (!comparison_) return;
    const core::NodeId id = comparison_->before->graph().node(at).id;
    emit closeRequested();
    emit nodeChosen(id);
  });
  connect(&work_, &Background::failed, this, [this](const QString& message) {
    comparison_.reset();
    showComparison();
    emit said(message);
  });
  setTheme(theme_);
}

std::vector<Sentence> ExchangeView::tabs() const { return {{textPiece(tr("Before | after"))}}; }

std::vector<QWidget*> ExchangeView::chips() { return {withChip_, scaleChip_, filterChip_, keepChip_}; }

QWidget* ExchangeView::stageCover() {
  if (!graphs_) {
    graphs_ = std::make_unique<TwoGraphs>();
    graphs_->setTheme(theme_);
    graphs_->setReservedBottom(kTimeline);
    // The counts list what they count; once more lists all again.
    connect(graphs_.get(), &TwoGraphs::verdictChosen, this, [this](int verdict) {
      const QList<QAction*> filters = filterChip_->menu()->actions();
      QAction* wanted = filters.at(verdict);
      (wanted->isChecked() ? filters.front() : wanted)->trigger();
    });
    showGraphs();
  }
  return graphs_.get();
}

void ExchangeView::setTheme(const Theme& theme) {
  theme_ = theme;
  table_->setTheme(theme);
  if (graphs_) graphs_->setTheme(theme);
}

const core::Node* ExchangeView::node() const { return id_ ? document_.graph().find(*id_) : nullptr; }

QString ExchangeView::refusal() const {
  const core::Node* chosen = prepared_ || selection().size() != 1 ? node() : document_.graph().find(selection().front());
  if (chosen == nullptr || chosen->isLeaf()) {
    // While it is open the selection may be anything.
    if (const core::Node* open = node(); open != nullptr && !open->isLeaf()) return {};
    return tr("Select the one function that is to be exchanged, then open the comparison again.");
  }
  return {};
}

void ExchangeView::prepare(const core::NodeId& id, const core::Function& function) {
  id_ = id;
  other_ = &function;
  prepared_ = true;
}

void ExchangeView::enter() {
  if (!std::exchange(prepared_, false)) {
    if (selection().size() == 1) id_ = selection().front();
    other_ = firstChoice();
  }
  shown_.reset();
}

std::vector<const core::Function*> ExchangeView::candidates() const {
  std::vector<const core::Function*> result;
  const core::Node* at = node();
  if (at == nullptr) return result;
  // A graph of the node and its inputs alone: in a large one every candidate would take as long as the whole graph.
  std::vector<core::Shape> shapes;
  std::vector<const core::Shape*> inputs;
  Sheet small;
  const core::Graph& graph = document_.graph();
  const auto all = core::shapesOf(graph, core::topologicalOrder(graph));
  shapes.reserve(at->inputs.size());
  for (const auto& input : at->inputs) {
    const auto& shape = input ? all[*graph.position(*input)].shape : std::nullopt;
    inputs.push_back(shape ? &shapes.emplace_back(*shape) : nullptr);
    if (input && small.graph.find(*input) == nullptr) {
      small.graph = small.graph.withNode(
          {.id = *input, .function = core::findFunction("input"), .value = core::LeafValue{core::Tensor::scalar(0), {}}});
    }
  }
  small.graph = small.graph.withNode(*at);
  for (const core::Function& function : core::catalogue()) {
    if (function.isLeaf() || &function == at->function || function.arguments.size() < 1) continue;
    std::size_t needed = 0;
    for (const core::Argument& argument : function.arguments) needed += argument.optional ? 0 : 1;
    if (needed > at->inputs.size() || (function.arguments.size() < at->inputs.size() && !function.isVariadic())) continue;
    try {
      Sheet sheet = small;
      ui::replaceFunction(sheet, *id_, function);
      const core::Node& replaced = *sheet.graph.find(*id_);
      std::vector<const core::Shape*> fed = inputs;
      fed.resize(replaced.inputs.size());  // arguments that the other function has on top are not wired
      if (core::shapeOf(replaced, fed).shape) result.push_back(&function);
    } catch (const core::Error&) {
      continue;  // it does not fit here
    }
  }
  return result;
}

const core::Function* ExchangeView::firstChoice() const {
  const core::Node* at = node();
  if (at == nullptr) return nullptr;
  const std::vector<const core::Function*> all = candidates();
  const core::Function* natural = counterpart(*at->function);
  if (std::ranges::find(all, natural) != all.end()) return natural;
  for (const core::Function* function : all) {
    if (function->category == at->function->category) return function;
  }
  return all.empty() ? nullptr : all.front();
}

void ExchangeView::fillMenu() {
  QMenu* menu = withChip_->menu();
  menu->clear();
  const std::vector<const core::Function*> all = candidates();
  if (all.empty()) menu->addAction(tr("No other function fits here"))->setEnabled(false);
  for (const PaletteGroup& group : paletteGroups()) {
    QMenu* sub = nullptr;
    for (const core::Function* function : group.functions) {
      if (std::ranges::find(all, function) == all.end()) continue;
      if (sub == nullptr) sub = menu->addMenu(group.title);
      QAction* action = sub->addAction(title(*function), this, [this, function] { compareWith(*function); });
      action->setCheckable(true);
      action->setChecked(function == other_);
    }
  }
}

void ExchangeView::compareWith(const core::Function& function) {
  other_ = &function;
  compute();
}

void ExchangeView::refresh() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return;
  if (!shown_ || !shown_->sharesAllWith(moment->graph())) return compute();
  showGraphs();
}

void ExchangeView::leave() {
  work_.cancel();
  comparison_.reset();
  shown_.reset();
  table_->setComparison(nullptr);
}

Sheet ExchangeView::sheetAfter() const {
  Sheet sheet = document_.sheet();
  ui::replaceFunction(sheet, *id_, *other_);
  return sheet;
}

void ExchangeView::compute() {
  writeChips();
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || node() == nullptr || other_ == nullptr) return;
  shown_ = moment->graph();
  core::Graph after;
  try {
    after = sheetAfter().graph;
  } catch (const core::Error& error) {
    emit said(translated(error.message()));
    return;
  }
  work_.start(
      [before = moment->sharedTrace(), after, id = *id_](const std::stop_token& stop) {
        auto run = std::make_shared<const core::Trace>(core::run(core::Plan::compile(after), {}, stop));
        return std::make_shared<const Comparison>(compareRuns(before, std::move(run), id, stop));
      },
      [this](std::shared_ptr<const Comparison> comparison) {
        comparison_ = std::move(comparison);
        showComparison();
      });
}

void ExchangeView::showComparison() {
  table_->setComparison(comparison_);
  writeChips();
  showGraphs();
}

void ExchangeView::writeChips() {
  withChip_->setText(other_ != nullptr ? tr("With: %1 ▾").arg(title(*other_)) : tr("With… ▾"));
  scaleChip_->setVisible(comparison_ != nullptr);
  if (!comparison_) return;
  const auto text = [this](double limit) { return limitsText(ColourScale::diverging(theme_.gradientMap, limit)); };
  const auto [low, high] = table_->valueRange();
  scaleChip_->setText(tr("Gradients %1 · Jacobians %2 · values %3")
                          .arg(text(table_->gradientLimit()), text(table_->jacobianLimit()),
                               limitsText(ColourScale::sequential(theme_.valueMap, low, high))));
}

void ExchangeView::showGraphs() {
  if (!graphs_ || !comparison_ || timeline_.moment() == nullptr || node() == nullptr || other_ == nullptr) return;
  const int cursor = timeline_.cursor();
  const auto picture = [&](Kept& kept, const Sheet& sheet, const std::shared_ptr<const core::Trace>& trace) {
    kept.drawing = drawingOf(sheet, std::move(kept.drawing));
    if (!kept.facts || kept.facts->trace != trace) kept.facts = std::make_unique<RunFacts>(trace);
    const Moment start(trace, 0);
    const Moment at = start.at(std::min(cursor, start.last()));
    GraphPicture made = pictureOf(kept.drawing, at, *kept.facts);
    applyMarks(made.looks, made.drawing,
               {.nodes = {{.id = *id_, .lit = true, .pill = Pill{tr("exchanged"), Ink::Local}}}, .plain = true});
    return made;
  };
  const core::Node& before = comparison_->before->graph().node(*comparison_->before->graph().position(*id_));
  const core::Node& after = comparison_->after->graph().node(*comparison_->after->graph().position(*id_));
  graphs_->setGraphs(picture(kept_[0], document_.sheet(), comparison_->before),
                     picture(kept_[1], sheetAfter(), comparison_->after),
                     title(*before.function), title(*after.function));

  // One rule, the counts, and what kept every bit.
  std::vector<TwoGraphs::Verdict> verdicts;
  const QStringList rules{localFormulasTex(comparison_->before->graph(), before).value(0),
                          localFormulasTex(comparison_->after->graph(), after).value(0)};
  verdicts.push_back({.pill = tr("1 rule changed"), .ink = &Theme::local, .filled = true,
                      .words = {textPiece(tr("only that of ")), mathPiece(nameTex(before)), textPiece(QStringLiteral(":  ")),
                                mathPiece(rules[0], Piece::Ink::Local), textPiece(tr("  became  ")),
                                mathPiece(rules[1], Piece::Ink::Local)}});
  const auto share = [](const Tally& tally) { return tr("%1 of %2").arg(tally.different).arg(tally.all()); };
  verdicts.push_back({.pill = tr("≠ numbers changed"), .ink = &Theme::downstream,
                      .words = {textPiece(tr("%1 values, %2 local gradients, %3 downstream gradients")
                                              .arg(share(comparison_->values), share(comparison_->locals),
                                                   share(comparison_->gradients)))}});
  Sentence kept;
  std::size_t named = 0;
  const auto keep = [&](const QString& tex) {
    if (named++ >= kMostNamed) return;
    if (!kept.empty()) kept.push_back(textPiece(QStringLiteral(", ")));
    kept.push_back(mathPiece(tex));
  };
  const core::Graph& graph = comparison_->before->graph();
  for (const ComparedNode& compared : comparison_->nodes) {
    if (compared.value.verdict == Verdict::Same) keep(nameTex(graph.node(compared.node)));
    for (const ComparedArgument& argument : compared.arguments) {
      if (argument.local.verdict == Verdict::Same)
        keep(derivativeTex(nameTex(graph.node(compared.node)), nameTex(graph.node(argument.input))));
    }
  }
  if (named > kMostNamed) kept.push_back(textPiece(tr(" and %1 more").arg(named - kMostNamed)));
  if (kept.empty()) kept = {textPiece(tr("nothing"))};
  verdicts.push_back({.pill = tr("= not a bit changed"), .ink = &Theme::muted, .words = std::move(kept)});
  graphs_->setVerdicts(std::move(verdicts));
}

void ExchangeView::keepAfter() {
  const core::Node* at = node();
  if (at == nullptr || other_ == nullptr) return;
  const QString text = tr("Replace %1 by %2").arg(plainName(*at), title(*other_));
  const core::NodeId id = *id_;
  const core::Function& function = *other_;
  emit closeRequested();
  document_.tryEdit(text, [&](Sheet& sheet) { ui::replaceFunction(sheet, id, function); });
}

}  // namespace ui
