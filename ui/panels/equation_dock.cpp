#include "ui/panels/equation_dock.h"

#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/figures/tensor_reading.h"
#include "ui/model/renames.h"
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

Reading readingOf(const QString& name) {
  if (name == QStringLiteral("matrix")) return Reading::MatrixOfBlocks;
  if (name == QStringLiteral("flat")) return Reading::Flat;
  return Reading::VectorOfArrays;
}

}  // namespace

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
  connect(view_, &EquationView::answerWanted, this, &EquationDock::answerWanted);
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
    if (const auto product = shownProduct()) slices_[*product] = view_->place();
  });
  connect(view_, &EquationView::slidersChanged, this, &EquationDock::showSliders);
  connect(step_, &StepView::slidersChanged, this, &EquationDock::showSliders);
  connect(pages_, &QStackedWidget::currentChanged, this, &EquationDock::showSliders);
  connect(step_, &StepView::lit, this, &EquationDock::hovered);
  connect(step_, &StepView::entriesLit, this, &EquationDock::entriesLit);
  connect(view_, &EquationView::entryLit, this, &EquationDock::tellEntry);
  connect(view_, &EquationView::numberLit, this, &EquationDock::tellWires);
  connect(huge_, &HugeView::entryLit, this, &EquationDock::tellEntry);
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

void EquationDock::tellWires(const std::optional<NumberWire>& wire) {
  const Moment* moment = timeline_.moment();
  const EquationContent* shown = content();
  std::vector<core::Wire> wires;
  bool capsule = false;
  if (wire && moment && shown && shown->equation.node < moment->graph().size()) {
    const core::NodeId& node = moment->graph().node(shown->equation.node).id;
    for (const core::Wire& one : moment->graph().wires()) {
      const bool into = one.to == node && one.argument == shown->equation.argument;
      if (*wire == NumberWire::Input ? into : one.from == node) wires.push_back(one);
    }
    capsule = *wire == NumberWire::Output && moment->graph().output() == node;
  }
  if (std::pair told(std::move(wires), capsule); told != toldWires_) {
    toldWires_ = std::move(told);
    emit wiresLit(toldWires_.first, toldWires_.second);
  }
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

void EquationDock::setTensors(const QString& name) {
  const TensorReading reading = tensorReading(name);
  axes_->setReading(reading);
  view_->setTensors(reading);
  step_->setTensors(reading);
}

QString EquationDock::tensors() const { return nameOf(axes_->reading()); }

void EquationDock::renameNode(const core::NodeId& from, const core::NodeId& to) {
  rename(selected_, from, to);
  rename(slices_, from, to);
  step_->rename(from, to);
}

std::optional<std::pair<core::NodeId, int>> EquationDock::shownProduct() const {
  const EquationContent* shown = content();
  if (shown == nullptr || !shownTrace_) return std::nullopt;
  return std::pair(shownTrace_->graph().node(shown->equation.node).id, static_cast<int>(shown->equation.argument));
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

void EquationDock::showPage(QWidget* page) {
  equationPage_ = page;
  if (opened_ == nullptr) pages_->setCurrentWidget(page);
  showSliders();
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

const std::optional<Magnitudes>& EquationDock::runLimits() const { return run_->magnitudes(); }

ScaleChoice EquationDock::scale() const {
  ScaleChoice shown = scale_;
  if (!shown.scope && comparing_) shown.scope = ScaleScope::Run;
  return shown;
}

void EquationDock::setScale(const ScaleChoice& choice) {
  if (choice == scale_) return applyOptions();
  scale_ = choice;
  onScaleChanged();
}

void EquationDock::setComparing(bool comparing) {
  if (comparing == comparing_) return;
  comparing_ = comparing;
  if (!scale_.scope) onScaleChanged();
}

void EquationDock::onScaleChanged() {
  run_->setWanted(scale().scope == ScaleScope::Run);
  applyOptions();
  emit scaleChanged();
}

void EquationDock::applyOptions() {
  view_->setOptions({.reading = readingOf(reading_),
                     .numbers = header_->showsNumbers(),
                     .scale = scale(),
                     .run = run_->magnitudes(),
                     .map = theme_.gradientMap,
                     .zeroDots = theme_.zeroDots,
                     .curve = header_->showsCurve()});
  huge_->setScale(scale(), run_->magnitudes());
  tellScales();
  if (equationPage_ == step_) step_->setScale(scale(), run_->magnitudes());
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
