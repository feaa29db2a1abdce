#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/linear_map/linear_map.h"
#include "ui/model/sheet.h"

namespace ui {

/// A graph of the lessons that comes with the program.
struct Example {
  QString path;          ///< in the program's resources
  int lesson = 0;        ///< its number in the series
  QString title;
  bool hasCard = false;  ///< it is the one that stands for its lesson; the others are for comparison

  // Of the one with a card:
  QString caption;       ///< what comes out, in plain text with numbers of the graph's own run: "L = 2.69, two paths into W₁"
  Sheet sheet;           ///< without its large tensors
  std::optional<core::LinearMap> jacobian;  ///< of the output by the first input, where it is a matrix fit for a small picture
};

/// All of them, in the order of the series.
std::vector<Example> loadExamples();

}  // namespace ui
