#pragma once

#include <QString>
#include <optional>

#include "core/functions/attributes.h"

namespace ui {

/// What a user typed for an attribute: "null", "true", "3", "0.5", "[0, 1]", "mean"; empty where it is none of these.
std::optional<core::AttributeValue> typedAttribute(const core::AttributeSpec& spec, const QString& text);

}  // namespace ui
