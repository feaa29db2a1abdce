#include "ui/figures/math_svg.h"

#include <QFont>
#include <QPainterPathStroker>
#include <QStringList>
#include <QTransform>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ui/figures/svg_path.h"
#include "ui/figures/text_style.h"

namespace ui {
namespace {

constexpr qsizetype longest = 2'000'000;
constexpr int mostElements = 60'000;  // of all paths
constexpr int mostClipped = 400;      // elements of a path that is cut
constexpr std::size_t deepest = 200;
constexpr double unitsPerEm = 1000;
constexpr double largestEm = 2000;
constexpr double lineWidth = 60;  // where only a style sheet says it

std::optional<double> lengthOf(const QXmlStreamAttributes& attributes, const QString& name,
                               double otherwise) {
  if (!attributes.hasAttribute(name)) return otherwise;
  QStringView text = attributes.value(name);
  for (const QStringView unit : {QStringView(u"px"), QStringView(u"ex"), QStringView(u"em")}) {
    if (text.endsWith(unit)) text.chop(unit.size());
  }
  bool valid = false;
  const double value = text.toDouble(&valid);
  if (!valid || !std::isfinite(value) || std::abs(value) > 1e7) return std::nullopt;
  return value;
}

/// As many finite numbers as are asked for, and no others.
template <std::size_t count>
std::optional<std::array<double, count>> numbers(QStringView text) {
  std::array<double, count> result{};
  std::size_t found = 0;
  for (const QStringView part : text.split(u' ', Qt::SkipEmptyParts)) {
    bool valid = false;
    const double value = part.toDouble(&valid);
    if (!valid || found == count || !std::isfinite(value) || std::abs(value) > 1e7) return std::nullopt;
    result[found++] = value;
  }
  return found == count ? std::optional(result) : std::nullopt;
}

/// "translate(171,0) scale(1,-1)".
std::optional<QTransform> transformOf(QStringView text) {
  QTransform result;
  while (text = text.trimmed(), !text.isEmpty()) {
    const qsizetype open = text.indexOf(u'(');
    const qsizetype close = text.indexOf(u')');
    if (open < 0 || close < open) return std::nullopt;
    const QStringView name = text.left(open).trimmed();
    const QString arguments = text.mid(open + 1, close - open - 1).toString().replace(u',', u' ');
    const auto two = numbers<2>(arguments);
    const auto one = numbers<1>(arguments);
    if (name == u"translate" && (two || one)) {
      result.translate(two ? (*two)[0] : (*one)[0], two ? (*two)[1] : 0);
    } else if (name == u"scale" && (two || one)) {
      result.scale(two ? (*two)[0] : (*one)[0], two ? (*two)[1] : (*one)[0]);
    } else if (const auto six = numbers<6>(arguments); name == u"matrix" && six) {
      const auto& [a, b, c, d, e, f] = *six;
      result = QTransform(a, b, c, d, e, f) * result;
    } else if (name == u"rotate" && one) {
      result.rotate((*one)[0]);
    } else {
      return std::nullopt;
    }
    text = text.mid(close + 1);
  }
  return result;
}

/// What an element hands down to those within it.
struct State {
  QTransform transform;  ///< to em
  QColor colour;         ///< invalid: the formula's ink
  bool filled = true;
  double strokeWidth = 0;
  std::optional<QRectF> clip = {};  ///< in em
};

class SvgReader {
public:
  explicit SvgReader(const QString& svg) : xml_(svg) {}

  std::optional<MathDrawing> read() {
    while (!xml_.atEnd()) {
      const auto token = xml_.readNext();
      if (token == QXmlStreamReader::EndElement) {
        if (!states_.empty()) states_.pop_back();
        if (states_.empty()) break;
      }
      if (token == QXmlStreamReader::StartElement && !enter()) return std::nullopt;
    }
    if (xml_.hasError() || !started_) return std::nullopt;
    return std::move(drawing_);
  }

private:
  bool enter() {
    const QStringView name = xml_.name();
    if (states_.size() >= deepest) return false;
    if (states_.empty()) return !started_ && name == u"svg" && begin();
    if (name == u"title" || name == u"desc" || name == u"style" || name == u"defs") {
      xml_.skipCurrentElement();
      return true;
    }
    std::optional<State> state = inner(states_.back());
    if (!state) return false;
    const QXmlStreamAttributes attributes = xml_.attributes();
    if (name == u"text") return addText(*state, attributes);
    states_.push_back(*state);
    if (name == u"g" || name == u"a") return true;
    if (name == u"svg") return nest(states_.back(), attributes);
    if (name == u"path") return addPath(*state, attributes);
    if (name == u"rect") return addRect(*state, attributes);
    if (name == u"line") return addLine(*state, attributes);
    return false;
  }

  bool begin() {
    started_ = true;
    const auto box = numbers<4>(xml_.attributes().value(QStringLiteral("viewBox")));
    if (!box) return false;
    const auto& [x, y, width, height] = *box;
    drawing_.width = width / unitsPerEm;
    drawing_.ascent = -y / unitsPerEm;
    drawing_.descent = (height + y) / unitsPerEm;
    if (width < 0 || height < 0 || width > largestEm * unitsPerEm || height > largestEm * unitsPerEm)
      return false;
    states_.push_back({QTransform::fromScale(1 / unitsPerEm, 1 / unitsPerEm).translate(-x, 0), {}});
    return true;
  }

  std::optional<State> inner(State state) const {
    const QXmlStreamAttributes attributes = xml_.attributes();
    if (const QStringView text = attributes.value(QStringLiteral("transform")); !text.isEmpty()) {
      const auto transform = transformOf(text);
      if (!transform) return std::nullopt;
      state.transform = *transform * state.transform;
    }
    if (const QString fill = attributes.value(QStringLiteral("fill")).toString(); !fill.isEmpty()) {
      state.filled = fill != u"none";
      // A rule without a colour of its own is said to be black.
      const bool ink = fill == u"currentColor" || fill == u"black" || fill == u"none";
      if (state.filled) state.colour = ink ? QColor() : QColor(fill);
    }
    const auto stroke = lengthOf(attributes, QStringLiteral("stroke-width"), state.strokeWidth);
    if (!stroke) return std::nullopt;
    state.strokeWidth = *stroke;
    return state;
  }

  /// A drawing within: its view box is put into the place that it is given, and what stands over is cut off.
  bool nest(State& state, const QXmlStreamAttributes& attributes) const {
    const auto box = numbers<4>(attributes.value(QStringLiteral("viewBox")));
    const auto x = lengthOf(attributes, QStringLiteral("x"), 0);
    const auto y = lengthOf(attributes, QStringLiteral("y"), 0);
    const auto width = lengthOf(attributes, QStringLiteral("width"), 0);
    const auto height = lengthOf(attributes, QStringLiteral("height"), 0);
    if (!box || !x || !y || !width || !height || (*box)[2] <= 0 || (*box)[3] <= 0) return false;
    const double scale = std::min(*width / (*box)[2], *height / (*box)[3]);
    if (!(scale > 0) || scale > 1e4) return false;
    const QRectF place = state.transform.mapRect(QRectF(*x, *y, *width, *height));
    state.clip = state.clip ? state.clip->intersected(place) : place;
    state.transform =
        QTransform()
            .translate(*x + (*width - scale * (*box)[2]) / 2, *y + (*height - scale * (*box)[3]) / 2)
            .scale(scale, scale)
            .translate(-(*box)[0], -(*box)[1]) *
        state.transform;
    return true;
  }

  bool addPath(const State& state, const QXmlStreamAttributes& attributes) {
    const auto path = readSvgPath(attributes.value(QStringLiteral("d")), mostElements - elements_);
    return path && add(state, *path);
  }

  bool addRect(const State& state, const QXmlStreamAttributes& attributes) {
    const auto x = lengthOf(attributes, QStringLiteral("x"), 0);
    const auto y = lengthOf(attributes, QStringLiteral("y"), 0);
    const auto width = lengthOf(attributes, QStringLiteral("width"), 0);
    const auto height = lengthOf(attributes, QStringLiteral("height"), 0);
    if (!x || !y || !width || !height) return false;
    QPainterPath path;
    path.addRect(*x, *y, *width, *height);
    return add(state, path);
  }

  bool addLine(State state, const QXmlStreamAttributes& attributes) {
    const auto x1 = lengthOf(attributes, QStringLiteral("x1"), 0);
    const auto y1 = lengthOf(attributes, QStringLiteral("y1"), 0);
    const auto x2 = lengthOf(attributes, QStringLiteral("x2"), 0);
    const auto y2 = lengthOf(attributes, QStringLiteral("y2"), 0);
    if (!x1 || !y1 || !x2 || !y2) return false;
    QPainterPath path(QPointF(*x1, *y1));
    path.lineTo(*x2, *y2);
    state.filled = false;
    if (state.strokeWidth <= 0) state.strokeWidth = lineWidth;
    return add(state, path);
  }

  /// Letters that MathJax has no outlines of, such as Chinese, from the fonts of this machine.
  bool addText(const State& state, const QXmlStreamAttributes& attributes) {
    const auto size = lengthOf(attributes, QStringLiteral("font-size"), unitsPerEm);
    const QStringView variant = attributes.value(QStringLiteral("data-variant"));
    const QString text = xml_.readElementText(QXmlStreamReader::SkipChildElements);
    if (!size || text.size() > 2000) return false;
    constexpr int pixels = 200;
    const TextStyle style{.weight = variant.contains(u"bold") ? QFont::Bold : QFont::Normal,
                          .italic = variant.contains(u"italic"),
                          .family = TextStyle::Family::Math};
    QPainterPath path;
    path.addText(0, 0, fontOf(style, pixels), text);
    return add(state, QTransform::fromScale(*size / pixels, *size / pixels).map(path), true);
  }

  /// Cut in large units: paths are compared with the tolerance of pixels.
  static QPainterPath clipped(const QPainterPath& path, const QRectF& area) {
    const QTransform enlarge = QTransform::fromScale(unitsPerEm, unitsPerEm);
    QPainterPath clip;
    clip.addRect(area);
    return enlarge.inverted().map(enlarge.map(path).intersected(enlarge.map(clip)));
  }

  bool add(const State& state, QPainterPath path, bool fromFont = false) {
    if (!state.filled) {
      QPainterPathStroker stroker;
      stroker.setWidth(state.strokeWidth);
      stroker.setCapStyle(Qt::FlatCap);
      stroker.setJoinStyle(Qt::MiterJoin);
      path = stroker.createStroke(path);
    }
    path = state.transform.map(path);
    if (path.isEmpty()) return true;
    if (const QRectF bounds = path.controlPointRect(); !std::isfinite(bounds.width() + bounds.height()) ||
                                                       bounds.width() > largestEm ||
                                                       bounds.height() > largestEm) {
      return false;
    }
    if (state.clip && !state.clip->contains(path.controlPointRect())) {
      if (path.elementCount() > mostClipped) return false;
      path = clipped(path, *state.clip);
    }
    elements_ += path.elementCount();
    if (elements_ > mostElements) return false;
    std::vector<MathDrawing::Piece>& pieces = drawing_.pieces;
    if (pieces.empty() || pieces.back().colour != state.colour || pieces.back().fromFont != fromFont) {
      pieces.push_back({QPainterPath(), state.colour, fromFont});
      pieces.back().path.setFillRule(Qt::WindingFill);
    }
    pieces.back().path.addPath(path);
    return true;
  }

  QXmlStreamReader xml_;
  std::vector<State> states_;
  MathDrawing drawing_;
  int elements_ = 0;
  bool started_ = false;
};

}  // namespace

std::optional<MathDrawing> readMathSvg(const QString& svg) {
  if (svg.size() > longest) return std::nullopt;
  return SvgReader(svg).read();
}

}  // namespace ui
