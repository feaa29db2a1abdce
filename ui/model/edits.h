#pragma once

#include <QPointF>
#include <span>
#include <vector>

#include "ui/model/sheet.h"

namespace ui {

// Changes to a sheet, fit for `Document::edit`. Each throws `core::Error` where it cannot be done.

/// Adds a node of `function` at `centre` and returns its id. A leaf starts with a value (input and parameter: scalar 1; constant: 1); a first
/// loss or reduction does not become the output by itself.
core::NodeId addNode(Sheet& sheet, const core::Function& function, QPointF centre);

/// The first argument of `to` that has no wire yet, else its first argument (or a further one where it is variadic).
std::size_t freeArgument(const core::Graph& graph, const core::NodeId& to);

/// Sets one wire; replaces the one that was there. Refuses loops.
void connect(Sheet& sheet, const core::NodeId& from, const core::NodeId& to, std::size_t argument);
void disconnect(Sheet& sheet, const core::NodeId& to, std::size_t argument);
void removeNodes(Sheet& sheet, std::span<const core::NodeId> ids);
/// Copies of the nodes with the wires among them (and from outside into them), moved by `offset`; returns the new ids.
std::vector<core::NodeId> duplicate(Sheet& sheet, std::span<const core::NodeId> ids, QPointF offset);
void moveNodes(Sheet& sheet, std::span<const core::NodeId> ids, QPointF offset);

/// What became of the wires when a function was replaced.
struct Replacement {
  std::vector<QString> lostWires;  ///< names of arguments whose wires did not fit
};
/// Another function in the node's place: wires stay in the order of the arguments as far as the new function has arguments, attributes of the same name
/// and type stay. A leaf that becomes another kind of leaf keeps its value.
Replacement replaceFunction(Sheet& sheet, const core::NodeId& id, const core::Function& function);

void setLeafValue(Sheet& sheet, const core::NodeId& id, core::LeafValue value);
/// Checks the value against the attribute's type and range; `remove` sets the default again.
void setAttribute(Sheet& sheet, const core::NodeId& id, const std::string& name, const core::AttributeValue& value);
void removeAttribute(Sheet& sheet, const core::NodeId& id, const std::string& name);
void setLabel(Sheet& sheet, const core::NodeId& id, const std::string& tex);
/// Renames a node everywhere: wires, output, position.
void renameNode(Sheet& sheet, const core::NodeId& from, const core::NodeId& to);

}  // namespace ui
