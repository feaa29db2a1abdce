#include "ui/panels/nudge/nudge_view.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/renames.h"
#include "ui/model/length.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/charts/plot_card.h"
#include "ui/panels/chip.h"
#include "ui/panels/companion.h"
#include "ui/panels/nudge/nudge_editor.h"
#include "ui/panels/nudge/nudge_matrices.h"

namespace ui {
namespace {

constexpr int kEditorWidth = 212;
constexpr int kMargin = 22;
constexpr core::Index kMostTogether = 6;  // entries of inputs that are nudged together at first
constexpr std::size_t kMostMarked = 80;
constexpr double kShortest = 1e-8;

/// The change that one sees first: small, and not along an axis.
std::vector<double> firstChange(std::size_t count) {
  std::vector<double> dx(count);
  for (std::size_t k = 0; k < count; ++k) dx[k] = k % 2 == 0 ? 0.1 : -0.05;
  return dx;
}

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
      playChip_(makeChip(tr("Play smaller steps"), tr("Ten times smaller every second"), this)) {
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
  playChip_->setCheckable(true);
  connect(playChip_, &QToolButton::toggled, this, &NudgeView::playSmaller);
  smaller_.setInterval(1000);
  connect(&smaller_, &QTimer::timeout, this, [this] {
    if (lengthOf(editor_->dx()) * 0.1 < kShortest) return playChip_->setChecked(false);
    editor_->scale(0.1);
  });
  connect(editor_, &NudgeEditor::changed, this, &NudgeView::compute);
  const auto failed = [this](const QString& message) { matrices_->setContent({}, message); };
  connect(&work_, &Background::failed, this, failed);
  setTheme(theme_);
}

std::vector<Sentence> NudgeView::tabs() const {
  return {{textPiece(tr("Nudge ")), mathPiece(QStringLiteral("x \\to x + dx"))}};
}

std::vector<QWidget*> NudgeView::chips() { return {leafChip_, targetChip_, numbersChip_, playChip_}; }

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
  const bool leaf = std::ranges::any_of(document_.graph().nodes(), [](const core::NodePointer& node) {
    return node->isLeaf() && !node->isConstant();
  });
  return leaf ? QString() : tr("Nothing can be nudged: the graph has neither an input nor a parameter.");
}

std::vector<core::NodeId> NudgeView::leaves() const {
  std::vector<core::NodeId> ids;
  for (const core::NodePointer& node : document_.graph().nodes()) {
    if (node->isLeaf() && !node->isConstant()) ids.push_back(node->id);
  }
  return ids;
}

void NudgeView::enter() {
  const core::Graph& graph = document_.graph();
  std::vector<core::NodeId> chosen;
  target_.reset();
  for (const core::NodeId& id : selection()) {
    const core::Node* node = graph.find(id);
    if (node == nullptr || node->isConstant()) continue;
    if (node->isLeaf())
      chosen.push_back(id);
    else
      target_ = id;
  }
  if (chosen.empty()) {
    // All inputs where they are few entries, else the first of them; parameters where there is no input.
    core::Index entries = 0;
    for (const bool parameters : {false, true}) {
      for (const core::NodeId& id : leaves()) {
        const core::Node& node = *graph.find(id);
        if (node.isParameter() != parameters) continue;
        const core::Index size = node.value ? node.value->tensor.size() : 0;
        if (!chosen.empty() && entries + size > kMostTogether) continue;
        chosen.push_back(id);
        entries += size;
      }
      if (!chosen.empty()) break;
    }
  }
  if (!target_) target_ = graph.output();
  if (!target_) {
    for (const core::NodePointer& node : graph.nodes()) {
      if (!node->isLeaf()) target_ = node->id;
    }
  }
  if (!target_) target_ = chosen.front();
  from_.clear();
  chooseLeaves(std::move(chosen));
}

void NudgeView::chooseLeaves(std::vector<core::NodeId> ids) {
  from_ = std::move(ids);
  std::size_t count = 0;
  for (const core::NodeId& id : from_) {
    const core::Node* node = document_.graph().find(id);
    if (node != nullptr && node->value) count += static_cast<std::size_t>(node->value->tensor.size());
  }
  editor_->setEntries(firstChange(count), entryNames());
  writeChips();
  compute();
}

void NudgeView::chooseTarget(const core::NodeId& id) {
  target_ = id;
  writeChips();
  compute();
}

QStringList NudgeView::entryNames() const {
  QStringList names;
  for (const core::NodeId& id : from_) {
    const core::Node* node = document_.graph().find(id);
    if (node == nullptr || !node->value) continue;
    const core::Tensor& tensor = node->value->tensor;
    const QString name = nameTex(*node);
    for (core::Index k = 0; k < tensor.size(); ++k) {
      if (tensor.shape().rank() == 0) {
        names << name;
        continue;
      }
      QStringList index;
      for (const core::Index i : core::indexVector(tensor.shape(), k)) index << QString::number(i + 1);
      const QString base = name.contains(u'_') ? u'(' + name + u')' : name;
      names << base + QStringLiteral("_{") + index.join(u',') + u'}';
    }
  }
  return names;
}

void NudgeView::fillLeafMenu() {
  QMenu* menu = leafChip_->menu();
  menu->clear();
  const std::vector<core::NodeId> all = leaves();
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

std::optional<NudgeWish> NudgeView::wish() const {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || !target_) return std::nullopt;
  const core::Graph& graph = moment->graph();
  NudgeWish wish{.trace = moment->sharedTrace(), .change = {}};
  const auto target = graph.position(*target_);
  if (!target || !wish.trace->hasValue(*target)) return std::nullopt;
  wish.target = *target;
  std::size_t next = 0;
  for (const core::NodeId& id : from_) {
    const auto leaf = graph.position(id);
    if (!leaf || !graph.node(*leaf).isLeaf()) return std::nullopt;
    const core::Shape& shape = wish.trace->plan().node(*leaf).shape;
    const auto size = static_cast<std::size_t>(shape.size());
    if (next + size > editor_->dx().size()) return std::nullopt;
    const auto begin = editor_->dx().begin() + static_cast<std::ptrdiff_t>(next);
    wish.change.push_back({*leaf, core::Tensor(shape, std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size)))});
    next += size;
  }
  return next == editor_->dx().size() && next > 0 ? std::optional(std::move(wish)) : std::nullopt;
}

void NudgeView::refresh() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || moment->sharedTrace() == shown_) return;
  shown_ = moment->sharedTrace();
  const core::Graph& graph = document_.graph();
  std::erase_if(from_, [&](const core::NodeId& id) { return graph.find(id) == nullptr; });
  if (from_.empty() || !target_ || graph.find(*target_) == nullptr) return enter();
  if (static_cast<std::size_t>(entryNames().size()) != editor_->dx().size()) return chooseLeaves(from_);
  compute();
}

void NudgeView::leave() {
  playChip_->setChecked(false);
  work_.cancel();
  curveWork_.cancel();
  shown_.reset();
}

void NudgeView::compute() {
  const std::optional<NudgeWish> asked = wish();
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
                answer_ = std::move(answer);
                showAnswer();
              });
  curveWork_.start([asked = *asked](const std::stop_token& stop) { return nudgeCurve(asked, stop); },
                   [this](NudgeCurve curve) {
                     curve_ = std::move(curve);
                     showCompanion();
                   });
}

void NudgeView::showAnswer() {
  matrices_->setContent(nudgeMatrices(*answer_, entryNames()));
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
                                 : tr("‖Δ‖ %1").arg(significantText(lengthOf(change.actual->data()), 3));
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
    card->setData(nudgePlot(curve_, lengthOf(answer_->dx), predicted, error));
    c.add(card);
  }
  if (curve_.isLinear)
    c.words(tr("The error is 0 at every step length: the function is linear along this direction.") +
                (answer_->corner ? u' ' + tr("But x lies on a corner: J depends on the chosen side, and other directions have an error.") : QString()),
            false);
  else if (curve_.slope && answer_->corner && std::abs(*curve_.slope - 1) < 0.2)
    c.words(tr("Measured slope %1: ten times smaller steps make the error only ten times smaller. On the way lies a corner, where "
               "J depends on the chosen side.")
                .arg(numberText(*curve_.slope)),
            false);
  else if (curve_.slope)
    c.words(tr("Ten times smaller step: J dx shrinks 10 times, the error %1 times. Measured slope %2.")
                .arg(significantText(std::pow(10, *curve_.slope), 3), numberText(*curve_.slope)),
            false);
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
