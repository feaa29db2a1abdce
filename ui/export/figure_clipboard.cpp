#include "ui/export/figure_clipboard.h"

#include <QClipboard>
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

QMimeData* mimeOf(const FigurePages& figure, int position, double dpi, bool withFile) {
  auto* data = new QMimeData;
  data->setImageData(imageOf(figure, position, dpi));
  data->setData(svgType(), svgOf(figure, position, false));
  if (!withFile) return data;
  static const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("figure-%1.svg").arg(position, 3, 10, QChar(u'0')));
  try {
    writeWhole(path, svgOf(figure, position, true));
    data->setUrls({QUrl::fromLocalFile(path)});
  } catch (const core::Error&) {
    // Without a temporary folder there is still the picture.
  }
  return data;
}

void copyPicture(const FigurePages& figure, int position) {
  QGuiApplication::clipboard()->setMimeData(mimeOf(figure, position, kClipboardDpi, false));
}

void copySvg(const FigurePages& figure, int position) {
  const QByteArray svg = svgOf(figure, position, false);
  auto* data = new QMimeData;
  data->setData(svgType(), svg);
  data->setText(QString::fromUtf8(svg));
  QGuiApplication::clipboard()->setMimeData(data);
}

}  // namespace ui
