#pragma once

#include "core/file/json_value.h"
#include "core/file/source.h"
#include "core/graph/node.h"

namespace core {

/// One entry of `nodes`. Its tensor takes its entries out of `room`. Throws `Error` naming line and node.
Node readNode(const JsonValue& json, const Source& source, Index& room);

/// An id: 1 to 200 characters, no control characters. `what` is what messages call it.
NodeId readId(const JsonValue& json, const Source& source, const std::string& what);

/// The JSON of `value` as the file writes it, on one line.
std::string keptText(const JsonValue& value, const Source& source);

}  // namespace core
