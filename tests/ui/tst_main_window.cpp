#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "core/functions/catalogue.h"
#include "ui/canvas/canvas_view.h"
#include "ui/lesson_card.h"
#include "ui/main_window.h"
#include "ui/model/edits.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/inspector.h"
#include "ui/panels/palette.h"
#include "ui/panels/search_box.h"
#include "ui/panels/timeline_strip.h"
#include "ui/settings.h"
#include "ui/start_page.h"
#include "ui/status.h"
#include "ui/style.h"

namespace {

/// A window that asks nobody: every question is counted and gets the answer that is set here.
struct TestWindow {
  ui::MainWindow window;
  ui::Answer answer = ui::Answer::Cancel;
  int asked = 0;
  QString toOpen;
  QString toSave;
  QStringList complaints;

  TestWindow() {
    window.files().setQuestions({
        .unsaved = [this](const QString&) { return ++asked, answer; },
        .pathToOpen = [this] { return toOpen; },
        .pathToSave = [this](const QString&) { return toSave; },
        .complain = [this](const QString&, const QString& message) { complaints << message; },
    });
    window.resize(1440, 900);
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
  }
  ~TestWindow() { answer = ui::Answer::Discard; }

  void waitForRun() { QTRY_VERIFY(window.timeline().moment() != nullptr); }
  void openLesson(int lesson) {
    for (ui::LessonCard* card : window.findChildren<ui::LessonCard*>())
      if (card->accessibleName().startsWith(QStringLiteral("Lesson %1:").arg(lesson))) {
        QTest::mouseClick(card, Qt::LeftButton);
        break;
      }
    waitForRun();
  }
  void addInput() {
    window.document().edit(QStringLiteral("Add"), [](ui::Sheet& sheet) {
      ui::addNode(sheet, *core::findFunction("input"), {});
    });
  }
};

/// To see how many slots an action has beyond those that menus and buttons add themselves.
struct Receivers : QObject {
  using QObject::receivers;
};

}  // namespace

class MainWindowTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { ui::prepareApplication(*qApp); }
  void init() { QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule")).clear(); }

  void startsOnTheStartPageWithSixteenLessons() {
    TestWindow test;
    QVERIFY(test.window.isStarting());
    QCOMPARE(test.window.findChildren<ui::LessonCard*>().size(), 16);
    QVERIFY(!test.window.actions().forward->isEnabled());
  }

  void everyGraphOfTheLessonsIsOfferedAndOpens() {
    const auto files = QDir(QStringLiteral(":/examples")).entryList();
    const auto examples = ui::loadExamples();
    QCOMPARE(examples.size(), static_cast<std::size_t>(files.size()));
    QCOMPARE(files, QDir(CHAINRULE_SOURCE_DIR "/resources/examples").entryList({QStringLiteral("*.chainrule")}));
    for (const ui::Example& example : examples) {
      QVERIFY2(QFile::exists(example.path), qPrintable(example.path));
      QVERIFY2(!example.hasCard || !example.caption.isEmpty(), qPrintable(example.path));
    }
  }

  void lessonTenOpensWithOneClickAndForwardShowsItsLoss() {
    TestWindow test;
    test.openLesson(10);
    QVERIFY(!test.window.isStarting());
    QCOMPARE(test.window.document().graph().size(), std::size_t(10));
    QVERIFY(test.window.document().filePath().isEmpty());
    test.window.actions().forward->trigger();
    const ui::Moment& moment = *test.window.timeline().moment();
    QVERIFY(moment.forwardDone());
    const auto loss = moment.graph().position(core::NodeId("L"));
    QVERIFY(loss && moment.valueKnown(*loss));
    QVERIFY(std::abs(moment.trace().value(*loss)[0] - 2.69) < 0.005);
  }

  void anotherFileOpensWhileAnEditedNodeIsSelected() {
    TestWindow test;
    test.openLesson(10);
    test.window.findChild<ui::CanvasView*>()->select(core::NodeId("ell"));
    test.window.document().edit(QStringLiteral("Label"), [](ui::Sheet& sheet) { ui::setLabel(sheet, core::NodeId("ell"), "l"); });
    test.answer = ui::Answer::Discard;
    QVERIFY(test.window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/01-scalar-chain.chainrule"));
    QVERIFY(!test.window.document().isModified() && !test.window.actions().undo->isEnabled());
    QVERIFY(!test.window.actions().runTo->isEnabled());
  }

  void theFilledButtonIsTheNextSensibleAction() {
    TestWindow test;
    test.openLesson(1);
    QVERIFY(test.window.actions().forward->isEnabled());
    test.window.actions().backward->trigger();  // runs forward first, and says so
    QVERIFY(test.window.timeline().moment()->seeded());
    QVERIFY(!test.window.findChild<ui::StatusLine*>()->saying().isEmpty());
    test.window.actions().runBackward->trigger();
    QVERIFY(!test.window.actions().backward->isEnabled());
    test.window.actions().reset->trigger();
    QCOMPARE(test.window.timeline().cursor(), 0);
    QVERIFY(!test.window.actions().previous->isEnabled());
  }

  void unsavedChangesAreAskedAboutBeforeTheyAreLost() {
    TestWindow test;
    test.addInput();
    QVERIFY(!test.window.isStarting());
    QVERIFY(test.window.isWindowModified());
    test.answer = ui::Answer::Cancel;
    QVERIFY(!test.window.close());
    test.window.actions().newGraph->trigger();
    QCOMPARE(test.window.document().graph().size(), std::size_t(1));
    QCOMPARE(test.asked, 2);
    test.answer = ui::Answer::Discard;
    test.window.actions().newGraph->trigger();
    QCOMPARE(test.asked, 3);
    QVERIFY(test.window.document().graph().empty());
    QVERIFY(test.window.isStarting());
    test.window.actions().newGraph->trigger();  // nothing to lose: not asked
    QCOMPARE(test.asked, 3);
    QVERIFY(!test.window.isStarting());
  }

  void savingFromTheQuestionWritesTheFile() {
    QTemporaryDir folder;
    TestWindow test;
    test.addInput();
    test.answer = ui::Answer::Save;
    test.toSave = folder.filePath(QStringLiteral("a.chainrule"));
    QVERIFY(test.window.close());
    QVERIFY(QFile::exists(test.toSave));
    QCOMPARE(ui::recentFiles(), QStringList{test.toSave});
  }

  void aSavedFileComesBackWithItsStepAndView() {
    QTemporaryDir folder;
    TestWindow test;
    test.openLesson(10);
    test.window.actions().forward->trigger();
    test.window.timeline().setCursor(9);
    test.toSave = folder.filePath(QStringLiteral("ten.chainrule"));
    test.window.actions().saveAs->trigger();
    const auto positions = test.window.document().sheet().positions;
    test.window.actions().newGraph->trigger();
    QVERIFY(test.window.openFile(test.toSave));
    test.waitForRun();
    QCOMPARE(test.window.timeline().cursor(), 9);
    QVERIFY(test.window.document().sheet().positions == positions);
    QVERIFY(test.window.windowTitle().startsWith(QStringLiteral("ten.chainrule")));
    QVERIFY(!test.window.isWindowModified());
  }

  void aBadFileLeavesTheWindowAsItIs() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bad.chainrule"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\": \"chainrule\", \"version\": 1, \"nodes\": 3}");
    file.close();
    TestWindow test;
    QVERIFY(!test.window.openFile(path));
    QCOMPARE(test.complaints.size(), 1);
    QVERIFY(test.window.isStarting());
    QVERIFY(ui::recentFiles().isEmpty());
    QVERIFY(!test.window.openFile(folder.filePath(QStringLiteral("missing.chainrule"))));
    QCOMPARE(test.complaints.size(), 2);
  }

  void recentFilesAreListedLatestFirstWithoutRepeats() {
    for (int k = 0; k < 12; ++k) ui::rememberFile(QStringLiteral("/tmp/%1.chainrule").arg(k));
    ui::rememberFile(QStringLiteral("/tmp/7.chainrule"));
    const QStringList files = ui::recentFiles();
    QCOMPARE(files.size(), 8);
    QCOMPARE(files.first(), QStringLiteral("/tmp/7.chainrule"));
    QCOMPARE(files.count(files.first()), 1);
    ui::forgetFile(files.first());
    QVERIFY(!ui::recentFiles().contains(files.first()));
  }

  void theThemeChangesAtOnceAndIsRemembered() {
    TestWindow test;
    test.window.actions().darkTheme->trigger();
    QVERIFY(qApp->palette().color(QPalette::Window).lightness() < 80);
    QCOMPARE(ui::themeChoice(), ui::ThemeChoice::Dark);
    test.window.actions().lightTheme->trigger();
    QVERIFY(qApp->palette().color(QPalette::Window).lightness() > 200);
    test.window.actions().systemTheme->trigger();
    QCOMPARE(ui::themeChoice(), ui::ThemeChoice::System);
  }

  void enterInThePalettePlacesAFunction() {
    TestWindow test;
    auto* palette = test.window.findChild<ui::Palette*>();
    auto* field = palette->findChild<QLineEdit*>();
    palette->startSearch();
    QTest::keyClicks(field, QStringLiteral("relu"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(test.window.document().graph().size(), std::size_t(1));
    QCOMPARE(test.window.document().graph().node(0).function->name, std::string_view("relu"));
    QVERIFY(!test.window.isStarting());
  }

  void undoToAnEmptyGraphBringsTheStartPageBack() {
    TestWindow test;
    test.addInput();
    QVERIFY(!test.window.isStarting());
    test.window.actions().undo->trigger();
    QVERIFY(test.window.isStarting());
    test.window.actions().redo->trigger();
    QVERIFY(!test.window.isStarting());
  }

  void theSearchBoxPlacesWhatIsChosen() {
    TestWindow test;
    test.addInput();
    test.window.actions().addFunction->trigger();
    auto* box = test.window.findChild<ui::SearchBox*>();
    QVERIFY(box->isVisible());
    auto* field = box->findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("soft"));
    QCOMPARE(box->findChild<QListView*>()->currentIndex().data().toString(), QStringLiteral("Softmax"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!box->isVisible());
    QCOMPARE(test.window.document().graph().size(), std::size_t(2));
    test.window.actions().addFunction->trigger();
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!box->isVisible());
    QCOMPARE(test.window.document().graph().size(), std::size_t(2));
  }

  void arrowKeysMoveBetweenTheLessons() {
    TestWindow test;
    const auto cards = test.window.findChildren<ui::LessonCard*>();
    cards.first()->setFocus();
    QTest::keyClick(cards.first(), Qt::Key_Right);
    QVERIFY(cards.at(1)->hasFocus());
    QTest::keyClick(cards.at(1), Qt::Key_Return);
    QVERIFY(!test.window.isStarting());
  }

  void aNarrowWindowFoldsThePalette() {
    TestWindow test;
    auto* palette = test.window.findChild<ui::Palette*>();
    QVERIFY(palette->isVisible());
    test.window.resize(1024, 768);
    QTRY_VERIFY(!palette->isVisible());
    test.window.actions().showPalette->trigger();
    QVERIFY(palette->isVisible());
    test.window.resize(1440, 900);
    QTRY_VERIFY(palette->isVisible());
  }

  void everyActionDoesSomething() {
    TestWindow test;
    for (const QAction* action : test.window.findChildren<QAction*>()) {
      if (action->isSeparator() || action->menu() != nullptr || action->text().isEmpty()) continue;
      // Each menu or button that shows an action connects to it; ours come on top.
      const auto receivers = &Receivers::receivers;
      const int count = (action->*receivers)(SIGNAL(triggered(bool))) + (action->*receivers)(SIGNAL(toggled(bool)));
      const QObjectList shown = action->associatedObjects();
      const auto showing = std::ranges::count_if(shown, [](const QObject* object) {
        return object->inherits("QMenu") || object->inherits("QToolButton");
      });
      QVERIFY2(count > showing, qPrintable(action->text()));
    }
  }

  void noKeyStandsForTwoActions() {
    TestWindow test;
    QMap<QString, QString> seen;
    for (const QAction* action : test.window.findChildren<QAction*>()) {
      for (const QKeySequence& key : action->shortcuts()) {
        const QString name = key.toString();
        QVERIFY2(!seen.contains(name), qPrintable(name + ": " + seen[name] + ", " + action->text()));
        seen[name] = action->text();
      }
    }
    QVERIFY(!seen.contains(QStringLiteral("F10")));
  }

  void everyControlHasANameForScreenReaders() {
    TestWindow test;
    test.openLesson(10);
    test.window.actions().forward->trigger();
    for (const QWidget* widget : test.window.findChildren<QWidget*>()) {
      const bool canBeUsed = widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && widget->isEnabled();
      if (!canBeUsed || widget->focusProxy() != nullptr || widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
      const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
      QVERIFY2(interface != nullptr && !interface->text(QAccessible::Name).isEmpty(),
               qPrintable(QString::fromLatin1(widget->metaObject()->className()) + " in " +
                          QString::fromLatin1(widget->parent()->metaObject()->className())));
    }
  }

  void countsAgreeWithTheirNouns() {
    QCOMPARE(QCoreApplication::translate("x", "%n node(s)", nullptr, 1), QStringLiteral("1 node"));
    QCOMPARE(QCoreApplication::translate("x", "%n node(s)", nullptr, 3), QStringLiteral("3 nodes"));
  }

  void f6GoesThroughTheRegions() {
    TestWindow test;
    test.openLesson(10);
    auto* palette = test.window.findChild<ui::Palette*>();
    auto* canvas = test.window.findChild<ui::CanvasView*>();
    canvas->setFocus();
    test.window.actions().previousRegion->trigger();
    QVERIFY(palette->isAncestorOf(QApplication::focusWidget()));
    test.window.actions().nextRegion->trigger();
    QVERIFY(canvas->hasFocus());
    int regions = 1;
    for (; regions < 6 && !palette->isAncestorOf(QApplication::focusWidget()); ++regions) {
      const QWidget* before = QApplication::focusWidget();
      test.window.actions().nextRegion->trigger();
      QVERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget() != before);
    }
    QVERIFY(regions >= 4 && regions <= 5);  // the dock has nothing to focus before the first step
  }

  void whatTheTimelineSaysStandsAboveItsSteps() {
    TestWindow test;
    QVERIFY(test.window.openFile(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule"));
    test.waitForRun();
    test.window.actions().forward->trigger();
    auto* strip = test.window.findChild<ui::TimelineStrip*>();
    const int before = strip->height();
    const int bottom = strip->geometry().bottom();
    test.window.document().edit(QStringLiteral("Replace"), [](ui::Sheet& sheet) {
      ui::replaceFunction(sheet, core::NodeId("a"), *core::findFunction("relu"));
    });
    QTRY_VERIFY(strip->height() > before);
    QCOMPARE(strip->geometry().bottom(), bottom);
  }

  void theViewComesBackWhereItWasMoved() {
    QTemporaryDir folder;
    TestWindow test;
    test.openLesson(10);
    auto* canvas = test.window.findChild<ui::CanvasView*>();
    canvas->look(QPointF(200, 60), 1.5);
    test.toSave = folder.filePath(QStringLiteral("view.chainrule"));
    test.window.actions().saveAs->trigger();
    test.window.actions().newGraph->trigger();
    QVERIFY(test.window.openFile(test.toSave));
    QVERIFY((canvas->centre() - QPointF(200, 60)).manhattanLength() < 3);
    QCOMPARE(canvas->zoom(), 1.5);
  }

  void closingTheHintLastsForGood() {
    {
      TestWindow test;
      for (QToolButton* button : test.window.findChildren<QToolButton*>())
        if (button->accessibleName() == QStringLiteral("Do not show this again")) button->click();
    }
    QVERIFY(!ui::hintWanted());
  }

  void anEnlargedDockHasTheWidthOfTheFoldedPanelsToo() {
    TestWindow test;
    test.openLesson(10);
    test.waitForRun();
    auto* dock = test.window.findChild<ui::EquationDock*>();
    auto* inspector = test.window.findChild<ui::Inspector*>();
    auto* palette = test.window.findChild<ui::Palette*>();
    QTRY_VERIFY(dock->isVisible() && inspector->isVisible() && palette->isVisible());
    const QSize before = dock->size();
    test.window.actions().enlargeDock->trigger();
    QTRY_VERIFY(dock->height() > before.height());
    QVERIFY(!inspector->isVisible() && !palette->isVisible());
    QVERIFY2(dock->width() >= 1340, qPrintable(QString::number(dock->width())));
    // The folded inspector opens over the graph and leaves the dock as it is.
    const int width = dock->width();
    test.window.actions().showInspector->trigger();
    QVERIFY(inspector->isVisible());
    QCOMPARE(dock->width(), width);
    test.window.actions().enlargeDock->trigger();
    QTRY_COMPARE(dock->size(), before);
    QVERIFY(inspector->isVisible() && palette->isVisible());
  }
};

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
