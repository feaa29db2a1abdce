#include <QTest>
#include <algorithm>

#include "core/functions/catalogue.h"
#include "ui/model/palette.h"

namespace {

std::vector<std::string_view> names(const QString& text) {
  std::vector<std::string_view> result;
  for (const core::Function* function : ui::searchFunctions(text)) result.push_back(function->name);
  return result;
}

bool finds(const QString& text, std::string_view name) { return std::ranges::count(names(text), name) == 1; }

}  // namespace

class PaletteTest : public QObject {
  Q_OBJECT

 private slots:
  void everyFunctionStandsUnderOneHeading() {
    std::size_t count = 0;
    for (const ui::PaletteGroup& group : ui::paletteGroups()) {
      QVERIFY(!group.title.isEmpty());
      QVERIFY(!group.functions.empty());
      count += group.functions.size();
    }
    QCOMPARE(count, core::catalogue().size());
  }

  void headingsComeInTheOrderOfTheDesign() {
    QStringList titles;
    for (const ui::PaletteGroup& group : ui::paletteGroups()) titles << group.title;
    QCOMPARE(titles, QStringList({"Sources", "Arithmetic", "Linear", "Activation", "Elementwise", "Reduce and loss", "Layers", "Shape",
                                  "Control"}));
  }

  void emptySearchFindsAll() { QCOMPARE(ui::searchFunctions("  ").size(), core::catalogue().size()); }

  void everyFunctionIsFoundByItsName() {
    for (const core::Function& function : core::catalogue()) {
      const QString name = QString::fromUtf8(function.name.data(), static_cast<qsizetype>(function.name.size()));
      QVERIFY2(finds(name, function.name), qPrintable(name));
    }
    QCOMPARE(names("exp").front(), std::string_view("exp"));
    QCOMPARE(names("MatMul").front(), std::string_view("matmul"));
  }

  void beginningsStandBeforeWords() {
    const auto found = names("soft");
    QVERIFY(found.size() >= 2);
    QCOMPARE(found.front(), std::string_view("softmax"));
    const auto softmax = std::ranges::find(found, "softmax");
    const auto logSoftmax = std::ranges::find(found, "log_softmax");
    QVERIFY(softmax < logSoftmax && logSoftmax != found.end());
  }

  void synonymsAreFoundInBothLanguages() {
    QVERIFY(finds(QStringLiteral("交叉熵"), "cross_entropy"));
    QVERIFY(finds(QStringLiteral("对数"), "log"));
    QVERIFY(finds("rectified", "relu"));
    QVERIFY(finds("times", "mul"));
  }

  void formulasAreFound() {
    QVERIFY(finds("max(0,x)", "relu"));
    QVERIFY(finds("max(0, x)", "relu"));
  }

  void nonsenseFindsNothing() { QVERIFY(names("qzqzqz").empty()); }

  void aWireFindsOnlyFunctionsThatTakeIt() {
    const core::Shape vector{5};
    QVERIFY(ui::takes(core::functionNamed("softmax"), vector));
    QVERIFY(ui::takes(core::functionNamed("linear"), vector));
    QVERIFY(ui::takes(core::functionNamed("reshape"), vector));
    QVERIFY(!ui::takes(core::functionNamed("input"), vector));
    QVERIFY(!ui::takes(core::functionNamed("parameter"), vector));
  }

  void plainFormulasHoldNoLatex() {
    for (const core::Function& function : core::catalogue()) {
      const QString formula = ui::plainFormula(function);
      QVERIFY2(!formula.contains(u'\\') && !formula.contains(u'{'), qPrintable(formula));
    }
    QCOMPARE(ui::plainFormula(core::functionNamed("relu")), QStringLiteral("max(0, x)"));
  }
};

QTEST_GUILESS_MAIN(PaletteTest)
#include "tst_palette.moc"
