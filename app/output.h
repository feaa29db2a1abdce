#pragma once

#include <string_view>

namespace app {

/// Writes all of `text` to standard output. Throws `core::Error` where that fails, such as on a full disk.
void print(std::string_view text);

}  // namespace app
