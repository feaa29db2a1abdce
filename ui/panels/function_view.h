#pragma once

#include <QListView>

#include "ui/model/theme.h"
#include "ui/panels/function_model.h"

namespace ui {

/// A list of functions that draws its rows itself: glyph, title, signature; a row can be dragged onto the canvas.
class FunctionView : public QListView {
  Q_OBJECT

 public:
  /// One line a row as in the palette, or two lines with what was found in bold as in the search box.
  enum class Look { Palette, Search };
  FunctionView(Look look, QWidget* parent = nullptr);

  FunctionModel& functions() { return *model_; }
  const core::Function* current() const;
  void setTheme(const Theme& theme);
  /// What is set in bold in the rows.
  void setQuery(const QString& query);
  /// Moves the current row by `step` functions, over headings.
  void move(int step);

 signals:
  /// Enter or a double click.
  void chosen(const QString& function);
  /// The row under the pointer, empty when there is none; `row` in coordinates of the view.
  void hovered(const QString& function, const QRect& row);

 protected:
  void startDrag(Qt::DropActions actions) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class Delegate;
  FunctionModel* model_;
  Delegate* delegate_;
  QModelIndex hovered_;
};

/// The node that the pointer carries while `function` is dragged, for a screen of `scale` device pixels a pixel.
QPixmap dragPixmap(const core::Function& function, const Theme& theme, double scale);

}  // namespace ui
