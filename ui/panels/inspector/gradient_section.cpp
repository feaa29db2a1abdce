#include "ui/panels/inspector/gradient_section.h"

#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

#include "core/autodiff/reach.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_scales.h"
#include "ui/figures/number_text.h"
#include "ui/figures/panel_facts.h"
#include "ui/figures/scale_legend.h"
#include "ui/model/names.h"
#include "ui/panels/axes_bar.h"
#include "ui/panels/inspector/legend_bar.h"
#include "ui/panels/tensor_panel.h"

namespace ui {
namespace {

constexpr double panelWidth = 112;  // px; the rest of the row says where a contribution came from

QString shapeOf(const core::TensorView& tensor) { return shapeText(tensor.shape().axes()); }

}  // namespace

/// One tensor with its sign at the left and two lines of words at the right.
class GradientSection::PanelRow : public QWidget {
public:
  PanelRow()
      : sign(new RichLine(14)), panel(new TensorPanel), first(new RichLine(13)), second(new RichLine(12)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(6);
    sign->setFixedWidth(14);
    row->addWidget(sign, 0, Qt::AlignVCenter);
    row->addWidget(panel, 0, Qt::AlignVCenter);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(first);
    words->addWidget(second);
    row->addLayout(words, 1);
  }

  RichLine* sign;
  TensorPanel* panel;
  RichLine* first;
  RichLine* second;
};

void GradientSection::show(const Subject& subject) {
  // Of the same node only the numbers change.
  shown_ == subject.id ? refill() : clear();
  shown_ = subject.id;
  groups_.clear();
  writtenSum_.clear();
  setVisible(subject.position.has_value());
  if (subject.position) fill(subject);
  trim();
}

void GradientSection::fill(const Subject& subject) {
  const Moment& moment = *subject.moment;
  const std::size_t position = *subject.position;
  const core::Node& node = moment.graph().node(position);
  const auto& output = moment.graph().output();
  if (node.isConstant()) return addReason(subject, tr("none: no gradient is asked for a constant"));
  if (!output) return addReason(subject, tr("none: no output is chosen"));
  if (!moment.trace().seed()) return addReason(subject, tr("none: the output cannot be computed"));
  if (!moment.trace().hasGradient(position)) {
    const bool reaches = core::reaches(moment.trace().plan(), *moment.trace().plan().output())[position];
    return addReason(
        subject,
        reaches
            ? tr("none: it depends on constants only")
            : tr("none: the output %1 does not depend on it").arg(QString::fromStdString(output->text())));
  }
  if (!moment.gradientStarted(position))
    return addReason(subject, tr("not yet: step backward to see it arrive"));
  addContributions(subject, position);
  // The inputs to which this node's step has just added its part.
  std::vector<std::size_t> shown{position};
  const std::span<const std::int64_t> inputs = moment.trace().plan().inputsOf(position);
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    const auto input = static_cast<std::size_t>(std::max<std::int64_t>(inputs[k], 0));
    if (!moment.wireDone(position, k) || moment.contributionCount(input) < 2) continue;
    if (std::find(shown.begin(), shown.end(), input) != shown.end()) continue;
    shown.push_back(input);
    addContributions(subject, input);
  }
}

void GradientSection::addReason(const Subject& subject, const QString& reason) {
  addHeading(*subject.theme, tr("Gradient"));
  QLabel& label = widget<QLabel>([] {
    auto* made = new QLabel;
    made->setObjectName("muted");
    made->setWordWrap(true);
    return made;
  });
  label.setText(reason);
}

TensorPanel& GradientSection::addPanelRow(const Subject& subject, const QString& sign,
                                          std::vector<LinePiece> first, std::vector<LinePiece> second) {
  const std::size_t group = groups_.size() - 1;
  PanelRow& row = widget<PanelRow>([this, group] {
    auto* made = new PanelRow;
    connect(made->panel, &TensorPanel::pointedAt, this, [this, group](std::optional<core::Index> entry) {
      pointAt(group, entry);
      emit entriesLit(entry ? NodeEntries{{groups_[group].node, *entry}} : NodeEntries());
    });
    return made;
  });
  const Theme& theme = *subject.theme;
  for (RichLine* line : {row.sign, row.first, row.second}) line->setTheme(theme);
  row.panel->setTheme(theme);
  row.sign->setPieces({{.text = sign, .ink = &Theme::muted}});
  row.first->setPieces(std::move(first));
  row.second->setPieces(std::move(second));
  groups_.back().panels.push_back(row.panel);
  return *row.panel;
}

void GradientSection::addContributions(const Subject& subject, std::size_t position) {
  const Moment& moment = *subject.moment;
  const core::Trace& trace = moment.trace();
  const core::Graph& graph = moment.graph();
  const QString gradient =
      derivativeTex(nameTex(graph.node(*trace.plan().output())), nameTex(graph.node(position)));
  // What is complete stands in the trace; a partial sum is added up here.
  const auto added = moment.gradientComplete(position)
                         ? nullptr
                         : std::make_shared<const core::Tensor>(*moment.gradient(position));
  const core::TensorView sum = added ? core::TensorView(*added) : trace.gradient(position);
  const std::shared_ptr<const void> owner = added ? std::shared_ptr<const void>(added) : moment.sharedTrace();
  const std::span<const core::Contribution> all = trace.contributions(position);
  const auto done = static_cast<std::size_t>(moment.backwardDone());

  groups_.emplace_back();
  groups_.back().node = graph.node(position).id;
  groups_.back().name = plainName(graph.node(position));
  std::vector<core::Tensor> arrived;
  std::vector<PanelFacts> read{panelFacts(sum.data)};
  const bool isFanOut = all.size() > 1;
  if (isFanOut) {
    for (const core::Contribution& c : all.first(moment.contributionsArrived(position))) {
      arrived.push_back(trace.downstream(c.consumer, c.argument));
      read.push_back(panelFacts(arrived.back().data()));
    }
  }
  Magnitudes covered;
  for (const PanelFacts& facts : read) covered.add(facts.magnitudes);
  const bool wholeRun = subject.scale.scope == ScaleScope::Run && subject.run;
  const ColourScale scale = ColourScale::diverging(
      subject.theme->gradientMap, subject.scale.limitsFor(wholeRun ? *subject.run : covered));
  RichLine& heading = addHeading(*subject.theme, {}, limitsText(scale));
  std::vector<LinePiece> words{
      {.text = isFanOut ? tr("Fan-out at ") : tr("Gradient "), .bold = true, .ink = &Theme::muted},
      {.text = isFanOut ? nameTex(graph.node(position)) : gradient,
       .isTex = true,
       .bold = isFanOut,
       .ink = &Theme::muted}};
  if (isFanOut) words.push_back({.text = tr(": contributions add up"), .bold = true, .ink = &Theme::muted});
  heading.setPieces(std::move(words), {{.text = limitsText(scale), .ink = &Theme::muted}});

  if (isFanOut) {
    for (std::size_t k = 0; k < all.size(); ++k) {
      const core::Node& consumer = graph.node(all[k].consumer);
      const bool isThisStep =
          moment.active() == all[k].consumer && k < arrived.size() && all[k].step + 1 == done;
      const bool isAsked = moment.isAskedFor(all[k].consumer, all[k].argument);
      const QString when = isAsked               ? tr("hidden until you answer")
                           : k >= arrived.size() ? tr("still to come, step %1").arg(all[k].step + 1)
                           : isThisStep          ? tr("this step")
                                                 : tr("arrived step %1").arg(all[k].step + 1);
      TensorPanel& panel = addPanelRow(subject, k == 0 ? QString() : "+",
                                       {{.text = title(*consumer.function),
                                         .bold = true,
                                         .ink = isThisStep ? &Theme::local : &Theme::ink}},
                                       {{.text = when, .ink = &Theme::muted}});
      if (k < arrived.size()) {
        panel.setTensor(arrived[k], scale, panelWidth, false);
        groups_.back().parts.push_back(&panel);
      } else {
        panel.setMissing(sum.shape(), panelWidth);
      }
      panel.setAccessibleName(tr("Contribution of %1").arg(plainName(consumer)));
    }
  }
  const bool complete = moment.contributionsArrived(position) == all.size();
  const QString shape =
      read.front().allZero && sum.size() > 1 ? tr("%1, all entries are 0").arg(shapeOf(sum)) : shapeOf(sum);
  const QString state = !isFanOut  ? shape
                        : complete ? tr("%1, complete").arg(shape)
                                   : tr("%1, %2 of %3").arg(shape).arg(arrived.size()).arg(all.size());
  TensorPanel& panel =
      addPanelRow(subject, isFanOut ? "=" : QString(),
                  {{.text = gradient, .isTex = true, .bold = true, .ink = &Theme::downstream}},
                  {{.text = state, .ink = &Theme::muted}});
  panel.setTensor(sum, owner, scale, isFanOut ? panelWidth : panelWidth * 1.4, !isFanOut);
  panel.setAccessibleName(tr("Gradient of %1").arg(plainName(graph.node(position))));
  groups_.back().sum = &panel;

  LegendKeys keys;
  for (const PanelFacts& facts : read) keys = keys | facts.marksWithin(scale.lo, scale.hi);
  keys.missing = !complete;
  QString caption = wholeRun ? scopeText(ScaleScope::Run) : QString();
  if (scale.isLog()) {
    const QString log = tr("log, \u03c4 = %1").arg(tauText(scale.tau));
    caption = caption.isEmpty() ? log : caption + QStringLiteral(", ") + log;
  }
  widget<LegendBar>([] { return new LegendBar; }).setScale(scale, keys, *subject.theme, caption);
  if (leadingAxes(sum.shape()) > 0) addBar(subject, groups_.size() - 1);
  place(groups_.size() - 1);
  groups_.back().written = &addLine(*subject.theme, {}, {}, 13);
  // A single number is read where it stands.
  groups_.back().written->setVisible(sum.size() > 1 || isFanOut);
  write(groups_.size() - 1);
}

void GradientSection::setPlaces(std::map<core::NodeId, TensorPlace> places, TensorReading reading) {
  places_ = std::move(places);
  reading_ = reading;
  for (std::size_t k = 0; k < groups_.size(); ++k) place(k);
}

void GradientSection::addBar(const Subject& subject, std::size_t group) {
  AxesBar& bar = widget<AxesBar>([this, group] {
    auto* made = new AxesBar(Qt::Vertical);
    connect(made, &AxesBar::moved, this, [this, group](const AxisSlider& slider, int at) {
      TensorPlace& place = places_[groups_[group].node];
      slider.what == AxisSlider::What::Page
          ? static_cast<void>(place.page = at)
          : static_cast<void>(place.cut = withPlace(place.cut, slider.axis, at));
      this->place(group);
    });
    connect(made, &AxesBar::readingChosen, this, [this](TensorReading reading) {
      reading_ = reading;
      for (std::size_t k = 0; k < groups_.size(); ++k) place(k);
    });
    return made;
  });
  bar.setTheme(*subject.theme);
  groups_[group].bar = &bar;
}

/// All panels of a group show the same slice.
void GradientSection::place(std::size_t group) {
  const Group& shown = groups_[group];
  const TensorPlace& place = places_[shown.node];
  for (TensorPanel* panel : shown.panels) {
    panel->setView({.reading = reading_, .inner = place.cut, .columns = columns_}, place.page);
  }
  if (!shown.bar || !shown.sum) return;
  shown.bar->setReading(reading_);
  shown.bar->setSliders(shown.sum->sliders(shown.name), true);
}

void GradientSection::setColumns(bool columns) {
  columns_ = columns;
  for (std::size_t k = 0; k < groups_.size(); ++k) place(k);
}

void GradientSection::lightEntries(const NodeEntries& entries) {
  for (std::size_t k = 0; k < groups_.size(); ++k) {
    const auto found = std::ranges::find(entries, groups_[k].node, &NodeEntry::node);
    pointAt(k, found != entries.end() ? std::optional(found->entry) : std::nullopt);
  }
}

void GradientSection::pointAt(std::size_t group, std::optional<core::Index> entry) {
  const std::vector<TensorPanel*>& parts = groups_[group].parts;
  TensorPanel* sum = groups_[group].sum;
  sum->setLit(entry);
  for (TensorPanel* part : parts) part->setLit(entry);
  writtenSum_.clear();
  if (entry && *entry < sum->tensor().size()) {
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (k > 0) writtenSum_ += " + ";
      const double number = parts[k]->tensor()[*entry];
      writtenSum_ += number < 0 && k > 0 ? "(" + numberText(number, 3) + ")" : numberText(number, 3);
    }
    if (parts.size() > 1) writtenSum_ += " = ";
    if (parts.size() != 1) writtenSum_ += numberText(sum->tensor()[*entry], 3);
    const core::IndexVector index = core::indexVector(sum->tensor().shape(), *entry);
    writtenSum_ = tr("at %1: %2").arg(indexText({index.data(), index.size()}), writtenSum_);
  }
  write(group);
}

void GradientSection::write(std::size_t group) {
  const Group& shown = groups_[group];
  const QString hint =
      shown.parts.size() > 1 ? tr("Point at an entry to see its sum.") : tr("Point at an entry to read it.");
  shown.written->setPieces({writtenSum_.isEmpty() ? LinePiece{.text = hint, .ink = &Theme::muted}
                                                  : LinePiece{.text = writtenSum_, .ink = &Theme::ink}});
}

}  // namespace ui
