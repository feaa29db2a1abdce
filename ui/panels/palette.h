#pragma once

#include <QFrame>

#include "ui/model/theme.h"

class QLabel;
class QTimer;

namespace ui {

class FunctionCard;
class FunctionView;
class SearchField;

/// All functions under headings, with a search field: drag one onto the canvas, or choose it with Enter.
class Palette : public QFrame {
  Q_OBJECT

 public:
  explicit Palette(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Puts the cursor into the search field.
  void startSearch();
  /// Scrolls so that the heading stands at the top.
  void showHeading(const QString& title);

 signals:
  /// Enter or a double click: place the function at the centre of the view.
  void placeRequested(const QString& function);
  /// Escape in an empty search field.
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void filter(const QString& text);
  void showCard(const QString& function, const QRect& row);

  const Theme* theme_ = &lightTheme();
  SearchField* field_;
  FunctionView* view_;
  QLabel* nothing_;
  FunctionCard* card_;
  QTimer* cardTimer_;
  QString hovered_;
  QRect hoveredRow_;
};

}  // namespace ui
