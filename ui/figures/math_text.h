#pragma once

#include <QColor>
#include <QPointF>
#include <QSizeF>
#include <QString>

#include <memory>

class QPainter;

namespace ui {

struct MathAnswer;
struct MathBox;
struct MathRequest;

/// A short formula or name, drawn in any size and colour; cheap to copy, may be made and drawn in any thread.
/// It is there at once, laid out here out of the LaTeX that names and catalogue formulas use; where the
/// process has a `MathTypesetter`, the next `parse` after its answer has the typeset formula.
class MathText {
public:
  enum class Style {
    Inline,   ///< on one line: "∂L/∂W₁", "½λ‖W₁‖²"
    Display,  ///< stacked fractions, limits below and above, rows of cases
    Label,    ///< as Inline, for names of entries: they come by the hundred, and are typeset only where they
              ///< cannot be laid out here
  };

  /// The empty formula.
  MathText() = default;

  /// Reads TeX; anything is accepted, see parseMath. Remembers what it has laid out, and has it typeset.
  static MathText parse(const QString& tex, Style style = Style::Inline);

  /// What `parse` asks the typesetter for.
  static MathRequest request(const QString& tex, Style style = Style::Inline);

  /// The name of a node without a label: W1 is W₁, z_1 is z₁, sigma is σ, a longer word is upright.
  static MathText fromId(const QString& id);

  /// The same formula in bold: parameters, and labels under the mouse.
  MathText bold() const;

  bool isEmpty() const { return layout_ == nullptr; }
  const QString& tex() const { return tex_; }

  /// In Unicode text without a font: "∂L/∂W₁".
  QString plain() const;

  bool isTypeset() const;
  /// Why it could not be typeset, in the typesetter's own words; empty as long as nothing is wrong.
  QString problem() const;

  /// Extents in pixels. Ascent and descent are at least those of a line of text, so that lines of names stay
  /// level.
  double width(double pixelSize) const;
  double ascent(double pixelSize) const;
  double descent(double pixelSize) const;
  QSizeF size(double pixelSize) const;

  /// Draws with the baseline starting at a point. What is laid out here stays text in SVG and PDF.
  void draw(QPainter& painter, QPointF baselineLeft, double pixelSize, const QColor& colour) const;

  /// Draws with the left end, middle or right end of the baseline at a point.
  void draw(QPainter& painter, QPointF anchor, Qt::AlignmentFlag alignment, double pixelSize,
            const QColor& colour) const;

  /// Draws centred on a point, the height of capitals in the middle.
  void drawCentred(QPainter& painter, QPointF centre, double pixelSize, const QColor& colour) const;

private:
  struct Remembered;
  static MathText laidOut(const QString& tex, Style style, bool& known);
  double inkAscent() const;
  double inkDescent() const;

  QString tex_;
  Style style_ = Style::Inline;
  QString plain_;
  std::shared_ptr<const MathBox> layout_;
  std::shared_ptr<const MathAnswer> answer_;
  bool awaited_ = false;  ///< its typeset form is asked for and still to come
};

/// While one lives, formulas of this thread are those of a file: laid out here wherever that is possible, so
/// that names stay text and a file is the same every time; others are waited for where the `MathStore` allows
/// it.
class MathForFiles {
public:
  MathForFiles();
  ~MathForFiles();
  MathForFiles(const MathForFiles&) = delete;
  MathForFiles& operator=(const MathForFiles&) = delete;
};

}  // namespace ui
