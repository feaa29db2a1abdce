#include "ui/panels/paths/path_marks.h"

#include <QCoreApplication>

#include <cmath>
#include <map>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr std::size_t mostLabels = 120;  // wires with a label; more would hide the graph

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Paths)
};

WireLabel labelOf(const PathList& list, const PathWire& wire) {
  const core::Graph& graph = list.trace->graph();
  const QString derivative = derivativeTex(nameTex(graph.node(wire.to)), nameTex(graph.node(wire.from)));
  WireLabel label{.isTex = true, .ink = Ink::Local};
  label.brief = wire.number ? shortNumber(*wire.number)
                            : QStringLiteral("%1 \\times %2").arg(wire.local.rows()).arg(wire.local.columns());
  label.text = derivative + (wire.number ? QStringLiteral(" = ") : QStringLiteral("\\;\\; ")) + label.brief;
  return label;
}

}  // namespace

QString shortNumber(double v) {
  if (std::isfinite(v) && v == std::round(v) && std::abs(v) < 1e6) return numberText(v, 0);
  return significantText(v, 3);
}

GraphMarks pathMarks(const PathList& list, std::optional<std::size_t> row, std::optional<std::size_t> wire) {
  const core::Graph& graph = list.trace->graph();
  GraphMarks marks{.plain = true};
  std::map<std::size_t, GraphMarks::OnNode> nodes;
  const auto node = [&](std::size_t position) -> GraphMarks::OnNode& {
    GraphMarks::OnNode& mark = nodes[position];
    mark.id = graph.node(position).id;
    return mark;
  };
  std::vector<bool> lit(list.wires.size());
  if (row) {
    for (const std::size_t w : list.rows[*row].wires) {
      lit[w] = true;
      node(list.wires[w].to).lit = true;
    }
    const QString count = list.isWhole ? QString::number(list.rows.size()) : Words::tr("many");
    node(list.from).pill = Pill{Words::tr("path %1 of %2").arg(list.rows[*row].found).arg(count), Ink::Local};
  }
  if (wire) lit[*wire] = true;
  const bool labels = list.wires.size() <= mostLabels;
  std::map<std::size_t, int> uses;
  for (std::size_t w = 0; w < list.wires.size(); ++w) {
    const PathWire& shown = list.wires[w];
    ++uses[shown.from];
    if (!labels && !lit[w]) continue;
    GraphMarks::OnWire mark{.to = graph.node(shown.to).id, .argument = shown.argument, .lit = lit[w]};
    if (labels || wire == w) {
      mark.gradient = labelOf(list, shown);
      mark.gradient->bold = wire == w;
    }
    marks.wires.push_back(std::move(mark));
  }
  for (const auto& [position, count] : uses) {
    if (count < 2) continue;
    node(position).below = count == 2 ? Words::tr("used twice") : Words::tr("used %n times", nullptr, count);
  }
  for (auto& [position, mark] : nodes) marks.nodes.push_back(std::move(mark));
  return marks;
}

}  // namespace ui
