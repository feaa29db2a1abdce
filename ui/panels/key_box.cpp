#include "ui/panels/key_box.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

namespace ui {
namespace {

QFont keyFont() {
  QFont font;
  font.setPixelSize(11);
  font.setWeight(QFont::Medium);
  return font;
}

constexpr double kHeight = 17;

}  // namespace

QSizeF keyBoxSize(const QString& key) { return {QFontMetricsF(keyFont()).horizontalAdvance(key) + 9, kHeight}; }

void drawKeyBox(QPainter& painter, QPointF corner, const QString& key, const QColor& ink) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(painter.opacity() * 0.75);
  painter.setPen(QPen(ink, 1));
  painter.setBrush(Qt::NoBrush);
  const QRectF box(corner, keyBoxSize(key));
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
  painter.setFont(keyFont());
  painter.drawText(box, Qt::AlignCenter, key);
  painter.restore();
}

QString keyText(const QString& shortcut) {
  QString text = shortcut;
  text.replace(QStringLiteral("Return"), QStringLiteral("⏎"));
  text.replace(QStringLiteral("Enter"), QStringLiteral("⏎"));
  return text.replace(u'+', u' ');
}

}  // namespace ui
