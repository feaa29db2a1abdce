#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "ui/colour_menus.h"
#include "ui/figures/colour_map.h"
#include "ui/model/theme.h"
#include "ui/settings.h"

using namespace ui;

namespace {

void choose(const QMenu& view, const QString& submenu, const QString& text) {
  for (QAction* action : view.findChild<QMenu*>(submenu)->actions()) {
    if (action->text().remove(u'&') == text) return action->trigger();
  }
  QFAIL(qPrintable(text));
}

}  // namespace

class ColourMenusTest : public QObject {
  Q_OBJECT
private slots:
  void init() { setColourChoice({}); }
  void cleanupTestCase() { setColourChoice({}); }

  void everyMapCanBeChosenAndIsRemembered() {
    QMenu view;
    ColourMenus menus(view);
    QSignalSpy chosen(&menus, &ColourMenus::chosen);
    const QString gradients = QStringLiteral("gradientColours");
    const QString values = QStringLiteral("valueColours");
    for (const auto& [text, map] :
         {std::pair(u"vik"_qs, DivergingMap::Vik), std::pair(u"berlin"_qs, DivergingMap::Berlin),
          std::pair(u"RdBu"_qs, DivergingMap::RdBu),
          std::pair(u"Greys, Negative Hatched"_qs, DivergingMap::Greys),
          std::pair(u"As the Theme"_qs, DivergingMap::Vik)}) {
      choose(view, gradients, text);
      QCOMPARE(withColours(lightTheme(), colourChoice()).gradientMap, map);
    }
    for (const auto& [text, map] :
         {std::pair(u"cividis"_qs, SequentialMap::Cividis), std::pair(u"batlow"_qs, SequentialMap::Batlow),
          std::pair(u"Greys"_qs, SequentialMap::Greys), std::pair(u"viridis"_qs, SequentialMap::Viridis)}) {
      choose(view, values, text);
      QCOMPARE(withColours(darkTheme(), colourChoice()).valueMap, map);
    }
    QCOMPARE(chosen.count(), 9);
  }

  void themesKeepTheirOwnMapUnlessOneIsChosen() {
    QCOMPARE(withColours(darkTheme(), {}).gradientMap, DivergingMap::Berlin);
    QCOMPARE(withColours(darkTheme(), {.gradients = GradientColours::Greys}).gradientMap,
             DivergingMap::DarkGreys);
    QCOMPARE(withColours(darkTheme(), {.gradients = GradientColours::Vik}).gradientMap, DivergingMap::Vik);
  }

  void switchesStandBesideTheMaps() {
    QMenu view;
    ColourMenus menus(view);
    choose(view, QStringLiteral("gradientColours"), QStringLiteral("RdBu"));
    choose(view, QStringLiteral("gradientColours"), QStringLiteral("Dot on Exact Zeros"));
    choose(view, QStringLiteral("valueColours"), QStringLiteral("Zero-centred"));
    choose(view, QStringLiteral("valueColours"), QStringLiteral("One Scale for Each Panel"));
    const ColourChoice expected{
        .gradients = GradientColours::RdBu, .divergingValues = true, .valuesByPanel = true, .zeroDots = true};
    QCOMPARE(colourChoice() == expected, true);
    // The next start shows what was chosen.
    QMenu again;
    const ColourMenus restored(again);
    QStringList checked;
    for (const QMenu* menu : again.findChildren<QMenu*>()) {
      for (const QAction* action : menu->actions()) {
        if (action->isChecked()) checked << action->text().remove(u'&');
      }
    }
    QCOMPARE(checked.join(u'|'), u"RdBu|Dot on Exact Zeros|viridis|One Scale for Each Panel|Zero-centred"_qs);
  }

  void valuesCanBeDrawnZeroCentred() {
    const Theme theme = withColours(lightTheme(), {.divergingValues = true});
    const ColourScale scale = ColourScale::values(theme, -1, 3);
    QVERIFY(scale.isDiverging());
    QCOMPARE(scale.lo, -3.0);
    QCOMPARE(scale.hi, 3.0);
    QCOMPARE(ColourScale::values(lightTheme(), -1, 3),
             ColourScale::sequential(SequentialMap::Viridis, -1, 3));
    QCOMPARE(ColourScale::sequential(SequentialMap::Viridis, -1, 3).inMapsOf(theme), scale);
  }
};

QTEST_MAIN(ColourMenusTest)
#include "tst_colour_menus.moc"
