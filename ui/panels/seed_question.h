#pragma once

#include <QFrame>

#include "core/graph/graph.h"
#include "ui/model/theme.h"

class QGridLayout;
class QLabel;

namespace ui {

/// Asked over the graph, at an output of several entries, before the backward pass: with which seed does it begin?
class SeedQuestion : public QFrame {
  Q_OBJECT

 public:
  explicit SeedQuestion(QWidget* parent);

  void setTheme(const Theme& theme);
  /// Shows the question with its answers for an output of this shape.
  void ask(const QString& name, const core::Shape& shape);
  /// Below or above `point`, inside `area`.
  void placeAt(QPoint point, const QRect& area);
  const core::Shape& shape() const { return shape_; }
  /// Takes the question away without an answer.
  void dismiss();

 signals:
  void chosen(const core::Seed& seed);
  void ownRequested();
  /// It is gone, and had the keyboard.
  void left();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void answer(const core::Seed& seed);
  void addRows(QGridLayout& grid);

  QLabel* text_;
  QWidget* answers_ = nullptr;
  core::Shape shape_;
};

}  // namespace ui
