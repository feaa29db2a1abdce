#pragma once

#include <QWidget>

#include <memory>

#include "ui/model/path_list.h"
#include "ui/model/theme.h"

namespace ui {

/// A node at which paths part: its gradient as the sum of what comes back along each way.
class PartingLine : public QWidget {
  Q_OBJECT

public:
  PartingLine(std::shared_ptr<const PathList> list, std::size_t parting, const Theme& theme,
              QWidget* parent = nullptr);

  QSize sizeHint() const override { return {268, 46}; }
  QSize minimumSizeHint() const override { return {120, 46}; }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void paintNumbers(QPainter& painter, const QRectF& rect, const core::Tensor& tensor) const;

  std::shared_ptr<const PathList> list_;
  std::size_t parting_;
  const Theme* theme_;
};

}  // namespace ui
