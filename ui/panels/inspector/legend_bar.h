#pragma once

#include <QWidget>

#include "ui/figures/scale_legend.h"

namespace ui {

/// A scale with its limits, and the marks that occur.
class LegendBar : public QWidget {
 public:
  using QWidget::QWidget;
  void setScale(const ColourScale& scale, const LegendKeys& keys, const Theme& theme, const QString& caption = {});

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  ColourScale scale_;
  LegendKeys keys_;
  const Theme* theme_ = &lightTheme();
  QString caption_;
};

}  // namespace ui
