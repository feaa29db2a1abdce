#pragma once

#include <QPointF>
#include <QToolButton>

#include <functional>

#include "ui/model/theme.h"

class QMimeData;

namespace ui {

/// Six dots by which a drawing is dragged out of the window into another program; a click or Return does the
/// same by the clipboard.
class DragHandle : public QToolButton {
  Q_OBJECT

public:
  explicit DragHandle(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Asked for when a drag begins; null where there is nothing to drag.
  void setSource(std::function<QMimeData*()> source) { source_ = std::move(source); }
  bool hasSource() const { return static_cast<bool>(source_); }
  QSize sizeHint() const override { return {24, 26}; }

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

private:
  Theme theme_;
  QPointF pressed_;
  std::function<QMimeData*()> source_;
};

}  // namespace ui
