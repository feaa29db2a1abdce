#include "ui/figures/huge_picture.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using core::Index;

double largestFinite(std::span<const double> numbers) {
  double limit = 0;
  for (const double v : numbers) {
    if (std::isfinite(v)) limit = std::max(limit, std::abs(v));
  }
  return limit;
}

/// Of a gradient that was pooled, the pooled one has the same largest entry.
double gradientLimit(const core::Tensor& gradient, const PooledMatrix& image) {
  return largestFinite(image.rows > 0 ? std::span<const double>(image.numbers) : gradient.data());
}

/// Enough for a block's panel.
constexpr Index blockCells = 256;

}  // namespace

BlockPlace HugePicture::block() const {
  const core::Window& at = place.numbers;
  return blockAt(grid, std::min(at.row + at.rowCount / 2, std::max<Index>(grid.rows - 1, 0)),
                 std::min(at.column + at.columnCount / 2, std::max<Index>(grid.columns - 1, 0)));
}

const HugePart* HugePicture::overview() const {
  return isZoomed() && readings.seen ? readings.seen.get() : readings.whole.get();
}

double HugePicture::localLimit() const {
  double limit = 0;
  if (!content->local.empty()) return largestFinite(content->local);
  for (const auto& part : {readings.whole, readings.seen, readings.block, readings.numbers}) {
    if (part) limit = std::max(limit, part->largestFinite());
    // The whole is exact; the others only help while it is not there.
    if (part == readings.whole && part && part->isComplete()) break;
  }
  return limit;
}

bool hasCommonScale(const EquationContent& content) {
  return content.rows() * content.columns() <= mostOnOneScale;
}

std::array<double, 3> hugeLimits(const HugePicture& picture) {
  const EquationContent& content = *picture.content;
  std::array<double, 3> limits{gradientLimit(content.equation.upstream, content.upstream),
                               picture.localLimit(),
                               gradientLimit(content.equation.downstream, content.downstream)};
  if (picture.commonScale) limits.fill(*std::ranges::max_element(limits));
  for (double& limit : limits) {
    if (limit == 0) limit = 1;
  }
  return limits;
}

HugePicture readPicture(std::shared_ptr<const EquationContent> content, Index cells, Index rows,
                        Index columns) {
  const Equation& equation = content->equation;
  const core::LinearMap& map = equation.local;
  HugePicture picture{.content = content, .grid = blockGrid(map)};
  picture.place = firstPlace(picture.grid, rows, columns);
  picture.commonScale = hasCommonScale(*content);
  picture.checking = false;
  const auto read = [&](const core::Window& window, Index most) {
    return std::make_shared<const HugePart>(readPart(map, window, most, most));
  };
  picture.readings.whole = read(picture.grid.whole(), cells);
  picture.readings.block = read(shownWindow(picture.grid, picture.block()), blockCells);
  picture.readings.numbers = read(picture.place.numbers, std::max(rows, columns));
  return picture;
}

}  // namespace ui
