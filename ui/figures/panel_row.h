#pragma once

#include <QSizeF>

#include <vector>

#include "core/tensor/tensor.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"

class QPainter;

namespace ui {

/// A tensor with a header, drawn as its matrix; a value by the sequential map, a derivative by the
/// zero-centred one.
struct NamedPanel {
  Sentence title;
  Sentence subtitle;
  core::Tensor numbers;
  bool isDerivative = false;
};

/// What the dock shows while there is no upstream · local = downstream: a headline, panels side by side, and
/// a sentence.
struct PanelRow {
  Sentence headline;
  Sentence formula;  ///< large, under the headline
  std::vector<NamedPanel> panels;
  Sentence remark;  ///< on a card below
};

/// A forward step: the node's formula with the values of inputs and output.
PanelRow forwardRow(const Moment& moment, std::size_t node);
/// The seed: the upstream gradient with which the backward pass begins.
PanelRow seedRow(const Moment& moment);
/// A leaf: its value, and its gradient as far as it has arrived.
PanelRow leafRow(const Moment& moment, std::size_t node);

void paintPanelRow(QPainter& painter, const PanelRow& row, QSizeF size, const Theme& theme);

}  // namespace ui
