#pragma once

#include <QWidget>

#include <vector>

#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

namespace ui {

/// One bar of a list: what it is, how long, and what stands beside it.
struct Bar {
  Sentence name = {};
  double length = 0;  ///< from 0 to 1 of the whole
  QColor Theme::*ink = &Theme::downstream;
  QString number = {};
  QString brief = {};   ///< the number where the name has no room beside it
  QString remark = {};  ///< muted, after the number
  bool isLit = false;
};

/// Horizontal bars below each other on one scale, each with its name before it or above it.
class BarList : public QWidget {
  Q_OBJECT

public:
  enum class Names { Before, Above };
  explicit BarList(Names names, QWidget* parent = nullptr);

  void setBars(std::vector<Bar> bars, const Theme& theme);
  const std::vector<Bar>& bars() const { return bars_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

signals:
  /// A bar is pointed at; −1 for none.
  void pointedAt(int bar);
  void clicked(int bar);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  int rowHeight() const { return names_ == Names::Before ? 22 : 40; }
  int barAt(QPointF point) const;

  Names names_;
  std::vector<Bar> bars_;
  const Theme* theme_ = &lightTheme();
};

/// Lengths of bars for some counts: in proportion, or on a logarithmic axis where the largest is more than
/// 100 times the smallest other than 0.
struct BarAxis {
  bool isLogarithmic = false;
  double largest = 1;
  double smallest = 1;

  static BarAxis of(const std::vector<double>& counts);
  double length(double count) const;
};

}  // namespace ui
