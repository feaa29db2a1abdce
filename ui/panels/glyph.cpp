#include "ui/panels/glyph.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double kCurveRange = 3;  // the curve shows x from −3 to 3
constexpr int kCurveSamples = 25;

/// The function of one number as a curve that fills `box`; empty where it is not one.
QPainterPath curveOf(const core::Function& function, const QRectF& box) {
  if (function.scalar.forward == nullptr || function.arguments.size() != 1) return {};
  if (std::ranges::any_of(function.attributes, &core::AttributeSpec::required)) return {};
  const core::Settings settings(function, {});
  std::array<double, kCurveSamples> y{};
  double low = 0;
  double high = 0;
  for (int k = 0; k < kCurveSamples; ++k) {
    std::array<double, 2> slab{kCurveRange * (2.0 * k / (kCurveSamples - 1) - 1), 0};
    function.scalar.forward(slab.data(), {.input = {0, 0, 0}, .output = 1, .settings = &settings});
    if (!std::isfinite(slab[1])) return {};
    y[static_cast<std::size_t>(k)] = slab[1];
    low = std::min(low, slab[1]);
    high = std::max(high, slab[1]);
  }
  if (high <= low) return {};
  QPainterPath path;
  for (int k = 0; k < kCurveSamples; ++k) {
    const double part = (y[static_cast<std::size_t>(k)] - low) / (high - low);
    const QPointF point(box.left() + box.width() * k / (kCurveSamples - 1), box.bottom() - box.height() * part);
    k == 0 ? path.moveTo(point) : path.lineTo(point);
  }
  return path;
}

/// Whether a glyph is a formula in letters ("Wx", "x²") and no word ("exp").
bool isFormula(const QString& glyph) {
  const bool isWord = glyph.size() > 2 && std::ranges::all_of(glyph, [](QChar sign) { return sign.isLower(); });
  return !isWord && std::ranges::any_of(glyph, [](QChar sign) { return QStringLiteral("xWab").contains(sign); });
}

/// Sans serif, or serif italic for a formula; bold for the symbols of sources, as on the canvas.
QFont glyphFont(const core::Function& function, const QString& glyph) {
  QFont font;
  font.setPixelSize(12);
  if (!isFormula(glyph)) return font;
  font.setFamilies({QStringLiteral("STIX"), QStringLiteral("STIX Two Text"), QStringLiteral("STIXGeneral"),
                    QStringLiteral("Latin Modern Roman"), QStringLiteral("serif")});
  font.setPixelSize(14);
  font.setItalic(true);
  font.setBold(function.category == core::Category::Source);
  return font;
}

}  // namespace

void drawGlyph(QPainter& painter, const QRectF& box, const core::Function& function, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.nodeLine, 1));
  painter.setBrush(theme.nodeFill);
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

  const QString text = QString::fromUtf8(function.glyph.data(), static_cast<qsizetype>(function.glyph.size()));
  const bool isWord = text.size() > 3;
  const QPainterPath curve = isWord ? curveOf(function, box.adjusted(6, 5, -6, -5)) : QPainterPath();
  if (!curve.isEmpty()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve);
  } else {
    QFont font = glyphFont(function, text);
    while (QFontMetricsF(font).horizontalAdvance(text) > box.width() - 4 && font.pixelSize() > 7)
      font.setPixelSize(font.pixelSize() - 1);
    painter.setFont(font);
    painter.setPen(theme.ink);
    painter.drawText(box, Qt::AlignCenter, text);
  }
  painter.restore();
}

}  // namespace ui
