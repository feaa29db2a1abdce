#include "ui/figures/export/edge_paths.h"

#include <QCoreApplication>

#include <cmath>
#include <functional>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

constexpr std::size_t mostPaths = 3;
constexpr std::size_t mostFactors = 9;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

double localNumber(const Moment& moment, std::size_t node, std::size_t argument) {
  return moment.trace().local(node, argument).dense()[0];
}

QString shortNumber(double v) {
  return v == std::floor(v) && std::abs(v) < 1e4 ? numberText(v, 0) : significantText(v, 3);
}

using EdgePath = std::vector<std::size_t>;  // edges from the output back to the leaf

/// All paths from `leaf` to `output`, or one more than can be shown.
std::vector<EdgePath> pathsTo(const Schematic& schematic, std::size_t leaf, std::size_t output) {
  std::vector<EdgePath> found;
  EdgePath path;
  const std::function<void(std::size_t)> walk = [&](std::size_t node) {
    if (found.size() > mostPaths || path.size() > mostFactors) return;
    if (node == output) return found.push_back(path);
    for (std::size_t e = 0; e < schematic.edges.size(); ++e) {
      const SchematicEdge& edge = schematic.edges[e];
      if (edge.from != node || edge.to == node || edge.dashed) continue;
      path.push_back(e);
      walk(edge.to);
      path.pop_back();
    }
  };
  walk(leaf);
  return found;
}

}  // namespace

WireLabel localLabel(const Moment& moment, std::size_t node, std::size_t argument) {
  if (!moment.valueKnown(node) || !moment.trace().hasValue(node)) return {};
  if (!moment.trace().plan().isDifferentiated(node, argument)) return {};
  return {.text = shortNumber(localNumber(moment, node, argument)), .ink = Ink::Local, .bold = true};
}

void lightPath(Schematic& schematic, const Moment& moment, const FigureRequest& request) {
  schematic.note = {textPiece(Words::tr("Numbers on the edges are ")),
                    textPiece(Words::tr("local derivatives"), Piece::Ink::Local, true), textPiece(QStringLiteral(".  "))};
  if (!moment.forwardDone() || !request.gradients) return;
  const core::Graph& graph = moment.graph();
  std::optional<std::size_t> leaf, output;
  for (std::size_t k = 0; k < schematic.nodes.size(); ++k) {
    const std::size_t p = schematic.nodes[k].position;
    if (!leaf && graph.node(p).isLeaf() && moment.trace().hasGradient(p)) leaf = k;
    if (moment.trace().plan().output() == p) output = k;
  }
  if (!leaf || !output) return;
  const std::vector<EdgePath> paths = pathsTo(schematic, *leaf, *output);
  if (paths.empty() || paths.size() > mostPaths) return;
  QString written;
  double sum = 0;
  for (const EdgePath& path : paths) {
    double product = 1;
    if (!written.isEmpty()) written += QStringLiteral(" + ");
    for (const std::size_t e : path) {
      SchematicEdge& edge = schematic.edges[e];
      edge.lit = true;
      const double local = localNumber(moment, schematic.nodes[edge.to].position, edge.argument);
      product *= local;
      written += u'(' + shortNumber(local) + u')';
    }
    sum += product;
  }
  const auto name = [&](std::size_t k) { return nameTex(graph.node(schematic.nodes[k].position)); };
  schematic.note.push_back(mathPiece(derivativeTex(name(*output), name(*leaf))));
  schematic.note.push_back(textPiece(paths.size() == 1 ? Words::tr(" is the product along its path: ")
                                                       : Words::tr(" is the sum over its %1 paths: ").arg(paths.size())));
  schematic.note.push_back(textPiece(written + QStringLiteral(" = ") + shortNumber(sum), Piece::Ink::Downstream, true));
}

}  // namespace ui
