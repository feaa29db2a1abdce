#pragma once

#include <QString>

#include <map>
#include <set>
#include <span>
#include <vector>

#include "ui/figures/graph_drawing.h"
#include "ui/figures/run_facts.h"
#include "ui/model/moment.h"

namespace ui {

/// Which ink a mark takes from the theme.
enum class Ink { Muted, Faint, Value, Upstream, Local, Downstream, Error };

/// A few words on a coloured ground.
struct Pill {
  QString text = {};
  Ink ground = Ink::Local;
  bool operator==(const Pill&) const = default;
};

/// A label of a wire: a name in LaTeX or plain text.
struct WireLabel {
  QString text = {};
  bool isTex = false;
  Ink ink = Ink::Value;
  bool bold = false;
  QString brief = {};  ///< instead, where the whole text is wider than the gap between two nodes; empty = none
  bool operator==(const WireLabel&) const = default;
};

/// How far the gradient has come along a wire; `Lit` where a question points at it.
enum class WireState { Idle, Done, Downstream, Upstream, Error, Lit };

/// How one wire looks at a moment.
struct WireLook {
  WireState state = WireState::Idle;
  bool dashed = false;  ///< no gradient ever comes along here
  bool asked = false;   ///< what comes along here is asked for: dashed, and without an arrow head
  WireLabel value;
  WireLabel gradient;
  QString pill;  ///< "upstream", "downstream", "downstream ?" or nothing
  bool operator==(const WireLook&) const = default;
};

enum class Outline { Idle, Active, Done, Problem, Spoilt, Waits };

/// How one node looks at a moment, apart from selection and hovering.
struct NodeLook {
  Outline outline = Outline::Idle;
  bool noGradient = false;        ///< dashed: no gradient is asked for
  bool stale = false;             ///< hatched: a value before it changed
  bool partial = false;           ///< hatched in the ink of gradients: contributions are still to come
  bool corner = false;            ///< a choice was made where the derivative does not exist
  bool firstBad = false;          ///< here the first NaN or infinity came up
  bool breakpoint = false;        ///< runs stop before it
  bool ghost = false;             ///< the value is one of a run that is to be done again
  int order = 0;                  ///< number of its forward step, from 1; 0 = not shown
  QString gradient;               ///< third line of a parameter, in LaTeX: "\\partial L/\\partial W"
  QString gradientShape;          ///< after it: "3×5"
  int problem = 0;                ///< number of its problem, from 1; 0 = none
  Pill pill;                      ///< above: "active, step 4"
  QString sum;                    ///< below: "Σ 1 of 2", in bold, before
  Ink sumInk = Ink::Downstream;   ///< of both
  QString sumRest;                ///< " contributions in"
  QString fresh;                  ///< below: so many new entries wait to be set
  std::vector<double> strip;      ///< entries of the value, where known
  std::vector<WireState> inputs;  ///< one a port
  std::vector<WireState> outputs;
  std::vector<char> missing;  ///< one an input: must be wired and is not
  bool operator==(const NodeLook&) const = default;
};

/// How the capsule at the output looks.
struct CapsuleLook {
  QString tex;   ///< "L"
  QString tail;  ///< " = 2.69"
  QString note;  ///< "scalar output"
  Outline outline = Outline::Idle;
  bool known = false;
  Pill pill;
  WireLook wire;
  bool operator==(const CapsuleLook&) const = default;
};

/// How everything of a drawing looks at one moment.
struct GraphLooks {
  std::vector<NodeLook> nodes;
  std::vector<WireLook> wires;
  CapsuleLook capsule;
  ColourScale scale;  ///< of the strips
};

/// What is drawn beside the moment itself; figures have nothing of it.
struct LookExtras {
  std::set<core::NodeId> stale = {};        ///< values before they changed
  std::set<core::NodeId> breakpoints = {};
  std::map<core::NodeId, std::size_t> fresh = {};  ///< how many entries wait to be set
  bool order = false;                       ///< the number of each forward step
  bool ghosts = false;                      ///< values that are still to be computed, faintly
  bool details = true;                      ///< labels, sums and strips of entries; false where none is drawn
};

/// `moment` and `facts` may be null (nothing has run yet) and may belong to a slightly older graph: nodes are
/// matched by id.
GraphLooks looksOf(const GraphDrawing& drawing, const Moment* moment, const RunFacts* facts,
                   const LookExtras& extras = {});

/// A node's problem in words: what kind, and the message. Empty title where there is none.
struct ProblemText {
  QString title;
  QString message;
};
ProblemText problemText(const GraphDrawing& drawing, const RunFacts* facts, std::size_t position);

}  // namespace ui
