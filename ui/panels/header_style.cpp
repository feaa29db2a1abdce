#include "ui/panels/header_style.h"

namespace ui {

QString headerStyle(const QString& name, const Theme& theme) {
  const auto hex = [](const QColor& colour) { return colour.name(); };
  return QStringLiteral(
             "#%9 { background: %1; border-bottom: 1px solid %2; }"
             "#equationTabs, QScrollArea { background: %1; }"
             "#chip, QToolButton { color: %3; background: transparent; border: 1px solid %4; border-radius: 5px;"
             " padding: 2px 7px; font-size: 12px; min-height: 16px; max-height: 16px; }"
             "QToolButton:hover { background: %5; }"
             "QToolButton:disabled { color: %4; }"
             "QToolButton:focus { border: 2px solid %6; padding: 1px 6px; }"
             "QToolButton::menu-indicator { image: none; }"
             "#equationState { color: %7; background: %8; border-radius: 9px; padding: 2px 8px;"
             " font-size: 11px; font-weight: 600; }")
      .arg(hex(theme.panel), hex(theme.lineSoft), hex(theme.muted), hex(theme.line), hex(theme.panelSoft),
           hex(theme.focus), hex(theme.onRole), hex(theme.local), name);
}

}  // namespace ui
