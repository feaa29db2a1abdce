#include "ui/figures/panel_row.h"

#include <QCoreApplication>

#include "ui/figures/number_text.h"
#include "ui/figures/panel_facts.h"
#include "ui/model/names.h"

namespace ui {
namespace {

using Ink = Piece::Ink;

/// Words of the equation, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(Equation)
};

QString shapeWords(const core::Tensor& tensor) {
  return tensor.shape().rank() == 0 ? Words::tr("scalar") : shapeText(tensor.shape().axes());
}

NamedPanel valuePanel(const Moment& moment, std::size_t node, const QString& what) {
  NamedPanel panel;
  panel.title = {textPiece(what + QStringLiteral("  "), Ink::Value, true),
                 mathPiece(nameTex(moment.graph().node(node)), Ink::Value)};
  panel.numbers = moment.trace().value(node).copy();
  panel.name = nameTex(moment.graph().node(node));
  panel.node = moment.graph().node(node).id;
  panel.subtitle = {textPiece(shapeWords(panel.numbers), Ink::Muted)};
  return panel;
}

}  // namespace

PanelRow forwardRow(const Moment& moment, std::size_t node) {
  const core::Node& shown = moment.graph().node(node);
  PanelRow row;
  if (const auto cursor = moment.forwardCursorOf(node)) {
    const QString step = Words::tr("Forward %1 of %2").arg(*cursor).arg(moment.forwardCount());
    row.headline = {textPiece(step + QStringLiteral("  "), Ink::Value, true), textPiece(plainName(shown))};
  } else {
    row.headline = {textPiece(plainName(shown), Ink::Value, true)};
  }
  row.formula = {mathPiece(equationTex(moment.graph(), shown))};
  const std::span<const std::int64_t> inputs = moment.trace().plan().inputsOf(node);
  for (const std::int64_t input : inputs) {
    if (input < 0 || !moment.valueKnown(static_cast<std::size_t>(input))) continue;
    row.panels.push_back(valuePanel(moment, static_cast<std::size_t>(input), Words::tr("Input")));
  }
  if (moment.valueKnown(node)) row.panels.push_back(valuePanel(moment, node, Words::tr("Output")));
  const bool later = moment.trace().seed() && !moment.seeded();
  if (later)
    row.remark = {textPiece(Words::tr("Step backward to see upstream · local = downstream."), Ink::Muted)};
  return row;
}

PanelRow seedRow(const Moment& moment) {
  const std::size_t output = *moment.trace().plan().output();
  const QString name = nameTex(moment.graph().node(output));
  PanelRow row;
  row.headline = {textPiece(Words::tr("Seed") + QStringLiteral("  "), Ink::Upstream, true),
                  textPiece(Words::tr("the upstream gradient at the output"))};
  NamedPanel seed;
  seed.title = {textPiece(Words::tr("Upstream") + QStringLiteral("  "), Ink::Upstream, true),
                mathPiece(derivativeTex(name, name), Ink::Upstream)};
  seed.numbers = *moment.trace().seed();
  seed.subtitle = {textPiece(shapeWords(seed.numbers), Ink::Muted)};
  seed.isDerivative = true;
  seed.name = name;
  seed.node = moment.graph().node(output).id;
  row.panels.push_back(seed);
  row.panels.push_back(valuePanel(moment, output, Words::tr("Output")));
  row.remark = {textPiece(
      Words::tr(
          "Backpropagation begins here. The next backward step multiplies this upstream gradient by the "
          "first local gradient."),
      Ink::Muted)};
  return row;
}

PanelRow leafRow(const Moment& moment, std::size_t node) {
  const core::Node& leaf = moment.graph().node(node);
  PanelRow row;
  row.headline = {textPiece(plainName(leaf), Ink::Value, true)};
  if (moment.trace().hasValue(node)) row.panels.push_back(valuePanel(moment, node, Words::tr("Value")));
  if (leaf.isConstant()) {
    row.remark = {textPiece(Words::tr("constant: no gradient is asked for"), Ink::Muted)};
    return row;
  }
  if (!moment.trace().hasGradient(node)) {
    const bool none = !moment.trace().plan().output();
    row.remark = {textPiece(none ? Words::tr("No output is chosen, so there is nothing to differentiate.")
                                 : Words::tr("The output does not depend on it, so it has no gradient."),
                            Ink::Muted)};
    return row;
  }
  if (const std::optional<core::Tensor> gradient = moment.gradient(node)) {
    NamedPanel panel;
    const QString output = nameTex(moment.graph().node(*moment.trace().plan().output()));
    panel.title = {textPiece(Words::tr("Gradient") + QStringLiteral("  "), Ink::Downstream, true),
                   mathPiece(derivativeTex(output, nameTex(leaf)), Ink::Downstream)};
    const auto count = static_cast<int>(moment.contributionCount(node));
    const auto arrived = static_cast<int>(moment.contributionsArrived(node));
    QString state = shapeWords(*gradient);
    if (count > 1)
      state += QStringLiteral(", ") + Words::tr("%1 of %2 contributions").arg(arrived).arg(count);
    if (panelFacts(gradient->data()).allZero && gradient->size() > 1)
      state += QStringLiteral(", ") + Words::tr("all entries are 0");
    panel.subtitle = {textPiece(state, Ink::Muted)};
    panel.numbers = *gradient;
    panel.isDerivative = true;
    panel.name = nameTex(leaf);
    panel.node = leaf.id;
    row.panels.push_back(panel);
  }
  row.remark = {textPiece(
      Words::tr("A leaf has no local gradient: what arrives downstream here is the result."), Ink::Muted)};
  return row;
}

}  // namespace ui
