#pragma once

#include <QImage>
#include <QPointF>
#include <QSizeF>
#include <QWidget>

#include <functional>

#include "ui/model/theme.h"

class QMimeData;
class QPainter;

namespace ui {

/// A page at its final size with rulers in millimetres; can be dragged out of the window as a picture and a file.
class FigurePreview : public QWidget {
  Q_OBJECT

 public:
  explicit FigurePreview(QWidget* parent);

  void setPage(const QImage& page, QSizeF mm);
  /// While it is drawn again the old page is pale.
  /// Smaller than at its final size where the page has not the room; an empty size shows it at its final size.
  void setRoom(QSize room);
  void setBusy(bool busy);
  void setMessage(const QString& message);
  void setTheme(const Theme& theme);
  /// What is dragged; asked for when a drag begins.
  void setDragged(std::function<QMimeData*()> dragged) { dragged_ = std::move(dragged); }
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  QRectF pageRect() const;
  double pixelsPerMm() const;
  void paintRulers(QPainter& painter, const QRectF& page) const;

  const Theme* theme_;
  QImage page_;
  QSizeF mm_;
  QSize room_;
  bool busy_ = false;
  QString message_;
  QPointF pressed_;
  std::function<QMimeData*()> dragged_;
};

}  // namespace ui
