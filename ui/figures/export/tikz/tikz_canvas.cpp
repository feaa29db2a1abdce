#include "ui/figures/export/tikz/tikz_canvas.h"

#include <algorithm>
#include <cmath>

#include "core/exchange/tex_text.h"

namespace ui {
namespace {

std::string fixed(double v, int decimals = 3) {
  const std::string text = QByteArray::number(v, 'f', decimals).toStdString();
  return text.find_first_not_of("-0.") == std::string::npos ? "0" : text;
}

/// Whether both can be written as one: words of the same look.
bool goOn(const Piece& a, const Piece& b) { return !a.math && !b.math && a.bold == b.bold && a.ink == b.ink; }

std::string pieceTex(const Piece& piece) {
  std::string body = piece.math ? tex(piece.bold ? "\\boldsymbol{" + piece.text + "}" : piece.text) : plainTex(piece.text);
  // A space behind a command is lost.
  const std::size_t spaces = std::min(body.find_first_not_of(' '), body.size());
  std::string before;
  for (std::size_t k = 0; k < spaces; ++k) before += "\\ ";
  body = before + body.substr(spaces);
  if (piece.bold && !piece.math) body = "\\textbf{" + body + "}";
  return "{\\color{" + colourName(piece.ink) + "}" + body + "}";
}

}  // namespace

std::string TikzCanvas::number(double pixels) const { return fixed(length(pixels)); }

std::string TikzCanvas::point(QPointF at) const {
  const QPointF p = placed(at);
  return "(" + fixed(p.x() * cm_) + "," + fixed((height_ - p.y()) * cm_) + ")";
}

std::string TikzCanvas::vector(QPointF by) const { return "(" + fixed(length(by.x())) + "," + fixed(-length(by.y())) + ")"; }

std::string TikzCanvas::size(double pixels) const {
  const double pt = pointsOf(pixels);
  return "\\fontsize{" + fixed(pt, 1) + "}{" + fixed(pt * 1.2, 1) + "}\\selectfont ";
}

std::string TikzCanvas::path(const QPainterPath& path) const {
  std::string text;
  for (int k = 0; k < path.elementCount(); ++k) {
    const QPainterPath::Element element = path.elementAt(k);
    switch (element.type) {
      case QPainterPath::MoveToElement: text += (text.empty() ? "" : " ") + point(element); break;
      case QPainterPath::LineToElement: text += " -- " + point(element); break;
      case QPainterPath::CurveToElement:
        text += " .. controls " + point(element) + " and " + point(path.elementAt(k + 1)) + " .. " + point(path.elementAt(k + 2));
        k += 2;
        break;
      case QPainterPath::CurveToDataElement: break;
    }
  }
  return text;
}

void TikzCanvas::text(const std::string& key, QPointF centre, const std::string& tex, double pixels, const std::string& colour,
                      bool bold) {
  if (tex.empty()) return;
  const std::string weight = bold ? "\\bfseries " : "";
  add(key, "\\node[crtext," + colour + "] at " + point(centre) + " {" + size(pixels) + weight + tex + "};");
}

void TikzCanvas::line(const std::string& key, QPointF baseline, const std::string& tex, double pixels, const std::string& colour,
                      Qt::AlignmentFlag side, bool upwards) {
  if (tex.empty()) return;
  const char* anchor = side == Qt::AlignRight ? "base east," : side == Qt::AlignHCenter ? "base," : "base west,";
  add(key, std::string("\\node[crtext,anchor=") + anchor + (upwards ? "rotate=90," : "") + colour + "] at " + point(baseline) + " {" + size(pixels) + tex + "};");
}

void TikzCanvas::pieces(const std::string& key, const std::vector<PlacedPiece>& pieces) {
  int lines = 0;
  double leftmost = 1e9, rightmost = 0;
  for (const PlacedPiece& piece : pieces) {
    leftmost = std::min(leftmost, piece.baseline.x());
    rightmost = std::max(rightmost, piece.baseline.x() + piece.width);
  }
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t end = first;
    std::vector<Piece> merged;
    // A line ends where the baseline changes or a gap is wider than a space.
    double right = pieces[first].baseline.x();
    while (end < pieces.size() && std::abs(pieces[end].baseline.y() - pieces[first].baseline.y()) < 0.5 &&
           std::abs(pieces[end].baseline.x() - right) < 4) {
      right = pieces[end].baseline.x() + pieces[end].width;
      const Piece& piece = pieces[end++].piece;
      if (!merged.empty() && goOn(merged.back(), piece))
        merged.back().text += piece.text;
      else
        merged.push_back(piece);
    }
    std::string body;
    for (const Piece& piece : merged) body += pieceTex(piece);
    // What ends at the right margin ends there in other fonts as well.
    const bool atRight = pieces[first].baseline.x() > leftmost + 40 && right > rightmost - 3;
    const QPointF at(atRight ? right : pieces[first].baseline.x(), pieces[first].baseline.y());
    line(key + ":" + std::to_string(++lines), at, body, pieces[first].pixelSize, "crink", atRight ? Qt::AlignRight : Qt::AlignLeft);
    first = std::max(end, first + 1);
  }
}

void TikzCanvas::cell(const std::string& key, const QRectF& rect, const QColor& colour, const std::string& tex, bool hatched) {
  const QPointF corner = placed(rect.bottomLeft());
  const std::string at = "{" + fixed(corner.x() * cm_) + "}{" + fixed((height_ - corner.y()) * cm_) + "}{" + number(rect.width()) + "}{" +
                         number(rect.height()) + "}";
  const std::string rgb = std::to_string(colour.red()) + "," + std::to_string(colour.green()) + "," + std::to_string(colour.blue());
  std::string command = "\\crCell" + at + "{" + rgb + "}{}";
  if (hatched) command += "\\crNegative" + at + "{" + fixed(length(rect.width() + rect.height())) + "}";
  if (!tex.empty()) command += "\\node[crnumber] at " + point(rect.center()) + " {" + tex + "};";
  add(key, command);
}

std::string tex(const QString& formula) { return "$" + core::texFormula(formula.toStdString()) + "$"; }

std::string plainTex(const QString& text) { return core::texText(text.toStdString()); }

std::string colourName(Ink ink) {
  switch (ink) {
    case Ink::Muted: return "crmuted";
    case Ink::Faint: return "crfaint";
    case Ink::Value: return "crvalue";
    case Ink::Upstream: return "crupstream";
    case Ink::Local: return "crlocal";
    case Ink::Downstream: return "crdownstream";
    case Ink::Error: break;
  }
  return "crerror";
}

std::string colourName(Piece::Ink ink) {
  switch (ink) {
    case Piece::Ink::Body: return "crink";
    case Piece::Ink::Muted: return "crmuted";
    case Piece::Ink::Value: return "crvalue";
    case Piece::Ink::Upstream: return "crupstream";
    case Piece::Ink::Local: return "crlocal";
    case Piece::Ink::Downstream: return "crdownstream";
    case Piece::Ink::Error: break;
  }
  return "crerror";
}

std::vector<core::TikzColour> tikzColours(const Theme& theme) {
  std::vector<core::TikzColour> colours;
  const auto add = [&](const char* name, const QColor& c) { colours.push_back({name, c.red(), c.green(), c.blue()}); };
  add("crvalue", theme.value);
  add("crupstream", theme.upstream);
  add("crlocal", theme.local);
  add("crdownstream", theme.downstream);
  add("crparameter", theme.parameter);
  add("crparameterfill", theme.parameterTint);
  add("crink", theme.ink);
  add("crmuted", theme.muted);
  add("crfaint", theme.faint);
  add("crwire", theme.wire);
  add("crnodeline", theme.nodeLine);
  add("crgrid", theme.lineSoft);
  add("crnodefill", theme.nodeFill);
  add("crground", theme.canvas);
  add("crsoft", theme.panelSoft);
  add("crerror", theme.error);
  add("cronrole", theme.onRole);
  add("crring", theme.ringInner);
  add("crringground", theme.ringOuter);
  return colours;
}

}  // namespace ui
