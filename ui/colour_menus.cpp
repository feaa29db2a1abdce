#include "ui/colour_menus.h"

#include <QActionGroup>
#include <QMenu>

#include "ui/settings.h"

namespace ui {

ColourMenus::ColourMenus(QMenu& view) : QObject(&view) {
  const ColourChoice now = colourChoice();
  const auto add = [this](QMenu* menu, QActionGroup* group, const QString& text, const QString& sentence,
                          bool checked, auto apply) {
    QAction* action = menu->addAction(text);
    action->setStatusTip(sentence);
    action->setCheckable(true);
    action->setChecked(checked);
    if (group) group->addAction(action);
    connect(action, &QAction::triggered, this, [this, apply](bool on) {
      ColourChoice next = colourChoice();
      apply(next, on);
      change(next);
    });
  };

  QMenu* gradients = view.addMenu(tr("&Gradient Colours"));
  gradients->setObjectName(QStringLiteral("gradientColours"));
  auto* gradientGroup = new QActionGroup(this);
  using Gradients = GradientColours;
  for (const auto& [colours, text, sentence] :
       {std::tuple(Gradients::AsTheme, tr("As the &Theme"),
                   tr("vik on a light ground, berlin on a dark one")),
        std::tuple(Gradients::Vik, tr("&vik"), tr("Blue over near-white to red-brown")),
        std::tuple(Gradients::Berlin, tr("&berlin"), tr("Blue over near-black to red")),
        std::tuple(Gradients::RdBu, tr("&RdBu"), tr("As in many papers; blue is negative here too")),
        std::tuple(Gradients::Greys, tr("&Greys, Negative Hatched"),
                   tr("For print: the grey tells the magnitude, a hatch the sign"))}) {
    add(gradients, gradientGroup, text, sentence, now.gradients == colours,
        [colours](ColourChoice& choice, bool) { choice.gradients = colours; });
  }
  gradients->addSeparator();
  add(gradients, nullptr, tr("&Dot on Exact Zeros"),
      tr("Mark entries that are exactly 0, where no number is written"), now.zeroDots,
      [](ColourChoice& choice, bool on) { choice.zeroDots = on; });

  QMenu* values = view.addMenu(tr("Val&ue Colours"));
  values->setObjectName(QStringLiteral("valueColours"));
  auto* mapGroup = new QActionGroup(this);
  for (const auto& [map, text, sentence] :
       {std::tuple(SequentialMap::Viridis, tr("&viridis"), tr("Violet over green to yellow")),
        std::tuple(SequentialMap::Cividis, tr("&cividis"),
                   tr("Blue to yellow, the same with red-green blindness")),
        std::tuple(SequentialMap::Batlow, tr("&batlow"), tr("Dark blue over olive to pink")),
        std::tuple(SequentialMap::Greys, tr("&Greys"), tr("For print"))}) {
    add(values, mapGroup, text, sentence, now.values == map,
        [map](ColourChoice& choice, bool) { choice.values = map; });
  }
  values->addSeparator();
  auto* scopeGroup = new QActionGroup(this);
  add(values, scopeGroup, tr("&One Scale for the Graph"),
      tr("From the least to the greatest value of the graph"), !now.valuesByPanel,
      [](ColourChoice& choice, bool) { choice.valuesByPanel = false; });
  add(values, scopeGroup, tr("One Scale for Each &Panel"),
      tr("From the least to the greatest value of each tensor"), now.valuesByPanel,
      [](ColourChoice& choice, bool) { choice.valuesByPanel = true; });
  values->addSeparator();
  add(values, nullptr, tr("&Zero-centred"),
      tr("Draw values like gradients: 0 in the middle, by the gradient colours"), now.divergingValues,
      [](ColourChoice& choice, bool on) { choice.divergingValues = on; });
}

void ColourMenus::change(const ColourChoice& choice) {
  setColourChoice(choice);
  emit chosen();
}

}  // namespace ui
