#include "ui/figures/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace ui {
namespace {

constexpr int kSide = 16;

QPixmap drawn(QSvgRenderer& drawing, double scale, double opacity) {
  const int side = qRound(kSide * scale);
  QPixmap pixmap(side, side);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setOpacity(opacity);
  drawing.render(&painter, QRectF(0, 0, side, side));
  painter.end();
  pixmap.setDevicePixelRatio(scale);
  return pixmap;
}

}  // namespace

QIcon iconNamed(const QString& name, const QColor& ink) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QSvgRenderer drawing(file.readAll().replace("currentColor", ink.name().toLatin1()));
  QIcon result;
  for (const double scale : {1.0, 1.5, 2.0, 3.0}) {
    result.addPixmap(drawn(drawing, scale, 1));
    result.addPixmap(drawn(drawing, scale, 0.38), QIcon::Disabled);
  }
  return result;
}

QIcon programIcon() { return QIcon(QStringLiteral(":/icons/chainrule.svg")); }

}  // namespace ui
