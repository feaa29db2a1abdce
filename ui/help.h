#pragma once

class QWidget;

namespace ui {

/// All keys on one sheet.
void showShortcuts(QWidget* window);

/// Version and licences.
void showAbout(QWidget* window);

}  // namespace ui
