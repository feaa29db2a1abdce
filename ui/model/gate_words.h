#pragma once

#include "ui/model/gate_chain.h"

namespace ui {

// What is said about gates that are one function together, and about a function that is made of gates.

/// "Four gates"
QString gatesText(std::size_t count);
/// A gate of a row by its title, with its constant where it has one: "Exp", "+ 1".
QString gateName(const core::Graph& graph, const GateChain& chain, std::size_t gate);
/// "these four gates together are one node:"
QString togetherWords(std::size_t count);
/// "this node is four gates in a row:"
QString withinWords(std::size_t count);
/// The whole function of what the row takes, in LaTeX: σ(z).
QString wholeTex(const core::Graph& graph, const GateChain& chain);
/// The gates of a node written out, in LaTeX: 1/(1 + e^{−z}).
QString openedTex(const core::Graph& graph, const core::Node& node);
/// What is to be done, for menus: "Group the four gates into Sigmoid", "Open Sigmoid into its gates". Empty
/// where a node is neither such a gate nor made of gates.
QString gatesAction(const core::Graph& graph, const core::NodeId& id);

}  // namespace ui
