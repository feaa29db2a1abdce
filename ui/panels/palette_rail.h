#pragma once

#include <QFrame>

#include <vector>

#include "core/functions/function.h"
#include "ui/model/theme.h"

class QToolButton;

namespace ui {

/// What is left of the palette in a narrow window: a lens and one sign for each heading; each opens the palette there.
class PaletteRail : public QFrame {
  Q_OBJECT

 public:
  explicit PaletteRail(QWidget* parent = nullptr);
  void setTheme(const Theme& theme);

 signals:
  void searchAsked();
  void headingAsked(const QString& title);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  const Theme* theme_ = &lightTheme();
  QToolButton* search_;
  std::vector<std::pair<QToolButton*, const core::Function*>> headings_;
};

}  // namespace ui
