#pragma once

#include <optional>
#include <vector>

#include "ui/canvas/selection.h"
#include "ui/figures/graph_drawing.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Brackets under gates in a row that together are one function ("these four gates together are one node:
/// σ(z)"), and under a selected node that can be opened into gates. A click on one takes the offer.
class GateOffers {
public:
  void refresh(const Sheet& sheet, const Selection& selection);

  void paint(QPainter& painter, const GraphDrawing& drawing, const Theme& theme) const;
  /// A node of the offer whose bracket or words are under the point.
  std::optional<core::NodeId> at(const GraphDrawing& drawing, QPointF point) const;
  /// What they cover, in scene units; empty where there are none.
  QRectF bounds(const GraphDrawing& drawing) const;

private:
  struct Offer {
    std::vector<core::NodeId> over;  ///< from left to right
    QString words;
    QString tex;  ///< after the words
  };
  struct Place {
    QRectF bracket;
    QRectF words;
  };
  /// Empty where the nodes stand in no row, or other things leave no room under them.
  static std::optional<Place> placeOf(const Offer& offer, const GraphDrawing& drawing);

  std::vector<Offer> offers_;
};

}  // namespace ui
