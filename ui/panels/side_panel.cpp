#include "ui/panels/side_panel.h"

namespace ui {

SidePanel::SidePanel(QWidget* inspector, QWidget* parent) : QStackedWidget(parent), inspector_(inspector) {
  addWidget(inspector);
}

void SidePanel::showCompanion(QWidget* companion) {
  if (companion != nullptr && indexOf(companion) < 0) addWidget(companion);
  setCurrentWidget(companion != nullptr ? companion : inspector_);
}

}  // namespace ui
