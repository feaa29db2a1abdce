#pragma once

#include <QAbstractButton>

#include "ui/model/product_orders.h"
#include "ui/model/theme.h"

namespace ui {

/// One order of a product: the matrices as boxes with brackets around what is multiplied first, and how many
/// multiplications it takes. Chosen, it lists the shapes in between.
class OrderCard : public QAbstractButton {
  Q_OBJECT

public:
  OrderCard(ProductOrder order, std::vector<OrderFactor> factors, const Theme& theme,
            QWidget* parent = nullptr);

  const ProductOrder& order() const { return order_; }
  /// "75 + 60, from the left".
  QString sumText() const;
  /// A line for each product: "(3×5)(5×5) = 3×5: 75".
  QStringList steps() const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  ProductOrder order_;
  std::vector<OrderFactor> factors_;
  const Theme* theme_;
};

}  // namespace ui
