#pragma once

#include <QScrollArea>
#include <optional>
#include <vector>

#include "ui/model/document.h"
#include "ui/model/theme.h"
#include "ui/model/timeline.h"

namespace ui {

class Section;
class GraphSection;

/// The panel at the right: everything about the selected node, else about the node that the timeline stands at, else about the graph.
class Inspector : public QScrollArea {
  Q_OBJECT

 public:
  Inspector(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setSelectedNode(std::optional<core::NodeId> id);
  /// The node that is shown.
  std::optional<core::NodeId> shownNode() const;

 signals:
  void replaceRequested(const core::NodeId& id);
  void editRequested(const core::NodeId& id);

 private:
  void refresh();

  Document& document_;
  Timeline& timeline_;
  const Theme* theme_;
  std::optional<core::NodeId> selected_;
  GraphSection* graph_;
  std::vector<Section*> sections_;
};

}  // namespace ui
