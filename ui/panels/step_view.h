#pragma once

#include <QWidget>

#include "ui/figures/panel_row.h"
#include "ui/model/theme.h"

namespace ui {

/// Shows what is known where there is no equation: a forward step with its values, the seed, a leaf, or a
/// sentence that says what to do.
class StepView : public QWidget {
  Q_OBJECT

public:
  explicit StepView(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setRow(PanelRow row);
  /// Everything that is written, as plain text.
  QString text() const;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  PanelRow row_;
  Theme theme_;
};

}  // namespace ui
