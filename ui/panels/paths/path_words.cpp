#include "ui/panels/paths/path_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <map>

#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/panels/paths/path_marks.h"

namespace ui {
namespace {

constexpr int mostTerms = 8;  // of a written sum

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Paths)
};

QString written(double v) { return v < 0 ? u'(' + shortNumber(v) + u')' : shortNumber(v); }

const QString dot = QStringLiteral(" \u00b7 ");
const QString arrow = QStringLiteral(" \u2192 ");

}  // namespace

Sentence pathSentence(const PathList& list, const PathRow& row, double width, double pixelSize) {
  const core::Graph& graph = list.trace->graph();
  const std::vector<std::size_t> nodes = list.nodesOf(row);
  Sentence line;
  const auto add = [&](Sentence& to, std::size_t k) {
    if (!to.empty()) to.push_back(textPiece(arrow, Piece::Ink::Muted));
    to.push_back(mathPiece(nameTex(graph.node(nodes[k]))));
  };
  // From both ends towards the middle, as far as there is room.
  Sentence front, back;
  std::size_t first = 0, last = nodes.size();
  const double dots = pieceWidth(textPiece(arrow + u'\u2026'), pixelSize);
  double used = 0;
  while (first < last) {
    const std::size_t k = (first <= nodes.size() - last) ? first : last - 1;
    Sentence piece;
    add(piece, k);
    const double wide = sentenceWidth(piece, pixelSize) + pieceWidth(textPiece(arrow), pixelSize);
    const bool isLast = last - first == 1;
    if (used + wide + (isLast ? 0 : dots) > width && first > 0) break;
    used += wide;
    if (k == first) {
      add(front, k);
      ++first;
    } else {
      Sentence begin;
      add(begin, k);
      if (!back.empty()) begin.push_back(textPiece(arrow, Piece::Ink::Muted));
      back.insert(back.begin(), begin.begin(), begin.end());
      --last;
    }
  }
  line = std::move(front);
  if (first < last) line.push_back(textPiece(arrow + u'\u2026', Piece::Ink::Muted));
  if (!back.empty()) line.push_back(textPiece(arrow, Piece::Ink::Muted));
  line.insert(line.end(), back.begin(), back.end());
  return line;
}

Sentence sharedSentence(const PathList& list) {
  Sentence line{textPiece(Words::tr("Backward, shared:  "))};
  if (!list.isScalar() || !list.backward || list.wires.empty()) {
    line.push_back(
        textPiece(Words::tr("%n steps, one product for every wire", nullptr, static_cast<int>(list.steps)),
                  Piece::Ink::Body));
    return line;
  }
  std::map<std::size_t, double> gradient{{list.to, 1.0}};
  std::map<std::size_t, std::vector<const PathWire*>> leaving;
  for (auto wire = list.wires.rbegin(); wire != list.wires.rend(); ++wire) {
    gradient[wire->from] += gradient[wire->to] * *wire->number;
    leaving[wire->from].push_back(&*wire);
  }
  const auto inside = [&](std::size_t node) {
    if (node == list.to) return QStringLiteral("1");
    QStringList terms;
    // Wires were gone through from the end; written, they stand in the order of the graph.
    const std::vector<const PathWire*>& wires = leaving[node];
    for (auto next = wires.rbegin(); next != wires.rend(); ++next) {
      const PathWire* wire = *next;
      const bool isEnd = wire->to == list.to;
      terms << (isEnd ? written(*wire->number) : written(gradient[wire->to]) + dot + written(*wire->number));
    }
    const QString sum = terms.join(QStringLiteral(" + "));
    return terms.size() > 1 || sum.contains(dot) ? u'(' + sum + u')' : sum;
  };
  const std::vector<const PathWire*>& own = leaving[list.from];
  int count = 0;
  QStringList nested, numbers;
  for (const PathWire* wire : own) {
    count += static_cast<int>(std::max<std::size_t>(leaving[wire->to].size(), 1));
    nested << inside(wire->to) + dot + written(*wire->number);
    numbers << written(gradient[wire->to]) + dot + written(*wire->number);
  }
  QStringList steps;
  if (count <= mostTerms) steps << nested.join(QStringLiteral(" + "));
  if (own.size() <= mostTerms && (steps.isEmpty() || numbers != nested))
    steps << numbers.join(QStringLiteral(" + "));
  if (steps.isEmpty()) steps << Words::tr("a sum of %n products", nullptr, static_cast<int>(own.size()));
  line.push_back(textPiece(steps.join(QStringLiteral(" = ")) + QStringLiteral(" = ")));
  line.push_back(textPiece(shortNumber((*list.backward)[0]), Piece::Ink::Downstream, true));
  return line;
}

ForgottenPath forgottenPath(const PathList& list) {
  if (!list.isScalar() || !list.isWhole || list.rows.size() < 2 || !list.sum) return {};
  const core::Graph& graph = list.trace->graph();
  for (std::size_t k = list.rows.size(); k-- > 0;) {
    const std::vector<std::size_t> own = list.ownWires(k);
    if (own.empty() || (*list.rows[k].product)[0] == 0) continue;
    QStringList wires;
    for (const std::size_t w : own)
      wires << symbolText(graph.node(list.wires[w].from)) + arrow + symbolText(graph.node(list.wires[w].to));
    const double rest = (*list.sum)[0] - (*list.rows[k].product)[0];
    return {Words::tr("A student forgets path %1 and gets %2. Which wire did they overlook?")
                .arg(list.rows[k].found)
                .arg(shortNumber(rest)),
            own.size() == 1
                ? Words::tr("The wire %1: only path %2 uses it.").arg(wires.front()).arg(list.rows[k].found)
                : Words::tr("One of %1: only path %2 uses them.")
                      .arg(wires.join(QStringLiteral(", ")))
                      .arg(list.rows[k].found)};
  }
  return {};
}

}  // namespace ui
