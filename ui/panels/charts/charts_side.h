#pragma once

#include <QScrollArea>

#include "ui/model/background.h"
#include "ui/model/check_list.h"
#include "ui/model/gradient_norms.h"
#include "ui/model/histogram.h"
#include "ui/panels/charts/plot_card.h"
#include "ui/panels/rich_line.h"

class QVBoxLayout;

namespace ui {

enum class ChartKind;

/// Beside the charts: the node that they are about, how its input and its gradient are spread, and where the gradient vanishes.
class ChartsSide : public QScrollArea {
  Q_OBJECT

 public:
  explicit ChartsSide(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `norms` may be empty while they are computed.
  void show(const Moment& moment, std::size_t node, std::size_t input, const std::vector<GradientNorm>& norms);

 signals:
  /// One of the histograms is wanted as a figure.
  void exportWanted(ui::ChartKind chart);

 private:
  struct Facts {
    Histogram values, gradients;
    double largestSlope = 0;
    double upstream = 0, downstream = 0;
    core::Index zeros = 0;
    bool hasGradient = false;
    std::optional<NodeCheck> check = {};  ///< where it takes no longer than a glance
  };
  void fill(const Moment& moment, std::size_t node, std::size_t input, const std::vector<GradientNorm>& norms,
            const Facts& facts);
  RichLine* addLine(std::vector<LinePiece> left, std::vector<LinePiece> right);

  Theme theme_;
  Background background_;
  QWidget* lines_;
  QVBoxLayout* lineColumn_;
  PlotCard* values_;
  PlotCard* gradients_;
  QWidget* tail_;
  QVBoxLayout* tailColumn_;
};

}  // namespace ui
