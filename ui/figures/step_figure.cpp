#include "ui/figures/step_figure.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/figures/equation_painter.h"
#include "ui/figures/graph_painter.h"
#include "ui/figures/math_text.h"
#include "ui/figures/text_style.h"
#include "ui/model/layout.h"
#include "ui/model/names.h"

namespace ui {
namespace {

// Pixels of the page; as wide as the window's canvas and dock, so that a figure looks like the screen.
constexpr double pageWidth = 1000;
constexpr double margin = 24;
constexpr double captionHeight = 34;
constexpr double equationHeight = 300;

// The argument whose equation a page shows: the first that takes part.
std::optional<std::size_t> firstActiveArgument(const Moment& moment, std::size_t node) {
  const core::Plan& plan = moment.trace().plan();
  for (std::size_t k = 0; k < plan.inputsOf(node).size(); ++k) {
    if (plan.isActive(node, k)) return k;
  }
  return std::nullopt;
}

QString stepText(const Moment& moment) {
  const auto step = moment.shown();
  if (!step) return QCoreApplication::translate("ui::StepFigures", "start");
  const QString name = plainName(moment.graph().node(step->node));
  switch (step->kind) {
    case Step::Kind::Forward:
      return QCoreApplication::translate("ui::StepFigures", "forward %1 of %2: %3").arg(moment.cursor()).arg(moment.forwardCount()).arg(name);
    case Step::Kind::Seed:
      return QCoreApplication::translate("ui::StepFigures", "seed");
    case Step::Kind::Backward:
      return QCoreApplication::translate("ui::StepFigures", "backward %1 of %2: %3").arg(moment.backwardDone()).arg(moment.backwardCount()).arg(name);
  }
  return {};
}

// The equation of a backward step by its first argument; empty at other steps.
std::optional<EquationContent> contentAt(const Moment& moment) {
  const auto step = moment.shown();
  if (!step || step->kind != Step::Kind::Backward) return std::nullopt;
  const auto argument = firstActiveArgument(moment, step->node);
  return argument ? equationContent(moment, step->node, *argument) : std::nullopt;
}

// Without the sentence for the pointer, which a page has not, and without slices, whose sliders it lacks.
EquationLayout layoutOf(const EquationContent& content, const Theme& theme) {
  EquationLayout layout = layoutEquation(content, {.tensors = TensorReading::Nested, .map = theme.gradientMap, .zeroDots = theme.zeroDots}, {pageWidth - 2 * margin, equationHeight});
  layout.sentence = {};
  return layout;
}

// Where the panels and their legend end.
double usedHeight(const EquationLayout& layout) {
  double bottom = layout.legend.bottom();
  for (const QRectF& legend : layout.panelLegends) bottom = std::max(bottom, legend.bottom());
  for (const PanelLayout& panel : layout.panels) bottom = std::max(bottom, panel.bounds().bottom() + 12);
  return std::max(bottom, layout.card.bottom());
}

}  // namespace

StepFigures::StepFigures(Sheet sheet, const Theme& theme) : sheet_(std::move(sheet)), theme_(theme) {
  auto trace = std::make_shared<const core::Trace>(core::run(core::Plan::compile(sheet_.graph, priorityOf(sheet_))));
  start_ = std::make_unique<Moment>(std::move(trace), 0);
}

void StepFigures::layOutFor(const std::vector<int>& positions) {
  const MathForFiles forFiles;
  graphBounds_ = {};
  double equation = 0;
  for (const int position : positions) {
    const Moment moment = start_->at(position);
    graphBounds_ |= pictureOf(sheet_, &moment).bounds();
    if (const auto content = contentAt(moment)) equation = std::max(equation, usedHeight(layoutOf(*content, theme_)));
  }
  graphTop_ = margin + captionHeight;
  const double available = pageWidth - 2 * margin;
  graphScale_ = graphBounds_.width() > 0 ? std::min(1.0, available / graphBounds_.width()) : 1;
  equationTop_ = graphTop_ + graphBounds_.height() * graphScale_ + 12;
  pageSize_ = {pageWidth, std::ceil(equationTop_ + equation + margin)};
}

void StepFigures::paint(QPainter& painter, int position) const {
  const MathForFiles forFiles;
  const Moment moment = start_->at(position);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(QRectF({}, pageSize_), theme_.canvas);
  const TextStyle titleStyle{.pixelSize = 17, .weight = QFont::DemiBold};
  const QString caption = QString::fromStdString(sheet_.graph.title());
  const double baseline = margin + capHeight(titleStyle);
  drawText(painter, {margin, baseline}, caption, titleStyle, theme_.ink);
  drawText(painter, QPointF(pageWidth - margin, baseline), Qt::AlignRight, stepText(moment), {.pixelSize = 14}, theme_.muted);

  painter.save();
  const double free = pageWidth - 2 * margin - graphBounds_.width() * graphScale_;
  painter.translate(margin + free / 2, graphTop_);
  painter.scale(graphScale_, graphScale_);
  painter.translate(-graphBounds_.topLeft());
  paintGraph(painter, pictureOf(sheet_, &moment), theme_);
  painter.restore();

  if (const auto content = contentAt(moment)) {
    painter.translate(margin, equationTop_);
    paintEquation(painter, *content, layoutOf(*content, theme_), {}, theme_);
  }
  painter.restore();
}

}  // namespace ui
