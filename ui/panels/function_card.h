#pragma once

#include <QFrame>

#include "core/functions/function.h"
#include "ui/model/theme.h"

namespace ui {

/// What a function is, on one card: title, formula, the formula of its local gradient, one sentence. Beside the palette while
/// the pointer rests, and in the search box.
class FunctionCard : public QFrame {
  Q_OBJECT

 public:
  /// Floats above other windows, or lies inside its parent.
  enum class Place { Floating, Inside };
  explicit FunctionCard(QWidget* parent, Place place = Place::Floating);

  void setTheme(const Theme& theme);
  void setFunction(const core::Function& function);
  void clear();
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void customEvent(QEvent* event) override;

 private:
  /// Draws, or with a null painter only measures; gives the height that it takes.
  double layOut(QPainter* painter) const;

  const Theme* theme_ = &lightTheme();
  const core::Function* function_ = nullptr;
  Place place_;
};

}  // namespace ui
