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
  /// Begins to fill it anew: what is added takes over the widgets that stand there, in their order, as long as they
  /// are of the same kind. Under a slider everything comes anew with each move.
  void refill();
  /// Takes out what was not taken over.
  void trim();
  /// The next widget of the column: the one that stands there, where it is a `W`, else the one that `make` makes.
  template <typename W, typename Make>
  W& widget(Make make) {
    if (auto* there = dynamic_cast<W*>(widgetAtNext())) {
      ++next_;
      return *there;
    }
    W* made = make();
    append(made);
    return *made;
  }
  RichLine& addLine(const Theme& theme, std::vector<LinePiece> left, std::vector<LinePiece> right = {}, double pixelSize = 13);
  /// A small heading with a fact at the right.
  RichLine& addHeading(const Theme& theme, const QString& text, const QString& fact = {});

 private:
  /// What stands where the next part goes; null where nothing is taken over.
  QWidget* widgetAtNext() const;
  void append(QWidget* widget);
  void addSpace(int pixels);

  QVBoxLayout* column_;
  bool takesOver_ = false;
  int next_ = 0;  ///< where the next part goes, while parts are taken over
};

/// "a ∈ ℝ^{3×5}" in LaTeX.
QString membershipTex(const QString& name, const core::Shape& shape);

}  // namespace ui
