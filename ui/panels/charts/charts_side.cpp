#include "ui/panels/charts/charts_side.h"

#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "ui/figures/export/figure_request.h"
#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/length.h"
#include "ui/model/names.h"
#include "ui/figures/chart_plots.h"
#include "ui/figures/chart_words.h"
#include "ui/panels/check/check_words.h"

namespace ui {
namespace {

QVBoxLayout* columnOf(QWidget* widget) {
  auto* column = new QVBoxLayout(widget);
  column->setContentsMargins({});
  column->setSpacing(4);
  return column;
}

void clear(QVBoxLayout& column) {
  while (QLayoutItem* item = column.takeAt(0)) {
    if (QWidget* widget = item->widget()) {
      widget->hide();
      widget->deleteLater();
    }
    delete item;
  }
}

}  // namespace

ChartsSide::ChartsSide(QWidget* parent)
    : QScrollArea(parent),
      theme_(lightTheme()),
      lines_(new QWidget),
      lineColumn_(columnOf(lines_)),
      values_(new PlotCard(tr("Histogram of the input"))),
      gradients_(new PlotCard(tr("Histogram of the gradient"))),
      tail_(new QWidget),
      tailColumn_(columnOf(tail_)) {
  setObjectName("inspector");
  setAccessibleName(tr("About the charts"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  content->setObjectName("inspectorContent");
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(10);
  column->addWidget(lines_);
  for (PlotCard* card : {values_, gradients_}) {
    card->setFixedHeight(196);
    column->addWidget(card);
  }
  connect(&values_->plot(), &Plot::figureWanted, this, [this] { emit exportWanted(ChartKind::Values); });
  connect(&gradients_->plot(), &Plot::figureWanted, this, [this] { emit exportWanted(ChartKind::Gradients); });
  column->addWidget(tail_);
  column->addStretch();
  setWidget(content);
}

void ChartsSide::setTheme(const Theme& theme) {
  theme_ = theme;
  values_->setTheme(theme);
  gradients_->setTheme(theme);
}

RichLine* ChartsSide::addLine(std::vector<LinePiece> left, std::vector<LinePiece> right) {
  auto* line = new RichLine(13);
  line->setTheme(theme_);
  line->setPieces(std::move(left), std::move(right));
  return line;
}

void ChartsSide::show(const Moment& moment, std::size_t node, std::size_t input, const std::vector<GradientNorm>& norms) {
  background_.start(
      [moment, node, input](const std::stop_token& stop) {
        const core::Trace& trace = moment.trace();
        Facts facts;
        facts.values = histogramOf(trace.value(input).data, false);
        const core::Node& shown = moment.graph().node(node);
        if (!shown.isLeaf() && shown.function->scalar.forward && shown.inputs.size() == 1) {
          for (const CurvePoint& point :
               curvePoints(*shown.function, shown.attributes, {}, 0, trace.value(input).data.first(std::min<std::size_t>(
                                                                          trace.value(input).data.size(), 4096))))
            if (std::isfinite(point.slope)) facts.largestSlope = std::max(facts.largestSlope, std::abs(point.slope));
        }
        if (const auto upstream = moment.gradient(node)) facts.upstream = lengthOf(upstream->data());
        if (const auto gradient = moment.gradient(input)) {
          facts.hasGradient = true;
          facts.gradients = histogramOf(gradient->data(), true);
          facts.downstream = lengthOf(gradient->data());
          facts.zeros = std::ranges::count(gradient->data(), 0.0);
        }
        // Of a leaf the whole way is checked, else the node alone.
        const std::size_t checked = moment.graph().node(input).isLeaf() ? input : node;
        const bool known = moment.graph().node(checked).isLeaf() ? moment.gradientComplete(checked) : moment.valueKnown(checked);
        if (known && checkedEntries(trace, checked) > 0 && isQuickToCheck(trace, checked, someEntries))
          facts.check = checkedNode(trace, checked, someEntries, {stop, {}});
        return facts;
      },
      [this, moment, node, input, norms](const Facts& facts) { fill(moment, node, input, norms, facts); });
}

void ChartsSide::fill(const Moment& moment, std::size_t node, std::size_t input, const std::vector<GradientNorm>& norms,
                      const Facts& facts) {
  clear(*lineColumn_);
  clear(*tailColumn_);
  const core::Node& shown = moment.graph().node(node);
  const auto fact = [this](QVBoxLayout& column, const QString& name, const QString& value) {
    column.addWidget(addLine({{.text = name, .ink = &Theme::muted}}, {{.text = value}}));
  };
  const QString function = shown.isLeaf() ? plainName(shown) : title(*shown.function);
  std::vector<LinePiece> right;
  if (!shown.isLeaf()) right.push_back({.text = equationTex(moment.graph(), shown), .isTex = true, .ink = &Theme::muted});
  lineColumn_->addWidget(addLine({{.text = function, .bold = true}}, std::move(right)));
  if (facts.largestSlope > 0) fact(*lineColumn_, tr("Largest slope here"), significantText(facts.largestSlope, 3));
  if (moment.gradientStarted(node)) fact(*lineColumn_, tr("Norm, upstream"), significantText(facts.upstream, 2));
  if (facts.hasGradient) fact(*lineColumn_, tr("Norm, downstream"), significantText(facts.downstream, 2));

  const QString entries = entriesText(facts.values.entries);
  values_->setVisible(facts.values.entries > 1);
  values_->setHeader(histogramTitle(moment, input, false), {textPiece(entries, Piece::Ink::Muted)});
  values_->setData(histogramPlot(facts.values, false, &Theme::value));
  gradients_->setVisible(facts.hasGradient && facts.gradients.entries > 1);
  if (facts.hasGradient) {
    gradients_->setHeader(histogramTitle(moment, input, true), {textPiece(entries, Piece::Ink::Muted)});
    gradients_->setData(histogramPlot(facts.gradients, true, &Theme::downstream));
  }

  const auto addCheck = [&] {
    if (!facts.check || !facts.check->differences.node) return;
    const core::GradientCheck& worst = facts.check->differences;
    tailColumn_->addWidget(addLine({{.text = tr("Check"), .bold = true}},
                                   {{.text = verdictText(*facts.check), .bold = true, .ink = verdictInk(facts.check->verdict())}}));
    // By itself an error beside a vanishing gradient looks small.
    const double size = std::max(std::abs(worst.gradient), std::abs(worst.difference));
    fact(*tailColumn_, tr("Finite difference, relative"), deviationText(size > 0 ? std::abs(worst.gradient - worst.difference) / size : 0));
  };
  std::vector<GradientNorm> plotted = plottedNorms(moment, norms);
  // Of steps that have been done.
  std::erase_if(plotted, [&](const GradientNorm& norm) { return norm.cursor > moment.cursor(); });
  if (plotted.size() < 2) return addCheck();
  tailColumn_->addWidget(addLine({{.text = tr("Where it vanishes or explodes"), .bold = true}}, {}));
  const auto [least, most] = std::ranges::minmax(plotted, {}, &GradientNorm::norm);
  fact(*tailColumn_, tr("Last norm / first norm"), significantText(plotted.back().norm / plotted.front().norm, 2));
  fact(*tailColumn_, tr("Smallest, at %1").arg(symbolText(moment.graph().node(least.node))), significantText(least.norm, 2));
  fact(*tailColumn_, tr("Largest, at %1").arg(symbolText(moment.graph().node(most.node))), significantText(most.norm, 2));
  if (facts.hasGradient) fact(*tailColumn_, tr("Exact zeros in this gradient"), countText(facts.zeros));
  addCheck();
}

}  // namespace ui
