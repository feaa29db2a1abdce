#pragma once

#include <QWidget>
#include <vector>

#include "ui/actions.h"

class QToolButton;

namespace ui {

class KeyButton;

/// The 46 px bar under the menus: file and undo at the left, the run in the middle.
class ToolBar : public QWidget {
  Q_OBJECT

 public:
  ToolBar(const Actions& actions, QWidget* parent);
  void setTheme(const Theme& theme);
  /// Fills the button of the next sensible action: Forward before the forward pass is done, then Backward.
  void setForwardDone(bool done);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void applyLooks();

  const Theme* theme_ = &lightTheme();
  bool forwardDone_ = false;
  std::vector<QToolButton*> small_;
  KeyButton* reset_;
  KeyButton* back_;
  KeyButton* forward_;
  KeyButton* backward_;
};

}  // namespace ui
