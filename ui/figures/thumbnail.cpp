#include "ui/figures/thumbnail.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "core/autodiff/plan.h"
#include "ui/figures/symbol_text.h"

namespace ui {
namespace {

constexpr double kColumnWidth = 46;  // largest distance of columns, px
constexpr double kRowHeight = 30;
constexpr double kSamePlace = 45;    // scene units within which nodes share a column or a row

/// The positions as numbers 0, 1, 2, …: those closer than `kSamePlace` to the first of a cluster share one.
std::map<double, int> clusters(std::vector<double> positions) {
  std::ranges::sort(positions);
  std::map<double, int> result;
  int index = -1;
  double first = 0;
  for (const double position : positions) {
    if (index < 0 || position - first > kSamePlace) {
      ++index;
      first = position;
    }
    result[position] = index;
  }
  return result;
}

QString signOf(const core::Function& function) {
  return QString::fromUtf8(function.glyph.data(), static_cast<qsizetype>(function.glyph.size()));
}

/// Draws text as large as fits, at most `pixels` high.
void drawFitted(QPainter& painter, const QRectF& box, const QString& text, int pixels, bool symbol, bool bold,
                const QColor& ink) {
  QFont font;
  if (symbol)
    font.setFamilies({QStringLiteral("STIX"), QStringLiteral("STIX Two Text"), QStringLiteral("STIXGeneral"),
                      QStringLiteral("Latin Modern Roman"), QStringLiteral("serif")});
  font.setItalic(symbol);
  font.setWeight(bold ? QFont::Bold : QFont::Normal);
  font.setPixelSize(symbol ? pixels + 1 : pixels);
  while (QFontMetricsF(font).horizontalAdvance(text) > box.width() - 3 && font.pixelSize() > 6)
    font.setPixelSize(font.pixelSize() - 1);
  painter.setFont(font);
  painter.setPen(ink);
  painter.drawText(box, Qt::AlignCenter, text);
}

class Thumbnail {
 public:
  Thumbnail(QPainter& painter, const QRectF& room, const Sheet& sheet, const Theme& theme)
      : painter_(painter), sheet_(sheet), theme_(theme), plan_(core::Plan::compile(sheet.graph)) {
    placeNodes(room);
  }

  void draw() {
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    const core::Graph& graph = sheet_.graph;
    for (const core::Wire& wire : graph.wires()) drawWire(centre(wire.from), centre(wire.to), carries(wire));
    if (graph.output()) drawWire(centre(*graph.output()), output_, true);
    for (const core::NodePointer& node : graph.nodes()) drawNode(*node);
    if (graph.output()) drawOutput(*graph.find(*graph.output()));
    painter_.restore();
  }

 private:
  void placeNodes(const QRectF& room) {
    std::vector<double> xs;
    std::vector<double> ys;
    for (const auto& [id, place] : sheet_.positions) {
      xs.push_back(place.x());
      ys.push_back(place.y());
    }
    const auto columns = clusters(xs);
    const auto rows = clusters(ys);
    int columnCount = columns.empty() ? 1 : columns.rbegin()->second + 1;
    const int rowCount = rows.empty() ? 1 : rows.rbegin()->second + 1;
    const core::Graph& graph = sheet_.graph;
    if (graph.output()) ++columnCount;
    const double stepX = columnCount > 1 ? std::min(kColumnWidth, (room.width() - 24) / (columnCount - 1)) : 0;
    size_ = {std::min(24.0, std::max(12.0, stepX * 0.78)), stepX > 0 && stepX < 30 ? 16.0 : 18.0};
    const double stepY = rowCount > 1 ? std::min(kRowHeight, (room.height() - size_.height() - 2) / (rowCount - 1)) : 0;
    if (stepY > 0) size_.setHeight(std::min(size_.height(), std::max(9.0, stepY * 0.86)));
    const QPointF first = room.center() - QPointF(stepX * (columnCount - 1), stepY * (rowCount - 1)) / 2;
    for (const auto& [id, place] : sheet_.positions)
      centres_[id] = first + QPointF(stepX * columns.at(place.x()), stepY * rows.at(place.y()));
    if (graph.output()) output_ = centre(*graph.output()) + QPointF(stepX, 0);
  }

  QPointF centre(const core::NodeId& id) const {
    const auto found = centres_.find(id);
    return found != centres_.end() ? found->second : QPointF();
  }

  bool carries(const core::Wire& wire) const {
    return plan_->isActive(*sheet_.graph.position(wire.to), wire.argument);
  }

  void drawWire(QPointF from, QPointF to, bool carriesGradient) {
    QPen pen(carriesGradient ? theme_.downstream : theme_.wire, 1.5);
    if (!carriesGradient) pen.setDashPattern({2, 1.7});
    painter_.setPen(pen);
    painter_.setBrush(Qt::NoBrush);
    if (std::abs(from.x() - to.x()) < 3) {
      painter_.drawLine(from, to);
      return;
    }
    QPainterPath path(from + QPointF(size_.width() / 2, 0));
    const QPointF end = to - QPointF(size_.width() / 2, 0);
    const double pull = std::max(6.0, (end.x() - path.currentPosition().x()) / 2);
    path.cubicTo(path.currentPosition() + QPointF(pull, 0), end - QPointF(pull, 0), end);
    painter_.drawPath(path);
  }

  QRectF boxAt(QPointF middle) const {
    return {middle - QPointF(size_.width(), size_.height()) / 2, size_};
  }

  void drawNode(const core::Node& node) {
    const QRectF box = boxAt(centre(node.id));
    const bool parameter = node.isParameter();
    const bool constant = node.isConstant();
    const bool input = node.isLeaf() && !parameter && !constant;
    QPen pen(parameter ? theme_.parameter : input ? theme_.value : constant ? theme_.nodeLine : theme_.downstream, 1.3);
    if (constant) pen.setDashPattern({2, 1.7});
    painter_.setPen(pen);
    painter_.setBrush(parameter ? theme_.parameterTint : theme_.nodeFill);
    const double radius = input ? size_.height() / 2 : node.isLeaf() ? 2.5 : 5;
    painter_.drawRoundedRect(box, radius, radius);
    const bool leaf = node.isLeaf();
    drawFitted(painter_, box, leaf ? symbolText(node) : signOf(*node.function), textSize(), leaf, parameter, theme_.ink);
  }

  void drawOutput(const core::Node& node) {
    const QRectF box = boxAt(output_);
    painter_.setPen(QPen(theme_.value, 1.3));
    painter_.setBrush(theme_.nodeFill);
    painter_.drawRoundedRect(box, size_.height() / 2, size_.height() / 2);
    drawFitted(painter_, box, symbolText(node), textSize(), true, false, theme_.ink);
  }

  int textSize() const { return static_cast<int>(std::min(10.0, size_.height() - 4)); }

  QPainter& painter_;
  const Sheet& sheet_;
  const Theme& theme_;
  std::shared_ptr<const core::Plan> plan_;
  std::map<core::NodeId, QPointF> centres_;
  QPointF output_;
  QSizeF size_;
};

}  // namespace

void drawThumbnail(QPainter& painter, const QRectF& room, const Sheet& sheet, const Theme& theme) {
  Thumbnail(painter, room, sheet, theme).draw();
}

}  // namespace ui
