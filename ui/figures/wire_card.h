#pragma once

#include <QSizeF>
#include <QString>

#include <vector>

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_geometry.h"
#include "ui/model/moment.h"

class QPainter;

namespace ui {

/// What a wire carries at a moment: its value, and below it the gradient that came back along it, each on a scale of its own.
struct WireCard {
  struct Panel {
    QString tex = {};   ///< "a", or "\partial L/\partial a"
    QString note = {};  ///< "5, value", "contribution Σ 2"
    core::Tensor numbers = {};
    ColourScale scale = {};
    bool isGradient = false;
    bool isHidden = false;    ///< asked for
    bool isTooLarge = false;  ///< to be drawn at once
    bool operator==(const Panel&) const = default;
  };
  std::vector<Panel> panels;

  bool empty() const { return panels.empty(); }
  QSizeF size() const;
  bool operator==(const WireCard&) const = default;
};

/// The card of the wire into `argument` of `node`; empty where nothing is known yet.
WireCard wireCard(const Moment& moment, std::size_t node, std::size_t argument, const Theme& theme);

/// Ground, border and panels; `pinned`: with a cross in the corner that closes it.
void paintWireCard(QPainter& painter, const WireCard& card, bool pinned, const Theme& theme);

/// Where the cross is.
QRectF wireCardCross(const WireCard& card);

}  // namespace ui
