#pragma once

#include <QImage>
#include <QStringList>
#include <QWidget>

#include <vector>

#include "ui/model/theme.h"

namespace ui {

/// All pages of a figure, small, one beside the other; the chosen one stays in the middle where there are more than fit.
class PageStrip : public QWidget {
  Q_OBJECT

 public:
  explicit PageStrip(QWidget* parent);

  /// Pages without a picture yet are blank.
  void setPages(const QStringList& names);
  void setPicture(int page, const QImage& picture);
  void choose(int page);
  int chosen() const { return chosen_; }
  int count() const { return static_cast<int>(names_.size()); }
  void setTheme(const Theme& theme);
  QRect pageRect(int page) const;

 signals:
  void picked(int page);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  void pick(int page);
  int shift() const;

  const Theme* theme_;
  QStringList names_;
  std::vector<QImage> pictures_;
  int chosen_ = 0;
};

}  // namespace ui
