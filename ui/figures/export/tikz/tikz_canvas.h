#pragma once

#include <QColor>
#include <QPainterPath>
#include <QRectF>
#include <QString>

#include <string>
#include <utility>
#include <vector>

#include "core/exchange/tikz_document.h"
#include "ui/figures/graph_look.h"
#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

namespace ui {

/// A page for TikZ while it is written: takes places in units of the drawing, gives centimetres with y upwards.
class TikzCanvas {
public:
  /// `ground`: whether the page has one, with which things can be covered.
  TikzCanvas(double cmPerPixel, double pageHeight, double pointsPerPixel, bool ground)
      : cm_(cmPerPixel), height_(pageHeight), points_(pointsPerPixel), ground_(ground) {}

  /// What follows is moved and scaled like this.
  void setPlace(QPointF origin, double scale) {
    origin_ = origin;
    scale_ = scale;
  }
  void add(const std::string& key, const std::string& command) { page_.push_back({key, command}); }
  std::vector<core::TikzElement> take() { return std::exchange(page_, {}); }

  bool hasGround() const { return ground_; }
  double length(double pixels) const { return pixels * scale_ * cm_; }
  std::string number(double pixels) const;  ///< a length in cm
  std::string point(QPointF at) const;      ///< "(1.2,3.4)"
  std::string vector(QPointF by) const;     ///< "(0.3,-0.2)"
  std::string size(double pixels) const;    ///< "\fontsize{8}{9.6}\selectfont "
  double pointsOf(double pixels) const { return pixels * scale_ * points_; }
  /// "(a) -- (b)" or with its curves.
  std::string path(const QPainterPath& path) const;

  /// Text centred on a point.
  void text(const std::string& key, QPointF centre, const std::string& tex, double pixels, const std::string& colour, bool bold = false);
  /// Text whose baseline begins, ends or has its middle at a point; read from below where it goes `upwards`.
  void line(const std::string& key, QPointF baseline, const std::string& tex, double pixels, const std::string& colour,
            Qt::AlignmentFlag side = Qt::AlignLeft, bool upwards = false);
  /// Pieces of text, a line of them as one node, so that TeX sets their spaces.
  void pieces(const std::string& key, const std::vector<PlacedPiece>& pieces);
  void cell(const std::string& key, const QRectF& rect, const QColor& colour, const std::string& tex, bool hatched = false);

private:
  QPointF placed(QPointF at) const { return origin_ + at * scale_; }

  double cm_, height_, points_;
  bool ground_;
  QPointF origin_;
  double scale_ = 1;
  std::vector<core::TikzElement> page_;
};

std::string tex(const QString& formula);       ///< "$W_1 a$"
std::string plainTex(const QString& text);     ///< escaped
std::string colourName(Ink ink);
std::string colourName(Piece::Ink ink);
/// The theme's colours under the names that styles use.
std::vector<core::TikzColour> tikzColours(const Theme& theme);

}  // namespace ui
