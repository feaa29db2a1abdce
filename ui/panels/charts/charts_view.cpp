#include "ui/panels/charts/charts_view.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <cmath>

#include "core/functions/catalogue.h"
#include "ui/figures/chart_words.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/chip.h"

namespace ui {
namespace {

constexpr int kMargin = 22;
constexpr int kGap = 44;
constexpr std::size_t kMostLabelled = 60;  // wires with numbers of their own

/// What stands in the place of a function for comparison.
struct Substitute {
  QString key;
  QString name;
  const char* function;
  core::Attributes attributes;
};

std::vector<Substitute> substitutes() {
  return {{QStringLiteral("relu"), QStringLiteral("ReLU"), "relu", {}},
          {QStringLiteral("tanh"), QStringLiteral("tanh"), "tanh", {}},
          {QStringLiteral("sigmoid"), ChartsView::tr("sigmoid"), "sigmoid", {}},
          {QStringLiteral("gain"), ChartsView::tr("gain 1.5"), "expression", {{"formula", std::string("1.5 * x")}}}};
}

double meanOf(std::span<const double> numbers) {
  double sum = 0;
  for (const double v : numbers) sum += v;
  return numbers.empty() ? 0 : sum / static_cast<double>(numbers.size());
}

}  // namespace

ChartsView::ChartsView(Document& document, Timeline& timeline, QWidget* parent)
    : DockView(parent),
      document_(document),
      timeline_(timeline),
      theme_(lightTheme()),
      norms_(new PlotCard(tr("Gradient norm per node"), this)),
      curve_(new PlotCard(tr("Curve of the function"), this)),
      side_(new ChartsSide),
      compareChip_(makeChip({}, tr("Run the same graph with another function and draw its norms too"), this)),
      logChip_(makeChip({}, tr("A logarithmic axis: 1 and 0.0000004 are both seen"), this)),
      exportChip_(makeChip(tr("Export chart ▾"), tr("As a figure, a picture or a table"), this)),
      compareMenu_(new QMenu(this)) {
  setAccessibleName(tr("Charts"));
  setFocusPolicy(Qt::StrongFocus);
  setFocusProxy(&norms_->plot());
  compareChip_->setPopupMode(QToolButton::InstantPopup);
  compareChip_->setMenu(compareMenu_);
  connect(compareMenu_, &QMenu::aboutToShow, this, &ChartsView::fillCompareMenu);
  logChip_->setCheckable(true);
  logChip_->setChecked(true);
  connect(logChip_, &QToolButton::toggled, this, [this] { showNorms(); });
  exportChip_->setPopupMode(QToolButton::InstantPopup);
  auto* copies = new QMenu(exportChip_);
  copies->addAction(tr("Gradient norms as &picture"), this, [this] { norms_->plot().copyPicture(); });
  copies->addAction(tr("Gradient norms as &table (CSV)"), this, [this] { norms_->plot().copyTable(); });
  copies->addAction(tr("&Curve as picture"), this, [this] { curve_->plot().copyPicture(); });
  copies->addAction(tr("Curve as t&able (CSV)"), this, [this] { curve_->plot().copyTable(); });
  connect(copies, &QMenu::triggered, this, [this] { emit said(tr("Copied.")); });
  auto* exports = new QMenu(exportChip_);
  const auto add = [&](const QString& text, ChartKind chart) { exports->addAction(text, this, [this, chart] { emit exportWanted(chart); }); };
  add(tr("&Gradient norms as figure…"), ChartKind::Norms);
  add(tr("Curve as &figure…"), ChartKind::Curve);
  add(tr("&Histogram of the input as figure…"), ChartKind::Values);
  add(tr("Histogram of its g&radient as figure…"), ChartKind::Gradients);
  copies->setTitle(tr("C&opy"));
  exports->addSeparator();
  exports->addMenu(copies);
  exportChip_->setMenu(exports);

  connect(&norms_->plot(), &Plot::figureWanted, this, [this] { emit exportWanted(ChartKind::Norms); });
  connect(&curve_->plot(), &Plot::figureWanted, this, [this] { emit exportWanted(ChartKind::Curve); });
  connect(side_, &ChartsSide::exportWanted, this, &ChartsView::exportWanted);
  connect(&norms_->plot(), &Plot::chosen, this, &ChartsView::choosePoint);
  connect(&norms_->plot(), &Plot::pointed, this, [this](int series, int point) {
    const Moment* moment = timeline_.moment();
    if (moment == nullptr) return;
    const std::vector<GradientNorm> shown = plottedNorms(*moment, found_);
    GraphMarks marks = marks_;
    if (series == 0 && point >= 0 && static_cast<std::size_t>(point) < shown.size())
      marks.nodes.push_back({.id = moment->graph().node(shown[static_cast<std::size_t>(point)].node).id, .lit = true});
    emit marked(marks);
  });
  for (Background* work : {&normsWork_, &compareWork_, &curveWork_}) connect(work, &Background::failed, this, &DockView::said);
  setTheme(theme_);
}

std::vector<Sentence> ChartsView::tabs() const {
  if (!isNarrow()) return {{textPiece(tr("Charts"))}};
  return {{textPiece(tr("Gradient norms"))}, {textPiece(tr("Curve"))}};
}

void ChartsView::chooseTab(int tab) {
  tab_ = tab;
  arrange();
  emit tabsChanged();
}

std::vector<QWidget*> ChartsView::chips() { return {compareChip_, logChip_, exportChip_}; }

void ChartsView::setTheme(const Theme& theme) {
  theme_ = theme;
  norms_->setTheme(theme);
  curve_->setTheme(theme);
  side_->setTheme(theme);
  if (isVisible()) refresh();
  update();
}

QString ChartsView::refusal() const {
  return document_.graph().empty() ? tr("There is no graph yet: charts show its run.") : QString();
}

std::optional<std::size_t> ChartsView::shownNode() const {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return std::nullopt;
  if (selection().size() == 1) {
    if (const auto node = moment->graph().position(selection().front())) return node;
  }
  return moment->active();
}

void ChartsView::refresh() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return;
  if (normsOf_ != moment->sharedTrace()) {
    normsOf_ = moment->sharedTrace();
    found_.clear();
    compared_.clear();
    normsWork_.start([trace = normsOf_](const std::stop_token& stop) { return gradientNorms(trace, stop); },
                     [this](std::vector<GradientNorm> norms) {
                       found_ = std::move(norms);
                       showNorms();
                       showCurve();  // what stands beside it tells of the norms too
                       compare();
                     });
  }
  showNorms();
  showCurve();
}

void ChartsView::leave() {
  normsWork_.cancel();
  compareWork_.cancel();
  curveWork_.cancel();
  normsOf_.reset();
}

void ChartsView::showNorms() {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return;
  logChip_->setText(tr("Log axis") + (logChip_->isChecked() ? QStringLiteral(" ✓") : QStringLiteral(" ▢")));
  Sentence about{textPiece(logChip_->isChecked() ? tr("on a logarithmic axis; a click goes to the step")
                                                 : tr("a click goes to the step"),
                           Piece::Ink::Muted)};
  if (!moment->trace().seed())
    about = {textPiece(tr("There is no backward pass: choose an output that depends on an input or a parameter."), Piece::Ink::Muted)};
  else if (!moment->seeded())
    about = {textPiece(tr("Step backward: every step adds its point."), Piece::Ink::Muted)};
  norms_->setHeader(normsTitle(*moment), std::move(about));
  norms_->setData(normsPlot(*moment, found_, comparing_.empty() ? std::vector<ComparedNorms>() : compared_, logChip_->isChecked()));
  QStringList names;
  for (const Substitute& substitute : substitutes()) {
    if (comparing_.contains(substitute.key)) names << substitute.name;
  }
  compareChip_->setText(names.isEmpty() ? tr("Compare ▾") : tr("Compare: %1 ▾").arg(names.join(QStringLiteral(", "))));
  marks_ = marksOfRun();
  emit marked(marks_);
}

void ChartsView::showCurve() {
  const std::optional<std::size_t> node = shownNode();
  const Moment* moment = timeline_.moment();
  const Sentence heading{textPiece(tr("Curve"), Piece::Ink::Local, true)};
  const auto nothing = [&](const QString& why) {
    curveWork_.cancel();
    curve_->setHeader(heading, {textPiece(why, Piece::Ink::Muted)});
    curve_->setData({});
  };
  if (!node) return nothing(tr("Step or select a node to see its curve."));
  const auto inputs = moment->trace().plan().inputsOf(*node);
  const std::size_t input = !inputs.empty() && inputs[0] >= 0 ? static_cast<std::size_t>(inputs[0]) : *node;
  if (moment->valueKnown(input)) side_->show(*moment, *node, input, found_);
  if (const QString why = whyNoCurve(*moment, *node); !why.isEmpty()) return nothing(why);
  curveWork_.start(
      [moment = *moment, node = *node](const std::stop_token&) { return curveOf(moment, node, 0); },
      [this, moment = *moment, heading](const std::optional<Curve>& curve) {
        if (!curve) {
          curve_->setHeader(heading, {textPiece(whyNoSingleCurve(), Piece::Ink::Muted)});
          return curve_->setData({});
        }
        curve_->setHeader(curveTitle(moment, *curve), {textPiece(curveNote(*curve), Piece::Ink::Muted)});
        curve_->setData(curvePlot(moment, *curve));
      });
}

void ChartsView::fillCompareMenu() {
  compareMenu_->clear();
  for (const Substitute& substitute : substitutes()) {
    QAction* action = compareMenu_->addAction(tr("The same graph with %1").arg(substitute.name));
    action->setCheckable(true);
    action->setChecked(comparing_.contains(substitute.key));
    connect(action, &QAction::toggled, this, [this, key = substitute.key](bool on) {
      if (on)
        comparing_.insert(key);
      else
        comparing_.erase(key);
      compare();
    });
  }
}

void ChartsView::compare() {
  const std::optional<std::size_t> node = shownNode();
  if (comparing_.empty() || !node) {
    compareWork_.cancel();
    compared_.clear();
    return showNorms();
  }
  // Where the looked-at node has a curve its function is exchanged everywhere, else the first elementwise one.
  const Moment& moment = *timeline_.moment();
  const auto single = [](const core::Node& n) {
    return !n.isLeaf() && n.function->scalar.forward && n.function->arguments.size() == 1;
  };
  const core::Function* replaced = single(moment.graph().node(*node)) ? moment.graph().node(*node).function : nullptr;
  for (const core::NodePointer& n : moment.graph().nodes()) {
    if (replaced == nullptr && single(*n)) replaced = n->function;
  }
  if (replaced == nullptr) {
    emit said(tr("There is no elementwise function of one argument to exchange."));
    return showNorms();
  }
  std::vector<Substitute> wanted;
  for (const Substitute& substitute : substitutes()) {
    if (comparing_.contains(substitute.key)) wanted.push_back(substitute);
  }
  compareWork_.start(
      [graph = moment.graph(), replaced, wanted](const std::stop_token& stop) {
        std::vector<ComparedNorms> all;
        for (const Substitute& substitute : wanted) {
          const core::Graph other =
              withEvery(graph, *replaced, core::functionNamed(substitute.function), substitute.attributes);
          const auto trace = std::make_shared<const core::Trace>(core::run(core::Plan::compile(other), {}, stop));
          all.push_back({substitute.name, gradientNorms(trace, stop)});
        }
        return all;
      },
      [this](std::vector<ComparedNorms> all) {
        compared_ = std::move(all);
        showNorms();
      });
}

GraphMarks ChartsView::marksOfRun() const {
  GraphMarks marks;
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return marks;
  const std::vector<core::Wire> wires = moment->graph().wires();
  if (wires.size() > kMostLabelled) return marks;
  bool vectors = false;
  for (const core::Wire& wire : wires) {
    const std::size_t from = *moment->graph().position(wire.from);
    const core::Node& source = moment->graph().node(from);
    if (!moment->valueKnown(from) || source.isConstant() || source.isParameter()) continue;
    const core::TensorView value = moment->trace().value(from);
    if (value.size() < 2) continue;
    vectors = true;
    GraphMarks::OnWire mark{.to = wire.to, .argument = wire.argument};
    mark.value = WireLabel{.text = loneNumberText(meanOf(value.data)), .ink = Ink::Value, .brief = significantText(meanOf(value.data), 1)};
    const auto norm = std::ranges::find(found_, from, &GradientNorm::node);
    if (norm != found_.end() && norm->cursor <= moment->cursor() && moment->contributionCount(from) == 1)
      mark.gradient = WireLabel{.text = significantText(norm->norm, 2), .ink = Ink::Downstream};
    marks.wires.push_back(std::move(mark));
  }
  if (vectors) marks.caption = tr("above the wires: mean value · below: gradient norm");
  return marks;
}

void ChartsView::choosePoint(int series, int point) {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || series != 0 || point < 0) return;
  const std::vector<GradientNorm> shown = plottedNorms(*moment, found_);
  if (static_cast<std::size_t>(point) < shown.size()) timeline_.setCursor(shown[static_cast<std::size_t>(point)].cursor);
}

void ChartsView::arrange() {
  const QRect area = rect().adjusted(kMargin, 14, -kMargin, -10);
  const bool single = isNarrow();
  norms_->setVisible(!single || tab_ == 0);
  curve_->setVisible(!single || tab_ == 1);
  if (single) {
    norms_->setGeometry(area);
    curve_->setGeometry(area);
    return;
  }
  const int left = (area.width() - kGap) * 55 / 100;
  norms_->setGeometry(area.x(), area.y(), left, area.height());
  curve_->setGeometry(area.x() + left + kGap, area.y(), area.width() - left - kGap, area.height());
}

void ChartsView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  const bool was = event->oldSize().width() < narrow;
  if (!isNarrow()) tab_ = 0;
  arrange();
  if (was != isNarrow()) emit tabsChanged();
}

void ChartsView::paintEvent(QPaintEvent*) {
  if (isNarrow()) return;
  QPainter painter(this);
  const int x = norms_->geometry().right() + kGap / 2;
  painter.fillRect(QRect(x, 14, 1, height() - 28), theme_.lineSoft);
}

}  // namespace ui
