#pragma once

#include <array>
#include <memory>
#include <optional>

#include "ui/figures/equation_content.h"
#include "ui/figures/equation_scales.h"
#include "ui/figures/equation_words.h"
#include "ui/model/huge_place.h"
#include "ui/model/huge_reader.h"

namespace ui {

/// All that a drawing of an equation with a huge local gradient shows, whatever its size: a plain value.
struct HugePicture {
  std::shared_ptr<const EquationContent> content = {};
  BlockGrid grid = {};
  HugePlace place = {};
  HugeReadings readings = {};
  std::optional<HugeEntry> lit = {};  ///< an entry of the local gradient: under the pointer, else pinned
  std::optional<EquationEntry> gradient = {};  ///< likewise of upstream or downstream; then `lit` is empty
  core::Index row = 0;  ///< of the stack of upstream gradients: the one whose product is written
  ScaleChoice scale = {};
  std::optional<Magnitudes> run = {};  ///< of the whole run, where they are known
  bool reading = false;               ///< an overview is being read
  bool stopped = false;               ///< or was stopped before its end
  bool checking = true;               ///< a check has run, runs or will run

  /// The block that holds the middle of the window of numbers.
  BlockPlace block() const;
  /// The overview that fits the place, else the last one; null where nothing has been read.
  const HugePart* overview() const;
  bool isZoomed() const { return place.seen != grid.whole(); }
  /// What is known of the local gradient's numbers, as far as they have been read: the largest magnitude is
  /// exact once everything is.
  PanelFacts localFacts() const;
  Magnitudes localMagnitudes() const { return localFacts().magnitudes; }
  /// The downstream entry (row of the stack, entry) whose inner product is written; empty where none is.
  std::optional<HugeEntry> product() const;
};

/// Above so many entries each panel has its own scale unless the reader chose otherwise: the gradients would be
/// of one colour.
inline constexpr core::Index mostOnOneScale = 4'000'000;

/// The colour scales of upstream, local and downstream, and the marks that occur in what has been read of
/// them.
EquationScales hugeScales(const HugePicture& picture);

/// The picture at its beginning with everything that it shows read at once, for figures: an overview of
/// `cells` × `cells` cells, and the inner product of the first downstream entry of largest magnitude.
HugePicture readPicture(std::shared_ptr<const EquationContent> content, core::Index cells, core::Index rows,
                        core::Index columns);

}  // namespace ui
