#pragma once

#include <QPixmap>
#include <QWidget>

#include <memory>
#include <optional>

#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"
#include "ui/model/theme.h"

namespace ui {

/// Shows one equation: hover lights row, column and result, a click pins them, arrow keys move the pin, Esc
/// lets go, Ctrl+C copies the written inner product.
class EquationView : public QWidget {
  Q_OBJECT

public:
  explicit EquationView(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Null shows nothing.
  void setContent(std::shared_ptr<const EquationContent> content);
  void setOptions(const EquationOptions& options);

  const EquationContent* content() const { return content_.get(); }
  const EquationLayout& layoutOfEquation() const { return layout_; }
  /// What is lit now: under the pointer, else pinned.
  EquationLight light() const;
  std::optional<EquationEntry> pinned() const { return pinned_; }
  /// The sentence on the card as plain text.
  QString sentence() const;
  /// Copies the inner product of the lit downstream entry; false where none is lit.
  bool copyInnerProduct() const;

  QSize sizeHint() const override { return {940, 292}; }
  QSize minimumSizeHint() const override { return {320, 200}; }

signals:
  /// What is lit changed; empty text when nothing is.
  void lit(const QString& sentence);
  void said(const QString& text);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

private:
  void layOut();
  void light(const EquationLight& hover);
  void pin(std::optional<EquationEntry> entry);
  void movePin(int rows, int columns);
  void tell();
  ProductSide sideAt(QPointF point) const;
  bool canPoint() const { return content_ && layout_.kind != EquationLayout::Kind::Scalars; }

  std::shared_ptr<const EquationContent> content_;
  EquationOptions options_;
  EquationLayout layout_;
  EquationLight hover_;
  std::optional<EquationEntry> pinned_;
  Theme theme_;
  bool focusRing_ = false;  ///< only where the keyboard brought the focus here
  QPixmap cells_;           ///< what does not follow the pointer, drawn once
};

}  // namespace ui
