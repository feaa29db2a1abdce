#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/figures/math_text.h"
#include "ui/model/theme.h"

namespace ui {

/// "∂s/∂x = ∂s/∂a · ∂a/∂x" with stacked fractions, the result in the ink of what it gives, the factors in
/// that of local gradients.
class StackedFormula : public QWidget {
  Q_OBJECT

public:
  StackedFormula(const QString& result, const QStringList& factors, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {60, sizeHint().height()}; }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  double naturalWidth() const;

  MathText result_;
  std::vector<MathText> factors_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace ui
