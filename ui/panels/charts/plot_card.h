#pragma once

#include <QWidget>

#include "ui/figures/sentence.h"
#include "ui/panels/charts/plot.h"

class QLabel;

namespace ui {

/// A chart with its two lines of header, and below it what could not be drawn.
class PlotCard : public QWidget {
  Q_OBJECT

 public:
  explicit PlotCard(const QString& accessibleName, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setHeader(Sentence title, Sentence subtitle);
  void setData(PlotData content);
  Plot& plot() { return *plot_; }
  const Plot& plot() const { return *plot_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Plot* plot_;
  QLabel* remark_;
  Sentence title_, subtitle_;
  Theme theme_;
};

}  // namespace ui
