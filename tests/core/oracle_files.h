#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/file/graph_file.h"

namespace oracle {

/// The cases stand beside the repository; a clone alone has none.
inline std::filesystem::path folder() {
  const char* elsewhere = std::getenv("CHAINRULE_ORACLE");
  return elsewhere ? std::filesystem::path(elsewhere)
                   : std::filesystem::path(CHAINRULE_SOURCE_DIR) / "../shared/oracle";
}

/// A whole graph of the oracle.
struct NamedGraph {
  std::string name;
  core::Graph graph;
};

/// The graphs of which every function exists.
inline std::vector<NamedGraph> graphs() {
  std::vector<NamedGraph> result;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder() / "graphs", missing)) {
    const auto oracleCase = nlohmann::json::parse(std::ifstream(entry.path()));
    try {
      result.push_back({entry.path().stem(), core::readGraphFile(oracleCase["graph"].dump(), "case").graph});
    } catch (const core::Error&) {
      continue;
    }
  }
  std::ranges::sort(result, {}, &NamedGraph::name);
  return result;
}

}  // namespace oracle
