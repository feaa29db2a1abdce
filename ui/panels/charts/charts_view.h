#pragma once

#include <set>

#include "ui/figures/export/figure_request.h"
#include "ui/model/background.h"
#include "ui/figures/chart_plots.h"
#include "ui/panels/charts/charts_side.h"
#include "ui/panels/charts/plot_card.h"
#include "ui/panels/dock_view.h"

class QMenu;
class QToolButton;

namespace ui {

class Timeline;

/// Charts of the run: the norm of every gradient along the backward pass, and the curve of the node that is looked at.
class ChartsView : public DockView {
  Q_OBJECT

 public:
  ChartsView(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("charts"); }
  std::vector<Sentence> tabs() const override;
  int tab() const override { return tab_; }
  void chooseTab(int tab) override;
  std::vector<QWidget*> chips() override;
  QWidget* companion() override { return side_; }
  int wantedHeight() const override { return 390; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void refresh() override;
  void leave() override;

  const PlotCard& normsCard() const { return *norms_; }
  const PlotCard& curveCard() const { return *curve_; }

 signals:
  /// A chart is wanted as a figure.
  void exportWanted(ui::ChartKind chart);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  bool isNarrow() const { return width() < narrow; }
  static constexpr int narrow = 760;
  void arrange();
  std::optional<std::size_t> shownNode() const;
  void showNorms();
  void showCurve();
  void compare();
  void fillCompareMenu();
  /// Mean values and norms at the wires.
  GraphMarks marksOfRun() const;
  void choosePoint(int series, int point);

  Document& document_;
  Timeline& timeline_;
  Theme theme_;
  Background normsWork_, compareWork_, curveWork_;
  std::shared_ptr<const core::Trace> normsOf_;  // the trace of `found_`, or of what is being computed
  std::vector<GradientNorm> found_;
  std::vector<ComparedNorms> compared_;
  std::set<QString> comparing_;
  GraphMarks marks_;  // of the run, without the node that is pointed at
  int tab_ = 0;

  PlotCard* norms_;
  PlotCard* curve_;
  ChartsSide* side_;
  QToolButton* compareChip_;
  QToolButton* logChip_;
  QToolButton* exportChip_;
  QMenu* compareMenu_;
};

}  // namespace ui
