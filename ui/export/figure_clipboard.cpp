#include "ui/export/figure_clipboard.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMimeData>
#include <QTemporaryDir>
#include <QUrl>

#include "core/message.h"
#include "ui/figures/export/picture_file.h"

namespace ui {
namespace {

constexpr double kClipboardDpi = 300;
const QString& svgType() {
  static const QString type = QStringLiteral("image/svg+xml");
  return type;
}

}  // namespace

QMimeData* mimeOf(const FigurePages& figure, int position, double dpi, const std::optional<CarriedFile>& file) {
  auto* data = new QMimeData;
  data->setImageData(imageOf(figure, position, dpi));
  data->setData(svgType(), svgOf(figure, position, false));
  if (!file) return data;
  // A folder for each: who has taken the one before may still read it.
  static const QTemporaryDir folder;
  static int count = 0;
  FileWish wish = file->wish;
  wish.folder = folder.filePath(QString::number(++count));
  try {
    if (!QDir().mkpath(wish.folder)) return data;
    const std::vector<PlannedFile> planned = plannedFiles(figure, {position}, file->format, wish);
    data->setUrls({QUrl::fromLocalFile(writeFile(figure, planned.front(), wish).last())});
  } catch (const core::Error&) {
    // Without room for a file there is still the picture.
  }
  return data;
}

void copyPicture(const FigurePages& figure, int position) {
  QGuiApplication::clipboard()->setMimeData(mimeOf(figure, position, kClipboardDpi, std::nullopt));
}

void copySvg(const FigurePages& figure, int position) {
  const QByteArray svg = svgOf(figure, position, false);
  auto* data = new QMimeData;
  data->setData(svgType(), svg);
  data->setText(QString::fromUtf8(svg));
  QGuiApplication::clipboard()->setMimeData(data);
}

}  // namespace ui
