#pragma once

class QMenu;

namespace ui {

class Timeline;

/// Fills the menu with what Play and Run stop at: three conditions, and the nodes with breakpoints, each of which a click takes away.
void fillStopMenu(QMenu& menu, Timeline& timeline);

}  // namespace ui
