#pragma once

#include <optional>
#include <vector>

#include "core/tensor/tensor.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"
#include "ui/model/scale_choice.h"
#include "ui/model/value_range.h"

namespace ui {

/// A tensor with a header; a value is drawn by the sequential map, a derivative by the zero-centred one.
struct NamedPanel {
  Sentence title;
  Sentence subtitle;
  core::Tensor numbers;
  bool isDerivative = false;
  QString name;         ///< of the node, in TeX
  core::NodeId node{};  ///< whose value or gradient it is
};

/// What the dock shows while there is no upstream · local = downstream: a headline, panels side by side, and
/// a sentence.
struct PanelRow {
  Sentence headline;
  Sentence formula;  ///< large, under the headline
  std::vector<NamedPanel> panels;
  Sentence remark;                        ///< on a card below
  ScaleChoice scale = {};                 ///< of its derivatives
  std::optional<Magnitudes> run = {};     ///< of all gradients of the run, where they are known
  std::optional<ValueRange> values = {};  ///< of all values of the graph
};

/// A forward step: the node's formula with the values of inputs and output.
PanelRow forwardRow(const Moment& moment, std::size_t node);
/// The seed: the upstream gradient with which the backward pass begins.
PanelRow seedRow(const Moment& moment);
/// A leaf: its value, and its gradient as far as it has arrived.
PanelRow leafRow(const Moment& moment, std::size_t node);

}  // namespace ui
