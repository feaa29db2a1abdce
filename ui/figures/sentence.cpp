#include "ui/figures/sentence.h"

#include <QPainter>

#include <algorithm>

#include "ui/figures/math_text.h"
#include "ui/figures/text_setting.h"

namespace ui {
namespace {

constexpr double smallestLetters = 11;
/// Symbols of the mathematics font look smaller than the letters around them.
constexpr double mathScale = 1.16;
constexpr double lineHeight = 1.5;

TextStyle styleOf(const Piece& piece, double pixelSize) {
  return {.pixelSize = pixelSize, .weight = piece.bold ? QFont::DemiBold : QFont::Normal};
}

MathText mathOf(const Piece& piece) {
  const MathText text = MathText::parse(piece.text);
  return piece.bold ? text.bold() : text;
}

/// Spaces with a tag are kept free for something.
bool isBlank(const Piece& piece) { return !piece.math && piece.tag == 0 && piece.text.trimmed().isEmpty(); }

/// The same sentence with every word a piece of its own; a space belongs to the word before it.
Sentence words(const Sentence& sentence) {
  Sentence result;
  for (const Piece& piece : sentence) {
    if (piece.math) {
      result.push_back(piece);
      continue;
    }
    for (qsizetype begin = 0; begin < piece.text.size();) {
      const qsizetype space = piece.text.indexOf(u' ', begin + 1);
      const qsizetype end = space < 0 ? piece.text.size() : space + 1;
      Piece word = piece;
      word.text = piece.text.mid(begin, end - begin);
      result.push_back(word);
      begin = end;
    }
  }
  return result;
}

/// On a page no word is cut off: one that is wider than a line is broken, after a hyphen or its like where there is one.
Sentence brokenToFit(const Sentence& words, double width, double pixelSize) {
  Sentence result;
  for (Piece word : words) {
    while (!word.math && word.text.size() > 1 && textWidth(word.text.trimmed(), styleOf(word, pixelSize)) > width) {
      qsizetype fits = word.text.size() - 1;
      while (fits > 1 && textWidth(word.text.left(fits), styleOf(word, pixelSize)) > width) --fits;
      qsizetype after = fits;
      while (after > fits / 2 && !QStringLiteral("-/,;:)+_.").contains(word.text[after - 1])) --after;
      if (after > fits / 2) fits = after;
      Piece part = word;
      part.text = word.text.left(fits);
      result.push_back(part);
      word.text.remove(0, fits);
    }
    result.push_back(word);
  }
  return result;
}

struct Flow {
  std::vector<PlacedPiece> pieces;
  int lines = 1;
  bool tooWide = false;  ///< a single piece is wider than a line
};

/// Places words into lines of `width`, the first baseline at the origin.
Flow flowed(const Sentence& sentence, double width, double pixelSize) {
  Flow flow;
  double x = 0;
  const Sentence single = words(sentence);
  for (Piece piece : textSetting().page ? brokenToFit(single, width, pixelSize) : single) {
    // The space that ends a line needs no room.
    const double needed = piece.math || piece.tag != 0 ? pieceWidth(piece, pixelSize)
                                     : textWidth(piece.text.trimmed(), styleOf(piece, pixelSize));
    if (x > 0 && x + needed > width && !isBlank(piece)) {
      ++flow.lines;
      x = 0;
    }
    if (x == 0 && flow.lines > 1 && !piece.math) {
      while (piece.text.startsWith(u' ')) piece.text.remove(0, 1);
    }
    const double w = pieceWidth(piece, pixelSize);
    flow.tooWide |= x + needed > width + 0.5;
    flow.pieces.push_back({piece, {x, (flow.lines - 1) * pixelSize * lineHeight}, w, pixelSize});
    x += w;
  }
  return flow;
}

}  // namespace

QRectF PlacedPiece::area() const {
  return {baseline.x() - 2, baseline.y() - pixelSize * 1.1, width + 4, pixelSize * 1.5};
}

Piece textPiece(const QString& text, Piece::Ink ink, bool bold) {
  return {.text = text, .ink = ink, .bold = bold};
}
Piece mathPiece(const QString& tex, Piece::Ink ink) { return {.text = tex, .ink = ink, .math = true}; }

double pieceWidth(const Piece& piece, double pixelSize) {
  if (piece.math) return mathOf(piece).width(pixelSize * mathScale);
  return textWidth(piece.text, styleOf(piece, pixelSize));
}

double sentenceWidth(const Sentence& sentence, double pixelSize) {
  double width = 0;
  for (const Piece& piece : sentence) width += pieceWidth(piece, pixelSize);
  return width;
}

std::vector<PlacedPiece> placedLine(const Sentence& sentence, QPointF baseline, double width,
                                    double pixelSize) {
  std::vector<PlacedPiece> placed;
  const bool fits = sentenceWidth(sentence, pixelSize) <= width;
  const Piece more = textPiece(QStringLiteral("\u2026"), Piece::Ink::Muted);
  const double room = fits ? width : width - pieceWidth(more, pixelSize);
  double x = 0;
  for (const Piece& piece : sentence) {
    const double w = pieceWidth(piece, pixelSize);
    if (!fits && x + w > room) {
      // As many letters as there is room for.
      Piece cut = piece;
      cut.text = piece.math ? QString() : piece.text;
      while (!cut.text.isEmpty() && x + pieceWidth(cut, pixelSize) > room) cut.text.chop(1);
      cut.math = false;
      cut.text += more.text;
      placed.push_back({cut, baseline + QPointF(x, 0), pieceWidth(cut, pixelSize), pixelSize});
      break;
    }
    placed.push_back({piece, baseline + QPointF(x, 0), w, pixelSize});
    x += w;
  }
  return placed;
}

std::vector<PlacedPiece> placedLines(const Sentence& sentence, const QRectF& area, double pixelSize) {
  for (double size = pixelSize; size >= smallestLetters; size -= 0.5) {
    const int most = std::max(1, static_cast<int>(area.height() / (size * lineHeight)));
    Flow flow = flowed(sentence, area.width(), size);
    const bool fits = flow.lines <= most && !flow.tooWide;
    if (!fits && size - 0.5 >= smallestLetters) continue;
    const int lines = std::min(flow.lines, most);
    const double last = (lines - 0.5) * size * lineHeight;
    if (!fits) {
      // The last line gives room to "…", which stands for the rest.
      const Piece more = textPiece(QStringLiteral("\u2026"), Piece::Ink::Muted);
      const double w = pieceWidth(more, size);
      std::erase_if(flow.pieces, [&](const PlacedPiece& piece) {
        const bool below = piece.baseline.y() > last;
        const bool atEnd = piece.baseline.y() > last - size * lineHeight &&
                           piece.baseline.x() + piece.width > area.width() - w;
        return below || atEnd;
      });
      const QPointF end = flow.pieces.empty()
                              ? QPointF()
                              : flow.pieces.back().baseline + QPointF(flow.pieces.back().width, 0);
      flow.pieces.push_back({more, end, w, size});
    }
    const double first = area.center().y() - (lines - 1) * size * lineHeight / 2 + size * 0.36;
    for (PlacedPiece& piece : flow.pieces) piece.baseline += QPointF(area.left(), first);
    return std::move(flow.pieces);
  }
  return {};
}

QColor inkColour(Piece::Ink ink, const Theme& theme) {
  switch (ink) {
    case Piece::Ink::Muted: return theme.muted;
    case Piece::Ink::Value: return theme.value;
    case Piece::Ink::Upstream: return theme.upstream;
    case Piece::Ink::Local: return theme.local;
    case Piece::Ink::Downstream: return theme.downstream;
    case Piece::Ink::Error: return theme.error;
    case Piece::Ink::Body: break;
  }
  return theme.ink;
}

Paragraph paragraphAt(const Sentence& sentence, QPointF topLeft, double width, double pixelSize) {
  if (sentence.empty()) return {};
  Flow flow = flowed(sentence, width, pixelSize);
  for (PlacedPiece& piece : flow.pieces) piece.baseline += topLeft + QPointF(0, pixelSize * 1.1);
  return {std::move(flow.pieces), flow.lines * pixelSize * lineHeight};
}

void drawPieces(QPainter& painter, const std::vector<PlacedPiece>& pieces, const Theme& theme) {
  for (const PlacedPiece& placed : pieces) {
    const QColor colour = inkColour(placed.piece.ink, theme);
    if (placed.piece.math) {
      mathOf(placed.piece).draw(painter, placed.baseline, placed.pixelSize * mathScale, colour);
    } else {
      drawText(painter, placed.baseline, placed.piece.text, styleOf(placed.piece, placed.pixelSize), colour);
    }
  }
}

QString plainText(const Sentence& sentence) {
  QString text;
  for (const Piece& piece : sentence) {
    // What is kept free is a box.
    const bool box = piece.tag != 0 && !piece.math && piece.text.trimmed().isEmpty();
    text += piece.math ? MathText::parse(piece.text).plain() : box ? QStringLiteral("\u25a2") : piece.text;
  }
  return text.simplified();
}

}  // namespace ui
