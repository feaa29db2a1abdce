#include "ui/figures/export/figure_pages.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/message.h"
#include "ui/figures/export/boxes_plan.h"
#include "ui/figures/export/figure_words.h"
#include "ui/figures/export/page_texts.h"
#include "ui/figures/math_text.h"
#include "ui/model/layout.h"

namespace ui {
namespace {

constexpr double equationHeight = 290;
constexpr double betweenParts = 14;
constexpr double leastScale = 0.02;
constexpr double longestPagePt = 14000;
// A chart without a height that is asked for: as high as wide on a column, flatter on a slide.
constexpr double chartShare = 0.62;
constexpr double mostChartHeight = 420;

std::shared_ptr<const core::Trace> runOf(const Sheet& sheet) {
  return std::make_shared<const core::Trace>(core::run(core::Plan::compile(sheet.graph, priorityOf(sheet))));
}

void requireFonts(const FigureRequest& request) {
  if (request.language == TextLanguage::Chinese &&
      QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
    throw core::Error(
        "there is no font with Chinese letters: install fonts-noto-cjk or fonts-wqy-microhei, or choose another language");
  if (const QString missing = missingFont(request.fonts); !missing.isEmpty()) {
    throw core::Error("the font %1 is not installed: install it, or choose another", {missing.toStdString()});
  }
}

}  // namespace

FigurePages::FigurePages(const Sheet& sheet, FigureRequest request)
    : FigurePages(sheet, runOf(sheet), std::move(request)) {}

FigurePages::FigurePages(const Sheet& sheet, std::shared_ptr<const core::Trace> trace, FigureRequest request)
    : request_(std::move(request)),
      theme_(themeOf(request_)),
      start_(std::make_unique<Moment>(std::move(trace), 0)),
      positions_(sheet.positions) {
  requireFonts(request_);
  const TextScope scope(setting());
  const MathForFiles forFiles;
  screen_ = drawing_ = drawingOf(sheet);
  facts_.emplace(start_->sharedTrace());
  if (const QString reason = whyNotStyle(request_.style, drawing_); showsGraph() && !reason.isEmpty()) {
    throw core::Error("%1", {reason.toStdString()});
  }
}

bool FigurePages::showsGraph() const {
  return request_.what == FigureWhat::Graph || request_.what == FigureWhat::Both;
}
bool FigurePages::showsEquation() const { return request_.what != FigureWhat::Graph && !showsChart(); }
TextSetting FigurePages::setting() const {
  return {.fonts = request_.fonts,
          .language = request_.language,
          .outlines = textSetting().outlines,
          .smallest = textSetting().smallest,
          .page = true};
}
bool FigurePages::isShown(std::size_t position) const {
  return request_.nodes.empty() || request_.nodes.contains(drawing_.graph.node(position).id);
}
double FigurePages::width() const { return pointsOfMm(request_.widthMm) * pixelsPerPoint(request_); }
double FigurePages::sideMargin() const { return std::min(14.0, width() * 0.025); }
QSizeF FigurePages::pageSizeMm() const {
  return {request_.widthMm,
          request_.heightMm.value_or(request_.widthMm * pageSize_.height() / pageSize_.width())};
}

GraphPicture FigurePages::pictureAt(const Moment& moment) const {
  GraphPicture picture{drawing_, looksOf(drawing_, &moment, &*facts_)};
  thinOut(picture, request_);
  return picture;
}

void FigurePages::placeGraph(QSizeF room, const std::vector<int>& positions) {
  const FlowRoom flow{.width = room.width(),
                      .height = request_.heightMm ? std::optional(room.height()) : std::nullopt};
  if (request_.style == FigureStyle::Boxes) {
    WrittenExtents written;
    for (const int position : positions) {
      const Moment moment = start_->at(position);
      GraphLooks looks = looksOf(screen_, &moment, &*facts_);
      tellValuesOnce(looks, screen_.geometry);
      thinOut(looks, request_);
      written.add(looks);
    }
    const BoxesPlan plan = planBoxes(screen_, positions_, written, request_, flow);
    drawing_ = plan.drawing;
    rows_ = plan.rows;
    plan_.reset();
    return;
  }
  std::vector<std::size_t> shown;
  std::vector<QPointF> centres;
  for (std::size_t p = 0; p < drawing_.graph.size(); ++p) {
    const auto place = positions_.find(drawing_.graph.node(p).id);
    centres.push_back(place == positions_.end() ? QPointF() : place->second);
    if (isShown(p)) shown.push_back(p);
  }
  std::array<SchematicExtents, 2> written;
  for (const int position : positions) {
    const Moment moment = start_->at(position);
    for (const bool brief : {false, true}) written[brief ? 1 : 0].add(drawing_, moment, request_, brief);
  }
  plan_ = planSchematic(drawing_, centres, shown, written, request_, flow);
  rows_ = plan_->flow.rows;
}

double FigurePages::placeChart(const std::vector<int>& positions, QPointF corner, QSizeF room,
                               const std::stop_token& stop) {
  chartRun_ = chartRun(*start_, request_, stop);
  const double height =
      room.height() > 0 ? room.height() : std::min(room.width() * chartShare, mostChartHeight);
  chartLabels_ = 0;
  for (const int position : positions) {
    if (stop.stop_requested()) throw core::Stopped();
    chartLabels_ = std::max(chartLabels_, chartLabels(chartAt(position), height));
  }
  chartRoom_ = {corner, QSizeF(room.width(), height)};
  return height;
}

ChartContent FigurePages::chartAt(int position) const {
  const TextScope scope(setting());
  return ui::chartAt(start_->at(position), request_, chartRun_);
}

void FigurePages::layOutFor(const std::vector<int>& positions, const std::stop_token& stop) {
  const TextScope scope(setting());
  const MathForFiles forFiles;
  const double margin = sideMargin();
  const double inner = width() - 2 * margin;
  const double pageHeight = request_.heightMm ? pointsOfMm(*request_.heightMm) * pixelsPerPoint(request_) : 0;
  double head = 0;
  double foot = 0;
  noteHeight_ = 0;
  if (showsGraph() && request_.style == FigureStyle::Edges && request_.legend) {
    // How long the notes are does not depend on the places of nodes.
    placeGraph({inner, 1e6}, positions);
    for (const int position : positions) {
      noteHeight_ =
          std::max(noteHeight_,
                   noteHeightOf(schematicAt(*plan_, drawing_, start_->at(position), request_).note, inner));
    }
  }
  for (const int position : positions) {
    const Moment moment = start_->at(position);
    const PageTexts texts = pageTexts(moment, request_, {}, noteHeight_, inner);
    head = std::max(head, texts.headHeight);
    foot = std::max(foot, texts.footHeight);
  }
  const double top = margin + head + (head > 0 ? betweenParts : 0);
  const double below = margin + foot + (foot > 0 ? betweenParts : 0);
  const double free = pageHeight > 0 ? std::max(20.0, pageHeight - top - below) : 0;

  if (showsChart()) {
    const double height = placeChart(positions, {margin, top}, {inner, free}, stop);
    pageSize_ = {width(), pageHeight > 0 ? pageHeight : std::ceil(top + height + below)};
    legendTop_ = pageSize_.height() - margin - foot;
    return;
  }
  // The equation first: the graph gets what it leaves.
  double equation = 0;
  equationRoom_ = !showsGraph() && free > 0 ? free
                  : free > 0                ? std::min(equationHeight, free * 0.46)
                                            : equationHeight;
  if (showsEquation()) {
    for (const int position : positions) {
      if (stop.stop_requested()) throw core::Stopped();
      if (auto content = contentAt(start_->at(position), request_)) {
        equation =
            std::max(equation, layoutOnPage(std::move(*content), request_, {inner, equationRoom_}).height);
      }
    }
  }
  graphBounds_ = {};
  graphScale_ = 1;
  double graphRoom = free > 0 ? free - equation - (equation > 0 ? betweenParts : 0) : 0;
  if (showsGraph()) {
    // Labels stand outside of the nodes: where they do not fit into the height, nodes come nearer to each
    // other.
    double height = std::max(graphRoom, 20.0);
    for (int pass = 0; pass < 4 && height > 0; ++pass) {
      placeGraph({inner, height}, positions);
      graphBounds_ = {};
      for (const int position : positions) {
        if (stop.stop_requested()) throw core::Stopped();
        const Moment moment = start_->at(position);
        graphBounds_ |=
            plan_ ? schematicAt(*plan_, drawing_, moment, request_).bounds : paintedBounds(pictureAt(moment));
      }
      if (graphRoom <= 0 || graphBounds_.height() <= graphRoom) break;
      height -= graphBounds_.height() - graphRoom;
    }
    // Labels may reach into the margin.
    const double widest = inner + margin;
    if (graphBounds_.width() > widest) graphScale_ = widest / graphBounds_.width();
    if (graphRoom > 0 && graphBounds_.height() * graphScale_ > graphRoom)
      graphScale_ = graphRoom / graphBounds_.height();
    // No reader shows a longer page.
    const double longest = longestPagePt * pixelsPerPoint(request_);
    if (graphRoom <= 0 && graphBounds_.height() * graphScale_ > longest)
      graphScale_ = longest / graphBounds_.height();
    graphScale_ = std::max(graphScale_, leastScale);
    if (graphRoom <= 0) graphRoom = graphBounds_.height() * graphScale_;
  }
  const QSizeF drawn = graphBounds_.size() * graphScale_;
  const QPointF corner(margin + (inner - drawn.width()) / 2,
                       top + std::max(0.0, (graphRoom - drawn.height()) / 2));
  graphOrigin_ = corner - graphBounds_.topLeft() * graphScale_;
  equationTop_ = top + (showsGraph() ? graphRoom + betweenParts : 0);
  if (!showsGraph() && free > equation) equationTop_ += (free - equation) / 2;
  const double bottom = showsEquation() ? equationTop_ + equation : top + graphRoom;
  pageSize_ = {width(), pageHeight > 0 ? pageHeight : std::ceil(bottom + below)};
  legendTop_ = pageSize_.height() - margin - foot;
}

FigurePage FigurePages::pageAt(int position) const {
  const TextScope scope(setting());
  const MathForFiles forFiles;
  const Moment moment = start_->at(position);
  FigurePage page;
  const double margin = sideMargin();
  const double inner = width() - 2 * margin;
  if (showsGraph()) {
    page.graphOrigin = graphOrigin_;
    page.graphScale = graphScale_;
    if (plan_)
      page.schematic = schematicAt(*plan_, drawing_, moment, request_);
    else
      page.graph = pictureAt(moment);
  }
  const PageTexts texts =
      pageTexts(moment, request_, page.schematic ? page.schematic->note : Sentence{}, noteHeight_, inner);
  for (PlacedPiece piece : texts.head) {
    piece.baseline += QPointF(margin, margin);
    page.texts.push_back(piece);
  }
  for (PlacedPiece piece : texts.foot) {
    piece.baseline += QPointF(margin, legendTop_);
    page.texts.push_back(piece);
  }
  if (showsChart()) page.chart = chartAt(position);
  if (!showsEquation()) return page;
  if (auto content = contentAt(moment, request_)) {
    page.equation = layoutOnPage(std::move(*content), request_, {inner, equationRoom_});
    page.equationOrigin = {margin, equationTop_};
  }
  return page;
}

void FigurePages::paint(QPainter& painter, const FigurePage& page) const {
  const TextScope scope(setting());
  const MathForFiles forFiles;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (!request_.transparent) painter.fillRect(QRectF({}, pageSize_), theme_.canvas);
  drawPieces(painter, page.texts, theme_);
  if (page.graph || page.schematic) {
    painter.save();
    painter.translate(page.graphOrigin);
    painter.scale(page.graphScale, page.graphScale);
    if (page.graph) paintGraph(painter, *page.graph, theme_);
    if (page.schematic) paintSchematic(painter, *page.schematic, theme_);
    painter.restore();
  }
  if (page.chart) paintChart(painter, *page.chart, chartRoom_, chartLabels_, theme_);
  if (page.equation) {
    painter.translate(page.equationOrigin);
    paintEquationPage(painter, *page.equation, request_, theme_);
  }
  painter.restore();
}

double FigurePages::smallestPt(int position) const {
  double smallest = 1e9;
  TextSetting noting = setting();
  noting.smallest = &smallest;
  const TextScope scope(noting);
  const MathForFiles forFiles;
  QImage nowhere(1, 1, QImage::Format_RGB32);
  QPainter painter(&nowhere);
  paint(painter, position);
  return smallest > 1e8 ? request_.textPt : smallest / pixelsPerPoint(request_);
}

QString FigurePages::alternativeText(int position) const {
  const TextScope scope(setting());
  const Moment moment = start_->at(position);
  if (showsChart())
    return ui::alternativeText(moment, request_, std::nullopt) + chartText(chartAt(position)) + u'\n';
  return ui::alternativeText(moment, request_, showsEquation() ? contentAt(moment, request_) : std::nullopt);
}

}  // namespace ui
