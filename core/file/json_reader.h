#pragma once

#include "core/file/json_value.h"
#include "core/file/source.h"

namespace core {

/// The longest JSON text that is read, in bytes.
inline constexpr std::size_t largestJsonText = std::size_t(256) << 20;
/// How deep arrays and objects may stand in each other.
inline constexpr std::size_t deepestJson = 512;
/// The most values of one text, not counting the numbers of arrays that hold nothing else. With
/// `largestJsonText` it bounds the memory that reading takes to about 3 GiB.
inline constexpr std::size_t mostJsonValues = std::size_t(1) << 23;

/// The value that the whole of `source.text` writes, in one pass and without recursion. Throws `Error` naming
/// line and column: not UTF-8, not JSON, a number outside float64, a key twice in one object, too long, too
/// deep, too many values.
JsonValue readJson(const Source& source);

}  // namespace core
