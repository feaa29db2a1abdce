#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString output(const QString& program, const QStringList& arguments, const QString& folder) {
  QProcess process;
  process.setWorkingDirectory(folder);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments);
  process.waitForFinished(180'000);
  return QString::fromUtf8(process.readAll()) + QStringLiteral("\nexit %1").arg(process.exitCode());
}

}  // namespace

/// A lecture and a paper made of nothing but what the program writes.
class TestLecture : public QObject {
  Q_OBJECT

private slots:
  void figuresGoStraightIntoSlidesAndAColumn() {
    QVERIFY2(!QStandardPaths::findExecutable("pdflatex").isEmpty(),
             "texlive-latex-base and texlive-pictures are packages of the tests");
    QTemporaryDir folder;
    const QString said =
        output(CHAINRULE_SOURCE_DIR "/scripts/lecture", {folder.path(), CHAINRULE_BINARY}, folder.path());
    QVERIFY2(said.endsWith("exit 0"), qPrintable(said.right(3000)));
    // 14 steps as PDF pages, 4 as overlays of TikZ, and three figures of one page.
    const QString lecture = output("pdfinfo", {"lecture.pdf"}, folder.path());
    QVERIFY2(lecture.contains(QRegularExpression("Pages: +21\\n")), qPrintable(lecture));
    const QString slides = output("pdftotext", {"-layout", "lecture.pdf", "-"}, folder.path());
    for (const char* word :
         {"Softmax-CE", "active, step 4", "−0.91", "−0.534", "Jacobian that nobody builds"})
      QVERIFY2(slides.contains(word), word);
    // The figure fits the column as it is: TeX complains of what is wider.
    QFile log(folder.filePath("paper.said"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY2(!log.readAll().contains("Overfull"), "the figure is no wider than the column");
    const QString paper = output("pdftotext", {"paper.pdf", "-"}, folder.path());
    QVERIFY2(paper.contains("Softmax-CE") && paper.contains("−0.91"), qPrintable(paper));
  }
};

QTEST_GUILESS_MAIN(TestLecture)
#include "tst_lecture.moc"
