#pragma once

#include <QString>

#include <vector>

#include "core/graph/graph.h"

namespace ui {

/// Names of the entries of some leaves that stand one after the other, row-major, with their index vectors
/// from 1. Each is made when it is asked for: there may be millions.
class EntryNames {
public:
  EntryNames() = default;
  EntryNames(const core::Graph& graph, const std::vector<core::NodeId>& leaves);

  std::size_t count() const { return count_; }
  /// "W_{1,2}" in TeX, the leaf's bare name of a scalar.
  QString tex(std::size_t entry) const;
  /// "W(1,2)" in plain text.
  QString text(std::size_t entry) const;
  /// Whether a row of the last axis of a matrix, or a leaf, begins here.
  bool beginsRow(std::size_t entry) const;

private:
  struct Leaf {
    QString tex, text;
    core::Shape shape;
    std::size_t first = 0;
  };
  /// Null beyond the last one.
  const Leaf* leafOf(std::size_t entry) const;

  std::vector<Leaf> leaves_;
  std::size_t count_ = 0;
};

}  // namespace ui
