#include "ui/panels/paths/parting_line.h"

#include <QPainter>
#include <QStringList>

#include <algorithm>

#include "ui/figures/colour_map.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"
#include "ui/panels/paths/path_marks.h"

namespace ui {
namespace {

constexpr double cellWidth = 42, cellHeight = 22;
constexpr double namesWidth = 50;
constexpr std::size_t mostParts = 3;  // in 268 px

}  // namespace

PartingLine::PartingLine(std::shared_ptr<const PathList> list, std::size_t parting, const Theme& theme,
                         QWidget* parent)
    : QWidget(parent), list_(std::move(list)), parting_(parting), theme_(&theme) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  const Parting& shown = list_->partings[parting_];
  setAccessibleName(tr("%n parts at %1", nullptr, static_cast<int>(shown.parts.size()))
                        .arg(plainName(list_->trace->graph().node(shown.node))));
}

void PartingLine::paintNumbers(QPainter& painter, const QRectF& rect, const core::Tensor& tensor) const {
  const Parting& shown = list_->partings[parting_];
  ColourScale scale = ColourScale::diverging(theme_->gradientMap, {shown.sum.data()});
  for (const core::Tensor& part : shown.parts) scale = scale.covering(part.data());
  if (tensor.size() == 1) {
    const QRgb fill = scale.colour(tensor[0]);
    painter.setPen(QPen(theme_->cellLine, 0.8));
    painter.setBrush(QColor(fill));
    painter.drawRoundedRect(rect, 2, 2);
    const QString text = shortNumber(tensor[0]);
    const double wide = textWidth(text, {.pixelSize = 12.5, .weight = QFont::DemiBold});
    drawTextCentred(
        painter, rect.center(), text,
        {.pixelSize = std::min(12.5, 12.5 * (rect.width() - 4) / wide), .weight = QFont::DemiBold},
        textOn(fill));
    return;
  }
  const core::Index last = tensor.shape().rank() > 0 ? tensor.shape()[tensor.shape().rank() - 1] : 1;
  HeatmapData cells{tensor.data(), static_cast<int>(tensor.size() / std::max<core::Index>(last, 1)),
                    static_cast<int>(last)};
  PooledMatrix small;
  if (cells.rows > rect.height() || cells.cols > rect.width()) {
    small = pooled(cells, std::min(cells.rows, static_cast<int>(rect.height())),
                   std::min(cells.cols, static_cast<int>(rect.width())));
    cells = small.data();
  }
  const double high = std::min(rect.height() / cells.rows, 12.0);
  drawHeatmap(painter,
              {{rect.left(), rect.center().y() - high * cells.rows / 2},
               cells.rows,
               cells.cols,
               rect.width() / cells.cols,
               high},
              cells, scale, {.gap = 0.6}, *theme_);
}

void PartingLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Parting& shown = list_->partings[parting_];
  const core::Graph& graph = list_->trace->graph();
  const MathText derivative =
      MathText::parse(derivativeTex(nameTex(graph.node(list_->to)), nameTex(graph.node(shown.node))));
  const double scale = std::min(1.0, (namesWidth - 4) / std::max(derivative.width(14), 1.0));
  derivative.draw(painter, {0, 17}, 14 * scale, theme_->downstream);
  const TextStyle sign{.pixelSize = 13};
  double x = namesWidth + 4;
  const std::size_t count = std::min(shown.parts.size(), mostParts);
  const double shrink = count > 2 ? 0.82 : 1;
  for (std::size_t k = 0; k < count; ++k) {
    drawTextCentred(painter, {x, 12}, k == 0 ? QStringLiteral("=") : QStringLiteral("+"), sign,
                    theme_->muted);
    x += 9;
    paintNumbers(painter, {x, 1, cellWidth * shrink, cellHeight}, shown.parts[k]);
    x += cellWidth * shrink + 9;
  }
  if (count < shown.parts.size()) {
    drawTextCentred(painter, {x + 4, 12}, QStringLiteral("+ \u2026"), sign, theme_->muted);
    x += 18;
  }
  drawTextCentred(painter, {x, 12}, QStringLiteral("="), sign, theme_->muted);
  paintNumbers(painter, {x + 9, 1, cellWidth * shrink, cellHeight}, shown.sum);
  QStringList names;
  for (const std::size_t by : shown.by) {
    const QString name =
        title(*graph.node(by).function) + u' ' + symbolText(graph.node(by));
    if (!names.contains(name)) names << name;
  }
  QString words = names.size() == 1   ? tr("by %1, twice").arg(names[0])
                  : names.size() == 2 ? tr("by %1 and %2").arg(names[0], names[1])
                                      : tr("by %1").arg(names.join(QStringLiteral(", ")));
  if (names.size() == 1 && shown.parts.size() > 2)
    words = tr("by %1, %n times", nullptr, static_cast<int>(shown.parts.size())).arg(names[0]);
  const double room = width() - namesWidth - 2;
  while (words.size() > 4 && textWidth(words, {.pixelSize = 12}) > room)
    words = words.left(words.size() - 2) + QStringLiteral("\u2026");
  drawText(painter, {namesWidth, 39}, words, {.pixelSize = 12}, theme_->muted);
}

}  // namespace ui
