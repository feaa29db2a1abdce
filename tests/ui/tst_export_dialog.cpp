#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QButtonGroup>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "ui/export/export_dialog.h"
#include "ui/export/export_form.h"
#include "ui/export/figure_preview.h"
#include "ui/export/page_strip.h"
#include "ui/main_window.h"
#include "ui/model/sheet_file.h"
#include "ui/panels/drag_handle.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/nudge/nudge_editor.h"
#include "ui/panels/nudge/nudge_view.h"

using namespace ui;

namespace {

const QString network = QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule");

/// The dialog on the two-layer network, at backward step 4.
struct TestDialog {
  ExportDialog dialog;
  explicit TestDialog(const ExportSettings& settings = {}, const QString& file = network)
      : dialog({.sheet = loadSheet(file).first, .trace = nullptr, .document = file, .name = "graph", .cursor = 11, .last = 13}, settings,
               lightTheme(), nullptr) {
    dialog.show();
    waitForPreview();
  }
  void waitForPreview() { QTRY_VERIFY_WITH_TIMEOUT(!dialog.isBusy(), 20'000); }
  PageStrip& strip() { return *dialog.findChild<PageStrip*>(); }
  QPushButton& button(const QString& name) {
    for (QPushButton* button : dialog.findChildren<QPushButton*>())
      if (button->text() == name || button->accessibleName() == name) return *button;
    qFatal("no button %s", qPrintable(name));
  }
  QStringList labels() {
    QStringList texts;
    for (QLabel* label : dialog.findChildren<QLabel*>())
      if (label->isVisible()) texts << label->text();
    return texts;
  }
};

QStringList filesIn(const QTemporaryDir& folder) { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }

}  // namespace

class TestExportDialog : public QObject {
  Q_OBJECT

 private slots:
  void itOpensByItsKeyAtTheStepThatIsShown() {
    MainWindow window;
    window.show();
    QVERIFY(window.openFile(network));
    QTRY_VERIFY(window.timeline().moment() != nullptr);
    window.timeline().setCursor(11);
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ExportDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = window.findChild<ExportDialog*>()) != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), 20'000);
    QCOMPARE(dialog->findChild<PageStrip*>()->chosen(), 11);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(window.findChild<ExportDialog*>() == nullptr);
  }

  void allStepsBecomePagesOfOneFileWithItsWords() {
    TestDialog test;
    QCOMPARE(test.strip().count(), 14);
    QTemporaryDir folder;
    QSignalSpy exported(&test.dialog, &ExportDialog::exported);
    test.dialog.exportTo(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, 20'000);
    const QStringList files = filesIn(folder);
    QCOMPARE(files.filter(".pdf"), QStringList{"10-two-layer-network-graph.pdf"});
    QCOMPARE(files.filter(".txt").size(), 14);
  }

  void theSnippetFollowsTheFormat() {
    TestDialog test;
    auto* snippet = test.dialog.findChild<QPlainTextEdit*>();
    QVERIFY(snippet->toPlainText().contains("\\includegraphics[page=\\n,width=\\linewidth]{10-two-layer-network-graph}"));
    QTest::mouseClick(&test.button("Format: TikZ"), Qt::LeftButton);
    test.waitForPreview();
    QVERIFY2(snippet->toPlainText().contains("\\input{10-two-layer-network-graph}"), qPrintable(snippet->toPlainText()));
    QTest::mouseClick(&test.button("Copy"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), snippet->toPlainText());
  }

  void arrowsFlipThePages() {
    TestDialog test;
    test.strip().setFocus();
    const int before = test.strip().chosen();
    QTest::keyClick(&test.strip(), Qt::Key_Left);
    test.waitForPreview();
    QCOMPARE(test.strip().chosen(), before - 1);
    QVERIFY(test.labels().join(' ').contains("page 11 of 14"));
  }

  void textTooSmallOffersAWiderSize() {
    ExportSettings settings;
    settings.request.textPt = 5;
    settings.request.widthMm = 89;
    settings.request.heightMm.reset();
    TestDialog test(settings);
    QVERIFY(test.button("Use a wider size").isVisible());
    QTest::mouseClick(&test.button("Use a wider size"), Qt::LeftButton);
    test.waitForPreview();
    for (QDoubleSpinBox* box : test.dialog.findChildren<QDoubleSpinBox*>())
      if (box->accessibleName() == "Width in millimetres") QVERIFY(box->value() > 89);
  }

  void theWholePageIsShownWhereItsFinalSizeHasNoRoom() {
    ExportSettings settings;
    settings.request.widthMm = 338.67;
    settings.request.heightMm = 190.5;
    TestDialog test(settings);
    test.dialog.resize(900, 600);
    auto* preview = test.dialog.findChild<FigurePreview*>();
    QTRY_VERIFY(preview->width() > preview->parentWidget()->width());
    for (QToolButton* chip : test.dialog.findChildren<QToolButton*>())
      if (chip->text() == "100 %") QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(preview->width() <= preview->parentWidget()->width() && preview->height() <= preview->parentWidget()->height());
    QVERIFY(preview->width() > preview->parentWidget()->width() - 30 || preview->height() > preview->parentWidget()->height() - 30);
    keepExportSettings(network, {});
  }

  void aStyleThatCannotShowTheGraphIsDisabledWithTheReason() {
    TestDialog test;
    QVERIFY(!test.button("Style: Edges").isEnabled());
    QVERIFY2(test.button("Style: Edges").toolTip().contains("shape"), qPrintable(test.button("Style: Edges").toolTip()));
    QVERIFY(test.button("Style: Circuit").isEnabled());
  }

  void settingsAreKeptForEachDocument() {
    {
      TestDialog test;
      QTest::mouseClick(&test.button("Theme: Print-safe"), Qt::LeftButton);
      test.waitForPreview();
    }
    QCOMPARE(exportSettings(network).request.theme, FigureTheme::Print);
    QCOMPARE(exportSettings("/another.chainrule").request.theme, FigureTheme::Light);
  }

  void thePageGoesToTheClipboardAsPictureAndSvg() {
    TestDialog test;
    QTest::keyClick(&test.dialog, Qt::Key_C, Qt::ControlModifier);
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    QVERIFY(data->data("image/svg+xml").contains("<svg"));
  }

  void theEquationHasAHandleToDragAndCopyIt() {
    MainWindow window;
    window.show();
    QVERIFY(window.openFile(network));
    QTRY_VERIFY(window.timeline().moment() != nullptr);
    auto* handle = window.findChild<DragHandle*>();
    window.timeline().setCursor(3);
    QVERIFY2(!handle->isVisible(), "a forward step has no equation");
    window.timeline().setCursor(11);
    QTRY_VERIFY(handle->isVisible());
    QVERIFY(handle->focusPolicy() & Qt::TabFocus);
    QGuiApplication::clipboard()->clear();
    QTest::mouseClick(handle, Qt::LeftButton);
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage() && data->data("image/svg+xml").contains("Upstream"));
  }

  void existingFilesAreAskedAboutOnce() {
    TestDialog test;
    QTemporaryDir folder;
    int asked = 0;
    test.dialog.mayReplace = [&](const QStringList& existing) {
      ++asked;
      return existing.isEmpty();
    };
    QSignalSpy exported(&test.dialog, &ExportDialog::exported);
    test.dialog.exportTo(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, 20'000);
    QCOMPARE(asked, 0);
    test.dialog.exportTo(folder.path());
    QCOMPARE(asked, 1);
    QTest::qWait(50);
    QCOMPARE(exported.size(), 1);
  }

  void aChartIsShownAndWrittenWithItsTable() {
    TestDialog test;
    QTest::mouseClick(&test.button("What: Chart"), Qt::LeftButton);
    test.waitForPreview();
    QVERIFY(test.button("Chart: Norms").isVisible() && test.button("Format: TikZ").isEnabled() && !test.button("Style: Circuit").isEnabled());
    QTest::mouseClick(&test.button("Format: CSV"), Qt::LeftButton);
    QTest::mouseClick(&test.button("Steps: This step"), Qt::LeftButton);
    test.waitForPreview();
    QTemporaryDir folder;
    QSignalSpy exported(&test.dialog, &ExportDialog::exported);
    test.dialog.exportTo(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, 20'000);
    QCOMPARE(filesIn(folder).filter(".csv"), QStringList{"10-two-layer-network-norms-norms.csv"});
    QCOMPARE(exportSettings(network).request.what, FigureWhat::Chart);
    keepExportSettings(network, {});
  }

  void aNudgeIsDrawnInTheDirectionOfItsView() {
    MainWindow window;
    window.show();
    QVERIFY(window.openFile(QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/05-perturbation.chainrule")));
    QTRY_VERIFY(window.timeline().moment() != nullptr);
    auto* dock = window.findChild<EquationDock*>();
    dock->openView(QStringLiteral("nudge"));
    auto* view = window.findChild<NudgeView*>();
    QTRY_VERIFY(view->answer() != nullptr);
    view->editor().scale(0.1);
    emit view->exportWanted();
    ExportDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = window.findChild<ExportDialog*>()) != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), 20'000);
    QTemporaryDir folder;
    QSignalSpy exported(dialog, &ExportDialog::exported);
    dialog->exportTo(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 1, 20'000);
    QFile words(folder.filePath("05-perturbation-perturbation.txt"));
    QVERIFY(words.open(QIODevice::ReadOnly));
    const QString said = QString::fromUtf8(words.readAll());
    QVERIFY2(said.contains("(0.010, −0.005)"), qPrintable(said));
    dialog->reject();
    keepExportSettings(QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/05-perturbation.chainrule"), {});
  }

  void theFormIsNeverCutAtItsRightEdge() {
    TestDialog test;
    auto* form = test.dialog.findChild<ExportForm*>();
    QVERIFY(form != nullptr);
    for (const char* what : {"Graph", "Equation", "Both", "Panel", "Chart"}) {
      for (const char* format : {"PDF", "SVG", "PNG", "TikZ", "GIF", "MP4", "CSV"}) {
        test.button(QString("What: %1").arg(what)).click();
        test.button(QString("Format: %1").arg(format)).click();
        QCoreApplication::processEvents();
        QVERIFY2(form->width() <= form->parentWidget()->width(), qPrintable(QString("%1 %2 %3 %4").arg(what, format).arg(form->width()).arg(form->parentWidget()->width())));
      }
    }
    keepExportSettings(network, {});
  }

  void theScaleIsChosenAndKept() {
    TestDialog test;
    QComboBox* scale = nullptr;
    for (QComboBox* box : test.dialog.findChildren<QComboBox*>())
      if (box->accessibleName() == "Scale") scale = box;
    QVERIFY(scale != nullptr);
    QVERIFY2(!exportSettings(network).request.scale.scope, "which one is right depends on the number of pages");
    scale->setCurrentIndex(3);
    emit scale->activated(3);
    for (QCheckBox* box : test.dialog.findChildren<QCheckBox*>())
      if (box->accessibleName() == "Logarithmic colours") box->setChecked(true);
    test.waitForPreview();
    QVERIFY(exportSettings(network).request.scale == (ScaleChoice{.scope = ScaleScope::Run, .log = true}));
    QTest::mouseClick(&test.button("What: Graph"), Qt::LeftButton);
    QVERIFY2(!scale->isEnabled(), "a graph has no scale of gradients");
    keepExportSettings(network, {});
  }

  void theFiguresLanguageIsItsOwn() {
    TestDialog test;
    QComboBox* language = nullptr;
    for (QComboBox* box : test.dialog.findChildren<QComboBox*>())
      if (box->accessibleName() == "Language") language = box;
    QVERIFY(language != nullptr);
    language->setCurrentIndex(1);
    emit language->activated(1);
    test.waitForPreview();
    QCOMPARE(exportSettings(network).request.language, TextLanguage::Chinese);
    QVERIFY2(test.labels().contains("Text size"), "the window keeps its language");
    keepExportSettings(network, {});
  }

  void everyTextOfTheFormHasRoom() {
    TestDialog test;
    for (QPushButton* button : test.dialog.findChildren<QPushButton*>()) {
      if (!button->isVisible() || !button->isCheckable()) continue;
      const int text = button->fontMetrics().horizontalAdvance(button->text());
      QVERIFY2(button->width() >= text + 8, qPrintable(button->text()));
    }
  }

  void everyControlIsReachedByTab() {
    TestDialog test;
    QSet<const QWidget*> reached;
    for (QWidget* at = &test.dialog; !reached.contains(at->nextInFocusChain()); at = at->nextInFocusChain()) reached.insert(at->nextInFocusChain());
    for (const QWidget* control : test.dialog.findChildren<QWidget*>()) {
      const bool isControl = qobject_cast<const QAbstractButton*>(control) || qobject_cast<const QComboBox*>(control) ||
                             qobject_cast<const QAbstractSpinBox*>(control) || qobject_cast<const PageStrip*>(control);
      const auto* button = qobject_cast<const QAbstractButton*>(control);
      if (button != nullptr && button->group() != nullptr && button != button->group()->checkedButton()) continue;  // by the arrow keys
      if (!isControl || !control->isVisible() || !control->isEnabled()) continue;
      QVERIFY2((control->focusPolicy() & Qt::TabFocus) && reached.contains(control), control->metaObject()->className());
    }
  }

  void stoppingKeepsNoHalfFile() {
    ExportSettings settings;
    settings.format = FigureFormat::Png;
    settings.dpi = 1200;
    TestDialog test(settings);
    QTemporaryDir folder;
    QSignalSpy exported(&test.dialog, &ExportDialog::exported);
    test.dialog.exportTo(folder.path());
    auto* bar = test.dialog.findChild<QProgressBar*>();
    QVERIFY(bar->isVisible() && bar->maximum() == 28);
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, 20'000);
    QTest::mouseClick(&test.button("Cancel"), Qt::LeftButton);
    QVERIFY(!bar->isVisible() && test.labels().join(' ').contains("Stopped"));
    QTest::qWait(200);
    QCOMPARE(exported.size(), 0);
    const QStringList files = filesIn(folder);
    QVERIFY(files.filter(".png").size() >= 1 && files.filter(".png").size() < 14);
    for (const QString& file : files.filter(".png")) QVERIFY2(QImage(folder.filePath(file)).width() > 7000, qPrintable(file));
  }

  void withoutFfmpegTheNamesAreThoseOfThePages() {
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    ExportSettings settings;
    settings.format = FigureFormat::Mp4;
    TestDialog test(settings);
    QTemporaryDir folder;
    const QString promised = test.dialog.findChild<QLabel*>("written")->text();
    QSignalSpy exported(&test.dialog, &ExportDialog::exported);
    test.dialog.exportTo(folder.path());
    QTRY_VERIFY_WITH_TIMEOUT(!test.dialog.isBusy(), 60'000);
    qputenv("PATH", path);
    QVERIFY2(promised.startsWith("10-two-layer-network-graph-NNN.png, 14 pages"), qPrintable(promised));
    QCOMPARE(filesIn(folder).filter(QRegularExpression("^10-two-layer-network-graph-\\d{3}\\.png$")).size(), 14);
    QVERIFY(test.labels().join(' ').contains("ffmpeg is not installed"));
    keepExportSettings(network, {});
  }

  void stoppingAnAnimationLeavesNoFile() {
    if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) QSKIP("needs ffmpeg");
    ExportSettings settings;
    settings.format = FigureFormat::Mp4;
    TestDialog test(settings);
    QTemporaryDir folder;
    test.dialog.exportTo(folder.path());
    QVERIFY(test.dialog.findChild<QProgressBar*>()->isVisible());
    QTest::qWait(100);
    QTest::mouseClick(&test.button("Cancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!test.dialog.isBusy(), 20'000);
    QTest::qWait(300);
    QCOMPARE(filesIn(folder), QStringList());
    keepExportSettings(network, {});
  }

  void aFolderThatCannotBeWrittenIsTold() {
    TestDialog test;
    test.dialog.exportTo("/proc/nowhere");
    QTRY_VERIFY_WITH_TIMEOUT(test.labels().join(' ').contains("cannot be written"), 20'000);
  }
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
