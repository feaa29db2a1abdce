#include "ui/panels/problems/problem_page.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "core/graph/order.h"
#include "core/graph/shapes.h"
#include "ui/figures/bracket.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/heatmap_painter.h"
#include "ui/figures/scale_legend.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using core::Index;

constexpr int kMargin = 22;
constexpr int kMessageTop = 36;
constexpr int kLeastTop = 64;
constexpr int kButtons = 190;
constexpr int kNarrow = 560;  // in a page as narrow, shapes have their buttons below
constexpr int kButtonRow = 34;
constexpr Index kMostEntries = 8;  // of a tensor along the path, around the bad one
constexpr double kCellWidth = 62, kCellHeight = 36;

/// Part of a tensor as a column: all of it where it is short, else the entries around `entry`.
struct Excerpt {
  std::vector<double> numbers;
  Index first = 0;
  bool whole = true;
};

Excerpt excerptOf(const core::TensorView& value, Index entry) {
  Excerpt excerpt;
  const Index count = std::min<Index>(value.size(), kMostEntries);
  excerpt.whole = count == value.size();
  excerpt.first = excerpt.whole ? 0 : std::clamp<Index>(entry - count / 2, 0, value.size() - count);
  const auto begin = value.data.begin() + excerpt.first;
  excerpt.numbers.assign(begin, begin + count);
  return excerpt;
}

}  // namespace

ProblemPage::ProblemPage(QWidget* parent)
    : QWidget(parent), theme_(lightTheme()), title_(new QLabel(this)), message_(new QLabel(this)), buttons_(new QWidget(this)) {
  title_->setWordWrap(true);
  title_->setObjectName(QStringLiteral("problemTitle"));
  message_->setWordWrap(true);
  message_->setAlignment(Qt::AlignTop);
  buttonColumn_ = new QBoxLayout(QBoxLayout::TopToBottom, buttons_);
  buttonColumn_->setContentsMargins({});
  buttonColumn_->setSpacing(7);
}

void ProblemPage::setTheme(const Theme& theme) {
  theme_ = theme;
  title_->setStyleSheet(QStringLiteral("color: %1; font-weight: 600; font-size: 14px;").arg(theme.error.name()));
  message_->setStyleSheet(QStringLiteral("color: %1;").arg(theme.muted.name()));
  update();
}

void ProblemPage::setProblem(int number, const ProblemReport& report, const core::Graph& graph,
                             std::shared_ptr<const core::Trace> trace) {
  number_ = number;
  report_ = report;
  graph_ = graph;
  trace_ = std::move(trace);
  const core::Node* node = graph.find(report.node);
  title_->setText(node != nullptr ? tr("%1: %2").arg(plainName(*node), report.title) : report.title);
  message_->setText(report.message);
  readShapes(graph);
  fillButtons();
  resizeEvent(nullptr);
  update();
}

void ProblemPage::readShapes(const core::Graph& graph) {
  grids_.clear();
  const core::Node* node = graph.find(report_->node);
  if (node == nullptr || report_->kind != ProblemReport::Kind::Shapes) return;
  const auto shapes = core::shapesOf(graph, core::topologicalOrder(graph));
  for (const auto& input : node->inputs) {
    if (!input) continue;
    const auto& shape = shapes[*graph.position(*input)].shape;
    if (shape) grids_.push_back({*shape, nameTex(*graph.find(*input)), {}});
  }
  if (grids_.size() < 2) return;
  // A product meets the second factor's rows, a linear layer the columns of its weight: there the grids stand as W · x.
  const bool linear = node->function->name == "linear";
  if (const auto mismatch = mismatchOf(grids_[0].shape, grids_[1].shape, !linear)) {
    grids_[0].badAxis = mismatch->first;
    grids_[1].badAxis = mismatch->second;
  }
  if (linear) std::swap(grids_[0], grids_[1]);
}

void ProblemPage::fillButtons() {
  while (QLayoutItem* item = buttonColumn_->takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  for (std::size_t k = 0; k < report_->repairs.size(); ++k) {
    const Repair& repair = report_->repairs[k];
    auto* button = new QPushButton(
        repair.breaks ? tr("%1, breaks %2").arg(repair.text, QString::fromStdString(repair.breaks->text()))
                      : repair.text);
    button->setProperty("repair", static_cast<int>(k));
    button->installEventFilter(this);
    button->setToolTip(repair.breaks ? tr("This would break %1").arg(QString::fromStdString(repair.breaks->text()))
                                     : tr("One undo step; new entries start at 0"));
    connect(button, &QPushButton::clicked, this, [this, k] { emit repairChosen(report_->repairs[k]); });
    buttonColumn_->addWidget(button);
  }
  auto* there = new QPushButton(tr("Go there"));
  there->setToolTip(tr("Select the node, scroll to it, and go to its step"));
  connect(there, &QPushButton::clicked, this, &ProblemPage::goThere);
  buttonColumn_->addWidget(there);
  buttonColumn_->addStretch();
}

bool ProblemPage::eventFilter(QObject* watched, QEvent* event) {
  const bool in = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
  const bool out = event->type() == QEvent::Leave || event->type() == QEvent::FocusOut;
  if (in || out) {
    const auto k = static_cast<std::size_t>(watched->property("repair").toInt());
    emit repairPointedAt(in && report_ && k < report_->repairs.size() ? &report_->repairs[k] : nullptr);
  }
  return QWidget::eventFilter(watched, event);
}

bool ProblemPage::hasButtonsBelow() const {
  if (!report_) return false;
  constexpr int leastForPath = 760;
  return (report_->kind == ProblemReport::Kind::NotFinite && width() < leastForPath) ||
         (report_->kind == ProblemReport::Kind::Shapes && width() < kNarrow);
}

void ProblemPage::resizeEvent(QResizeEvent*) {
  const int width = this->width() - 2 * kMargin;
  title_->setGeometry(kMargin + 28, 10, width - 28, 24);
  // The whole message, in as many lines as it needs.
  const int lines = message_->heightForWidth(width);
  message_->setGeometry(kMargin, kMessageTop, width, lines);
  top_ = std::max(kLeastTop, kMessageTop + lines - 6);
  const bool below = hasButtonsBelow();
  buttonColumn_->setDirection(below ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  if (below)
    buttons_->setGeometry(kMargin, height() - kButtonRow - 8, width, kButtonRow);
  else
    buttons_->setGeometry(this->width() - kMargin - kButtons, top_ + 30, kButtons, height() - top_ - 40);
}

void ProblemPage::paintShapes(QPainter& painter, const QRectF& area) const {
  constexpr double between = 26, left = 6, least = 0.7;
  double wide = left, high = 1;
  for (const ShapeGrid& grid : grids_) {
    wide += shapeGridSize(grid).width() + between;
    high = std::max(high, shapeGridSize(grid).height() + 10);
  }
  // All of them, as small as can still be read.
  const double scale = std::clamp(std::min((area.width() + between) / wide, area.height() / high), least, 1.0);
  painter.save();
  painter.translate(area.topLeft());
  painter.scale(scale, scale);
  double x = left;
  for (std::size_t k = 0; k < grids_.size(); ++k) {
    const QSizeF size = shapeGridSize(grids_[k]);
    if ((x + size.width()) * scale > area.width()) break;
    drawShapeGrid(painter, {x, 10}, grids_[k], theme_);
    x += size.width() + between;
    if (k + 1 < grids_.size()) drawTextCentred(painter, {x - between / 2, 110}, QStringLiteral("·"), {.pixelSize = 20}, theme_.muted);
  }
  painter.restore();
  const bool added = std::ranges::any_of(report_->repairs, [](const Repair& r) { return !r.touched.empty(); });
  if (added && area.height() > 250)
    drawText(painter, {area.left(), area.bottom() - 8}, tr("New entries start at 0. Nothing is repaired without asking."), {.pixelSize = 12},
             theme_.muted);
}

void ProblemPage::paintPath(QPainter& painter, const QRectF& area) const {
  if (!trace_ || !report_->entry) return;
  std::vector<std::pair<std::size_t, Excerpt>> columns;
  ColourScale scale = ColourScale::sequential(theme_.valueMap, {});
  bool first = true;
  Index entry = *report_->entry;
  for (const core::NodeId& id : report_->path) {
    const auto position = trace_->graph().position(id);
    if (!position || !trace_->hasValue(*position)) continue;
    const core::TensorView value = trace_->value(*position);
    columns.emplace_back(*position, excerptOf(value, std::min(entry, value.size() - 1)));
    const std::vector<double>& numbers = columns.back().second.numbers;
    scale = first ? ColourScale::sequential(theme_.valueMap, {numbers}) : scale.covering(numbers);
    first = false;
  }
  std::vector<HeatmapData> all;
  for (const auto& [node, excerpt] : columns) all.push_back({excerpt.numbers, static_cast<int>(excerpt.numbers.size()), 1});
  const LegendKeys keys = legendKeys(all, scale);
  const double legend = scaleLegendSize(scale, keys, 130).height();
  double x = area.left() + 14;
  const double rows = static_cast<double>(std::ranges::max(columns, {}, [](const auto& c) { return c.second.numbers.size(); }).second.numbers.size());
  const double cell = std::clamp((area.height() - 80 - legend) / rows, 16.0, kCellHeight);
  const double top = area.top() + 34, middle = top + rows * cell / 2;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto& [position, excerpt] = columns[k];
    if (x + kCellWidth > area.right()) break;
    const core::Node& node = trace_->graph().node(position);
    const HeatmapGeometry cells{{x, middle - static_cast<double>(excerpt.numbers.size()) * cell / 2},
                                static_cast<int>(excerpt.numbers.size()), 1, kCellWidth, cell};
    paintTexCentred(painter, {x + kCellWidth / 2, area.top() + 12}, node.isLeaf() ? nameTex(node) : equationTex(trace_->graph(), node), 13,
                    theme_.ink, kCellWidth + 44);
    drawHeatmap(painter, cells, all[k], scale, {.numbers = numbersThatFit({all[k]}, kCellWidth, cell), .brackets = excerpt.whole}, theme_);
    if (node.id == report_->node)
      drawRing(painter, cells.rectOf(Cell{static_cast<int>(*report_->entry - excerpt.first), 0}), theme_);
    // In the words of the first place and of what it leads to, as far as the same entry is followed.
    if (const core::TensorView value = trace_->value(position);
        *report_->entry < value.size() && !std::isfinite(value[*report_->entry])) {
      const QString reason = reasonOf(*trace_, position, *report_->entry);
      paintTextFitted(painter, {x + kCellWidth / 2, cells.bounds().bottom() + 16}, reason,
                      {.pixelSize = 11.5}, theme_.ink, kCellWidth + 40);
    }
    x += kCellWidth + 46;
    if (k + 1 < columns.size())
      drawTextCentred(painter, {x - 23, middle}, QStringLiteral("→"), {.pixelSize = 16}, theme_.muted);
  }
  drawScaleLegend(painter, {area.left() + 8, area.bottom() - legend - 4}, 130, scale, keys, theme_);
}

void ProblemPage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme_.panel);
  if (!report_) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme_.error);
  painter.drawEllipse(QPointF(kMargin + 10, 22), 9.5, 9.5);
  drawTextCentred(painter, {kMargin + 10.0, 22}, QString::number(number_), {.pixelSize = 11, .weight = QFont::Bold}, theme_.onRole);
  const bool below = hasButtonsBelow();
  const QRectF area(kMargin, top_ + 14, below ? width() - 2 * kMargin : width() - 3 * kMargin - kButtons,
                    height() - top_ - 22 - (below ? kButtonRow + 6 : 0));
  if (report_->kind == ProblemReport::Kind::Shapes) paintShapes(painter, area);
  if (report_->kind == ProblemReport::Kind::NotFinite && !report_->path.empty()) paintPath(painter, area);
}

}  // namespace ui
