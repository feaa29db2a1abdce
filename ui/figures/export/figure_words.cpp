#include "ui/figures/export/figure_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using Ink = Piece::Ink;
constexpr std::size_t mostListed = 40;
constexpr core::Index mostNumbers = 60;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Figure)
};

QString outputTex(const Moment& moment) {
  const auto output = moment.trace().plan().output();
  return output ? nameTex(moment.graph().node(*output)) : QString();
}

Piece muted(const QString& text) { return textPiece(text, Ink::Muted); }

/// Text with one formula in the place of "%1".
Sentence around(const QString& text, const QString& tex) {
  const qsizetype at = text.indexOf(QStringLiteral("%1"));
  return {muted(text.left(at)), mathPiece(tex, Ink::Muted), muted(text.mid(at + 2))};
}

QString numbersText(std::span<const double> numbers) {
  QStringList texts;
  for (const double v : numbers) texts << loneNumberText(v);
  return u'(' + texts.join(QStringLiteral(", ")) + u')';
}

QString tensorText(const core::Shape& shape, std::span<const double> numbers) {
  if (numbers.size() == 1) return loneNumberText(numbers[0]);
  if (shape.size() > mostNumbers) return Words::tr("%1 numbers").arg(countText(shape.size()));
  if (shape.rank() < 2) return numbersText(numbers);
  QStringList rows;
  const auto length = static_cast<std::size_t>(shape[shape.rank() - 1]);
  for (std::size_t at = 0; length > 0 && at < numbers.size(); at += length) rows << numbersText(numbers.subspan(at, length));
  return u'(' + rows.join(QStringLiteral(", ")) + u')';
}

QString plainTex(const QString& tex) { return MathText::parse(tex).plain(); }

QString graphText(const Moment& moment, const FigureRequest& request) {
  const core::Graph& graph = moment.graph();
  QStringList lines;
  QString first = Words::tr("A computational graph of %1 nodes").arg(graph.size());
  if (!graph.title().empty()) first += Words::tr(", ") + Words::tr("“%1”").arg(QString::fromStdString(graph.title()));
  if (const QString output = outputTex(moment); !output.isEmpty()) first += Words::tr("; its output is %1").arg(plainTex(output));
  lines << first + Words::tr(".");
  std::size_t listed = 0;
  for (const std::size_t p : moment.trace().order()) {
    const core::Node& node = graph.node(p);
    if (!request.nodes.empty() && !request.nodes.contains(node.id)) continue;
    if (++listed > mostListed) {
      lines << Words::tr("Further nodes are not listed.");
      break;
    }
    QString line = node.isLeaf() ? plainTex(nameTex(node)) : plainTex(equationTex(graph, node));
    if (node.isLeaf()) line += QStringLiteral(" (") + title(*node.function) + u')';
    if (request.values && moment.valueKnown(p) && moment.trace().hasValue(p)) {
      const core::TensorView value = moment.trace().value(p);
      line += Words::tr("; value %1").arg(tensorText(value.shape(), value.data));
    }
    if (const auto gradient = request.gradients ? moment.gradient(p) : std::nullopt) {
      line += (moment.gradientComplete(p) ? Words::tr("; gradient %1") : Words::tr("; gradient so far %1"))
                  .arg(tensorText(gradient->shape(), gradient->data()));
    }
    lines << line + Words::tr(".");
  }
  return lines.join(u'\n');
}

QString equationText(const EquationContent& content) {
  const Equation& e = content.equation;
  QStringList lines;
  lines << Words::tr("Upstream %1 is %2.").arg(plainTex(content.upstreamTex), tensorText(e.upstream.shape(), e.upstream.data()));
  QString local = Words::tr("Local %1 has shape %2").arg(plainTex(content.localTex), shapeText(e.outputShape().axes(), e.inputShape().axes()));
  if (!content.structure.isEmpty()) local += Words::tr(", ") + content.structure;
  if (content.isFormed() && !content.local.empty()) {
    const core::Shape matrix{content.rows(), content.columns()};
    local += QStringLiteral(": ") + tensorText(content.isScalar() ? core::Shape{} : matrix, content.local);
  }
  lines << local + Words::tr(".");
  lines << Words::tr("Downstream %1, their product, is %2.")
               .arg(plainTex(content.downstreamTex), tensorText(e.downstream.shape(), e.downstream.data()));
  return lines.join(u'\n');
}

}  // namespace

Sentence stepSentence(const Moment& moment, StepForm form) {
  const auto step = moment.shown();
  if (!step) return {muted(Words::tr("Before the first step"))};
  const core::Node& node = moment.graph().node(step->node);
  const QString function = title(*node.function);
  const QString equation = equationTex(moment.graph(), node);
  Sentence sentence;
  switch (step->kind) {
    case Step::Kind::Forward:
      sentence = {muted(Words::tr("Step %1 of %2 forward: ").arg(moment.cursor()).arg(moment.forwardCount())),
                  muted(Words::tr("%1 gives ").arg(function)),
                  mathPiece(form != StepForm::Whole ? nameTex(node) : equation, Ink::Muted)};
      break;
    case Step::Kind::Seed:
      sentence = around(Words::tr("Seed: the gradient of %1 by itself"), outputTex(moment));
      break;
    case Step::Kind::Backward:
      sentence = {muted(Words::tr("Step %1 of %2 backward: ").arg(moment.backwardDone()).arg(moment.backwardCount()))};
      if (form != StepForm::Briefest) {
        for (const Piece& piece : around(Words::tr("the gradient of %1 passes "), outputTex(moment)))
          sentence.push_back(piece);
      }
      if (form != StepForm::Whole) {
        sentence.push_back(muted(function));
        break;
      }
      sentence.push_back(muted(function + Words::tr(", ")));
      sentence.push_back(mathPiece(equation, Ink::Muted));
      break;
  }
  return sentence;
}

QString stepName(const Moment& moment) {
  const auto step = moment.shown();
  if (!step) return Words::tr("start");
  if (step->kind == Step::Kind::Seed) return Words::tr("seed");
  return step->kind == Step::Kind::Forward ? plainTex(nameTex(moment.graph().node(step->node)))
                                           : plainName(moment.graph().node(step->node));
}

std::vector<Sentence> legendOf(const Moment& moment, const FigureRequest& request, bool downwards,
                               bool brief) {
  std::vector<Sentence> keys;
  const core::Graph& graph = moment.graph();
  const QString output = outputTex(moment);
  const QString anyGradient = QStringLiteral("\\partial %1/\\partial \\cdot").arg(output);
  const auto has = [&](const char* function) {
    return std::any_of(graph.nodes().begin(), graph.nodes().end(),
                       [&](const core::NodePointer& node) { return node->function->name == function; });
  };
  const bool backward = request.gradients && !output.isEmpty() && moment.backwardCount() > 0;
  switch (request.style) {
    case FigureStyle::Boxes: {
      if (request.values) {
        const QString order = brief       ? Words::tr("  values")
                              : downwards ? Words::tr("  values, computed downwards")
                                          : Words::tr("  values, computed left to right");
        keys.push_back({textPiece(Words::tr("green"), Ink::Value, true), muted(order)});
      }
      if (!backward) break;
      keys.push_back({textPiece(Words::tr("vermilion"), Ink::Downstream, true),
                      muted(Words::tr("  gradients ")), mathPiece(anyGradient, Ink::Muted),
                      muted(brief       ? QString()
                            : downwards ? Words::tr(", upwards")
                                        : Words::tr(", right to left"))});
      for (const std::size_t p : moment.trace().order()) {
        if (moment.contributionCount(p) < 2) continue;
        Sentence sum = around(Words::tr("Σ: contributions to %1 add up"), nameTex(graph.node(p)));
        keys.push_back(sum);
        break;
      }
      break;
    }
    case FigureStyle::Circuit:
      if (request.values) keys.push_back({textPiece(Words::tr("above the wire"), Ink::Value, true), muted(Words::tr("  value"))});
      if (!backward) break;
      keys.push_back({textPiece(Words::tr("below the wire"), Ink::Downstream, true), muted(Words::tr("  gradient of ")),
                      mathPiece(output, Ink::Muted)});
      if (has("mul") && has("add")) {
        keys.push_back({muted(Words::tr("× swaps its inputs, + hands the gradient on unchanged"))});
      } else if (has("add")) {
        keys.push_back({muted(Words::tr("+ hands the gradient on unchanged"))});
      }
      break;
    case FigureStyle::Variables:
    case FigureStyle::Edges:
      if (request.values) keys.push_back({textPiece(Words::tr("above"), Ink::Value, true), muted(Words::tr("  value"))});
      if (backward) {
        keys.push_back({textPiece(Words::tr("below"), Ink::Downstream, true), muted(Words::tr("  gradient ")),
                        mathPiece(anyGradient, Ink::Muted)});
      }
      break;
  }
  return keys;
}

QString alternativeText(const Moment& moment, const FigureRequest& request, const std::optional<EquationContent>& content) {
  QStringList parts;
  if (isOfStep(request)) parts << plainText(stepSentence(moment)) + Words::tr(".");
  if (request.what == FigureWhat::Graph || request.what == FigureWhat::Both) parts << graphText(moment, request);
  if (content && request.what != FigureWhat::Graph) parts << equationText(*content);
  return parts.isEmpty() ? QString() : parts.join(u'\n') + u'\n';
}

}  // namespace ui
