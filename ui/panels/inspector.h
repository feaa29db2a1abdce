#pragma once

#include <QScrollArea>
#include <optional>
#include <vector>

#include "ui/model/document.h"
#include "ui/model/node_entry.h"
#include "ui/model/scale_choice.h"
#include "ui/model/theme.h"
#include "ui/model/timeline.h"
#include "ui/model/value_range.h"

namespace ui {

class GradientSection;
class GraphSection;
class Section;
class ValuesSection;

/// The panel at the right: everything about the selected node, else about the node that the timeline stands at, else about the graph.
class Inspector : public QScrollArea {
  Q_OBJECT

 public:
  Inspector(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setSelectedNode(std::optional<core::NodeId> id);
  /// How gradients turn into colours; `run` as far as the limits of the whole run are known.
  void setScale(const ScaleChoice& scale, const std::optional<Magnitudes>& run);
  /// The node that is shown.
  std::optional<core::NodeId> shownNode() const;
  /// Where tensors are cut and which pages they show, and how values and gradients are read.
  void setPlaces(const TensorPlaces& places, const QString& values, const QString& gradients);
  TensorPlaces places() const;
  QString valueTensors() const;
  QString gradientTensors() const;
  /// Lights entries that are pointed at elsewhere in the window.
  void lightEntries(const NodeEntries& entries);
  /// Gradients of vectors as columns.
  void setColumns(bool columns);

 signals:
  /// The entry that the pointer is at; none when at nothing.
  void entriesLit(const NodeEntries& entries);
  void replaceRequested(const core::NodeId& id);
  void editRequested(const core::NodeId& id);
  /// The node's gates are to be grouped, or it is to be opened into gates.
  void gatesAsked(const core::NodeId& id);
  /// Another node is to be selected.
  void nodeChosen(const core::NodeId& id);
  /// The view that checks the whole graph is to be opened.
  void checkRequested();

 private:
  void refresh();

  Document& document_;
  Timeline& timeline_;
  const Theme* theme_;
  std::optional<core::NodeId> selected_;
  ScaleChoice scale_;
  std::optional<Magnitudes> run_;
  GraphSection* graph_;
  ValuesSection* values_;
  GradientSection* gradients_;
  std::vector<Section*> sections_;
};

}  // namespace ui
