#include "ui/panels/inspector/facts_section.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <utility>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"

namespace ui {
namespace {

QString kindOf(const core::Node& node) {
  return node.isConstant()    ? FactsSection::tr("constant: no gradient is asked for")
         : node.isParameter() ? FactsSection::tr("parameter: trainable")
                              : FactsSection::tr("input: data");
}

}  // namespace

void FactsSection::show(const Subject& subject) {
  clear();
  const Theme& theme = *subject.theme;
  const core::Node& node = subject.node();
  if (node.isLeaf()) {
    addLine(theme, {{.text = title(*node.function), .bold = true}},
            {{.text = nameTex(node), .isTex = true, .bold = node.isParameter()}}, 16);
    addLine(theme, {{.text = kindOf(node), .ink = &Theme::muted}});
  } else {
    addLine(theme, {{.text = title(*node.function), .bold = true}}, {{.text = equationTex(subject.graph(), node), .isTex = true}}, 16);
  }
  addShapes(subject);
  if (!node.isLeaf()) {
    QString heading = tr("Local gradient");
    for (const QString& formula : localFormulasTex(subject.graph(), node)) {
      addLine(theme, {{.text = std::exchange(heading, {}), .ink = &Theme::muted}},
              {{.text = formula, .isTex = true, .ink = &Theme::local}});
    }
  }
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  auto* label = new QLabel(tr("Replace function"));
  label->setObjectName("muted");
  auto* button = new QPushButton(tr("Choose…  R"));
  button->setToolTip(tr("Put another function in this node's place and keep its wires where they fit (R)"));
  button->setAccessibleName(tr("Choose another function"));
  connect(button, &QPushButton::clicked, this, &FactsSection::replaceRequested);
  layout->addWidget(label, 1);
  layout->addWidget(button);
  column().addWidget(row);

  auto* sentence = new QLabel(QCoreApplication::translate("catalogue", std::string(node.function->description).c_str()));
  sentence->setObjectName("muted");
  sentence->setWordWrap(true);
  column().addWidget(sentence);
}

void FactsSection::addShapes(const Subject& subject) {
  if (!subject.position) return;
  const core::Plan& plan = subject.moment->trace().plan();
  const core::Graph& graph = subject.moment->graph();
  const core::Node& node = graph.node(*subject.position);
  const auto piece = [&](std::size_t position) -> LinePiece {
    const core::PlannedNode& planned = plan.node(position);
    const QString name = nameTex(graph.node(position));
    if (planned.problem) return {.text = name + "\\;\\text{" + tr("not computed") + "}", .isTex = true, .ink = &Theme::muted};
    const core::Tensor value = planned.shape.size() == 1 && subject.moment->valueKnown(position)
                                   ? subject.moment->trace().value(position).copy()
                                   : core::Tensor();
    if (planned.shape.rank() == 0 && subject.moment->valueKnown(position)) {
      return {.text = name + " = " + QString::number(value[0], 'f', 4), .isTex = true};
    }
    return {.text = membershipTex(name, planned.shape), .isTex = true};
  };
  if (!node.isLeaf()) {
    std::vector<LinePiece> inputs;
    for (const std::int64_t input : plan.inputsOf(*subject.position)) {
      if (input < 0) continue;
      if (!inputs.empty()) inputs.push_back({.text = ",  "});
      inputs.push_back(piece(static_cast<std::size_t>(input)));
    }
    if (!inputs.empty()) {
      const QString heading = inputs.size() > 1 ? tr("Inputs") : tr("Input");
      addLine(*subject.theme, {{.text = heading, .ink = &Theme::muted}}, std::move(inputs));
    }
  }
  addLine(*subject.theme, {{.text = node.isLeaf() ? tr("Value") : tr("Output"), .ink = &Theme::muted}}, {piece(*subject.position)});
}

}  // namespace ui
