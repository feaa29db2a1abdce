#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QTimer;

namespace ui {

class Document;
class Timeline;

/// The 24 px line at the bottom: whether the shapes agree, how large the graph is, where the run stands, the seed, and the
/// colour maps. What is said stands there for some seconds instead.
class StatusLine : public QWidget {
  Q_OBJECT

 public:
  StatusLine(const Document& document, const Timeline& timeline, QWidget* parent);

  void setTheme(const Theme& theme);
  /// Shows `text` for some seconds.
  void say(const QString& text);
  /// Shows `text` until it is taken away by an empty one, or something is said.
  void hint(const QString& text);
  /// What is said at the moment; empty when nothing is.
  const QString& saying() const { return saying_; }
  /// How many nodes cannot be computed for a reason of their own, or hold a first NaN or infinity.
  int problemCount() const;
  /// "Backward 4 of 6"
  QString stepText() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  QString countText() const;
  QString seedText() const;

  const Document& document_;
  const Timeline& timeline_;
  const Theme* theme_ = &lightTheme();
  QTimer* timer_;
  QString saying_;
  QString hint_;
};

}  // namespace ui
