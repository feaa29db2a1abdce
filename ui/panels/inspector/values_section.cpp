#include "ui/panels/inspector/values_section.h"

#include <QHBoxLayout>

#include <algorithm>

#include "ui/figures/equation_layout.h"
#include "ui/figures/panel_facts.h"
#include "ui/figures/scale_legend.h"
#include "ui/model/names.h"
#include "ui/panels/axes_bar.h"
#include "ui/panels/inspector/legend_bar.h"
#include "ui/panels/tensor_panel.h"

namespace ui {

namespace {

/// The inputs whose values are known, and the node itself.
std::vector<std::size_t> knownOf(const Subject& subject) {
  std::vector<std::size_t> known;
  for (const std::int64_t input : subject.moment->trace().plan().inputsOf(*subject.position)) {
    const auto position = static_cast<std::size_t>(std::max<std::int64_t>(input, 0));
    if (input >= 0 && subject.moment->valueKnown(position) &&
        std::ranges::find(known, position) == known.end())
      known.push_back(position);
  }
  if (subject.moment->valueKnown(*subject.position)) known.push_back(*subject.position);
  return known;
}

}  // namespace

/// A tensor with its name at the left.
class ValuesSection::Row : public QWidget {
public:
  Row() : name(new RichLine(13)), panel(new TensorPanel) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(6);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(panel, 0, Qt::AlignTop);
    row->addStretch();
    connect(panel, &TensorPanel::pointedAt, panel, &TensorPanel::setLit);
  }

  RichLine* name;
  TensorPanel* panel;
};

void ValuesSection::show(const Subject& subject) {
  // Of the same node only the numbers change.
  of_ == subject.id ? refill() : clear();
  of_ = subject.id;
  shown_.clear();
  const std::vector<std::size_t> shown = subject.position ? knownOf(subject) : std::vector<std::size_t>();
  setVisible(!shown.empty());
  if (!shown.empty()) fill(subject, shown);
  trim();
}

void ValuesSection::fill(const Subject& subject, const std::vector<std::size_t>& shown) {
  const core::Trace& trace = subject.moment->trace();
  const Theme& theme = *subject.theme;
  const auto ownScale = [&](std::size_t position) {
    const ValueRange own = rangeOf(trace.value(position).data);
    return ColourScale::values(theme, own.lo, own.hi);
  };
  ValueRange range = subject.values;
  for (const std::size_t position : shown) {
    // The others are in the range.
    if (subject.moment->graph().node(position).isConstant())
      range = range.covering(trace.value(position).data);
  }
  const ColourScale scale = ColourScale::values(theme, range.lo, range.hi);
  LegendKeys keys;
  for (const std::size_t position : shown) {
    const std::span<const double> numbers = trace.value(position).data;
    if (!trace.firstNotFinite() && !scale.hatches(-1) && !range.setsApart() && !theme.valuesByPanel) continue;
    const PanelFacts facts = panelFacts(numbers);
    const ColourScale its = theme.valuesByPanel ? ownScale(position) : scale;
    keys = keys | facts.marksWithin(its.lo, its.hi);
  }
  const QString map = scale.isDiverging() ? mapName(scale.divergingMap) : mapName(scale.sequentialMap);
  addHeading(
      theme, tr("Values"),
      theme.valuesByPanel ? tr("%1, each on its own").arg(map) : tr("%1, %2").arg(map, limitsText(scale)));
  for (const std::size_t position : shown) {
    const core::Node& node = subject.moment->graph().node(position);
    Row& row = widget<Row>([this, index = shown_.size()] {
      auto* made = new Row;
      connect(made->panel, &TensorPanel::pointedAt, this, [this, index](std::optional<core::Index> entry) {
        emit entriesLit(entry ? NodeEntries{{shown_[index].node, *entry}} : NodeEntries());
      });
      return made;
    });
    row.name->setTheme(theme);
    row.name->setPieces({{.text = nameTex(node), .isTex = true, .bold = node.isParameter()}});
    row.name->setFixedWidth(std::clamp(row.name->sizeHint().width() + 2, 18, 60));
    TensorPanel* panel = row.panel;
    panel->setTheme(theme);
    panel->setTensor(trace.value(position), subject.moment->sharedTrace(),
                     theme.valuesByPanel ? ownScale(position) : scale, sectionWidth - row.name->width() - 14,
                     true);
    const FreshEntries& fresh = subject.document->sheet().fresh;
    panel->setMarked(fresh.contains(node.id) ? fresh.at(node.id) : std::vector<core::Index>());
    panel->setAccessibleName(tr("Value of %1").arg(plainName(node)));
    shown_.push_back({node.id, plainName(node), panel, nullptr});
    if (leadingAxes(panel->tensor().shape()) > 0)
      addBar(subject, shown_.size() - 1);
    else if (!panel->view().inner.empty())
      panel->setView({});  // it was cut before its shape changed
  }
  const bool marks = keys.nan || keys.positiveInfinity || keys.negativeInfinity || keys.clipped();
  if (marks || (keys.negative && scale.hatches(-1)))
    widget<LegendBar>([] {
      return new LegendBar;
    }).setScale(scale, keys, theme, theme.valuesByPanel ? QString() : setApartText(range));
}

void ValuesSection::setPlaces(std::map<core::NodeId, TensorPlace> places, TensorReading reading) {
  places_ = std::move(places);
  reading_ = reading;
  for (std::size_t k = 0; k < shown_.size(); ++k) place(k);
}

void ValuesSection::addBar(const Subject& subject, std::size_t index) {
  AxesBar& bar = widget<AxesBar>([this, index] {
    auto* made = new AxesBar(Qt::Vertical);
    connect(made, &AxesBar::moved, this, [this, index](const AxisSlider& slider, int at) {
      TensorPlace& place = places_[shown_[index].node];
      slider.what == AxisSlider::What::Page
          ? static_cast<void>(place.page = at)
          : static_cast<void>(place.cut = withPlace(place.cut, slider.axis, at));
      this->place(index);
    });
    connect(made, &AxesBar::readingChosen, this, [this](TensorReading reading) {
      reading_ = reading;
      for (std::size_t k = 0; k < shown_.size(); ++k) place(k);
    });
    return made;
  });
  bar.setTheme(*subject.theme);
  shown_[index].bar = &bar;
  place(index);
}

void ValuesSection::place(std::size_t index) {
  const Shown& shown = shown_[index];
  if (!shown.bar) return;
  const TensorPlace& place = places_[shown.node];
  shown.panel->setView({.reading = reading_, .inner = place.cut}, place.page);
  shown.bar->setReading(reading_);
  shown.bar->setSliders(shown.panel->sliders(shown.name), true);
}

void ValuesSection::lightEntries(const NodeEntries& entries) {
  for (const Shown& shown : shown_) {
    const auto found = std::ranges::find(entries, shown.node, &NodeEntry::node);
    shown.panel->setLit(found != entries.end() ? std::optional(found->entry) : std::nullopt);
  }
}

}  // namespace ui
