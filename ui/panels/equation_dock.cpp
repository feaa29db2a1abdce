#include "ui/panels/equation_dock.h"

#include <QFutureWatcher>
#include <QKeyEvent>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

#include "ui/figures/number_text.h"
#include "ui/model/document.h"
#include "ui/model/names.h"
#include "ui/model/run_scale.h"
#include "ui/model/timeline.h"
#include "ui/panels/axes_bar.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/equation_header.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/huge/huge_view.h"
#include "ui/panels/step_view.h"
#include "ui/panels/structure_popup.h"
#include "ui/panels/view_header.h"

namespace ui {
namespace {

/// More numbers than this are fetched in the background.
constexpr core::Index mostAtOnce = 200'000;
/// More entries than these of 256 × 256 are shown as a huge local gradient unless the reader wants it
/// otherwise.
constexpr core::Index mostEntriesAtOnce = 65'536;

Reading readingOf(const QString& name) {
  if (name == QStringLiteral("matrix")) return Reading::MatrixOfBlocks;
  if (name == QStringLiteral("flat")) return Reading::Flat;
  return Reading::VectorOfArrays;
}

QString tightShape(std::span<const core::Index> output, std::span<const core::Index> input) {
  return shapeText(output, input).remove(u' ');
}

}  // namespace

/// An equation that is being prepared in the background; a newer wish makes an older result worthless.
struct EquationDock::Pending {
  QFutureWatcher<std::shared_ptr<const EquationContent>> watcher;
};

EquationDock::EquationDock(Timeline& timeline, QWidget* parent)
    : QWidget(parent), timeline_(timeline), theme_(lightTheme()) {
  setObjectName(QStringLiteral("equationDock"));
  setWindowTitle(tr("Equation"));
  setAccessibleName(tr("Equation dock"));
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  headers_ = new QStackedWidget(this);
  headers_->setFixedHeight(38);
  run_ = new RunScale(timeline, this);
  header_ = new EquationHeader(this);
  viewHeader_ = new ViewHeader(this);
  headers_->addWidget(header_);
  headers_->addWidget(viewHeader_);
  view_ = new EquationView(this);
  step_ = new StepView(this);
  axes_ = new AxesBar(Qt::Horizontal, this);
  pages_ = new QStackedWidget(this);
  pages_->addWidget(view_);
  pages_->addWidget(step_);
  huge_ = new HugeView(this);
  pages_->addWidget(huge_);
  equationPage_ = step_;
  column->addWidget(headers_);
  column->addWidget(axes_);
  column->addWidget(pages_, 1);
  setMinimumHeight(240);

  connect(header_, &EquationHeader::argumentChosen, this, &EquationDock::chooseArgument);
  connect(header_, &EquationHeader::readingChosen, this, &EquationDock::setReading);
  connect(header_, &EquationHeader::numbersToggled, this, &EquationDock::applyOptions);
  connect(header_, &EquationHeader::curveToggled, this, &EquationDock::applyOptions);
  connect(viewHeader_, &ViewHeader::equationChosen, this, &EquationDock::closeView);
  connect(viewHeader_, &ViewHeader::tabChosen, this, [this](int tab) {
    if (opened_ != nullptr) opened_->chooseTab(tab);
  });
  connect(header_, &EquationHeader::scaleChosen, this, &EquationDock::setScale);
  connect(header_, &EquationHeader::structureAsked, this, &EquationDock::showStructure);
  connect(run_, &RunScale::changed, this, [this] {
    applyOptions();
    emit scaleChanged();
  });
  connect(header_, &EquationHeader::hugeToggled, this, &EquationDock::showHuge);
  connect(huge_, &HugeView::lit, this, &EquationDock::hovered);
  connect(huge_, &HugeView::said, this, &EquationDock::said);
  connect(huge_, &HugeView::scalesChanged, this, &EquationDock::tellScales);
  connect(view_, &EquationView::lit, this, &EquationDock::hovered);
  connect(view_, &EquationView::said, this, &EquationDock::said);
  connect(view_, &EquationView::hiddenChosen, this, &EquationDock::hiddenChosen);
  connect(view_, &EquationView::inputGrabbed, this, &EquationDock::leafGrabbed);
  connect(view_, &EquationView::inputReleased, this, &EquationDock::leafReleased);
  connect(view_, &EquationView::inputMoved, this, [this](double number) {
    const Moment* moment = timeline_.moment();
    if (moment && content() && content()->equation.input < moment->graph().size())
      emit leafMoved(moment->graph().node(content()->equation.input).id, number);
  });
  connect(&timeline_, &Timeline::changed, this, &EquationDock::onTimelineChanged);
  connectEntries();
  setTheme(theme_);
  refresh();
}

EquationDock::~EquationDock() = default;

void EquationDock::connectEntries() {
  connect(axes_, &AxesBar::readingChosen, this, [this](TensorReading reading) {
    view_->setTensors(reading);
    step_->setTensors(reading);
  });
  connect(axes_, &AxesBar::moved, this, [this](const AxisSlider& slider, int at) {
    content() ? view_->moveSlider(slider, at) : step_->moveSlider(slider, at);
  });
  connect(view_, &EquationView::slidersChanged, this, &EquationDock::showSliders);
  connect(step_, &StepView::slidersChanged, this, &EquationDock::showSliders);
  connect(pages_, &QStackedWidget::currentChanged, this, &EquationDock::showSliders);
  connect(step_, &StepView::lit, this, &EquationDock::hovered);
  connect(step_, &StepView::entriesLit, this, &EquationDock::entriesLit);
  connect(view_, &EquationView::entryLit, this, &EquationDock::tellEntry);
  connect(huge_, &HugeView::entryLit, this, [this](const std::optional<HugeEntry>& entry) {
    tellEntry(entry ? std::optional(EquationEntry{PanelRole::Local, entry->row, entry->column}) : std::nullopt);
  });
}

void EquationDock::tellEntry(const std::optional<EquationEntry>& entry) {
  NodeEntries entries;
  const Moment* moment = timeline_.moment();
  const EquationContent* shown = content();
  if (entry && moment && shown && shown->equation.node < moment->graph().size()) {
    const Equation& e = shown->equation;
    const core::NodeId& node = moment->graph().node(e.node).id;
    const core::NodeId& input = moment->graph().node(e.input).id;
    if (entry->panel != PanelRole::Upstream) entries.push_back({input, entry->column});
    if (entry->panel == PanelRole::Upstream) entries.push_back({node, entry->column});
    if (entry->panel == PanelRole::Local) entries.push_back({node, entry->row});
  }
  emit entriesLit(entries);
}

void EquationDock::showSliders() {
  if (opened_ != nullptr || showsHuge()) {
    axes_->setSliders({}, false);
  } else if (equationPage_ == view_) {
    axes_->setSliders(view_->layoutOfEquation().sliders, view_->layoutOfEquation().hasTensors);
  } else {
    axes_->setSliders(step_->layoutOfRow().sliders, step_->layoutOfRow().hasTensors);
  }
}

void EquationDock::setColumns(bool columns) {
  view_->setColumns(columns);
  step_->setColumns(columns);
}

void EquationDock::setReducedMotion(bool reduced) { view_->setReducedMotion(reduced); }

void EquationDock::lightEntries(const NodeEntries& entries) {
  step_->lightEntries(entries);
  if (showsHuge()) return;
  std::optional<EquationEntry> found;
  const Moment* moment = timeline_.moment();
  if (const EquationContent* shown = content(); shown && moment) {
    const Equation& e = shown->equation;
    for (const NodeEntry& entry : entries) {
      if (e.input >= moment->graph().size() || e.node >= moment->graph().size()) break;
      const core::Index seed =
          view_->pinned() && view_->pinned()->panel != PanelRole::Local ? view_->pinned()->row : 0;
      if (moment->graph().node(e.input).id == entry.node && entry.entry < shown->columns()) {
        found = EquationEntry{PanelRole::Downstream, seed, entry.entry};
      } else if (moment->graph().node(e.node).id == entry.node && entry.entry < shown->rows() && !found) {
        found = EquationEntry{PanelRole::Upstream, seed, entry.entry};
      }
    }
  }
  view_->lightOuter(found);
}

const EquationContent* EquationDock::content() const {
  if (equationPage_ == huge_) return huge_->content();
  return equationPage_ == view_ ? view_->content() : nullptr;
}

bool EquationDock::showsHuge() const { return equationPage_ == huge_; }

void EquationDock::setTheme(const Theme& theme) {
  theme_ = theme;
  header_->setTheme(theme);
  axes_->setTheme(theme);
  view_->setTheme(theme);
  huge_->setTheme(theme);
  step_->setTheme(theme);
  viewHeader_->setTheme(theme);
  for (DockView* view : views_) view->setTheme(theme);
  applyOptions();
  setStyleSheet(QStringLiteral("#equationDock { background: %1; }").arg(theme.panel.name()));
}

void EquationDock::setSelectedNode(const std::optional<core::NodeId>& id) {
  selected_ = id;
  followsSelection_ = id.has_value();
  refresh();
}

void EquationDock::setReading(const QString& reading) {
  const bool known = reading == QStringLiteral("matrix") || reading == QStringLiteral("flat");
  const QString next = known ? reading : QStringLiteral("vector");
  const bool changed = next != reading_;
  reading_ = next;
  header_->setReading(reading_);
  applyOptions();
  if (changed) emit readingChanged(reading_);
}

void EquationDock::setArgument(int argument) {
  if (argument == argument_) return;
  argument_ = argument;
  refresh();
}

void EquationDock::chooseArgument(int argument) {
  if (argument == argument_) return;
  setArgument(argument);
  emit argumentChanged(argument);
}

void EquationDock::onTimelineChanged() {
  // A step that is taken is what the reader wants to see, whatever was selected before.
  if (timeline_.cursor() != lastCursor_ && lastCursor_ >= 0) followsSelection_ = false;
  lastCursor_ = timeline_.cursor();
  // Where a step is shown wire by wire, the latest one is what the reader wants to see.
  if (const Moment* moment = timeline_.moment(); moment && moment->lastWire()) argument_ = static_cast<int>(*moment->lastWire());
  refresh();
  refreshView();
}

void EquationDock::addView(DockView* view) {
  views_.push_back(view);
  pages_->addWidget(view);
  view->setTheme(theme_);
  connect(view, &DockView::tabsChanged, this, [this, view] {
    if (view == opened_) viewHeader_->setTabs(view->tabs(), view->tab());
  });
  connect(view, &DockView::marked, this, [this, view](const GraphMarks& marks) {
    if (view == opened_) emit marked(marks);
  });
  connect(view, &DockView::said, this, &EquationDock::said);
  connect(view, &DockView::nodeChosen, this, &EquationDock::nodeChosen);
  connect(view, &DockView::closeRequested, this, &EquationDock::closeView);
}

DockView* EquationDock::viewNamed(const QString& name) const {
  const auto found = std::ranges::find(views_, name, &DockView::name);
  return found != views_.end() ? *found : nullptr;
}

bool EquationDock::openView(const QString& name) {
  DockView* view = viewNamed(name);
  if (view == nullptr) return false;
  if (const QString refusal = view->refusal(); !refusal.isEmpty()) {
    emit said(refusal);
    return false;
  }
  if (opened_ != nullptr && opened_ != view) {
    std::exchange(opened_, nullptr)->leave();
    emit marked({});
  }
  opened_ = view;
  viewHeader_->setChips(view->chips());
  pages_->setCurrentWidget(view);
  headers_->setCurrentWidget(viewHeader_);
  view->enter();
  view->refresh();
  viewHeader_->setTabs(view->tabs(), view->tab());
  emit viewChanged(view);
  view->setFocus(Qt::OtherFocusReason);
  return true;
}

void EquationDock::closeView() {
  if (opened_ == nullptr) return;
  std::exchange(opened_, nullptr)->leave();
  pages_->setCurrentWidget(equationPage_);
  headers_->setCurrentWidget(header_);
  emit marked({});
  emit viewChanged(nullptr);
  equationPage_->setFocus(Qt::OtherFocusReason);
}

void EquationDock::setSelection(const std::vector<core::NodeId>& nodes, const std::vector<core::Wire>& wires) {
  for (DockView* view : views_) {
    view->setSelection(nodes);
    view->setWires(wires);
  }
  refreshView();
}

void EquationDock::refreshView() {
  if (opened_ == nullptr) return;
  if (!opened_->refusal().isEmpty()) return closeView();
  opened_->refresh();
}

void EquationDock::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && opened_ != nullptr) return closeView();
  QWidget::keyPressEvent(event);
}

void EquationDock::showPage(QWidget* page) {
  equationPage_ = page;
  if (opened_ == nullptr) pages_->setCurrentWidget(page);
  showSliders();
}

std::optional<std::size_t> EquationDock::shownNode() const {
  const Moment* moment = timeline_.moment();
  if (!moment) return std::nullopt;
  if (followsSelection_ && selected_) {
    if (const auto node = moment->graph().position(*selected_)) return node;
  }
  return moment->active();
}

PanelRow EquationDock::rowFor(std::size_t node) const {
  const Moment& moment = *timeline_.moment();
  const core::Node& shown = moment.graph().node(node);
  if (const core::Problem* problem = moment.trace().problem(node)) {
    return {.headline = {textPiece(plainName(shown), Piece::Ink::Body, true)},
            .formula = {},
            .panels = {},
            .remark = {textPiece(translated(problem->message), Piece::Ink::Error)}};
  }
  if (shown.isLeaf()) return leafRow(moment, node);
  if (!moment.valueKnown(node)) {
    PanelRow row = forwardRow(moment, node);
    row.remark = {textPiece(tr("Not computed yet: step forward to see its value."), Piece::Ink::Muted)};
    return row;
  }
  PanelRow row = forwardRow(moment, node);
  if (!moment.seeded()) return row;
  const auto step = moment.backwardStepOf(node);
  if (step) {
    row.remark = {
        textPiece(tr("Its upstream gradient is not complete yet: backward step %1 of %2 shows the equation.")
                      .arg(*step)
                      .arg(moment.backwardCount()),
                  Piece::Ink::Muted)};
  } else if (!moment.trace().hasGradient(node)) {
    row.remark = {textPiece(
        tr("No gradient passes here: the output does not depend on it through differentiable inputs, or all its "
           "leaves are constants."),
        Piece::Ink::Muted)};
  }
  return row;
}

void EquationDock::refresh() {
  const Moment* moment = timeline_.moment();
  const std::optional<std::size_t> node = shownNode();
  header_->setState({});
  if (!moment || moment->graph().empty()) {
    showRow({.headline = {textPiece(tr("upstream · local = downstream"), Piece::Ink::Body, true)},
             .formula = {},
             .panels = {},
             .remark = {textPiece(
                 tr("Drag functions onto the canvas and wire them; the gradients of every step appear here."),
                 Piece::Ink::Muted)}});
    return;
  }
  if (!node) {
    showRow(
        {.headline = {textPiece(tr("Step backward to see upstream · local = downstream"), Piece::Ink::Body,
                                true)},
         .formula = {},
         .panels = {},
         .remark = {textPiece(
             tr("Forward computes the values first; then every backward step shows its three gradients here."),
             Piece::Ink::Muted)}});
    return;
  }
  const std::optional<Step> step = moment->shown();
  const bool isActive =
      moment->active() == node && !(followsSelection_ && step && step->kind == Step::Kind::Seed);
  if (!followsSelection_ && step && step->kind == Step::Kind::Seed) {
    return showRow(seedRow(*moment));
  }
  const auto backward = moment->backwardCursorOf(*node);
  if (backward && *backward <= moment->cursor()) {
    if (!isActive) {
      header_->setState(tr("selected, was step %1").arg(*moment->backwardStepOf(*node)));
    }
    return showEquation(*node);
  }
  showRow(rowFor(*node));
}

std::vector<EquationHeader::Tab> EquationDock::tabsOf(std::size_t node) const {
  const Moment& moment = *timeline_.moment();
  const core::Plan& plan = moment.trace().plan();
  const std::span<const std::int64_t> inputs = plan.inputsOf(node);
  std::vector<EquationHeader::Tab> tabs;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] < 0 || !plan.isActive(node, k)) continue;
    if (!moment.wireDone(node, k) && !moment.isAskedFor(node, k)) continue;
    const auto input = static_cast<std::size_t>(inputs[k]);
    const core::Node& source = moment.graph().node(input);
    EquationHeader::Tab tab{.argument = static_cast<int>(k)};
    const QString words = source.isParameter() ? tr("to parameter") : tr("to input");
    tab.label = {textPiece(words + u' '), mathPiece(nameTex(source))};
    const core::Shape& output = plan.node(node).shape;
    const core::Shape& shape = plan.node(input).shape;
    const bool scalar = output.size() == 1 && shape.size() == 1;
    if (!scalar) tab.detail = {textPiece(tightShape(output.axes(), shape.axes()))};
    tabs.push_back(std::move(tab));
  }
  return tabs;
}

void EquationDock::showEquation(std::size_t node) {
  const Moment& moment = *timeline_.moment();
  const std::vector<EquationHeader::Tab> tabs = tabsOf(node);
  if (tabs.empty()) return showRow(rowFor(node));
  const bool stays = std::ranges::any_of(tabs, [&](const auto& tab) { return tab.argument == argument_; });
  if (!stays) argument_ = tabs.front().argument;
  header_->setTabs(tabs, argument_);
  const auto argument = static_cast<std::size_t>(argument_);
  pending_.reset();
  if (equationCost(moment, node, argument) <= mostAtOnce) {
    std::optional<EquationContent> content = equationContent(moment, node, argument);
    if (!content) return showRow(rowFor(node));
    return showContent(std::make_shared<const EquationContent>(*std::move(content)), moment.sharedTrace());
  }
  // Other numbers of the equation that is shown replace it when they are there.
  const EquationContent* before = content();
  if (!before || before->equation.node != node || before->equation.argument != argument) {
    showRow({.headline = {textPiece(
                 tr("Computing the three gradients of %1 …").arg(plainName(moment.graph().node(node))),
                 Piece::Ink::Muted)},
             .formula = {},
             .panels = {},
             .remark = {}});
  }
  header_->setTabs(tabs, argument_);
  pending_ = std::make_unique<Pending>();
  auto& watcher = pending_->watcher;
  connect(&watcher, &QFutureWatcherBase::finished, this, [this, &watcher, trace = moment.sharedTrace()] {
    if (const auto arrived = watcher.result()) showContent(arrived, trace);
  });
  watcher.setFuture(QtConcurrent::run([moment, node, argument]() -> std::shared_ptr<const EquationContent> {
    std::optional<EquationContent> content = equationContent(moment, node, argument);
    return content ? std::make_shared<const EquationContent>(*std::move(content)) : nullptr;
  }));
}

bool EquationDock::wantsHuge(const EquationContent& content) const {
  if (content.equation.hidden) return false;  // there its cells can be asked for
  if (!content.isFormed()) return true;
  return content.canBeHuge() && hugeWish_.value_or(content.rows() * content.columns() > mostEntriesAtOnce);
}

void EquationDock::showContent(std::shared_ptr<const EquationContent> content,
                               std::shared_ptr<const core::Trace> trace) {
  shown_ = std::move(content);
  shownTrace_ = std::move(trace);
  if (wantsHuge(*shown_)) {
    view_->setContent(nullptr);
    huge_->setContent(shown_, shownTrace_);
    showPage(huge_);
  } else {
    huge_->setContent(nullptr, nullptr);
    view_->setContent(shown_);
    showPage(view_);
  }
  header_->setContent(shown_.get(), showsHuge());
  tellScales();
  lightQuestion();
}

void EquationDock::showHuge(bool huge) {
  hugeWish_ = huge;
  if (!shown_ || huge == showsHuge()) return;
  showContent(shown_, shownTrace_);
  equationPage_->setFocus(Qt::OtherFocusReason);
}

void EquationDock::ask(const std::optional<Question>& question) {
  question_ = question;
  lightQuestion();
}

void EquationDock::lightQuestion() {
  const EquationContent* shown = content();
  if (!question_ || !shown || !shown->equation.hidden || shown->equation.node != question_->node) return;
  if (shown->equation.argument != question_->argument) return;
  view_->pinEntry(EquationEntry{PanelRole::Downstream, question_->row, question_->entry});
}

void EquationDock::showRow(PanelRow row) {
  pending_.reset();
  huge_->setContent(nullptr, nullptr);
  shown_.reset();
  shownTrace_.reset();
  header_->setTabs({}, -1);
  header_->setContent(nullptr);
  row.scale = scale_;
  row.run = run_->magnitudes();
  if (const Moment* moment = timeline_.moment()) row.values = values_.of(moment->sharedTrace());
  step_->setRow(std::move(row));
  showPage(step_);
}

const std::optional<Magnitudes>& EquationDock::runLimits() const { return run_->magnitudes(); }

void EquationDock::setScale(const ScaleChoice& choice) {
  if (choice == scale_) return applyOptions();
  scale_ = choice;
  run_->setWanted(choice.scope == ScaleScope::Run);
  applyOptions();
  emit scaleChanged();
}

void EquationDock::applyOptions() {
  view_->setOptions({.reading = readingOf(reading_),
                     .numbers = header_->showsNumbers(),
                     .scale = scale_,
                     .run = run_->magnitudes(),
                     .map = theme_.gradientMap,
                     .zeroDots = theme_.zeroDots,
                     .curve = header_->showsCurve()});
  huge_->setScale(scale_, run_->magnitudes());
  tellScales();
  if (equationPage_ == step_) step_->setScale(scale_, run_->magnitudes());
}

void EquationDock::tellScales() {
  if (showsHuge() && huge_->content()) {
    header_->setScales(hugeScales(huge_->picture()), scale_);
  } else if (view_->content()) {
    header_->setScales(view_->layoutOfEquation().scales, scale_);
  }
}

void EquationDock::showStructure(const QPoint& where) {
  if (!content()) return;
  auto* popup = new StructurePopup(*content(), theme_, this);
  popup->adjustSize();
  const QRect room = screen()->availableGeometry();
  popup->move(std::min(where.x(), room.right() - popup->width()),
              std::min(where.y(), room.bottom() - popup->height()));
  popup->show();
}

}  // namespace ui
