#pragma once

#include <QLineEdit>

#include "ui/model/theme.h"

namespace ui {

/// A line to search functions in: a lens at the left, the key that opens it at the right while it is empty. Keys that move in
/// the list below it are handed on.
class SearchField : public QLineEdit {
  Q_OBJECT

 public:
  explicit SearchField(QWidget* parent = nullptr);
  /// Shown as a small box at the right while the field is empty; empty for none.
  void setKeyHint(const QString& key);
  void setTheme(const Theme& theme);

 signals:
  /// Up or Down (−1, +1), Page Up or Page Down (±8).
  void moveAsked(int step);
  void escaped();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  const Theme* theme_ = &lightTheme();
  QAction* lens_;
  QString keyHint_;
};

}  // namespace ui
