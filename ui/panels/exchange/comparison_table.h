#pragma once

#include <QScrollArea>

#include <memory>
#include <optional>

#include "ui/figures/heatmap_numbers.h"
#include "ui/figures/sentence.h"
#include "ui/model/comparison.h"
#include "ui/model/theme.h"

namespace ui {

/// Which pairs of the comparison are listed.
enum class ComparisonFilter { All, Different, Same };

/// The comparison as a table: a column a function, in it value, local gradients and downstream gradients before and after, with
/// ≠ or = between. Scrolls sideways; the names of the rows stay.
class ComparisonTable : public QAbstractScrollArea {
  Q_OBJECT

 public:
  explicit ComparisonTable(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setComparison(std::shared_ptr<const Comparison> comparison);
  void setFilter(ComparisonFilter filter);
  /// Common limits before and after, per kind: of gradients and of Jacobians, and the range of values.
  double gradientLimit() const { return gradientLimit_; }
  double jacobianLimit() const { return jacobianLimit_; }
  std::pair<double, double> valueRange() const { return values_; }
  /// Where a function's column is, in pixels of the viewport; null where there is none.
  QRect columnRect(std::size_t node) const;

 signals:
  void pointedAt(std::optional<std::size_t> node);
  void chosen(std::size_t node);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  enum class Row { Value, LocalInput, DownstreamInput, LocalParameter, DownstreamParameter };
  /// One pair of heatmaps.
  struct Pair {
    Row row;
    const ComparedTensor* numbers;
    core::Shape shape;  ///< of a local gradient too large to be formed
    QRectF rect;        ///< within the column
  };
  struct Column {
    std::size_t node;
    Sentence title;
    bool ruleChanged;
    double x = 0, width = 0;
    std::vector<Pair> pairs;
  };
  void layOut();
  std::optional<std::size_t> columnAt(QPoint point) const;
  void paintColumn(QPainter& painter, const Column& column, bool lit) const;
  void paintPair(QPainter& painter, const Pair& pair) const;
  QSizeF sizeOf(const std::optional<core::Tensor>& tensor) const;
  void paintTensor(QPainter& painter, QPointF at, const core::Tensor& tensor, Row row) const;
  bool isShown(const ComparedTensor& numbers) const;
  void light(std::optional<std::size_t> column);

  std::shared_ptr<const Comparison> comparison_;
  Theme theme_;
  ComparisonFilter filter_ = ComparisonFilter::All;
  std::vector<Column> columns_;
  double rowTops_[5] = {};
  double rowHeights_[5] = {};
  double gradientLimit_ = 1, jacobianLimit_ = 1;
  std::pair<double, double> values_{0, 1};
  std::optional<std::size_t> lit_;
};

}  // namespace ui
