#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QAbstractButton;
class QButtonGroup;

namespace ui {

/// A row of buttons of which one is chosen, joined to one control.
class Segments : public QWidget {
  Q_OBJECT

 public:
  Segments(const QString& name, const QStringList& texts, QWidget* parent);

  int chosen() const;
  void choose(int k);
  QAbstractButton* button(int k) const;
  void setTheme(const Theme& theme);

 signals:
  /// By the user.
  void picked(int k);

 private:
  QButtonGroup* group_;
};

}  // namespace ui
