#include "ui/figures/math_drawing.h"

#include <QCache>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace ui {
namespace {

constexpr int cachedBytes = 12'000'000;
constexpr double largestCached = 90;  // device pixels an em
constexpr double widestCached = 1200;
constexpr double tallestCached = 400;
constexpr int phases = 4;  // places within a pixel
constexpr int border = 2;

/// Outlines that are filled come out thinner than letters of a font do, light ones most of all; in em.
double addedWeight(const QColor& ink) { return ink.lightnessF() > 0.5F ? 0.026 : 0.006; }

void paintPieces(QPainter& painter, const MathDrawing& drawing, QPointF baselineLeft, double pixelSize,
                 const QColor& ink, bool weighed) {
  painter.save();
  painter.translate(baselineLeft);
  painter.scale(pixelSize, pixelSize);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const MathDrawing::Piece& piece : drawing.pieces) {
    const QColor colour = piece.colour.isValid() ? piece.colour : ink;
    painter.setBrush(colour);
    if (weighed && !piece.fromFont) {
      painter.setPen(QPen(colour, addedWeight(colour), Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    } else {
      painter.setPen(Qt::NoPen);
    }
    painter.drawPath(piece.path);
  }
  painter.restore();
}

struct ImageKey {
  quint64 drawing = 0;
  int size = 0;  // device pixels an em, in sixty-fourths
  int phase = 0;
  QRgb ink = 0;

  bool operator==(const ImageKey&) const = default;
};

size_t qHash(const ImageKey& key, size_t seed = 0) {
  return qHashMulti(seed, key.drawing, key.size, key.phase, key.ink);
}

/// The formula in pixels; the image's offset is where its baseline begins, but for the phase.
QImage imageOf(const MathDrawing& drawing, const ImageKey& key, double size, const QColor& ink) {
  thread_local QCache<ImageKey, QImage> cache(cachedBytes);
  if (const QImage* known = cache.object(key)) return *known;
  QRectF bounds(0, -drawing.ascent, drawing.width, drawing.ascent + drawing.descent);
  for (const MathDrawing::Piece& piece : drawing.pieces) bounds |= piece.path.controlPointRect();
  const int ascent = static_cast<int>(std::ceil(-bounds.top() * size)) + border;
  const int descent = static_cast<int>(std::ceil(bounds.bottom() * size)) + border;
  const int left = static_cast<int>(std::ceil(-bounds.left() * size)) + border;
  const int width = left + static_cast<int>(std::ceil(bounds.right() * size)) + border + 1;
  QImage image(width, ascent + descent, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  image.setOffset(QPoint(left, ascent));
  QPainter painter(&image);
  paintPieces(painter, drawing, QPointF(left + static_cast<double>(key.phase) / phases, ascent), size, ink,
              true);
  painter.end();
  cache.insert(key, new QImage(image), static_cast<int>(image.sizeInBytes()));
  return image;
}

/// Whether both axes are scaled alike, and nothing is turned.
bool isUpright(const QTransform& transform) {
  return transform.type() <= QTransform::TxScale && transform.m11() > 0 &&
         std::abs(transform.m11() - transform.m22()) < 1e-9 * transform.m11();
}

}  // namespace

quint64 MathDrawing::newId() {
  static std::atomic<quint64> last = 0;
  return ++last;
}

int MathDrawing::elementCount() const {
  int count = 0;
  for (const Piece& piece : pieces) count += piece.path.elementCount();
  return count;
}

void drawMath(QPainter& painter, const MathDrawing& drawing, QPointF baselineLeft, double pixelSize,
              const QColor& ink) {
  const bool onRaster = painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Raster;
  const QTransform toDevice = painter.deviceTransform();
  const double size = pixelSize * toDevice.m11();
  if (!onRaster || !isUpright(toDevice) || size > largestCached || drawing.width * size > widestCached ||
      (drawing.ascent + drawing.descent) * size > tallestCached) {
    return paintPieces(painter, drawing, baselineLeft, pixelSize, ink, onRaster);
  }
  // The baseline stands on a whole pixel, as that of the text beside it does.
  const QPointF at = toDevice.map(baselineLeft);
  const double left = std::floor(at.x() * phases + 0.5) / phases;
  const ImageKey key{drawing.id, static_cast<int>(std::lround(size * 64)),
                     static_cast<int>(std::lround((left - std::floor(left)) * phases)), ink.rgba()};
  const QImage image = imageOf(drawing, key, size, ink);
  const QTransform before = painter.worldTransform();
  painter.setWorldTransform({});
  const QTransform rest = painter.deviceTransform();
  const QPointF corner = QPointF(std::floor(left), std::round(at.y())) - image.offset();
  painter.drawImage(QRectF(rest.inverted().map(corner), QSizeF(image.size()) / rest.m11()), image);
  painter.setWorldTransform(before);
}

}  // namespace ui
