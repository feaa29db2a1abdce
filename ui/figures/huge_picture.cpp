#include "ui/figures/huge_picture.h"

#include <algorithm>
#include <cmath>

#include "ui/figures/equation_words.h"

namespace ui {
namespace {

using core::Index;

void add(PanelFacts& all, const PanelFacts& part) {
  all.magnitudes.add(part.magnitudes);
  all.least = std::min(all.least, part.least);
  all.greatest = std::max(all.greatest, part.greatest);
  all.marks = all.marks | part.marks;
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

PanelFacts HugePicture::localFacts() const {
  if (!content->local.empty()) return content->facts[static_cast<std::size_t>(PanelRole::Local)];
  // The whole is exact; the others only help while it is not there.
  if (readings.whole && readings.whole->isComplete()) return panelFacts(readings.whole->numbers);
  PanelFacts facts;
  for (const auto& part : {readings.whole, readings.seen, readings.block, readings.numbers}) {
    if (part) add(facts, panelFacts(part->numbers));
  }
  return facts;
}

std::optional<HugeEntry> HugePicture::product() const {
  if (gradient && gradient->panel == PanelRole::Downstream) return HugeEntry{gradient->row, gradient->column};
  if (lit) return HugeEntry{row, lit->column};
  return std::nullopt;
}

EquationScales hugeScales(const HugePicture& picture) {
  const EquationContent& content = *picture.content;
  const bool large = content.rows() * content.columns() > mostOnOneScale;
  std::array facts = content.facts;
  PanelFacts& local = facts[static_cast<std::size_t>(PanelRole::Local)];
  local = picture.localFacts();
  local.marks.zero = false;  // images have no dots
  return equationScales(facts, picture.scale, picture.run, large ? ScaleScope::Panel : ScaleScope::Equation);
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
