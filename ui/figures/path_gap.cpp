#include "ui/figures/path_gap.h"

#include <array>

namespace ui {
namespace {

/// A cubic curve; a line is one whose control points lie on it.
using Curve = std::array<QPointF, 4>;

QPointF between(QPointF a, QPointF b, double t) { return a + (b - a) * t; }

QPointF pointOf(const Curve& c, double t) {
  const double u = 1 - t;
  return u * u * u * c[0] + 3 * u * u * t * c[1] + 3 * u * t * t * c[2] + t * t * t * c[3];
}

/// The curve up to `t`, and the curve from there (de Casteljau).
std::pair<Curve, Curve> splitAt(const Curve& c, double t) {
  const QPointF a = between(c[0], c[1], t), b = between(c[1], c[2], t), d = between(c[2], c[3], t);
  const QPointF e = between(a, b, t), f = between(b, d, t), g = between(e, f, t);
  return {{c[0], a, e, g}, {g, f, d, c[3]}};
}

Curve part(const Curve& c, double from, double to) {
  return splitAt(splitAt(c, to).first, to > 0 ? from / to : 0).second;
}

/// Where the curve passes the border of `hole` between two parameters of which one lies inside.
double crossing(const Curve& c, const QRectF& hole, double from, double to) {
  const bool first = hole.contains(pointOf(c, from));
  for (int k = 0; k < 30; ++k) {
    const double middle = (from + to) / 2;
    (hole.contains(pointOf(c, middle)) == first ? from : to) = middle;
  }
  return (from + to) / 2;
}

}  // namespace

QPainterPath pathOutside(const QPainterPath& path, const QRectF& hole) {
  constexpr int samples = 64;
  QPainterPath outside;
  const auto append = [&](const Curve& c, bool isLine) {
    if (outside.elementCount() == 0 || outside.currentPosition() != c[0]) outside.moveTo(c[0]);
    if (isLine)
      outside.lineTo(c[3]);
    else
      outside.cubicTo(c[1], c[2], c[3]);
  };
  const auto take = [&](const Curve& c, bool isLine) {
    double begin = 0;
    bool drawing = !hole.contains(c[0]);
    for (int k = 1; k <= samples; ++k) {
      const double t = double(k) / samples;
      if (hole.contains(pointOf(c, t)) != drawing) continue;
      const double at = crossing(c, hole, t - 1.0 / samples, t);
      if (drawing) append(part(c, begin, at), isLine);
      begin = at;
      drawing = !drawing;
    }
    if (drawing) append(begin == 0 ? c : part(c, begin, 1), isLine);
  };
  QPointF at;
  for (int k = 0; k < path.elementCount(); ++k) {
    const QPainterPath::Element element = path.elementAt(k);
    if (element.isLineTo()) {
      const QPointF end = element;
      take({at, between(at, end, 1.0 / 3), between(at, end, 2.0 / 3), end}, true);
    } else if (element.isCurveTo()) {
      take({at, element, path.elementAt(k + 1), path.elementAt(k + 2)}, false);
      k += 2;
    }
    at = path.elementAt(k);
  }
  return outside;
}

}  // namespace ui
