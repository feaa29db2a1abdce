#pragma once

#include <QString>

namespace ui {

/// An amount of memory in decimal units with at least two significant digits: "6.6 GB", "200 kB".
QString memoryText(double bytes);

}  // namespace ui
