#pragma once

#include <QString>

#include "core/graph/graph.h"

namespace ui {

// Names and formulas of nodes as LaTeX, for `MathText`.

/// A bare id typeset as a symbol: W1 becomes W_{1}, h_prev h_{\mathrm{prev}}, sigma \sigma, a longer word upright.
QString symbolTex(const QString& id);
/// The node's label, else its id typeset as a symbol: W1 becomes W_{1}, a longer word \mathrm{word}.
QString nameTex(const core::Node& node);
/// The right side of the node's formula with its inputs' names: "W_2 x"; an input that is not wired is shown as its argument's name. A term
/// " + {x}" of an optional argument that is left out is left out too.
QString formulaTex(const core::Graph& graph, const core::Node& node);
/// "h = W_2 x".
QString equationTex(const core::Graph& graph, const core::Node& node);
/// The formulas of the local gradient with the names of node and inputs, one an argument; those of arguments that are left out are not among them.
QStringList localFormulasTex(const core::Graph& graph, const core::Node& node);
/// "\partial L/\partial s" on one line.
QString derivativeTex(const QString& of, const QString& by);
/// The function's title in the user's language: "Linear".
QString title(const core::Function& function);
/// The node for people in plain text: "Linear s", for messages, tooltips and accessible names.
QString plainName(const core::Node& node);

}  // namespace ui
