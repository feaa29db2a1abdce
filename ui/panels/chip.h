#pragma once

#include <QString>

class QToolButton;
class QWidget;

namespace ui {

/// A small button for the header of a view; what it does is its tooltip and its accessible name.
QToolButton* makeChip(const QString& text, const QString& tip, QWidget* parent);

}  // namespace ui
