#include <QBuffer>

#include <array>
#include <cmath>

#include "core/exchange/tex_text.h"
#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/export/tikz/tikz_file.h"
#include "ui/figures/heatmap_image.h"
#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

using core::Index;

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};
constexpr std::array roleNames{"upstream", "local", "downstream"};

std::string keyOf(PanelRole role) { return roleNames[static_cast<std::size_t>(role)]; }

std::span<const double> numbersOf(const EquationContent& content, PanelRole role) {
  if (role == PanelRole::Upstream) return content.equation.upstream.data();
  return role == PanelRole::Local ? std::span<const double>(content.local) : content.equation.downstream.data();
}

class EquationWriter {
public:
  EquationWriter(TikzCanvas& canvas, const EquationPage& page, const FigureRequest& request, const Theme& theme, const QString& stem,
                 std::vector<TikzImage>& images)
      : canvas_(canvas),
        content_(page.content),
        layout_(page.layout),
        light_(page.light),
        request_(request),
        theme_(theme),
        scale_(page.layout.scaleOf(PanelRole::Local).inMapsOf(theme)),
        stem_(stem),
        images_(images) {}

  void all();

private:
  void panel(PanelRole role);
  void block(const std::string& key, const HeatmapGeometry& geometry, const HeatmapData& data, const CellNumbers& numbers);
  void image(const std::string& key, const HeatmapGeometry& geometry, const HeatmapData& data);
  void brackets(const std::string& key, const QRectF& inner);
  void header(PanelRole role);
  void names(PanelRole role);
  void legend();
  void structure();
  bool shows(PanelRole role) const { return request_.what != FigureWhat::Panel || request_.panel == role; }
  bool hatched(double v) const { return scale_.hatches(v); }
  std::string cellText(double v, const CellNumbers& numbers) const;

  TikzCanvas& canvas_;
  const EquationContent& content_;
  const EquationLayout& layout_;
  const EquationLight& light_;
  const FigureRequest& request_;
  const Theme& theme_;
  ColourScale scale_;
  QString stem_;
  std::vector<TikzImage>& images_;
};

std::string EquationWriter::cellText(double v, const CellNumbers& numbers) const {
  const QColor ink = textOn(scale_.colour(v));
  const std::string colour = ink == QColor(Qt::white) ? "white" : "black";
  if (!std::isfinite(v)) return canvas_.size(9) + "\\color{" + colour + "}" + (std::isnan(v) ? "$\\times$" : v > 0 ? "$\\infty$" : "$-\\infty$");
  if (!numbers) return {};
  return canvas_.size(numbers.pixelSize) + "\\color{" + colour + "}$" + core::texNumber(v, numbers.decimals) + "$";
}

void EquationWriter::block(const std::string& key, const HeatmapGeometry& geometry, const HeatmapData& data, const CellNumbers& numbers) {
  const double gap = std::min(1.5, std::min(geometry.cellWidth, geometry.cellHeight) / 9) / 2;
  for (int row = 0; row < geometry.rows; ++row) {
    for (int col = 0; col < geometry.cols; ++col) {
      const double v = data.at(row, col);
      const QRectF cell = geometry.rectOf(Cell{row, col}).adjusted(gap, gap, -gap, -gap);
      canvas_.cell(key + ":" + std::to_string(row) + "," + std::to_string(col), cell, QColor::fromRgb(scale_.colour(v)), cellText(v, numbers),
                   hatched(v));
    }
  }
}

void EquationWriter::image(const std::string& key, const HeatmapGeometry& geometry, const HeatmapData& data) {
  // As many pixels as show every entry, at most as many as a page can show.
  const auto pixels = [](int cells) { return cells > 1024 ? 1024 : cells * std::max(1, std::min(8, 1024 / std::max(cells, 1))); };
  const QSize size(pixels(data.cols), pixels(data.rows));
  const bool small = data.rows <= size.height() && data.cols <= size.width();
  const PooledMatrix pool = small ? PooledMatrix{} : pooled(data, size.height(), size.width());
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  heatmapImage(small ? data : pool.data(), scale_, theme_, size).save(&buffer, "PNG");
  const QString name = stem_ + u'-' + QString::fromStdString(key).replace(u':', u'-');
  images_.push_back({name + QStringLiteral(".png"), png});
  const QRectF area = geometry.bounds();
  canvas_.add(key, "\\node[crtext,anchor=south west] at " + canvas_.point(area.bottomLeft()) + " {\\includegraphics[width=" +
                       canvas_.number(area.width()) + "cm,height=" + canvas_.number(area.height()) + "cm]{" + name.toStdString() + "}};");
}

void EquationWriter::brackets(const std::string& key, const QRectF& inner) {
  const QRectF r = inner.adjusted(-6, -4, 6, 4);
  const auto side = [&](double x, double towards) {
    return "\\draw[crbracket] " + canvas_.point({x + towards, r.top()}) + " -- " + canvas_.point({x, r.top()}) + " -- " +
           canvas_.point({x, r.bottom()}) + " -- " + canvas_.point({x + towards, r.bottom()}) + ";";
  };
  canvas_.add("bracket:" + key, side(r.left(), 5) + side(r.right(), -5));
}

void EquationWriter::panel(PanelRole role) {
  const PanelLayout& panel = layout_.panel(role);
  const std::string key = keyOf(role);
  scale_ = layout_.scaleOf(role).inMapsOf(theme_);
  if (panel.pooled) {
    image(key, panel.first, (role == PanelRole::Upstream ? content_.upstream : content_.downstream).data());
    return;
  }
  const std::span<const double> numbers = numbersOf(content_, role);
  for (Index k = 0; k < panel.arrangement.blocks(); ++k) {
    if (!panel.arrangement.entryAt(k, {0, 0})) continue;
    const HeatmapGeometry geometry = panel.blockGeometry(k);
    const std::vector<double> own = panel.arrangement.gather(numbers, k);
    const HeatmapData data{own, geometry.rows, geometry.cols};
    const std::string name = key + (panel.arrangement.blocks() > 1 ? ":" + std::to_string(k + 1) : "");
    if (static_cast<Index>(numbers.size()) <= mostTikzCells)
      block(name, geometry, data, panel.numbers);
    else
      image(name, geometry, data);
    if (layout_.kind != EquationLayout::Kind::Scalars) brackets(name, geometry.bounds());
  }
}

void EquationWriter::header(PanelRole role) {
  const QRectF& area = layout_.headers[static_cast<std::size_t>(role)];
  const PanelHeader header = panelHeader(content_, role, layout_.reading);
  canvas_.pieces("title:" + keyOf(role), placedLine(header.title, area.topLeft() + QPointF(0, titleBaseline), area.width(), titleSize));
  canvas_.pieces("subtitle:" + keyOf(role), placedSubtitle(content_, layout_, role, ProductSide::None));
}

void EquationWriter::names(PanelRole role) {
  if (layout_.kind != EquationLayout::Kind::Heatmaps || role == PanelRole::Upstream) return;
  const HeatmapGeometry& geometry = layout_.panel(role).first;
  const QStringList columns = columnNames(content_);
  if (geometry.cellWidth < 22 || columns.isEmpty()) return;
  for (int col = 0; col < geometry.cols; ++col) {
    const bool lit = light_.entry && light_.entry->column == col;
    const QRectF cell = geometry.rectOf(Cell{0, col});
    canvas_.text("name:" + keyOf(role) + std::to_string(col), {cell.center().x(), cell.top() - 12}, tex(columns[col]), 11,
                 lit ? "crring" : "crmuted", lit);
  }
}

void EquationWriter::legend() {
  const double width = std::min(legendBar, layout_.legend.width());
  const QPointF corner = layout_.legend.topLeft();
  constexpr int steps = 32;
  for (int k = 0; k < steps; ++k) {
    const double v = scale_.numberAt((k + 0.5) / steps);
    canvas_.cell("legend:" + std::to_string(k), {corner.x() + width * k / steps, corner.y(), width / steps + 0.2, 9},
                 QColor::fromRgb(scale_.colour(v)), {}, hatched(v));
  }
  const auto limit = [&](double v) { return plainTex(limitText(v)); };
  canvas_.text("legend:lo", corner + QPointF(8, 18), limit(scale_.lo), 10.5, "crmuted");
  canvas_.text("legend:zero", corner + QPointF(width / 2, 18), "0", 10.5, "crmuted");
  canvas_.text("legend:hi", corner + QPointF(width - 8, 18), limit(scale_.hi), 10.5, "crmuted");
}

/// In place of a local gradient that nobody could store.
void EquationWriter::structure() {
  const QRectF& card = layout_.card;
  canvas_.add("card", "\\draw[crbracket,fill=crsoft] " + canvas_.point(card.bottomLeft()) + " rectangle " + canvas_.point(card.topRight()) + ";");
  canvas_.text("card:form", card.center() - QPointF(0, 10), plainTex(content_.structure), 13, "crink", true);
  canvas_.text("card:count", card.center() + QPointF(0, 10),
               plainTex(shapeText(content_.equation.outputShape().axes(), content_.equation.inputShape().axes())), 12, "crmuted");
}

void EquationWriter::all() {
  for (const PanelRole role : roles) {
    if (!shows(role)) continue;
    if (layout_.kind == EquationLayout::Kind::Structure && role == PanelRole::Local)
      structure();
    else
      panel(role);
    header(role);
    names(role);
  }
  if (request_.what != FigureWhat::Panel) {
    const bool scalars = layout_.kind == EquationLayout::Kind::Scalars;
    canvas_.text("times", layout_.times, scalars ? "$\\times$" : "$\\cdot$", 24, "crmuted");
    canvas_.text("equals", layout_.equals, "$=$", 20, "crmuted");
  }
  if (!layout_.scales.ownScales() || request_.what == FigureWhat::Panel) legend();
  if (layout_.kind == EquationLayout::Kind::Blocks && layout_.notes == BlockNotes::Above && shows(PanelRole::Local)) {
    const PanelLayout& panel = layout_.panel(PanelRole::Local);
    for (Index block = 0; block < panel.arrangement.blocks() && content_.columns() > 0; ++block) {
      const auto entry = panel.arrangement.entryAt(block, {0, 0});
      if (!entry) continue;
      const Index j = *entry / content_.columns();
      const QRectF bounds = panel.blockGeometry(block).bounds();
      canvas_.pieces("note:" + std::to_string(j), placedLine(blockTitle(content_, j, 0, false), bounds.topLeft() - QPointF(2, 8), bounds.width() + 14, 11));
    }
  }
  if (!light_.entry || request_.what == FigureWhat::Panel) return;
  for (const PanelRole role : roles) {
    int k = 0;
    for (const QRectF& rect : litOutlines(layout_, *light_.entry, role)) {
      const std::string at = canvas_.point(rect.bottomLeft()) + " rectangle " + canvas_.point(rect.topRight()) + ";";
      const auto width = [&](double pixels) { return QByteArray::number(canvas_.pointsOf(pixels), 'f', 2).toStdString() + "pt"; };
      canvas_.add("ring:" + keyOf(role) + std::to_string(++k), "\\draw[crringground,line width=" + width(5) + "] " + at + "\\draw[crring,line width=" +
                                                                  width(2.6) + "] " + at);
    }
  }
  canvas_.add("card:sentence", "\\fill[crsoft,rounded corners=3pt] " + canvas_.point(layout_.sentence.bottomLeft()) + " rectangle " +
                                   canvas_.point(layout_.sentence.topRight()) + ";");
  canvas_.pieces("sentence", placedLines(entrySentence(content_, *light_.entry), layout_.sentence.adjusted(13, 3, -13, -3), 13.5));
}

}  // namespace

void writeEquation(TikzCanvas& canvas, const EquationPage& page, const FigureRequest& request, const Theme& theme, const QString& stem,
                   std::vector<TikzImage>& images) {
  EquationWriter(canvas, page, request, theme, stem, images).all();
}

}  // namespace ui
