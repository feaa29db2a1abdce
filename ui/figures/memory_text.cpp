#include "ui/figures/memory_text.h"

#include <QCoreApplication>

#include <array>

#include "ui/figures/number_text.h"

namespace ui {

QString memoryText(double bytes) {
  if (bytes < 1000)
    return QCoreApplication::translate("ui::MemoryText", "%n bytes", nullptr, static_cast<int>(bytes));
  const std::array units{"kB", "MB", "GB", "TB", "PB", "EB"};
  bytes /= 1000;
  std::size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < units.size()) {
    bytes /= 1000;
    ++unit;
  }
  return significantText(bytes, bytes < 100 ? 2 : 3) + QChar(0xa0) + QLatin1String(units[unit]);
}

}  // namespace ui
