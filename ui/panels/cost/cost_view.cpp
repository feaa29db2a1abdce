#include "ui/panels/cost/cost_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "core/autodiff/between.h"
#include "ui/figures/math_text.h"
#include "ui/figures/natural_text.h"
#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/cost/entry_box.h"
#include "ui/panels/cost/mode_row.h"
#include "ui/panels/cost/mode_strip.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/rich_line.h"

namespace ui {
namespace {

constexpr int noteWidth = 316;

double number(const core::Natural& count) { return count.convert_to<double>(); }

}  // namespace

CostView::CostView(Timeline& timeline, QWidget* parent)
    : DockView(parent),
      timeline_(timeline),
      theme_(lightTheme()),
      strip_(new ModeStrip),
      view_(new MatrixView(tr("The step that is chosen"))),
      rule_(new QFrame),
      heading_(new RichLine(13)),
      bars_(new BarList(BarList::Names::Above)),
      verdict_(new QLabel),
      leafChip_(new QToolButton(this)),
      entryBox_(new EntryBox(this)) {
  setAccessibleName(tr("Forward or reverse mode"));
  setFocusProxy(strip_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins({});
  row->setSpacing(0);
  auto* left = new QVBoxLayout;
  left->setSpacing(0);
  left->addWidget(strip_);
  left->addWidget(view_, 1);
  row->addLayout(left, 1);
  rule_->setFixedWidth(1);
  row->addWidget(rule_);
  auto* note = new QWidget;
  note->setFixedWidth(noteWidth);
  auto* column = new QVBoxLayout(note);
  column->setContentsMargins(20, 12, 18, 8);
  column->setSpacing(6);
  column->addWidget(heading_);
  column->addWidget(bars_);
  verdict_->setWordWrap(true);
  verdict_->setObjectName(QStringLiteral("muted"));
  column->addWidget(verdict_);
  column->addStretch();
  row->addWidget(note);
  bars_->setObjectName(QStringLiteral("modeBars"));
  bars_->setAccessibleName(tr("Multiplications of each mode"));
  leafChip_->setPopupMode(QToolButton::InstantPopup);
  leafChip_->setMenu(new QMenu(leafChip_));
  leafChip_->setAccessibleName(tr("Input or parameter at which forward mode starts"));
  leafChip_->setToolTip(tr("The input or parameter at which forward mode starts"));
  connect(entryBox_, qOverload<int>(&QSpinBox::valueChanged), this, [this](int entry) {
    if (!leaf_ || entry == entry_) return;
    entry_ = entry;
    request();
  });
  connect(strip_, &ModeStrip::chosenChanged, this, [this] {
    showStep();
    mark();
  });
  connect(&work_, &Background::failed, this, [this](const QString& message) {
    emit said(message);
    emit closeRequested();
  });
  setTheme(theme_);
}

std::vector<QWidget*> CostView::chips() { return {leafChip_, entryBox_}; }

void CostView::setTheme(const Theme& theme) {
  theme_ = theme;
  strip_->setTheme(theme);
  view_->setTheme(theme);
  heading_->setTheme(theme);
  rule_->setStyleSheet(QStringLiteral("background: %1;").arg(theme.lineSoft.name()));
  fillBars();
}

QString CostView::refusal() const {
  const Moment* moment = timeline_.moment();
  if (!moment) return tr("There is no graph yet.");
  if (modeLeaves(moment->trace()).empty())
    return tr("Forward mode needs an input or a parameter with a value.");
  return {};
}

void CostView::enter() {
  isOpen_ = true;
  trace_.reset();
  lastSelection_.clear();
}

void CostView::refresh() {
  const Moment* moment = timeline_.moment();
  if (!moment) return;
  const core::Graph& graph = moment->graph();
  const std::vector<std::size_t> leaves = modeLeaves(moment->trace());
  if (leaves.empty()) return;
  const auto isLeaf = [&](const core::NodeId& id) {
    const auto p = graph.position(id);
    return p && std::ranges::find(leaves, *p) != leaves.end();
  };
  bool changed = trace_ != moment->sharedTrace();
  if (lastSelection_ != selection()) {
    lastSelection_ = selection();
    if (selection().size() == 1 && isLeaf(selection().front()) && leaf_ != selection().front()) {
      leaf_ = selection().front();
      entry_ = 0;
      changed = true;
    }
  }
  if (!leaf_ || !isLeaf(*leaf_)) {
    const auto input =
        std::ranges::find_if(leaves, [&](std::size_t p) { return !graph.node(p).isParameter(); });
    leaf_ = graph.node(input == leaves.end() ? leaves.front() : *input).id;
    entry_ = 0;
    changed = true;
  }
  if (!changed) return;
  trace_ = moment->sharedTrace();
  fillMenu();
  request();
}

void CostView::seed(const core::NodeId& leaf, core::Index entry) {
  leaf_ = leaf;
  entry_ = entry;
  request();
}

void CostView::request() {
  if (!trace_ || !leaf_) return;
  const auto leaf = trace_->graph().position(*leaf_);
  if (!leaf) return;
  const core::Shape& shape = trace_->plan().node(*leaf).shape;
  entry_ = std::clamp<core::Index>(entry_, 0, std::max<core::Index>(shape.size() - 1, 0));
  leafChip_->setText(tr("Seed at: %1 ▾").arg(symbolText(trace_->graph().node(*leaf))));
  const QSignalBlocker silent(entryBox_);
  entryBox_->setShape(shape);
  entryBox_->setValue(static_cast<int>(entry_));
  work_.start(
      [trace = trace_, leaf = *leaf, entry = entry_](const std::stop_token& stop) {
        return std::make_shared<const ModeRun>(modeRun(trace, leaf, entry, stop));
      },
      [this](std::shared_ptr<const ModeRun> run) { show(std::move(run)); });
}

void CostView::leave() {
  isOpen_ = false;
  work_.cancel();
  show(nullptr);
}

void CostView::show(std::shared_ptr<const ModeRun> run) {
  run_ = std::move(run);
  strip_->setRun(run_, run_ ? MathText::parse(seedTex(*run_)).plain() : QString());
  showStep();
  fillBars();
  mark();
}

void CostView::showStep() {
  if (!run_) return view_->setContent({}, tr("Running forward mode…"));
  const ModeStep step = strip_->chosen();
  if (step.step >= strip_->count(step.isForward))
    return view_->setContent({}, tr("There is no step to show."));
  const std::size_t node = strip_->nodeOf(step);
  view_->setContent(step.isForward ? forwardStep(run_, node) : backwardStep(run_, node, step.step == 0));
}

void CostView::fillBars() {
  heading_->setPieces({{.text = tr("Multiplications"), .bold = true}});
  if (!run_) return bars_->setBars({}, theme_);
  const QString leaf = symbolText(run_->trace->graph().node(run_->leaf));
  const std::vector<double> counts{number(run_->oneColumn), number(run_->allColumns), number(run_->allLeaves),
                                   number(run_->reverse)};
  const BarAxis axis = BarAxis::of(counts);
  if (axis.isLogarithmic)
    heading_->setPieces({{.text = tr("Multiplications"), .bold = true}},
                        {{.text = tr("logarithmic axis"), .ink = &Theme::muted}});
  const auto bar = [&](const QString& name, const core::Natural& count, QColor Theme::*ink) {
    return Bar{.name = {textPiece(name)},
               .length = axis.length(number(count)),
               .ink = ink,
               .number = naturalText(count),
               .brief = number(count) < 1e6 ? QString() : significantText(number(count), 3)};
  };
  std::vector<Bar> bars{bar(tr("Forward, this column alone"), run_->oneColumn, &Theme::local)};
  if (run_->leafEntries > 1)
    bars.push_back(
        bar(tr("Forward, all %n columns of %1", nullptr, static_cast<int>(run_->leafEntries)).arg(leaf),
            run_->allColumns, &Theme::local));
  const bool hasReverse = run_->trace->plan().output().has_value() && run_->trace->seed() != nullptr;
  if (hasReverse) {
    bars.push_back(bar(tr("Forward, every input and parameter"), run_->allLeaves, &Theme::local));
    bars.push_back(bar(tr("Backward, one row for all of them"), run_->reverse, &Theme::downstream));
  }
  bars_->setBars(std::move(bars), theme_);
  if (!hasReverse)
    return verdict_->setText(tr("Without an output there is no backward pass to compare with."));
  const core::Index rows = run_->trace->plan().node(*run_->trace->plan().output()).shape.size();
  const double forward = number(run_->allLeaves), reverse = number(run_->reverse) * static_cast<double>(rows);
  const auto times = [](double a, double b) {
    const double ratio = a / std::max(b, 1.0);
    return ratio < 1000 || ratio > 1e15 ? significantText(ratio, 2) : countText(std::llround(ratio));
  };
  QString text = rows == 1 ? tr("One output: ")
                           : tr("%n output entries, so that the whole Jacobian takes as many rows: ", nullptr,
                                static_cast<int>(rows));
  if (reverse < forward)
    text += tr("reverse needs %1 times fewer for all gradients.").arg(times(forward, reverse));
  else if (forward < reverse)
    text += tr("forward needs %1 times fewer for all gradients.").arg(times(reverse, forward));
  else
    text += tr("both need as many.");
  verdict_->setText(text + u' ' + tr("Structural zeros, ones and copies cost nothing."));
}

void CostView::fillMenu() {
  QMenu* menu = leafChip_->menu();
  menu->clear();
  for (const std::size_t leaf : modeLeaves(*trace_)) {
    const core::NodeId id = trace_->graph().node(leaf).id;
    connect(menu->addAction(plainName(trace_->graph().node(leaf))), &QAction::triggered, this,
            [this, id] { seed(id, 0); });
  }
}

void CostView::mark() {
  if (!isOpen_) return;
  if (!run_) return emit marked({});
  const core::Trace& trace = *run_->trace;
  const core::Graph& graph = trace.graph();
  const ModeStep step = strip_->chosen();
  GraphMarks marks{.plain = true};
  if (step.step >= strip_->count(step.isForward)) return emit marked(marks);
  // What has been passed, up to the step that is shown.
  for (std::size_t k = 0; k <= step.step; ++k) {
    const std::size_t p = strip_->nodeOf({step.isForward, k});
    if (!step.isForward && k == 0) continue;
    for (std::size_t argument = 0; argument < trace.plan().inputsOf(p).size(); ++argument) {
      const bool passed =
          step.isForward ? run_->forward.brings(p, argument) : trace.plan().isActive(p, argument);
      if (!passed) continue;
      const bool now = k == step.step;
      marks.wires.push_back({.to = graph.node(p).id, .argument = argument, .lit = step.isForward || now});
    }
  }
  const QString word = step.isForward   ? step.step == 0 ? tr("seed") : tr("tangent, step %1").arg(step.step)
                         : step.step == 0 ? tr("seed")
                                        : tr("backward, step %1").arg(step.step);
  marks.nodes.push_back({.id = graph.node(strip_->nodeOf(step)).id,
                         .lit = true,
                         .pill = Pill{word, step.isForward ? Ink::Local : Ink::Downstream}});
  emit marked(marks);
}

}  // namespace ui
