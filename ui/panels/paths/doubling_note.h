#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QChartView;
class QLabel;

namespace ui {

class CountPair;
class RichLine;

/// Why no program adds up paths: a chain of 20 doublings, whose paths are counted beside its backward steps.
class DoublingNote : public QWidget {
  Q_OBJECT

public:
  static constexpr int doublings = 20;

  explicit DoublingNote(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);

private:
  void fill();

  Theme theme_;
  QLabel* title_;
  RichLine* chain_;
  CountPair* counts_;
  QChartView* chart_;
};

}  // namespace ui
