// Steps, Escape and tooltips in the further views, in the window and by real keys.
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QSettings>
#include <QTest>

#include "tests/core/sample_graphs.h"
#include "tests/ui/window_bench.h"
#include "ui/panels/dock_view.h"
#include "ui/style.h"

using core::NodeId;

class TestViewKeys : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void stepsAndEscapeWorkInEveryViewAndFromEveryWidget_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"nudge", "charts", "chain", "paths", "exchange", "problems"})
      QTest::newRow(name) << QString(name);
  }
  void stepsAndEscapeWorkInEveryViewAndFromEveryWidget() {
    QFETCH(QString, name);
    WindowBench bench(graphOf({leaf("input", "X", core::Tensor({3, 3}, 0.5)), node("tanh", "h", {"X"}),
                               node("square", "y", {"h"}), node("sum", "L", {"y"})},
                              "L"));
    bench.actions().runBackward->trigger();
    const std::set<NodeId> one{NodeId("h")}, two{NodeId("h"), NodeId("y")};
    bench.canvas().setSelection({name == "exchange" ? one : two, {}});
    const auto open = [&] {
      if (bench.dock().openedView() == nullptr || bench.dock().openedView()->name() != name)
        QVERIFY(bench.dock().openView(name));
      QApplication::processEvents();
    };
    open();
    std::vector<QWidget*> stops{bench.dock().openedView()};
    for (QWidget* widget : bench.dock().openedView()->findChildren<QWidget*>())
      if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus && widget->isEnabled())
        stops.push_back(widget);
    for (QWidget* stop : stops) {
      open();
      stop->setFocus();
      if (QApplication::focusWidget() == nullptr) continue;
      const int before = bench.timeline().cursor();
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_BracketLeft);
      QVERIFY2(bench.timeline().cursor() == before - 1, stop->metaObject()->className());
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_BracketRight);
      QVERIFY2(bench.timeline().cursor() == before, stop->metaObject()->className());
    }
    stops[0]->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(bench.dock().openedView() == nullptr);
  }

  void everyChipOfAViewHasATooltip() {
    WindowBench bench(twoLayers());
    for (const char* name : {"nudge", "charts", "problems", "paths"}) {
      if (!bench.dock().openView(QString(name))) continue;
      for (QWidget* chip : bench.dock().openedView()->chips())
        if (const auto* button = qobject_cast<QAbstractButton*>(chip))
          QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
    }
  }
};

QTEST_MAIN(TestViewKeys)
#include "tst_view_keys.moc"
