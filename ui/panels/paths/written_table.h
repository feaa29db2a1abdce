#pragma once

#include <QAbstractScrollArea>

#include <memory>
#include <optional>

#include "ui/figures/sentence.h"
#include "ui/model/theme.h"
#include "ui/model/written_out.h"

namespace ui {

/// The derivative written out whole: a row for each path, each factor with its derivative and below it its
/// rule. With a function chosen, what would have to be derived anew by hand is marked.
class WrittenTable : public QAbstractScrollArea {
  Q_OBJECT

public:
  explicit WrittenTable(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setList(std::shared_ptr<const PathList> list);
  void setExchanged(std::optional<std::size_t> node);
  const std::optional<std::size_t>& exchanged() const { return exchanged_; }
  /// In viewport coordinates; factors are counted as written.
  QRectF factorRect(std::size_t row, std::size_t factor) const;
  /// What is marked, row by row, as written.
  std::vector<std::vector<HandWork>> marks() const;

signals:
  /// A function is to be exchanged, or none.
  void exchangeAsked(std::optional<std::size_t> node);
  /// The row that is pointed at.
  void litChanged(std::optional<std::size_t> row);
  void copyAsked();

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;

private:
  struct Factor {
    WrittenFactor written;
    double x = 0;  ///< from the row's left edge
    double width = 0;
  };
  void arrange();
  void paintFactor(QPainter& painter, const Factor& factor, const QRectF& rect, HandWork work) const;

  Theme theme_;
  std::shared_ptr<const PathList> list_;
  std::optional<std::size_t> exchanged_;
  std::vector<std::vector<Factor>> rows_;
  std::vector<HandWork> works_;  // by wire
  double widest_ = 0;
  double left_ = 0;
  std::optional<std::size_t> hover_;
};

}  // namespace ui
