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
#include "ui/figures/export/near_leaves.h"
#include "ui/figures/export/page_texts.h"
#include "ui/figures/math_text.h"
#include "ui/model/layout.h"
#include "ui/model/run_scale.h"

namespace ui {
namespace {

constexpr double equationHeight = 290;
constexpr double betweenParts = 14, lowBetweenParts = 6, tightBetweenParts = 4;
constexpr double lowMargin = 8, tightMargin = 5;  // above and below all on a page of little height
constexpr double equationShare = 0.46;  // of a page of some height, where the graph can do with the rest
constexpr double leastEquation = 90, tightEquation = 80;
constexpr double goodEquation = 140;  // five rows of numbers
constexpr double wholeScale = 0.999;
constexpr double ofCovered = 0.04;  // a label that overlaps others is as bad as text that much smaller
constexpr int mostCovered = 5;
constexpr std::array gapsForLabels{0.0, 16.0, 26.0, 38.0};  // between lines of nodes
constexpr std::size_t mostTriedAgain = 200;                 // nodes
constexpr double leastScale = 0.02;
constexpr double areaOfNode = 130 * 115;  // about, with its wires
constexpr double nearlyFits = 0.6;
constexpr double wayBack = 60;  // on the screen, from one line of nodes to the next
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
        "there is no font with Chinese letters: install fonts-noto-cjk, or choose another language");
  if (const QString missing = missingFont(request.fonts); !missing.isEmpty()) {
    throw core::Error("the font %1 is not installed: install it, or choose another", {missing.toStdString()});
  }
}

}  // namespace

bool FigurePages::Fit::isWhole() const { return scale >= wholeScale && withoutNumbers == 0; }
bool FigurePages::Fit::isClear() const { return scale >= wholeScale && covered == 0; }

bool FigurePages::Fit::isBetterThan(const Fit& other) const {
  if (isClear() != other.isClear()) return isClear();
  const double own = scale - ofCovered * std::min(covered, mostCovered),
               its = other.scale - ofCovered * std::min(other.covered, mostCovered);
  if (std::abs(own - its) > 0.02) return own > its;
  return withoutNumbers <= other.withoutNumbers;
}

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
  if (density_.tight) briefPills(picture.looks);
  thinOut(picture, request_);
  return picture;
}

void FigurePages::placeGraph(QSizeF room, const std::vector<int>& positions) {
  FlowRoom flow{.width = room.width(),
                .height = request_.heightMm ? std::optional(room.height()) : std::nullopt,
                .leastGapY = 0,
                .low = density_.low,
                .tight = density_.tight,
                .gathered = density_.gathered};
  const std::map<core::NodeId, QPointF>& places = density_.gathered   ? gathered_
                                                  : density_.unrolled ? unrolled_
                                                                      : positions_;
  if (request_.style == FigureStyle::Boxes) {
    const auto writtenAt = [&](const GraphDrawing& drawing) {
      WrittenExtents written;
      for (const int position : positions) {
        const Moment moment = start_->at(position);
        GraphLooks looks = looksOf(drawing, &moment, &*facts_);
        tellValuesOnce(looks, drawing.geometry);
        if (density_.tight) briefPills(looks);
        thinOut(looks, request_);
        written.add(looks);
      }
      return written;
    };
    std::optional<BoxesPlan> best;
    for (const double gap : gapsForLabels) {
      flow.leastGapY = gap;
      BoxesPlan plan = planBoxes(screen_, places, writtenAt, request_, flow);
      if (best && plan.covered >= best->covered) continue;
      best = std::move(plan);
      // Wider gaps where labels cover each other, and the page may become higher.
      if (best->covered == 0 || flow.height || isLarge()) break;
    }
    drawing_ = std::move(best->drawing);
    rows_ = best->rows;
    downwards_ = best->downwards;
    covered_ = best->covered;
    plan_.reset();
    return;
  }
  std::vector<std::size_t> shown;
  std::vector<QPointF> centres;
  for (std::size_t p = 0; p < drawing_.graph.size(); ++p) {
    const auto place = places.find(drawing_.graph.node(p).id);
    centres.push_back(place == places.end() ? QPointF() : place->second);
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

/// All that any of the pages draws of the graph.
QRectF FigurePages::drawnBounds(const std::vector<int>& positions, const std::stop_token& stop) const {
  QRectF bounds;
  for (const int position : positions) {
    if (stop.stop_requested()) throw core::Stopped();
    const Moment moment = start_->at(position);
    bounds |=
        plan_ ? schematicAt(*plan_, drawing_, moment, request_).bounds : paintedBounds(pictureAt(moment));
  }
  return bounds;
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
  const bool run = request_.scale.scope ? request_.scale.scope == ScaleScope::Run : positions.size() > 1;
  runMagnitudes_.reset();
  if (showsEquation() && run) runMagnitudes_ = runMagnitudes(*start_, stop);
  Fit best = layOut(positions, {}, stop);
  if (!request_.heightMm || (best.isWhole() && best.isClear())) return;
  // A low page: everything nearer together before anything becomes smaller than what was asked for.
  if (isLarge() && best.scale < nearlyFits) return;
  std::vector<Density> denser;
  for (const bool tight : {false, true}) {
    if (tight && !showsGraph()) break;
    if (showsGraph() && standsInLines()) denser.push_back({.low = true, .tight = tight, .unrolled = true});
    denser.push_back({.low = true, .tight = tight});
  }
  if (showsGraph()) denser.push_back({.low = true, .tight = true, .gathered = true});
  Density chosen;
  for (const Density& density : denser) {
    const Fit fit = layOut(positions, density, stop);
    if (best.isBetterThan(fit)) continue;
    best = fit;
    chosen = density;
    if (best.isClear()) break;
  }
  if (density_ != chosen) layOut(positions, chosen, stop);
}

bool FigurePages::isLarge() const { return screen_.graph.size() > mostTriedAgain; }

bool FigurePages::standsInLines() const {
  const core::Graph& graph = screen_.graph;
  if (isLarge()) return false;
  const auto at = [&](std::size_t p) {
    const auto place = positions_.find(graph.node(p).id);
    return place == positions_.end() ? 0 : place->second.x();
  };
  for (std::size_t p = 0; p < graph.size(); ++p) {
    for (const std::ptrdiff_t input : graph.inputPositions(p)) {
      if (input >= 0 && !graph.node(static_cast<std::size_t>(input)).isLeaf() &&
          at(p) < at(static_cast<std::size_t>(input)) - wayBack)
        return true;
    }
  }
  return false;
}

double FigurePages::widthScale(double graphWidth) const {
  // Labels may reach into the margin.
  const double widest = width() - sideMargin();
  return graphWidth > widest ? widest / graphWidth : 1;
}

/// How wide the graph is laid out on a low page: as wide as the page, unless the rows would be too many for
/// the height and fewer that are wider than the page have to be made less small.
double FigurePages::lowFlowWidth(double inner, double height, const std::vector<int>& positions,
                                 const std::stop_token& stop) {
  double best = 0, chosen = inner;
  for (const double wider : {1.0, 1.02, 1.04, 1.07, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.5, 3.0}) {
    placeGraph({inner * wider, 20}, positions);
    const QSizeF size = drawnBounds(positions, stop).size();
    const double scale = std::min(widthScale(size.width()), height / size.height());
    if (scale > best + 0.02 || (scale >= wholeScale && best < wholeScale)) {
      best = scale;
      chosen = inner * wider;
    }
    if (best >= wholeScale || rows_ == 1) break;
  }
  return chosen;
}

/// Where the graph goes into `room`, which has no height on a page as high as needed.
void FigurePages::fitGraph(QSizeF room, double flowWidth, const std::vector<int>& positions,
                           const std::stop_token& stop) {
  // Labels stand outside of the nodes: where they do not fit into the height, nodes come nearer to each
  // other.
  double height = std::max(room.height(), 20.0);
  const int passes = isLarge() ? 1 : density_.tight ? 5 : 4;
  for (int pass = 0; pass < passes && height > 0; ++pass) {
    // At last as low as it can be.
    placeGraph({flowWidth, density_.tight && pass > 0 && pass + 1 == passes ? 20 : height}, positions);
    graphBounds_ = drawnBounds(positions, stop);
    if (room.height() <= 0 || graphBounds_.height() <= room.height()) break;
    height -= graphBounds_.height() - room.height();
  }
  graphScale_ = widthScale(graphBounds_.width());
  if (room.height() > 0 && graphBounds_.height() * graphScale_ > room.height())
    graphScale_ = room.height() / graphBounds_.height();
  // No reader shows a longer page.
  const double longest = longestPagePt * pixelsPerPoint(request_);
  if (room.height() <= 0 && graphBounds_.height() * graphScale_ > longest)
    graphScale_ = longest / graphBounds_.height();
  graphScale_ = std::max(graphScale_, leastScale);
}

double FigurePages::expectedEquation(const std::vector<int>& positions) const {
  const bool matrices = std::ranges::any_of(positions, [&](int position) {
    const auto content = contentAt(start_->at(position), request_);
    return content && !content->isScalar();
  });
  return matrices ? goodEquation : tightEquation;
}

EquationPage FigurePages::equationOf(EquationContent content, double inner) const {
  FigureRequest request = request_;
  if (!request.scale.scope && runMagnitudes_) request.scale.scope = ScaleScope::Run;
  return layoutOnPage(std::move(content), request, {inner, equationRoom_}, runMagnitudes_);
}

FigurePages::Fit FigurePages::layOut(const std::vector<int>& positions, const Density& density,
                                     const std::stop_token& stop) {
  density_ = density;
  const bool low = density.low;
  if (density.unrolled && unrolled_.empty()) unrolled_ = layoutOf(screen_.graph);
  if (density.gathered && gathered_.empty())
    gathered_ = leavesAtConsumers(screen_.graph, positions_, request_.style != FigureStyle::Boxes);
  const double margin = sideMargin();
  const double inner = width() - 2 * margin;
  const double between = density.tight ? tightBetweenParts : low ? lowBetweenParts : betweenParts;
  topMargin_ = low ? std::min(margin, density.tight ? tightMargin : lowMargin) : margin;
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
  headInLine_ = false;
  stepForm_ = StepForm::Whole;
  for (const StepForm form : {StepForm::Whole, StepForm::Brief, StepForm::Briefest}) {
    if (!density.tight || headInLine_ || (form == StepForm::Briefest && !density.gathered)) break;
    headInLine_ = std::ranges::all_of(positions, [&](int position) {
      return headFitsInLine(start_->at(position), request_, inner, form);
    });
    if (headInLine_) stepForm_ = form;
  }
  for (const int position : positions) {
    const Moment moment = start_->at(position);
    const PageTexts texts = pageTexts(moment, request_, {}, noteHeight_, inner, textForm());
    head = std::max(head, texts.headHeight);
    foot = std::max(foot, texts.footHeight);
  }
  const double top = topMargin_ + head + (head > 0 ? between : 0);
  const double below = topMargin_ + foot + (foot > 0 ? between : 0);
  const double free = pageHeight > 0 ? std::max(20.0, pageHeight - top - below) : 0;

  Fit fit;
  if (showsChart()) {
    const double height = placeChart(positions, {margin, top}, {inner, free}, stop);
    pageSize_ = {width(), pageHeight > 0 ? pageHeight : std::ceil(top + height + below)};
    legendTop_ = pageSize_.height() - topMargin_ - foot;
    return fit;
  }
  // The equation gets what the graph can do without, and the graph what the equation leaves.
  double equation = 0;
  double flowWidth = inner;
  if (low && showsGraph() && !showsEquation() && !isLarge())
    flowWidth = lowFlowWidth(inner, free, positions, stop);
  equationRoom_ = !showsGraph() && free > 0 ? free : equationHeight;
  if (isLarge() && showsGraph() && free > 0) {
    // To lay it out once takes long enough: in rows that are about as wide for their number as the room is.
    const double height = showsEquation() ? free * (1 - equationShare) : free;
    const double wide = std::sqrt(static_cast<double>(screen_.graph.size()) * areaOfNode * inner / height);
    flowWidth = wide > inner * 1.4 ? wide : inner;
    if (showsEquation()) equationRoom_ = std::min(equationHeight, free * equationShare);
  } else if (showsGraph() && showsEquation() && free > 0) {
    if (low) flowWidth = lowFlowWidth(inner, free - between - expectedEquation(positions), positions, stop);
    placeGraph({flowWidth, 20}, positions);
    const QSizeF least = drawnBounds(positions, stop).size();
    const double rest = free - least.height() * widthScale(least.width()) - between;
    equationRoom_ = std::min(equationHeight, std::max(rest, density.tight ? tightEquation
                                                            : low         ? leastEquation
                                                                          : free * equationShare));
  }
  if (showsEquation()) {
    for (const int position : positions) {
      if (stop.stop_requested()) throw core::Stopped();
      auto content = contentAt(start_->at(position), request_);
      if (!content) continue;
      const EquationPage page = equationOf(std::move(*content), inner);
      equation = std::max(equation, page.height);
      if (request_.values && page.lacksNumbers()) ++fit.withoutNumbers;
    }
  }
  graphBounds_ = {};
  graphScale_ = 1;
  double graphRoom = free > 0 ? std::max(20.0, free - equation - (equation > 0 ? between : 0)) : 0;
  if (showsGraph()) {
    fitGraph({inner, graphRoom}, flowWidth, positions, stop);
    if (graphRoom <= 0) graphRoom = graphBounds_.height() * graphScale_;
    fit.scale = graphScale_;
    fit.covered = covered_;
  }
  const QSizeF drawn = graphBounds_.size() * graphScale_;
  const QPointF corner(margin + (inner - drawn.width()) / 2,
                       top + std::max(0.0, (graphRoom - drawn.height()) / 2));
  graphOrigin_ = corner - graphBounds_.topLeft() * graphScale_;
  equationTop_ = top + (showsGraph() ? graphRoom + between : 0);
  if (!showsGraph() && free > equation) equationTop_ += (free - equation) / 2;
  const double bottom = showsEquation() ? equationTop_ + equation : top + graphRoom;
  pageSize_ = {width(), pageHeight > 0 ? pageHeight : std::ceil(bottom + below)};
  legendTop_ = pageSize_.height() - topMargin_ - foot;
  return fit;
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
  const PageTexts texts = pageTexts(moment, request_, page.schematic ? page.schematic->note : Sentence{},
                                    noteHeight_, inner, textForm());
  for (PlacedPiece piece : texts.head) {
    piece.baseline += QPointF(margin, topMargin_);
    page.texts.push_back(piece);
  }
  for (PlacedPiece piece : texts.foot) {
    piece.baseline += QPointF(margin, legendTop_);
    page.texts.push_back(piece);
  }
  if (showsChart()) {
    page.chart = chartAt(position);
    page.chartLayout = layoutChart(*page.chart, chartRoom_, chartLabels_);
  }
  if (!showsEquation()) return page;
  if (auto content = contentAt(moment, request_)) {
    page.equation = equationOf(std::move(*content), inner);
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
  if (page.chart) paintChart(painter, *page.chart, page.chartLayout, theme_);
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
    return ui::alternativeText(moment, request_, std::nullopt).append(chartText(chartAt(position))).append(u'\n');
  return ui::alternativeText(moment, request_, showsEquation() ? contentAt(moment, request_) : std::nullopt);
}

}  // namespace ui
