#pragma once

#include <QString>
#include <span>
#include <string>
#include <vector>

#include "ui/figures/figure_file.h"

namespace app {

/// What `chainrule figure` was asked for.
struct FigureOptions {
  std::vector<std::string> files;
  std::string steps = "last";          ///< `N`, `FIRST-LAST`, `all` or `last`, as given
  std::vector<std::string> formats;    ///< of png, svg, pdf; in the order given, none twice
  QString folder = ".";
  ui::FigureSize size;
  const ui::Theme* theme = nullptr;
  bool help = false;
};

/// Throws `UsageError`.
FigureOptions figureOptions(std::span<const std::string> given);

/// The positions meant by `steps` on a timeline that ends at `last`. Throws `UsageError` for one that is not there.
std::vector<int> positionsOf(const std::string& steps, int last);

}  // namespace app
