#include "ui/panels/inspector/values_section.h"

#include <QHBoxLayout>

#include "ui/figures/scale_legend.h"
#include "ui/model/names.h"
#include "ui/panels/tensor_panel.h"

namespace ui {

void ValuesSection::show(const Subject& subject) {
  clear();
  setVisible(false);
  if (!subject.position) return;
  const core::Trace& trace = subject.moment->trace();
  std::vector<std::size_t> shown;
  for (const std::int64_t input : trace.plan().inputsOf(*subject.position)) {
    const auto known = static_cast<std::size_t>(std::max<std::int64_t>(input, 0));
    if (input >= 0 && subject.moment->valueKnown(known) && std::find(shown.begin(), shown.end(), known) == shown.end()) {
      shown.push_back(known);
    }
  }
  if (subject.moment->valueKnown(*subject.position)) shown.push_back(*subject.position);
  if (shown.empty()) return;
  setVisible(true);

  ColourScale scale = ColourScale::sequential(subject.theme->valueMap, {trace.value(shown[0]).data});
  for (const std::size_t position : shown) scale = scale.covering(trace.value(position).data);
  addHeading(*subject.theme, tr("Values"), tr("viridis, %1").arg(limitsText(scale)));
  for (const std::size_t position : shown) {
    const core::Node& node = subject.moment->graph().node(position);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    auto* name = new RichLine(13);
    name->setTheme(*subject.theme);
    name->setPieces({{.text = nameTex(node), .isTex = true, .bold = node.isParameter()}});
    name->setFixedWidth(std::clamp(name->sizeHint().width() + 2, 18, 60));
    layout->addWidget(name, 0, Qt::AlignTop);
    auto* panel = new TensorPanel;
    panel->setTheme(*subject.theme);
    panel->setTensor(trace.value(position).copy(), scale, sectionWidth - name->width() - 14, true);
    panel->setAccessibleName(tr("Value of %1").arg(plainName(node)));
    layout->addWidget(panel, 0, Qt::AlignTop);
    layout->addStretch();
    connect(panel, &TensorPanel::pointedAt, panel, &TensorPanel::setLit);
    column().addWidget(row);
  }
}

}  // namespace ui
