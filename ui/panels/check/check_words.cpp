#include "ui/panels/check/check_words.h"

#include <QCoreApplication>

#include <cmath>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/number_text.h"
#include "ui/model/document.h"
#include "ui/model/names.h"

namespace ui {
namespace {

QString words(const char* text, int n = -1) {
  return QCoreApplication::translate("CheckWords", text, nullptr, n);
}

QString slopeText(double slope) { return std::isfinite(slope) ? significantText(slope, 3) : words("none"); }

/// The tensor of which `index` names an entry: the leaf, or the function's input.
std::size_t sourceOf(const core::Trace& trace, std::size_t node, std::size_t argument) {
  if (trace.graph().node(node).isLeaf()) return node;
  return static_cast<std::size_t>(trace.plan().inputsOf(node)[argument]);
}

QString entryOf(const core::Trace& trace, std::size_t node, const core::IndexVector& index) {
  const core::Shape& shape = trace.plan().node(node).shape;
  const QString name = nameTex(trace.graph().node(node));
  const core::Index entry = core::flatIndex(shape, {index.data(), index.size()});
  if (shape.rank() == 0) return name;
  if (hasEntrySymbol(name, shape)) return entryTex(name, shape, entry);
  return name + QStringLiteral("\\,") + indexText({index.data(), index.size()});
}

}  // namespace

QString verdictText(const NodeCheck& check) {
  switch (check.verdict()) {
    case NodeCheck::Verdict::Agrees: return words("agrees");
    case NodeCheck::Verdict::HasCorners:
      return words("%n corner(s)",
                   static_cast<int>(std::min<core::Index>(check.differences.corners, INT_MAX)));
    case NodeCheck::Verdict::Differs: return words("differs");
    case NodeCheck::Verdict::Nothing: return words("nothing to compare");
  }
  return {};
}

QColor Theme::*verdictInk(NodeCheck::Verdict verdict) {
  switch (verdict) {
    case NodeCheck::Verdict::Agrees: return &Theme::ok;
    case NodeCheck::Verdict::Differs: return &Theme::error;
    case NodeCheck::Verdict::HasCorners:
    case NodeCheck::Verdict::Nothing: return &Theme::muted;
  }
  return &Theme::muted;
}

QString deviationText(double worst) { return std::isinf(worst) ? words("no number") : scientificText(worst); }

QString entriesText(const NodeCheck& check) {
  if (check.differences.entries == check.entries) return countText(check.entries);
  return words("%1 of %2").arg(countText(check.differences.entries), countText(check.entries));
}

QString worstEntryTex(const core::Trace& trace, const core::GradientCheck& check) {
  if (!check.node) return {};
  const std::size_t source = sourceOf(trace, *check.node, check.argument);
  const bool isLeaf = source == *check.node;
  const std::size_t of = isLeaf ? *trace.plan().output() : *check.node;
  return derivativeTex(check.row.empty() ? nameTex(trace.graph().node(of)) : entryOf(trace, of, check.row),
                       entryOf(trace, source, check.index));
}

QString cornerText(const core::Trace& trace, const NodeCheck& check) {
  if (!check.differences.corner) return {};
  const core::CheckedCorner& corner = *check.differences.corner;
  const std::size_t source = sourceOf(trace, corner.node, corner.argument);
  QString text =
      words(
          "%1 at %2 is at a corner: the slope is %3 on the side of smaller numbers and %4 on the other. "
          "The run takes %5.")
          .arg(plainName(trace.graph().node(source)), indexText({corner.index.data(), corner.index.size()}),
               slopeText(corner.before), slopeText(corner.after), significantText(corner.gradient, 3));
  if (trace.plan().node(source).shape.rank() == 0) {
    text = words(
               "%1 is at a corner: the slope is %2 on the side of smaller numbers and %3 on the other. "
               "The run takes %4.")
               .arg(plainName(trace.graph().node(source)), slopeText(corner.before), slopeText(corner.after),
                    significantText(corner.gradient, 3));
  }
  if (corner.at) {
    if (const core::Message why = trace.corner(*corner.at); !why.empty()) text += u' ' + translated(why);
  }
  if (check.differences.corners > 1)
    text += u' ' + words("%n more entries are at a corner.", static_cast<int>(check.differences.corners - 1));
  return text + u' ' + words("Differences cannot judge it, so it counts as no error.");
}

}  // namespace ui
