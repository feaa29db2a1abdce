#pragma once

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

#include "ui/figures/colour_map.h"
#include "ui/figures/sentence.h"
#include "ui/model/path_list.h"
#include "ui/model/theme.h"

namespace ui {

/// The paths as rows: nodes in forward order, local gradients with the last one first, the product; below,
/// the sum, and the same sum as the backward pass makes it. Long products scroll sideways while the product
/// column stays.
class PathTable : public QAbstractScrollArea {
  Q_OBJECT

public:
  enum class Sort { Found, Size, Length };

  explicit PathTable(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Null while the paths are being counted.
  void setList(std::shared_ptr<const PathList> list);
  void setSort(Sort sort);
  void setShares(bool on);
  /// Keeps only the paths through this wire (into the list's wires).
  void setThrough(std::optional<std::size_t> wire);
  const std::optional<std::size_t>& through() const { return through_; }

  /// The rows that are shown, in order, by their place in the list.
  const std::vector<std::size_t>& order() const { return order_; }
  /// The row that is lit: hovered, else pinned.
  std::optional<std::size_t> litRow() const;
  std::optional<std::size_t> pinnedRow() const { return pinned_; }
  std::optional<std::size_t> litWire() const { return hoverRow_ ? hoverWire_ : wire_; }
  void pin(std::optional<std::size_t> row);
  /// In viewport coordinates, for pointing; `k` counts the written factors from the left.
  QRectF rowRect(std::size_t row) const;
  QRectF factorRect(std::size_t row, std::size_t k) const;
  QRectF productRect(std::size_t row) const;
  /// The line below the rows and the card in plain text.
  QString sumText() const;
  Sentence cardSentence() const;
  /// A row in plain text, for screen readers.
  QString rowText(std::size_t row) const;

signals:
  void litChanged();
  /// A factor's wire is to be the only way, or no wire any more.
  void throughAsked(std::optional<std::size_t> wire);
  void copyAsked();
  /// Enter or a double-click on a row itself.
  void openAsked(std::size_t row);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  bool viewportEvent(QEvent* event) override;

private:
  struct Columns {
    double path = 0, factors = 0, factorsEnd = 0, equals = 0, product = 0, end = 0;
  };
  void arrange();
  Columns columns() const;
  double rowsBottom() const;
  double sumTop() const;
  double neededFactors() const;
  QRectF rowAt(std::size_t place) const;
  std::optional<std::size_t> placeAt(QPointF point) const;
  std::optional<std::size_t> factorAt(std::size_t row, QPointF point) const;
  void tell();
  void moveBy(int rows);
  void moveWire(int by);
  void showRow(std::size_t row);
  double share(const PathRow& row) const;
  core::Tensor shownSum() const;

  void paintHeader(QPainter& painter, const Columns& at) const;
  void paintRow(QPainter& painter, std::size_t row, const QRectF& rect, const Columns& at) const;
  void paintCell(QPainter& painter, const QRectF& rect, double number, bool lit) const;
  void paintTensor(QPainter& painter, const QRectF& rect, const core::Tensor& tensor, bool lit) const;
  void paintSum(QPainter& painter, const Columns& at) const;
  void paintCard(QPainter& painter, const Columns& at) const;

  Theme theme_;
  std::shared_ptr<const PathList> list_;
  Sort sort_ = Sort::Found;
  bool shares_ = false;
  std::optional<std::size_t> through_;
  std::vector<std::size_t> order_;
  std::size_t longest_ = 0;
  ColourScale scale_;
  double total_ = 0;  // of the magnitudes of all products
  std::optional<std::size_t> hoverRow_, hoverWire_, pinned_, wire_;
};

}  // namespace ui
