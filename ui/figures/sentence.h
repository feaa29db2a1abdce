#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

#include "ui/figures/text_style.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// A piece of a line that mixes words, symbols and numbers. Lines break only between pieces.
struct Piece {
  enum class Ink { Body, Muted, Value, Upstream, Local, Downstream, Error };

  QString text;  ///< plain text, or TeX where `math` is set
  Ink ink = Ink::Body;
  bool math = false;
  bool bold = false;
  int tag = 0;  ///< names what the piece stands for, for hovering; 0 = nothing
};
using Sentence = std::vector<Piece>;

/// A piece where it is drawn.
struct PlacedPiece {
  Piece piece;
  QPointF baseline;
  double width = 0;
  double pixelSize = 13;

  /// The area that belongs to the piece, for hovering.
  QRectF area() const;
};

Piece textPiece(const QString& text, Piece::Ink ink = Piece::Ink::Body, bool bold = false);
Piece mathPiece(const QString& tex, Piece::Ink ink = Piece::Ink::Body);

double pieceWidth(const Piece& piece, double pixelSize);
double sentenceWidth(const Sentence& sentence, double pixelSize);

/// One line that begins at `baseline`; pieces that would pass `width` are left out and "…" stands for them.
std::vector<PlacedPiece> placedLine(const Sentence& sentence, QPointF baseline, double width,
                                    double pixelSize);
/// As many lines as `area` has room for, centred vertically; smaller letters down to 11 px before anything is
/// left out.
std::vector<PlacedPiece> placedLines(const Sentence& sentence, const QRectF& area, double pixelSize);

/// A sentence in as many lines of a width as it needs.
struct Paragraph {
  std::vector<PlacedPiece> pieces;
  double height = 0;
};
Paragraph paragraphAt(const Sentence& sentence, QPointF topLeft, double width, double pixelSize);

void drawPieces(QPainter& painter, const std::vector<PlacedPiece>& pieces, const Theme& theme);
QColor inkColour(Piece::Ink ink, const Theme& theme);

/// The sentence as people read it in plain text, with U+2212 and subscripts: for tooltips and screen readers.
QString plainText(const Sentence& sentence);

}  // namespace ui
