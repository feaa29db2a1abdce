#pragma once

#include <QString>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/figures/export/figure_files.h"
#include "ui/figures/export/figure_request.h"

namespace app {

/// What `chainrule figure` was asked for.
struct FigureOptions {
  std::vector<std::string> files;
  std::string steps = "last";                ///< `N`, `FIRST-LAST`, `all` or `last`, as given
  std::vector<ui::FigureFormat> formats;     ///< in the order given, none twice
  ui::FigureRequest request;
  std::vector<std::string> nodes;            ///< ids; empty: all
  std::vector<std::string> deltas;           ///< ID=TENSOR, or numbers alone
  ui::FileWish wish;
  bool snippet = false;
  bool help = false;
};

/// What `chainrule figure --help` prints: every option.
extern const std::string_view figureHelp;

/// Throws `UsageError`.
FigureOptions figureOptions(std::span<const std::string> given);

/// The positions meant by `steps` on a timeline that ends at `last`. Throws `UsageError` for one that is not there.
std::vector<int> positionsOf(const std::string& steps, int last);

}  // namespace app
