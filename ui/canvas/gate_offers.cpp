#include "ui/canvas/gate_offers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figures/sentence.h"
#include "ui/model/gate_chain.h"
#include "ui/model/gate_words.h"

namespace ui {
namespace {

constexpr double letters = 12;
constexpr double drop = 56;       // of the line under the nodes: clear of labels, pills and sums
constexpr double foot = 8;        // of its ends, upwards
constexpr double wordsDrop = 18;  // of the words' middle under the line
constexpr double farthest = 220;  // under the nodes
constexpr double row = 40;        // by which nodes of one row may stand apart

Sentence sentenceOf(const QString& words, const QString& tex) {
  return {textPiece(words + ' ', Piece::Ink::Muted), mathPiece(tex, Piece::Ink::Muted)};
}

}  // namespace

void GateOffers::refresh(const Sheet& sheet, const Selection& selection) {
  offers_.clear();
  for (const GateChain& chain : gateChains(sheet.graph))
    offers_.push_back({chain.gates, togetherWords(chain.gates.size()), wholeTex(sheet.graph, chain)});
  if (selection.nodes.size() != 1) return;
  const core::Node* node = sheet.graph.find(*selection.nodes.begin());
  if (const std::size_t gates = node ? gatesWithin(*node) : 0; gates > 0)
    offers_.push_back({{node->id}, withinWords(gates), openedTex(sheet.graph, *node)});
}

std::optional<GateOffers::Place> GateOffers::placeOf(const Offer& offer, const GraphDrawing& drawing) {
  QRectF over;
  double left = 0;
  std::vector<std::size_t> members;
  for (const core::NodeId& id : offer.over) {
    const auto position = drawing.graph.position(id);
    if (!position) return std::nullopt;
    const QRectF& rect = drawing.geometry.nodes[*position].rect;
    const QPointF middle = rect.center();
    if (!over.isNull() && (middle.x() <= left || std::abs(middle.y() - over.center().y()) > row))
      return std::nullopt;
    left = middle.x();
    over |= rect;
    members.push_back(*position);
  }
  const double width = sentenceWidth(sentenceOf(offer.words, offer.tex), letters);
  QRectF bracket(QPointF(over.left() - 8, over.bottom() + drop - foot),
                 QPointF(over.right() + 8, over.bottom() + drop));
  QRectF words(over.center().x() - width / 2, bracket.bottom() + wordsDrop - 10, width, 20);
  const auto moveDown = [&](double to) {
    const double by = to - bracket.top();
    bracket.translate(0, by);
    words.translate(0, by);
  };
  // Further down where nodes stand under them.
  for (bool moved = true; std::exchange(moved, false);) {
    for (std::size_t k = 0; k < drawing.geometry.nodes.size(); ++k) {
      const QRectF rect = drawing.geometry.nodes[k].rect.adjusted(-6, -22, 6, 6);
      if (std::ranges::find(members, k) != members.end()) continue;
      if (!rect.intersects(bracket) && !rect.intersects(words)) continue;
      moveDown(rect.bottom() + foot);
      moved = true;
    }
    if (bracket.bottom() > over.bottom() + farthest) return std::nullopt;
  }
  return Place{bracket, words};
}

void GateOffers::paint(QPainter& painter, const GraphDrawing& drawing, const Theme& theme) const {
  for (const Offer& offer : offers_) {
    const auto place = placeOf(offer, drawing);
    if (!place) continue;
    const QRectF& line = place->bracket;
    painter.setPen(QPen(theme.muted, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{{line.topLeft(), line.bottomLeft(), line.bottomRight(), line.topRight()}});
    const QPointF baseline(place->words.left(), place->words.center().y() + letters * 0.36);
    drawPieces(painter,
               placedLine(sentenceOf(offer.words, offer.tex), baseline, place->words.width() + 2, letters),
               theme);
  }
}

std::optional<core::NodeId> GateOffers::at(const GraphDrawing& drawing, QPointF point) const {
  for (const Offer& offer : offers_) {
    const auto place = placeOf(offer, drawing);
    if (place && (place->bracket.adjusted(-4, -4, 4, 6).contains(point) || place->words.contains(point)))
      return offer.over.back();
  }
  return std::nullopt;
}

QRectF GateOffers::bounds(const GraphDrawing& drawing) const {
  QRectF bounds;
  for (const Offer& offer : offers_) {
    if (const auto place = placeOf(offer, drawing)) bounds |= place->bracket | place->words;
  }
  return bounds;
}

}  // namespace ui
