#pragma once

#include <QScrollArea>

#include <vector>

#include "ui/panels/rich_line.h"

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ui {

/// What an open view says in the inspector's place: a title with a way to close, then lines, headings and
/// small drawings in one column. It is filled anew whenever something changed.
class Companion : public QScrollArea {
  Q_OBJECT

public:
  explicit Companion(const QString& name, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  const Theme& theme() const { return *theme_; }

  /// Empties the column and writes the title, with a framed remark beside it ("x → L").
  void begin(const QString& title, std::vector<LinePiece> remark = {});
  RichLine& line(std::vector<LinePiece> left, std::vector<LinePiece> right = {}, double pixelSize = 13);
  /// A small heading with a fact at the right.
  RichLine& heading(const QString& text, const QString& fact = {}, QColor Theme::*ink = &Theme::muted);
  /// A sentence of several lines.
  QLabel& words(const QString& text, bool isMuted = true);
  void add(QWidget* widget);
  /// Everything is said.
  void end();

signals:
  void closeRequested();

private:
  const Theme* theme_ = &lightTheme();
  QWidget* content_;
  QVBoxLayout* column_;
  QVBoxLayout* filled_ = nullptr;
  QWidget* page_ = nullptr;
};

}  // namespace ui
