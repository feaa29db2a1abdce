#include "ui/panels/paths/doubling_note.h"

#include <QtCharts/QCategoryAxis>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

#include "ui/figures/number_text.h"
#include "ui/panels/paths/count_pair.h"
#include "ui/panels/rich_line.h"

namespace ui {
namespace {

/// A chart that only shows: no frame, no legend, no margins.
QChart* bareChart(const Theme& theme) {
  auto* chart = new QChart;
  chart->legend()->hide();
  chart->setBackgroundBrush(theme.panel);
  chart->setBackgroundRoundness(0);
  chart->setMargins({});
  chart->setAnimationOptions(QChart::NoAnimation);
  return chart;
}

void styleAxis(QAbstractAxis& axis, const Theme& theme) {
  axis.setLabelsColor(theme.muted);
  axis.setLinePen(QPen(theme.line, 1));
  axis.setGridLinePen(QPen(theme.lineSoft, 1));
  QFont font;
  font.setPixelSize(11);
  axis.setLabelsFont(font);
  axis.setTitleBrush(theme.muted);
  axis.setTitleFont(font);
}

}  // namespace

DoublingNote::DoublingNote(QWidget* parent)
    : QWidget(parent),
      theme_(lightTheme()),
      title_(new QLabel(tr("Why no program adds up paths"))),
      chain_(new RichLine(12)),
      counts_(new CountPair),
      chart_(new QChartView) {
  setObjectName(QStringLiteral("doublingNote"));
  setAccessibleName(tr("Why no program adds up paths"));
  setAccessibleDescription(tr("A chain of 20 doublings has 1,048,576 paths and 20 backward steps."));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(26, 12, 20, 8);
  column->setSpacing(2);
  title_->setStyleSheet(QStringLiteral("font-weight: 600;"));
  column->addWidget(title_);
  column->addWidget(chain_);
  column->addSpacing(6);
  column->addWidget(counts_);
  chart_->setObjectName(QStringLiteral("doublingChart"));
  chart_->setFrameShape(QFrame::NoFrame);
  chart_->setRenderHint(QPainter::Antialiasing);
  chart_->setFocusPolicy(Qt::NoFocus);
  column->addWidget(chart_, 1);
  fill();
}

void DoublingNote::setTheme(const Theme& theme) {
  theme_ = theme;
  fill();
}

void DoublingNote::fill() {
  chain_->setTheme(theme_);
  chain_->setPieces({{.text = tr("Doubling chain "), .ink = &Theme::muted},
                     {.text = QStringLiteral("x_{k+1} = x_k + x_k"), .isTex = true, .ink = &Theme::muted},
                     {.text = tr(", %n times", nullptr, doublings), .ink = &Theme::muted}});
  counts_->setCounts(countText(std::int64_t(1) << doublings), tr("paths"), QString::number(doublings),
                     tr("backward steps"), theme_);

  QChart* chart = bareChart(theme_);
  auto* paths2 = new QLineSeries(chart);
  auto* steps = new QLineSeries(chart);
  auto* ends = new QScatterSeries(chart);
  for (int k = 1; k <= doublings; ++k) {
    paths2->append(k, k * std::log10(2.0));
    steps->append(k, std::log10(static_cast<double>(k)));
  }
  ends->append(doublings, doublings * std::log10(2.0));
  ends->append(doublings, std::log10(static_cast<double>(doublings)));
  paths2->setPen(QPen(theme_.local, 2));
  steps->setPen(QPen(theme_.downstream, 2));
  ends->setMarkerSize(8);
  ends->setColor(theme_.panel);
  ends->setBorderColor(theme_.local);
  auto* across = new QValueAxis(chart);
  across->setRange(1, doublings + 0.4);
  across->setTickType(QValueAxis::TicksDynamic);
  across->setTickAnchor(0);
  across->setTickInterval(5);
  across->setLabelFormat(QStringLiteral("%d"));
  across->setTitleText(tr("additions in the chain"));
  // Logarithms on a straight axis: its labels are the powers of ten themselves.
  auto* up = new QCategoryAxis(chart);
  up->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  up->setRange(-0.05, 6.4);
  for (int power = 0; power <= 6; power += 2)
    up->append(QStringLiteral("10") + superscriptText(power), power);
  for (QAbstractAxis* axis : std::initializer_list<QAbstractAxis*>{across, up}) styleAxis(*axis, theme_);
  chart->addAxis(across, Qt::AlignBottom);
  chart->addAxis(up, Qt::AlignLeft);
  for (QAbstractSeries* series : std::initializer_list<QAbstractSeries*>{paths2, steps, ends}) {
    chart->addSeries(series);
    series->attachAxis(across);
    series->attachAxis(up);
  }
  // The words stand at their lines instead of a legend.
  const auto label = [&](const QString& text, double x, double y, const QColor& ink) {
    auto* at = new QScatterSeries(chart);
    at->append(x, y);
    at->setMarkerSize(1);
    at->setColor(Qt::transparent);
    at->setBorderColor(Qt::transparent);
    at->setPointLabelsVisible(true);
    at->setPointLabelsFormat(text);
    at->setPointLabelsColor(ink);
    at->setPointLabelsClipping(false);
    QFont font;
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    at->setPointLabelsFont(font);
    chart->addSeries(at);
    at->attachAxis(across);
    at->attachAxis(up);
  };
  label(tr("paths"), 10.2, 3.6, theme_.local);
  label(tr("backward steps"), 14, 1.35, theme_.downstream);
  QChart* before = chart_->chart();
  chart_->setChart(chart);
  chart_->setBackgroundBrush(theme_.panel);
  delete before;
}

}  // namespace ui
