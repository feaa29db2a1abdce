#pragma once

#include <QStackedWidget>

namespace ui {

/// The place at the right of the window: the inspector, or what an open view says about its question.
class SidePanel : public QStackedWidget {
 public:
  explicit SidePanel(QWidget* inspector, QWidget* parent = nullptr);

  /// Null shows the inspector again.
  void showCompanion(QWidget* companion);
  bool showsCompanion() const { return currentWidget() != inspector_; }

 private:
  QWidget* inspector_;
};

}  // namespace ui
