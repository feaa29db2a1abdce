#pragma once

#include <QWidget>
#include <vector>

#include "ui/model/theme.h"

namespace ui {

/// A run of a line: plain text, or a formula in LaTeX.
struct LinePiece {
  QString text;
  bool isTex = false;
  bool bold = false;
  /// Which colour of the theme; the body ink by default.
  QColor Theme::*ink = &Theme::ink;
  bool operator==(const LinePiece&) const = default;
};

/// A line of text and formulas, with a part at the left and one at the right, which stands below where both do not fit beside each other. What is still
/// too long is cut with "…", and the tooltip has it whole.
class RichLine : public QWidget {
  Q_OBJECT

 public:
  explicit RichLine(double pixelSize = 13, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  double pixelSize() const { return pixelSize_; }
  void setPieces(std::vector<LinePiece> left, std::vector<LinePiece> right = {});
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void customEvent(QEvent* event) override;

 private:
  /// In plain text, for the tooltip and for screen readers.
  void describe();
  /// A part of the line with the widths of its pieces: layouts ask for them many times.
  struct Part {
    std::vector<LinePiece> pieces;
    std::vector<double> widths;
    double width = 0;

    void measure(double pixelSize);
  };
  void measure();
  void draw(QPainter& painter, QPointF middle, double limit, const Part& part) const;
  /// One row, or two where both parts do not fit beside each other.
  void countRows();
  int rowHeight() const;

  double pixelSize_;
  int rows_ = 1;
  bool awaitsFormulas_ = false;  ///< was measured with formulas whose typeset form was still to come
  const Theme* theme_ = &lightTheme();
  Part left_, right_;
};

}  // namespace ui
