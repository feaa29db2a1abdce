#pragma once

#include <QWidget>

#include "ui/model/theme.h"

namespace ui {

class RichLine;

/// Two large counts beside each other, each over its unit: what it would take by hand, and what it takes.
class CountPair : public QWidget {
  Q_OBJECT

public:
  explicit CountPair(QWidget* parent = nullptr);

  void setCounts(const QString& left, const QString& leftUnit, const QString& right, const QString& rightUnit,
                 const Theme& theme);

private:
  RichLine* numbers_[2];
  RichLine* units_[2];
};

}  // namespace ui
