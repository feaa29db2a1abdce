#pragma once

#include <string>

#include "core/file/graph_file.h"

namespace files {

// A file with these nodes and these further keys of the top level.
inline std::string fileWith(const std::string& nodes, const std::string& more = {}) {
  return "{\"format\": \"chainrule\", \"version\": 1, \"nodes\": [" + nodes + "]" +
         (more.empty() ? "" : ", " + more) + "}";
}

// A file of one input with this value.
inline std::string leafWith(const std::string& value) {
  return fileWith("{\"id\": \"x\", \"function\": \"input\", \"value\": " + value + "}");
}

// The message with which a file is refused; empty where it is not.
inline std::string refusalOf(const std::string& json) {
  try {
    core::readGraphFile(json, "bad.chainrule");
  } catch (const core::Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace files
