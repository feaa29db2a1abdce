#pragma once

#include <QObject>

#include "ui/model/theme.h"

class QMenu;

namespace ui {

/// The submenus "Gradient Colours" and "Value Colours" of the View menu; the choice is remembered.
class ColourMenus : public QObject {
  Q_OBJECT

public:
  explicit ColourMenus(QMenu& view);

signals:
  /// Another choice stands in the settings.
  void chosen();

private:
  void change(const ColourChoice& choice);
};

}  // namespace ui
