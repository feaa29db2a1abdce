#pragma once

#include <QWidget>
#include <vector>

#include "ui/model/theme.h"

class QPushButton;
class QVBoxLayout;

namespace ui {

/// The recent files as a column of links: name and when it was written; a file that is gone is grey and can be removed.
class RecentList : public QWidget {
  Q_OBJECT

 public:
  explicit RecentList(QWidget* parent);
  /// Reads the list from the settings again.
  void refresh();
  void setTheme(const Theme& theme);
  int count() const { return count_; }

 signals:
  void fileRequested(const QString& path);
  void changed();

 private:
  QWidget* makeRow(const QString& path);

  const Theme* theme_ = &lightTheme();
  QVBoxLayout* column_;
  int count_ = 0;
};

}  // namespace ui
