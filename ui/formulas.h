#pragma once

#include <QObject>

#include "ui/figures/math_typesetter.h"

class QWidget;

namespace ui {

/// Where MathJax is in the program's resources.
QString mathScript();

/// Has the formulas of a window typeset in the background, from soon after it is seen, and tells its widgets
/// when they are there. Then come those of the catalogue, so that cards and searches have theirs at once.
class Formulas : public QObject {
  Q_OBJECT

public:
  explicit Formulas(QWidget* window);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void start();
  void tell();

  MathTypesetter typesetter_;
};

}  // namespace ui
