#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/graph/graph.h"

namespace ui {

/// The old and the new name of the one node that is called otherwise in `after`; empty where more differs than a name.
std::optional<std::pair<core::NodeId, core::NodeId>> renameBetween(const core::Graph& before, const core::Graph& after);

inline void rename(std::optional<core::NodeId>& id, const core::NodeId& from, const core::NodeId& to) {
  if (id == from) id = to;
}

inline void rename(std::set<core::NodeId>& ids, const core::NodeId& from, const core::NodeId& to) {
  if (ids.erase(from) > 0) ids.insert(to);
}

template <typename Value>
void rename(std::map<core::NodeId, Value>& values, const core::NodeId& from, const core::NodeId& to) {
  auto moved = values.extract(from);
  if (!moved) return;
  moved.key() = to;
  values.insert(std::move(moved));
}

/// Of keys that a node and something else make up.
template <typename Other, typename Value>
void rename(std::map<std::pair<core::NodeId, Other>, Value>& values, const core::NodeId& from,
            const core::NodeId& to) {
  std::map<std::pair<core::NodeId, Other>, Value> renamed;
  for (auto& [key, value] : values)
    renamed[{key.first == from ? to : key.first, key.second}] = std::move(value);
  values = std::move(renamed);
}

}  // namespace ui
