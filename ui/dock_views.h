#pragma once

#include <vector>

class QWidget;

namespace ui {

class DockView;
class Document;
class Timeline;

/// The views of the dock beside the equation, one line each.
std::vector<DockView*> makeDockViews(Document& document, Timeline& timeline, QWidget* parent);

}  // namespace ui
