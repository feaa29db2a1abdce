#include <QTest>

#include <algorithm>
#include <array>

#include "ui/figures/colour_map.h"
#include "ui/model/theme.h"

using ui::Theme;

namespace {

double contrast(const QColor& a, const QColor& b) {
  const double x = ui::relativeLuminance(a.rgb());
  const double y = ui::relativeLuminance(b.rgb());
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

class ThemeTest : public QObject {
  Q_OBJECT
private slots:
  void inksAreReadableOnTheirGrounds() {
    for (const Theme* theme : {&ui::lightTheme(), &ui::darkTheme(), &ui::printTheme()}) {
      for (const QColor& ground : {theme->panel, theme->panelSoft, theme->canvas, theme->nodeFill}) {
        for (const QColor& ink :
             {theme->ink, theme->muted, theme->faint, theme->accent, theme->parameter, theme->value,
              theme->upstream, theme->local, theme->downstream, theme->error, theme->ok}) {
          QVERIFY2(contrast(ink, ground) >= 4.5,
                   qPrintable(ink.name() + QStringLiteral(" on ") + ground.name()));
        }
      }
      QVERIFY(contrast(theme->ink, theme->parameterTint) >= 4.5);
      QVERIFY(contrast(theme->onPrimary, theme->downstream) >= 4.5);
      QVERIFY(contrast(theme->onValue, theme->value) >= 4.5);
    }
  }

  void rolesHaveTheFixedInks() {
    using enum ui::Role;
    const std::array expected{std::pair(Value, 0x00684c), std::pair(Upstream, 0x8a1c7c),
                              std::pair(Local, 0x1569c7), std::pair(Downstream, 0xb04300)};
    for (const auto& [role, rgb] : expected) QCOMPARE(ui::lightTheme().inkOf(role), QColor(rgb));
    const std::array dark{std::pair(Value, 0x5fd3ab), std::pair(Upstream, 0xf2a0e0),
                          std::pair(Local, 0x4f9dff), std::pair(Downstream, 0xf5903d)};
    for (const auto& [role, rgb] : dark) QCOMPARE(ui::darkTheme().inkOf(role), QColor(rgb));
  }

  void themesChooseTheirMaps() {
    QCOMPARE(ui::lightTheme().gradientMap, ui::DivergingMap::Vik);
    QCOMPARE(ui::darkTheme().gradientMap, ui::DivergingMap::Berlin);
    QCOMPARE(ui::printTheme().gradientMap, ui::DivergingMap::Vik);
  }

  void paperIsWhite() {
    QCOMPARE(ui::printTheme().canvas, QColor(Qt::white));
    QCOMPARE(ui::printTheme().shadow.alpha(), 0);
  }
};

QTEST_GUILESS_MAIN(ThemeTest)
#include "tst_theme.moc"
