#pragma once

#include <QColor>
#include <QPointF>
#include <QSizeF>
#include <QString>

#include <memory>

class QPainter;

namespace ui {

struct MathBox;

/// A short formula or name, typeset once and drawn in any size and colour; cheap to copy, may be made and
/// drawn in any thread. For labels that change with every frame; it knows the LaTeX that names and catalogue
/// formulas use.
class MathText {
public:
  enum class Style {
    Inline,   ///< on one line: "∂L/∂W₁", "½λ‖W₁‖²"
    Display,  ///< stacked fractions, limits below and above, rows of cases
  };

  /// The empty formula.
  MathText() = default;

  /// Reads TeX; anything is accepted, see parseMath. Remembers what it has laid out.
  static MathText parse(const QString& tex, Style style = Style::Inline);

  /// The name of a node without a label: W1 is W₁, z_1 is z₁, sigma is σ, a longer word is upright.
  static MathText fromId(const QString& id);

  /// The same formula in bold: parameters, and labels under the mouse.
  MathText bold() const;

  bool isEmpty() const { return layout_ == nullptr; }
  const QString& tex() const { return tex_; }

  /// In Unicode text without a font: "∂L/∂W₁".
  QString plain() const;

  /// Extents in pixels. Ascent and descent are at least those of a line of text, so that lines of names stay
  /// level.
  double width(double pixelSize) const;
  double ascent(double pixelSize) const;
  double descent(double pixelSize) const;
  QSizeF size(double pixelSize) const;

  /// Draws with the baseline starting at a point; stays text in SVG and PDF.
  void draw(QPainter& painter, QPointF baselineLeft, double pixelSize, const QColor& colour) const;

  /// Draws with the left end, middle or right end of the baseline at a point.
  void draw(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, double pixelSize,
            const QColor& colour) const;

  /// Draws centred on a point, the height of capitals in the middle.
  void drawCentred(QPainter& painter, QPointF centre, double pixelSize, const QColor& colour) const;

private:
  QString tex_;
  Style style_ = Style::Inline;
  QString plain_;
  std::shared_ptr<const MathBox> layout_;
};

}  // namespace ui
