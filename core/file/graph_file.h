#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/graph/graph.h"

namespace core {

/// The centre of a node on the canvas: x to the right, y down, in scene units.
struct Position {
  double x = 0;
  double y = 0;
  bool operator==(const Position&) const = default;
};

/// All that a `.chainrule` file holds. What a program does not know is kept: of a node in `Node::unknown`, of
/// the file in `unknown`.
struct GraphFile {
  Graph graph;
  std::map<NodeId, Position> layout;
  std::string view;     ///< JSON: what the window keeps of itself; empty where the file has none
  UnknownKeys unknown;  ///< groups, notes, frames, lesson and all other keys, in their order
  bool operator==(const GraphFile&) const = default;
};

/// The version of the format that is written and read.
inline constexpr int graphFileVersion = 1;

/// Reads the text of a graph file. Throws `Error` with one line that begins with `fileName` and names the
/// line or the node, the rule that the file breaks and what was found. Whatever `json` holds, this ends in
/// time linear in its length plus the entries of its tensors, which are at most `largestTensor` together, and
/// takes at most 4 GiB.
GraphFile readGraphFile(std::string_view json, std::string_view fileName);

/// The text of a graph file: one node a line, in order; equal files give equal texts.
std::string writeGraphFile(const GraphFile& file);

/// Reads a graph file. Throws `Error` as `readGraphFile` does, and for a file that is missing, a folder,
/// unreadable or too large.
GraphFile loadGraphFile(const std::filesystem::path& path);

/// The bytes of a file of at most `limit` bytes. Throws `Error` that begins with the path as it was given.
std::string loadText(const std::filesystem::path& path, std::size_t limit);

}  // namespace core
