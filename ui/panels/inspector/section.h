#pragma once

#include <QVBoxLayout>
#include <QWidget>

#include "ui/panels/inspector/subject.h"
#include "ui/panels/rich_line.h"

namespace ui {

/// A part of the inspector under its own heading. It hides itself where it has nothing to say about a node.
class Section : public QWidget {
 public:
  explicit Section(QWidget* parent = nullptr);
  /// Shows what it has to say about the subject.
  virtual void show(const Subject& subject) = 0;
  /// The next `show` builds everything anew, also where the subject is the same (another theme).
  virtual void forget() {}

 protected:
  QVBoxLayout& column() { return *column_; }
  /// Takes everything out, to be filled again.
  void clear();
  RichLine& addLine(const Theme& theme, std::vector<LinePiece> left, std::vector<LinePiece> right = {}, double pixelSize = 13);
  /// A small heading with a fact at the right.
  RichLine& addHeading(const Theme& theme, const QString& text, const QString& fact = {});

 private:
  QVBoxLayout* column_;
};

/// "a ∈ ℝ^{3×5}" in LaTeX.
QString membershipTex(const QString& name, const core::Shape& shape);

}  // namespace ui
