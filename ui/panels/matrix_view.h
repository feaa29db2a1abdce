#pragma once

#include <QWidget>

#include <functional>
#include <optional>

#include "ui/figures/matrix_row.h"
#include "ui/model/theme.h"

namespace ui {

/// Matrices side by side in which one can point at an entry or at a number of a shape: what belongs together
/// lights, and a sentence says how.
class MatrixView : public QWidget {
  Q_OBJECT

public:
  struct Content {
    MatrixRow row = {};
    std::function<RowLight(const MatrixEntry&)> lightOfEntry = {};
    std::function<RowLight(int)> lightOfSide = {};
    Sentence idle = {};
  };

  explicit MatrixView(const QString& name, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// `message` in place of matrices where there are none.
  void setContent(Content content, const QString& message = {});
  void setNumbers(bool on);
  const MatrixRow& row() const { return content_.row; }
  const MatrixRowLayout& layoutOfRow() const { return layout_; }
  const Content& content() const { return content_; }
  RowLight light() const;
  QString sentence() const { return plainText(light().sentence); }
  std::optional<MatrixEntry> pinned() const { return pinned_; }
  void pin(std::optional<MatrixEntry> entry);
  /// Lights what belongs to an entry that is pointed at elsewhere.
  void point(std::optional<MatrixEntry> entry);

signals:
  void copyAsked();
  /// The mouse points at an entry, or at none.
  void pointedAt(const std::optional<MatrixEntry>& entry);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void customEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

private:
  void layOut();
  void tell();
  void moveBy(int rows, int columns);
  std::optional<MatrixEntry> within(MatrixEntry entry) const;

  Theme theme_;
  Content content_;
  QString message_;
  MatrixRowLayout layout_;
  bool awaitsFormulas_ = false;  ///< it is laid out with formulas still to come
  std::optional<MatrixEntry> hover_, pinned_;
  int side_ = 0;
};

}  // namespace ui
