#include "ui/panels/nudge/nudge_view.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "ui/figures/chart_plots.h"
#include "ui/figures/chart_words.h"
#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/renames.h"
#include "ui/model/length.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/charts/plot.h"
#include "ui/panels/chip.h"
#include "ui/panels/companion.h"
#include "ui/panels/nudge/nudge_editor.h"
#include "ui/panels/nudge/nudge_matrices.h"

namespace ui {
namespace {

constexpr int kEditorWidth = 212;
constexpr int kMargin = 22;
constexpr std::size_t kMostMarked = 80;
constexpr QSize kCopied(480, 320);

}  // namespace

NudgeView::NudgeView(Document& document, Timeline& timeline, QWidget* parent)
    : DockView(parent),
      document_(document),
      timeline_(timeline),
      theme_(lightTheme()),
      editor_(new NudgeEditor(this)),
      matrices_(new MatrixView(tr("Predicted and true change"), this)),
      leafChip_(makeChip({}, tr("Which inputs are changed"), this)),
      targetChip_(makeChip({}, tr("At which node the change is looked at"), this)),
      numbersChip_(makeChip({}, tr("Write the numbers into the cells"), this)),
      playChip_(makeChip(tr("Play smaller steps"), tr("Ten times smaller every second"), this)),
      exportChip_(makeChip(tr("Export chart ▾"), tr("The error against the step length as a figure, a picture or a table"), this)) {
  setAccessibleName(tr("Nudge"));
  setFocusPolicy(Qt::StrongFocus);
  setFocusProxy(matrices_);
  for (QToolButton* button : {leafChip_, targetChip_}) {
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
  }
  connect(leafChip_->menu(), &QMenu::aboutToShow, this, &NudgeView::fillLeafMenu);
  connect(targetChip_->menu(), &QMenu::aboutToShow, this, &NudgeView::fillTargetMenu);
  numbersChip_->setCheckable(true);
  numbersChip_->setChecked(true);
  connect(numbersChip_, &QToolButton::toggled, this, [this](bool on) {
    matrices_->setNumbers(on);
    writeChips();
  });
  connect(&document, &Document::renamed, this, [this](const core::NodeId& from, const core::NodeId& to) {
    std::ranges::replace(from_, from, to);
    rename(target_, from, to);
  });
  exportChip_->setPopupMode(QToolButton::InstantPopup);
  auto* exports = new QMenu(exportChip_);
  exports->addAction(tr("Error against step length as &figure…"), this, &NudgeView::exportWanted);
  exports->addSeparator();
  exports->addAction(tr("Copy as &picture"), this, [this] { copyChart(&Plot::copyPicture); });
  exports->addAction(tr("Copy as &table (CSV)"), this, [this] { copyChart(&Plot::copyTable); });
  exportChip_->setMenu(exports);
  playChip_->setCheckable(true);
  connect(playChip_, &QToolButton::toggled, this, &NudgeView::playSmaller);
  smaller_.setInterval(1000);
  connect(&smaller_, &QTimer::timeout, this, [this] {
    if (lengthOf(editor_->dx()) * 0.1 < shortestNudge) return playChip_->setChecked(false);
    editor_->scale(0.1);
  });
  connect(editor_, &NudgeEditor::changed, this, &NudgeView::compute);
  connect(editor_, &NudgeEditor::pointedAt, this, [this](std::optional<std::size_t> entry) {
    pointed_ = entry;
    lightEntry();
  });
  connect(matrices_, &MatrixView::pointedAt, this, [this](const std::optional<MatrixEntry>& cell) {
    editor_->setLit(cell && answer_ ? changedEntry(*answer_, *cell) : std::nullopt);
  });
  const auto failed = [this](const QString& message) { matrices_->setContent({}, message); };
  connect(&work_, &Background::failed, this, failed);
  setTheme(theme_);
}

std::vector<Sentence> NudgeView::tabs() const {
  return {{textPiece(tr("Nudge ")), mathPiece(QStringLiteral("x \\to x + dx"))}};
}

std::vector<QWidget*> NudgeView::chips() { return {leafChip_, targetChip_, numbersChip_, playChip_, exportChip_}; }

QWidget* NudgeView::companion() {
  if (companion_ == nullptr) {
    companion_ = new Companion(tr("About the nudge"));
    companion_->setTheme(theme_);
    connect(companion_, &Companion::closeRequested, this, &DockView::closeRequested);
    showCompanion();
  }
  return companion_;
}

void NudgeView::setTheme(const Theme& theme) {
  theme_ = theme;
  editor_->setTheme(theme);
  matrices_->setTheme(theme);
  if (companion_ != nullptr) {
    companion_->setTheme(theme);
    showCompanion();
  }
  update();
}

QString NudgeView::refusal() const {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return tr("There is no run yet: a nudge compares two of them.");
  if (!nudgeableLeaves(document_.graph()).empty()) return {};
  return tr("Nothing can be nudged: the graph has neither an input nor a parameter.");
}

void NudgeView::enter() {
  const core::Graph& graph = document_.graph();
  NudgeChoice choice;
  for (const core::NodeId& id : selection()) {
    const core::Node* node = graph.find(id);
    if (node == nullptr || node->isConstant()) continue;
    if (node->isLeaf())
      choice.leaves.push_back(id);
    else
      choice.target = id;
  }
  choice = completed(graph, std::move(choice));
  target_ = choice.target;
  from_.clear();
  chooseLeaves(std::move(choice.leaves));
}

void NudgeView::chooseLeaves(std::vector<core::NodeId> ids) {
  from_ = std::move(ids);
  names_ = EntryNames(document_.graph(), from_);
  pointed_.reset();
  editor_->setEntries(firstChange(names_.count()), names_);
  writeChips();
  compute();
}

void NudgeView::chooseTarget(const core::NodeId& id) {
  target_ = id;
  writeChips();
  compute();
}

void NudgeView::lightEntry() {
  if (!answer_) return;
  const bool there = pointed_ && *pointed_ < answer_->dx.size();
  matrices_->point(there ? std::optional(changeCell(*answer_, *pointed_)) : std::nullopt);
}

void NudgeView::fillLeafMenu() {
  QMenu* menu = leafChip_->menu();
  menu->clear();
  const std::vector<core::NodeId> all = nudgeableLeaves(document_.graph());
  for (const core::NodeId& id : all) {
    const core::Node& node = *document_.graph().find(id);
    QAction* action = menu->addAction(symbolText(node), this, [this, id] { chooseLeaves({id}); });
    action->setCheckable(true);
    action->setChecked(from_.size() == 1 && from_.front() == id);
  }
  std::vector<core::NodeId> inputs;
  for (const core::NodeId& id : all) {
    if (!document_.graph().find(id)->isParameter()) inputs.push_back(id);
  }
  if (inputs.size() > 1) {
    menu->addSeparator();
    menu->addAction(tr("All inputs together"), this, [this, inputs] { chooseLeaves(inputs); });
  }
}

void NudgeView::fillTargetMenu() {
  QMenu* menu = targetChip_->menu();
  menu->clear();
  for (const core::NodePointer& node : document_.graph().nodes()) {
    if (node->isLeaf()) continue;
    QAction* action = menu->addAction(plainName(*node), this, [this, id = node->id] { chooseTarget(id); });
    action->setCheckable(true);
    action->setChecked(target_ == node->id);
  }
}

void NudgeView::writeChips() {
  QStringList names;
  for (const core::NodeId& id : from_) {
    if (const core::Node* node = document_.graph().find(id)) names << symbolText(*node);
  }
  leafChip_->setText(tr("Nudge: %1 ▾").arg(names.size() > 3 ? tr("%1 inputs").arg(names.size()) : names.join(QStringLiteral(", "))));
  const core::Node* target = target_ ? document_.graph().find(*target_) : nullptr;
  targetChip_->setText(tr("Seen at: %1 ▾").arg(target != nullptr ? symbolText(*target) : QStringLiteral("–")));
  numbersChip_->setText(tr("Numbers") + (numbersChip_->isChecked() ? QStringLiteral(" ✓") : QStringLiteral(" ▢")));
  playChip_->setText(playChip_->isChecked() ? tr("Stop") : tr("Play smaller steps"));
}

void NudgeView::playSmaller(bool on) {
  if (on)
    smaller_.start();
  else
    smaller_.stop();
  writeChips();
}

NudgeChoice NudgeView::choice() const {
  const core::Graph& graph = document_.graph();
  const auto isThere = [&](const core::NodeId& id) { return graph.find(id) != nullptr; };
  const bool whole = !from_.empty() && std::ranges::all_of(from_, isThere) && target_ && isThere(*target_) &&
                     entryCount(graph, from_) == editor_->dx().size();
  return whole ? NudgeChoice{from_, editor_->dx(), target_} : NudgeChoice{};
}

void NudgeView::refresh() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || moment->sharedTrace() == shown_) return;
  shown_ = moment->sharedTrace();
  const core::Graph& graph = document_.graph();
  std::erase_if(from_, [&](const core::NodeId& id) { return graph.find(id) == nullptr; });
  if (from_.empty() || !target_ || graph.find(*target_) == nullptr) return enter();
  if (entryCount(graph, from_) != editor_->dx().size()) return chooseLeaves(from_);
  compute();
}

void NudgeView::leave() {
  playChip_->setChecked(false);
  work_.cancel();
  curveWork_.cancel();
  shown_.reset();
}

void NudgeView::compute() {
  const Moment* moment = timeline_.moment();
  const std::optional<NudgeWish> asked =
      moment == nullptr ? std::nullopt : nudgeWish(moment->sharedTrace(), {from_, editor_->dx(), target_});
  if (!asked) {
    work_.cancel();
    curveWork_.cancel();
    answer_.reset();
    matrices_->setContent({}, tr("This node has no value: repair the graph or choose another one at “Seen at”."));
    emit marked({});
    return;
  }
  shown_ = asked->trace;
  work_.start([asked = *asked](const std::stop_token& stop) { return nudge(asked, stop); },
              [this](NudgeAnswer answer) {
                answer_ = std::make_shared<const NudgeAnswer>(std::move(answer));
                showAnswer();
              });
  curveWork_.start([asked = *asked](const std::stop_token& stop) { return nudgeCurve(asked, stop); },
                   [this](NudgeCurve curve) {
                     curve_ = std::move(curve);
                     showCompanion();
                   });
}

void NudgeView::showAnswer() {
  matrices_->setContent(nudgeMatrices(answer_, names_));
  if (pointed_) lightEntry();
  showCompanion();
  emit marked(marks());
}

GraphMarks NudgeView::marks() const {
  GraphMarks marks{.plain = true};
  if (!answer_ || answer_->changes.size() > kMostMarked) return marks;
  const core::Trace& trace = *answer_->wish.trace;
  const core::Graph& graph = trace.graph();
  for (const core::NodeChange& change : answer_->changes) {
    const core::Node& node = graph.node(change.node);
    if (!change.actual) continue;
    const bool scalar = change.linear.size() == 1;
    const QString sign = scalar && change.linear[0] >= 0 ? QStringLiteral("+") : QString();
    const QString now = scalar ? loneNumberText(trace.value(change.node)[0] + (*change.actual)[0])
                               : significantText(lengthOf(change.actual->data()), 2);
    const QString after = scalar ? QStringLiteral("%1 → %2").arg(loneNumberText(trace.value(change.node)[0]), now)
                                 : tr("|Δ| %1").arg(significantText(lengthOf(change.actual->data()), 3));
    if (node.isLeaf()) {
      marks.nodes.push_back({.id = node.id, .below = after});
      continue;
    }
    for (const core::Wire& wire : graph.consumers(node.id)) {
      GraphMarks::OnWire mark{.to = wire.to, .argument = wire.argument};
      mark.value = WireLabel{.text = after, .ink = Ink::Value, .brief = now};
      mark.gradient = WireLabel{.text = scalar ? sign + loneNumberText(change.linear[0])
                                               : significantText(lengthOf(change.linear.data()), 3),
                                .ink = Ink::Local,
                                .bold = true,
                                .brief = significantText(scalar ? change.linear[0] : lengthOf(change.linear.data()), 2)};
      marks.wires.push_back(std::move(mark));
    }
    if (change.node == answer_->wish.target)
      marks.nodes.push_back({.id = node.id, .lit = true, .pill = Pill{tr("seen here"), Ink::Local}, .below = after});
  }
  marks.caption = tr("green: value before → after the nudge · blue: what the Jacobian predicts");
  return marks;
}

void NudgeView::copyChart(void (Plot::*copy)() const) {
  if (curve_.isLinear) return emit said(nudgeFinding(curve_, false));
  if (!answer_ || curve_.points.empty()) return emit said(tr("There is no chart: choose a dx that is not 0."));
  // One of its own: a narrow window shows none.
  Plot chart;
  chart.resize(kCopied);
  chart.setTheme(theme_);
  chart.setData(nudgePlot(curve_, *answer_));
  (chart.*copy)();
  emit said(tr("Copied."));
}

void NudgeView::showCompanion() {
  if (companion_ == nullptr) return;
  Companion& c = *companion_;
  if (!answer_) {
    c.begin(tr("Nudge"));
    c.words(tr("Computing…"));
    return c.end();
  }
  c.begin(tr("Nudge"), {{.text = QStringLiteral("\\mathbb{R}^{%1} \\to \\mathbb{R}^{%2}").arg(answer_->columns).arg(answer_->rows),
                         .isTex = true, .ink = &Theme::muted}});
  const double predicted = lengthOf(answer_->predicted), error = lengthOf(answer_->error);
  const auto fact = [&](const QString& text, const QString& tex, const QString& number) {
    c.line({{.text = text, .ink = &Theme::muted}, {.text = tex, .isTex = true, .ink = &Theme::muted}}, {{.text = number}});
  };
  fact(tr("Length of "), QStringLiteral("dx"), significantText(lengthOf(answer_->dx), 3));
  fact(tr("Length of "), QStringLiteral("J\\,dx"), significantText(predicted, 4));
  if (answer_->hasActual()) {
    fact(tr("Length of the error"), {}, significantText(error, 3));
    if (predicted > 0) fact(tr("Error / "), QStringLiteral("J\\,dx"), tr("%1 %").arg(significantText(100 * error / predicted, 2)));
  } else {
    c.words(tr("At x + dx the function has no value: the true change is not known."));
  }
  if (!curve_.points.empty() && !curve_.isLinear) {
    c.heading(tr("Error against step length"), tr("both axes logarithmic"));
    auto* card = new Plot;
    card->setAccessibleName(tr("Error against step length"));
    card->setFixedHeight(250);
    card->setTheme(theme_);
    card->setData(nudgePlot(curve_, *answer_));
    connect(card, &Plot::figureWanted, this, &NudgeView::exportWanted);
    c.add(card);
  }
  if (const QString finding = nudgeFinding(curve_, answer_->corner); !finding.isEmpty()) c.words(finding, false);
  c.end();
}

void NudgeView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  editor_->setGeometry(kMargin, 16, kEditorWidth, height() - 24);
  const int left = kMargin + kEditorWidth + 26;
  matrices_->setGeometry(left, 0, width() - left, height());
}

void NudgeView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(QRect(kMargin + kEditorWidth + 16, 14, 1, height() - 28), theme_.lineSoft);
}

}  // namespace ui
