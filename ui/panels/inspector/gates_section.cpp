#include "ui/panels/inspector/gates_section.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <cmath>

#include "ui/figures/colour_map.h"
#include "ui/figures/number_text.h"
#include "ui/model/gate_product.h"
#include "ui/model/gate_words.h"
#include "ui/model/names.h"
#include "ui/panels/check/check_words.h"
#include "ui/panels/tensor_panel.h"

namespace ui {
namespace {

constexpr double cellWidth = 64;  // px
constexpr int signWidth = 14;
constexpr int nameWidth = 92;

/// "y (1 − y)": the right side of the whole function's local gradient, in the row's own names.
QString ruleTex(const core::Graph& graph, const GateChain& chain) {
  core::Node whole = *graph.find(chain.gates.back());
  whole.function = chain.whole;
  whole.inputs = {chain.from};
  const core::Graph grouped = graph.withNode(whole);
  const QStringList formulas = localFormulasTex(grouped, whole);
  return formulas.isEmpty() ? QString() : formulas.first().section(QStringLiteral(" = "), 1);
}

}  // namespace

void GatesSection::show(const Subject& subject) {
  clear();
  setVisible(false);
  if (!subject.position || subject.moment->isAsking()) return;
  const core::Graph& graph = subject.graph();
  const Theme& theme = *subject.theme;
  const QString action = gatesAction(graph, subject.id);
  if (action.isEmpty()) return;
  setVisible(true);
  const auto chain = gateChainAt(graph, subject.id);
  if (!chain) {
    addHeading(theme, tr("Made of gates"));
    return addLink(action);
  }
  const auto product = gateProduct(*subject.moment, *chain);
  addHeading(theme, tr("%1 in a row").arg(gatesText(chain->gates.size())),
             product ? tr("local gradients") : QString());
  if (!product) return addLink(action);

  double largest = std::abs(product->product);
  for (const double local : product->locals) largest = std::max(largest, std::abs(local));
  const ColourScale scale =
      ColourScale::diverging(theme.gradientMap, subject.scale.limitsFor(Magnitudes{largest, largest}));
  const auto symbol = [&](const core::NodeId& id) { return nameTex(*graph.find(id)); };
  for (std::size_t k = chain->gates.size(); k-- > 0;) {
    const core::NodeId& id = chain->gates[k];
    auto* name = new QPushButton(gateName(graph, *chain, k));
    name->setObjectName(id == subject.id ? QStringLiteral("linkHere") : QStringLiteral("link"));
    name->setCursor(Qt::PointingHandCursor);
    name->setToolTip(tr("Select %1").arg(plainName(*graph.find(id))));
    connect(name, &QPushButton::clicked, this, [this, id] { emit gateChosen(id); });
    addRow(theme, k + 1 == chain->gates.size() ? QString() : QStringLiteral("×"), product->locals[k], scale,
           name, derivativeTex(symbol(id), symbol(k == 0 ? chain->from : chain->gates[k - 1])));
  }
  addRow(theme, QStringLiteral("="), product->product, scale, nullptr,
         derivativeTex(symbol(chain->gates.back()), symbol(chain->from)));
  addLine(theme,
          {{.text = tr("As one node: "), .ink = &Theme::muted},
           {.text = ruleTex(graph, *chain), .isTex = true, .ink = &Theme::muted}},
          {{.text = significantText(product->whole)}});
  addLine(theme, {{.text = tr("Difference"), .ink = &Theme::muted}},
          {{.text = deviationText(std::abs(product->product - product->whole))}});
  addLink(action);
}

void GatesSection::addRow(const Theme& theme, const QString& sign, double number, const ColourScale& scale,
                          QWidget* name, const QString& tex) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  layout->setSpacing(8);
  auto* signLine = new RichLine(14);
  signLine->setTheme(theme);
  signLine->setPieces({{.text = sign, .ink = &Theme::muted}});
  signLine->setFixedWidth(signWidth);
  layout->addWidget(signLine, 0, Qt::AlignVCenter);
  auto* cell = new TensorPanel;
  cell->setTheme(theme);
  cell->setTensor(core::Tensor::scalar(number), scale, cellWidth, true);
  layout->addWidget(cell, 0, Qt::AlignVCenter);
  if (name != nullptr) {
    name->setFixedWidth(nameWidth);
    layout->addWidget(name, 0, Qt::AlignVCenter);
  }
  auto* formula = new RichLine;
  formula->setTheme(theme);
  formula->setPieces({{.text = tex,
                       .isTex = true,
                       .bold = name == nullptr,
                       .ink = name == nullptr ? &Theme::downstream : &Theme::local}});
  layout->addWidget(formula, 1, Qt::AlignVCenter);
  column().addWidget(row);
}

void GatesSection::addLink(const QString& text) {
  auto* link = new QPushButton(text);
  link->setObjectName(QStringLiteral("link"));
  link->setCursor(Qt::PointingHandCursor);
  link->setToolTip(tr("One undo step; also a click on the bracket under the nodes"));
  connect(link, &QPushButton::clicked, this, &GatesSection::gatesAsked);
  column().addWidget(link, 0, Qt::AlignLeft);
}

}  // namespace ui
