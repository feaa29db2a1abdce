#include "ui/figures/figure_file.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <cmath>

#include "core/message.h"

namespace ui {
namespace {

constexpr double mmPerInch = 25.4;

double heightMm(const StepFigures& figures, const FigureSize& size) {
  return size.widthMm * figures.pageSize().height() / figures.pageSize().width();
}

}  // namespace

QByteArray pngOf(const StepFigures& figures, int position, const FigureSize& size) {
  const double scale = size.widthMm / mmPerInch * size.dpi / figures.pageSize().width();
  QImage image((figures.pageSize() * scale).toSize(), QImage::Format_RGB32);
  if (image.isNull()) {
    throw core::Error("a picture of %1 mm at %2 dpi is too large: ask for a smaller width or fewer dots per inch",
                      {std::to_string(size.widthMm), std::to_string(size.dpi)});
  }
  image.setDotsPerMeterX(static_cast<int>(std::lround(size.dpi / mmPerInch * 1000)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  image.fill(figures.ground());
  QPainter painter(&image);
  painter.scale(scale, scale);
  figures.paint(painter, position);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QByteArray svgOf(const StepFigures& figures, int position, const FigureSize& size) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setViewBox(QRectF({}, figures.pageSize()));
  // The generator writes its size in millimetres of this resolution: whole pixels of a fine grid keep the width exact.
  constexpr int finest = 2540;
  generator.setResolution(finest);
  generator.setSize({static_cast<int>(std::lround(size.widthMm * finest / mmPerInch)),
                     static_cast<int>(std::lround(heightMm(figures, size) * finest / mmPerInch))});
  generator.setTitle("Chainrule");
  QPainter painter(&generator);
  figures.paint(painter, position);
  painter.end();
  return bytes;
}

QByteArray pdfOf(const StepFigures& figures, const std::vector<int>& positions, const FigureSize& size) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator("Chainrule");
  writer.setPageSize(QPageSize(QSizeF(size.widthMm, heightMm(figures, size)), QPageSize::Millimeter, {}, QPageSize::ExactMatch));
  writer.setPageMargins({0, 0, 0, 0});
  writer.setResolution(1200);
  QPainter painter(&writer);
  painter.setRenderHint(QPainter::LosslessImageRendering);
  const double scale = writer.width() / figures.pageSize().width();
  for (std::size_t k = 0; k < positions.size(); ++k) {
    if (k > 0) writer.newPage();
    painter.save();
    painter.scale(scale, scale);
    figures.paint(painter, positions[k]);
    painter.restore();
  }
  painter.end();
  // The time of writing would make every file differ: it is overwritten in place, so that no offset moves.
  const qsizetype at = bytes.indexOf("/CreationDate (D:");
  if (at >= 0) bytes.replace(at + 17, 14, "20000101000000");
  return bytes;
}

void writeWhole(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
    throw core::Error("%1 cannot be written: %2", {path.toStdString(), file.errorString().toStdString()});
  }
}

}  // namespace ui
