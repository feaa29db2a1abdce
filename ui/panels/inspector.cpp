#include "ui/panels/inspector.h"

#include <QVBoxLayout>

#include "ui/figures/tensor_reading.h"
#include "ui/model/renames.h"
#include "ui/panels/inspector/attributes_section.h"
#include "ui/panels/inspector/check_section.h"
#include "ui/panels/inspector/facts_section.h"
#include "ui/panels/inspector/gates_section.h"
#include "ui/panels/inspector/gradient_section.h"
#include "ui/panels/inspector/graph_section.h"
#include "ui/panels/inspector/leaf_section.h"
#include "ui/panels/inspector/names_section.h"
#include "ui/panels/inspector/notes_section.h"
#include "ui/panels/inspector/seed_section.h"
#include "ui/panels/inspector/values_section.h"

namespace ui {

Inspector::Inspector(Document& document, Timeline& timeline, QWidget* parent)
    : QScrollArea(parent), document_(document), timeline_(timeline), theme_(&lightTheme()), graph_(new GraphSection) {
  setObjectName("inspector");
  setAccessibleName(tr("Inspector"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  content->setObjectName("inspectorContent");
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(6);

  auto* facts = new FactsSection;
  auto* names = new NamesSection;
  auto* leaf = new LeafSection;
  values_ = new ValuesSection;
  gradients_ = new GradientSection;
  auto* gates = new GatesSection;
  auto* check = new CheckSection;
  sections_ = {facts, new NotesSection, leaf, new AttributesSection, values_, gradients_, gates, check, new SeedSection, names};
  column->addWidget(graph_);
  for (Section* section : sections_) column->addWidget(section);
  column->addStretch();
  setWidget(content);

  const auto request = [this](auto signal) {
    return [this, signal] {
      if (const auto id = shownNode()) emit(this->*signal)(*id);
    };
  };
  connect(facts, &FactsSection::replaceRequested, this, request(&Inspector::replaceRequested));
  connect(gates, &GatesSection::gatesAsked, this, request(&Inspector::gatesAsked));
  connect(gates, &GatesSection::gateChosen, this, &Inspector::nodeChosen);
  connect(leaf, &LeafSection::sliding, &timeline, &Timeline::setLive);
  connect(leaf, &LeafSection::editRequested, this, request(&Inspector::editRequested));
  connect(check, &CheckSection::wholeGraphAsked, this, &Inspector::checkRequested);
  connect(names, &NamesSection::renamed, this, [this](const core::NodeId& id) { setSelectedNode(id); });
  connect(values_, &ValuesSection::entriesLit, gradients_, &GradientSection::lightEntries);
  connect(gradients_, &GradientSection::entriesLit, values_, &ValuesSection::lightEntries);
  connect(values_, &ValuesSection::entriesLit, this, &Inspector::entriesLit);
  connect(gradients_, &GradientSection::entriesLit, this, &Inspector::entriesLit);
  connect(&timeline, &Timeline::changed, this, &Inspector::refresh);
  connect(&document, &Document::renamed, this, [this](const core::NodeId& from, const core::NodeId& to) {
    rename(selected_, from, to);
    values_->rename(from, to);
    gradients_->rename(from, to);
  });
  connect(&document, &Document::sheetChanged, this, [this] {
    if (!timeline_.isLive()) refresh();  // under a slider the run comes at once, and with it all that changed
  });
  refresh();
}

void Inspector::setTheme(const Theme& theme) {
  theme_ = &theme;
  for (Section* section : sections_) section->forget();
  refresh();
}

void Inspector::setSelectedNode(std::optional<core::NodeId> id) {
  if (selected_ == id) return;
  selected_ = std::move(id);
  refresh();
}

void Inspector::setScale(const ScaleChoice& scale, const std::optional<Magnitudes>& run) {
  if (scale_ == scale && run_ == run) return;
  scale_ = scale;
  run_ = run;
  for (Section* section : sections_) section->forget();
  refresh();
}

std::optional<core::NodeId> Inspector::shownNode() const {
  if (selected_ && document_.graph().find(*selected_)) return selected_;
  const Moment* moment = timeline_.moment();
  const auto active = moment ? moment->active() : std::nullopt;
  if (!active) return std::nullopt;
  const core::NodeId& id = moment->graph().node(*active).id;
  return document_.graph().find(id) ? std::optional(id) : std::nullopt;
}

void Inspector::setPlaces(const TensorPlaces& places, const QString& values, const QString& gradients) {
  std::map<core::NodeId, TensorPlace> ofValues, ofGradients;
  for (const auto& [key, place] : places) {
    if (key.second == TensorSpot::Value) ofValues[key.first] = place;
    if (key.second == TensorSpot::Gradient) ofGradients[key.first] = place;
  }
  values_->setPlaces(std::move(ofValues), tensorReading(values));
  gradients_->setPlaces(std::move(ofGradients), tensorReading(gradients));
}

TensorPlaces Inspector::places() const {
  TensorPlaces places;
  for (const auto& [node, place] : values_->places()) places[{node, TensorSpot::Value}] = place;
  for (const auto& [node, place] : gradients_->places()) places[{node, TensorSpot::Gradient}] = place;
  return places;
}

QString Inspector::valueTensors() const { return nameOf(values_->reading()); }

QString Inspector::gradientTensors() const { return nameOf(gradients_->reading()); }

void Inspector::lightEntries(const NodeEntries& entries) {
  values_->lightEntries(entries);
  gradients_->lightEntries(entries);
}

void Inspector::setColumns(bool columns) { gradients_->setColumns(columns); }

void Inspector::refresh() {
  Subject subject{.document = &document_, .theme = theme_, .id = {}, .moment = timeline_.moment(), .position = {}, .scale = scale_, .run = run_};
  if (subject.moment) subject.values = valueRange(subject.moment->sharedTrace());
  const auto id = shownNode();
  graph_->setVisible(!id);
  for (Section* section : sections_) section->setVisible(id.has_value());
  if (!id) return graph_->show(subject);
  subject.id = *id;
  if (subject.moment) subject.position = subject.moment->graph().position(*id);
  for (Section* section : sections_) section->show(subject);
}

}  // namespace ui
