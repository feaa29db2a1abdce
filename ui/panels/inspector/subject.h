#pragma once

#include <optional>

#include "ui/model/document.h"
#include "ui/model/scale_choice.h"
#include "ui/model/theme.h"
#include "ui/model/timeline.h"
#include "ui/model/value_range.h"

namespace ui {

/// What the inspector's sections show: one node of the document, and where the run stands.
struct Subject {
  Document* document = nullptr;
  const Theme* theme = nullptr;
  core::NodeId id;
  const Moment* moment = nullptr;          ///< null until a run has arrived
  std::optional<std::size_t> position;     ///< of the node in the moment's graph; empty while its run is under way
  ScaleChoice scale = {};                  ///< of gradients
  std::optional<Magnitudes> run = {};      ///< of all gradients of the run, where they are known
  ValueRange values = {};                  ///< of all values of the graph

  const core::Graph& graph() const { return document->graph(); }
  const core::Node& node() const { return *graph().find(id); }
  bool isOutput() const { return graph().output() == id; }
};

/// The width that a section's content has in a panel of 296 px.
inline constexpr int sectionWidth = 264;

}  // namespace ui
