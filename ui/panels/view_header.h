#pragma once

#include <QWidget>

#include <vector>

#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

class QButtonGroup;
class QHBoxLayout;

namespace ui {

/// The row above an open view: back to the equation, the view's own tabs, and its chips.
class ViewHeader : public QWidget {
  Q_OBJECT

 public:
  explicit ViewHeader(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setTabs(const std::vector<Sentence>& tabs, int chosen);
  /// Shows these chips in place of the earlier ones, which stay hidden children of the header.
  void setChips(const std::vector<QWidget*>& chips);

 signals:
  void equationChosen();
  void tabChosen(int tab);

 private:
  Theme theme_;
  QHBoxLayout* tabRow_;
  QHBoxLayout* chipRow_;
  QButtonGroup* group_;
  QStringList shown_;
  std::vector<QWidget*> chips_;
};

}  // namespace ui
