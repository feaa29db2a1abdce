#pragma once

#include <QString>

#include "core/graph/node.h"

namespace ui {

/// A node's symbol in plain text, for menus, chips and axes: "W₁".
QString symbolText(const core::Node& node);

}  // namespace ui
