#include "ui/figures/huge_picture.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_words.h"

namespace ui {
namespace {

using core::Index;

/// Of a gradient that was pooled, the pooled one has the same largest entry.
Magnitudes gradientMagnitudes(const core::Tensor& gradient, const PooledMatrix& image) {
  return magnitudesOf(image.rows > 0 ? std::span<const double>(image.numbers) : gradient.data());
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

Magnitudes HugePicture::localMagnitudes() const {
  if (!content->local.empty()) return content->facts[static_cast<std::size_t>(PanelRole::Local)].magnitudes;
  // The whole is exact; the others only help while it is not there.
  if (readings.whole && readings.whole->isComplete()) return magnitudesOf(readings.whole->numbers);
  Magnitudes magnitudes;
  for (const auto& part : {readings.whole, readings.seen, readings.block, readings.numbers}) {
    if (part) magnitudes.add(part->numbers);
  }
  return magnitudes;
}

EquationScales hugeScales(const HugePicture& picture) {
  const EquationContent& content = *picture.content;
  const bool large = content.rows() * content.columns() > mostOnOneScale;
  std::array magnitudes{gradientMagnitudes(content.equation.upstream, content.upstream), picture.localMagnitudes(),
                        gradientMagnitudes(content.equation.downstream, content.downstream)};
  EquationScales scales;
  scales.scope = picture.scale.scope.value_or(large ? ScaleScope::Panel : ScaleScope::Equation);
  if (!scales.ownScales()) {
    Magnitudes all;
    for (const Magnitudes& each : magnitudes) all.add(each);
    if (scales.scope == ScaleScope::Run && picture.run) all.add(*picture.run);
    magnitudes.fill(all);
  }
  for (std::size_t k = 0; k < magnitudes.size(); ++k) scales.limits[k] = picture.scale.limitsFor(magnitudes[k]);
  return scales;
}

HugePicture readPicture(std::shared_ptr<const EquationContent> content, Index cells, Index rows,
                        Index columns) {
  const Equation& equation = content->equation;
  const core::LinearMap& map = equation.local;
  HugePicture picture{.content = content, .grid = blockGrid(map)};
  picture.place = firstPlace(picture.grid, rows, columns);
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
