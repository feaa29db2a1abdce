#include "ui/figures/export/picture_file.h"

#include <QBuffer>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cerrno>
#include <cmath>
#include <system_error>

#include "core/message.h"

namespace ui {

QImage imageOf(const FigurePages& figure, int position, double dpi) {
  const double scale = figure.request().widthMm / mmPerInch * dpi / figure.pageSize().width();
  const QSizeF exact = figure.pageSize() * scale;
  const QSize size(static_cast<int>(std::lround(exact.width())), static_cast<int>(std::lround(exact.height())));
  constexpr double mostPixels = 400e6;
  if (exact.width() * exact.height() > mostPixels) {
    throw core::Error("a picture of %1 mm at %2 dpi is too large: ask for a smaller width or fewer dots per inch",
                      {QString::number(figure.request().widthMm).toStdString(), QString::number(dpi).toStdString()});
  }
  QImage image(size.expandedTo({1, 1}), figure.request().transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
  image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / mmPerInch * 1000)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  image.fill(figure.request().transparent ? QColor(Qt::transparent) : figure.theme().canvas);
  QPainter painter(&image);
  painter.scale(scale, scale);
  figure.paint(painter, position);
  return image;
}

QByteArray pngOf(const FigurePages& figure, int position, double dpi) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  imageOf(figure, position, dpi).save(&buffer, "PNG");
  return bytes;
}

QByteArray svgOf(const FigurePages& figure, int position, bool outlines) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setViewBox(QRectF({}, figure.pageSize()));
  // The generator writes its size in millimetres of this resolution: whole pixels of a fine grid keep the width exact.
  constexpr int finest = 2540;
  generator.setResolution(finest);
  const QSizeF mm = figure.pageSizeMm();
  generator.setSize({static_cast<int>(std::lround(mm.width() * finest / mmPerInch)),
                     static_cast<int>(std::lround(mm.height() * finest / mmPerInch))});
  const QString title = QString::fromStdString(figure.momentAt(position).graph().title());
  generator.setTitle((title.isEmpty() ? QStringLiteral("Chainrule") : title).toHtmlEscaped());
  generator.setDescription(figure.alternativeText(position).trimmed().toHtmlEscaped());
  const TextScope scope({.outlines = outlines});
  QPainter painter(&generator);
  figure.paint(painter, position);
  painter.end();
  return bytes;
}

namespace {

[[noreturn]] void refuse(const QString& path, const QSaveFile& file, int reason) {
  // Qt forgets the reason of what fails while its buffer is emptied.
  const bool unknown = file.error() == QFileDevice::NoError || file.errorString() == QStringLiteral("Unknown error");
  const std::string why = unknown && reason != 0 ? std::generic_category().message(reason) : file.errorString().toStdString();
  throw core::Error("%1 cannot be written: %2; choose another folder or name", {path.toStdString(), why});
}

}  // namespace

void requireWritable(const QString& path) {
  QSaveFile file(path);
  errno = 0;
  if (!file.open(QIODevice::WriteOnly)) refuse(path, file, errno);
  file.cancelWriting();
}

void writeWhole(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  errno = 0;
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return;
  const int reason = errno;
  if (reason == ENOSPC || reason == EDQUOT) {
    throw core::Error("%1 cannot be written: there is no room for its %2 bytes; make room, or choose another folder",
                      {path.toStdString(), std::to_string(bytes.size())});
  }
  refuse(path, file, reason);
}

}  // namespace ui
