#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/model/sheet.h"

namespace ui {

/// A lesson's graph that comes with the program, and its run.
struct Example {
  QString path;     ///< in the program's resources
  int lesson = 0;   ///< its number in the series
  QString title;
  Sheet sheet;
  core::Trace trace;
};

/// Reads and runs all of them, in the order of the series. They are a few nodes each.
std::vector<Example> loadExamples();

/// One line that says what comes out, in plain text with numbers of the example's own run: "L = 2.69, two paths into W₁".
QString captionOf(const Example& example);

/// The local gradient that a small picture of the example shows beside its graph: of its output by its first differentiable
/// argument, where that is a matrix and not too large; empty elsewhere.
std::optional<core::LinearMap> localOf(const Example& example);

}  // namespace ui
