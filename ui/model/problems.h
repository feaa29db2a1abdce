#pragma once

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/model/sheet.h"

namespace ui {

/// A way out of a problem: the sheet as it would be. Nothing is repaired without asking.
struct Repair {
  QString text;                         ///< "Make W₁ 3×5"
  Sheet after;
  std::vector<core::NodeId> touched;    ///< what it changes or adds
  std::optional<core::NodeId> breaks;   ///< a later node that would not fit any more
};

/// Something that is wrong with the graph or its numbers.
struct ProblemReport {
  enum class Kind {
    Missing,    ///< an argument is not wired
    Shapes,     ///< shapes do not fit
    Value,      ///< values have no meaning here
    NotFinite,  ///< the first NaN or infinity of the forward pass
    Gradient    ///< the first NaN or infinity of the backward pass
  };
  Kind kind;
  core::NodeId node;
  QString title;    ///< "Shapes do not fit"
  QString message;  ///< what, where, why
  std::vector<Repair> repairs;
  std::size_t argument = 0;            ///< of Missing, and of Gradient: through which the gradient went
  std::optional<core::Index> entry;    ///< of NotFinite and Gradient: the first bad entry, flat
  std::vector<core::NodeId> path;      ///< of NotFinite: the input, the node, and those that received it
  std::size_t carried = 0;             ///< how many later nodes received it
};

/// All problems in the order of the forward pass, by which they are numbered, that of a backward pass last:
/// of a NaN only the first place. `trace` may be null, and of another graph: then only what the graph itself
/// shows is reported. Throws `core::Stopped`.
std::vector<ProblemReport> problemsOf(const Sheet& sheet, const core::Trace* trace, const std::stop_token& stop = {});

/// What made an entry of a node's value NaN or infinite, in a few words: "Log at 0: −∞".
QString reasonOf(const core::Trace& trace, std::size_t node, core::Index entry);

/// Ways to make the node valid: tried out, those that break nothing later first. Empty where there is none.
std::vector<Repair> repairsOf(const Sheet& sheet, const core::NodeId& id);

}  // namespace ui
