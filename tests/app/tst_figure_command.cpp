#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
  int status;
  QString out;
  QString error;
};

Outcome figure(const QStringList& arguments) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove("DISPLAY");
  environment.remove("QT_QPA_PLATFORM");
  process.setProcessEnvironment(environment);
  process.start(CHAINRULE_BINARY, QStringList{"figure"} + arguments);
  process.waitForFinished(60'000);
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString example(const char* name) { return QString(CHAINRULE_SOURCE_DIR "/resources/examples/%1.chainrule").arg(name); }

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestFigureCommand : public QObject {
  Q_OBJECT

 private slots:
  void allStepsAreNamedByPosition() {
    QTemporaryDir folder;
    const Outcome outcome = figure({example("10-two-layer-network"), "--step", "all", "--out", folder.path(), "--dpi", "40"});
    QCOMPARE(outcome.status, 0);
    const QStringList files = QDir(folder.path()).entryList(QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 14);  // 0 … n + 1 + m with n = m = 6
    QCOMPARE(files.first(), QString("10-two-layer-network-000.png"));
    QCOMPARE(files.last(), QString("10-two-layer-network-013.png"));
    QVERIFY2(contentOf(folder.filePath(files[3])) != contentOf(folder.filePath(files[4])), "each step is another picture");
  }

  void aPictureIsAsWideAsAsked() {
    QTemporaryDir folder;
    QCOMPARE(figure({example("03-fan-out"), "--out", folder.path(), "--width", "127", "--dpi", "200"}).status, 0);
    const QByteArray png = contentOf(folder.filePath("03-fan-out-007.png"));
    QVERIFY(png.startsWith("\x89PNG"));
    const auto width = (quint8(png[16]) << 24) | (quint8(png[17]) << 16) | (quint8(png[18]) << 8) | quint8(png[19]);
    QCOMPARE(width, 1000);
  }

  void aPdfHoldsAllAskedStepsAsPagesOfOneSize() {
    QTemporaryDir folder;
    QCOMPARE(figure({example("10-two-layer-network"), "--step", "7-13", "--format", "pdf", "--out", folder.path()}).status, 0);
    const QByteArray pdf = contentOf(folder.filePath("10-two-layer-network.pdf"));
    QVERIFY(pdf.startsWith("%PDF"));
    static const QRegularExpression box("/MediaBox \\[([^\\]]*)\\]");
    QStringList boxes;
    for (auto found = box.globalMatch(QString::fromLatin1(pdf)); found.hasNext();) boxes += found.next().captured(1);
    QCOMPARE(boxes.size(), 7);
    QCOMPARE(boxes.count(boxes.first()), 7);
  }

  void textInSvgIsText() {
    QTemporaryDir folder;
    QCOMPARE(figure({example("10-two-layer-network"), "--step", "11", "--format", "svg", "--out", folder.path(), "--width", "160"}).status, 0);
    const QString svg = QString::fromUtf8(contentOf(folder.filePath("10-two-layer-network-011.svg")));
    QVERIFY(svg.contains("<text") && svg.contains("Softmax-CE") && svg.contains("−0.54"));
    QVERIFY2(svg.contains("width=\"160mm\""), qPrintable(svg.left(300)));
  }

  void theSameFigureGivesTheSameBytes_data() {
    QTest::addColumn<QString>("format");
    for (const char* format : {"png", "svg", "pdf", "tikz", "latex", "csv", "npy", "txt", "gif", "apng", "mp4"}) QTest::newRow(format) << format;
  }
  void theSameFigureGivesTheSameBytes() {
    QFETCH(QString, format);
    QTemporaryDir first, second;
    const bool animation = format == "gif" || format == "apng" || format == "mp4";
    if (animation && QStandardPaths::findExecutable("ffmpeg").isEmpty()) QSKIP("needs ffmpeg");
    for (const QTemporaryDir* folder : {&first, &second}) {
      QCOMPARE(figure({example("10-two-layer-network"), "--step", animation ? "10-11" : "11", "--format", format, "--out", folder->path(),
                       "--dpi", "40"})
                   .status,
               0);
      if (folder == &first) QTest::qWait(1100);  // another second on the clock
    }
    const QString name = QDir(first.path()).entryList(QDir::Files).value(0);
    QVERIFY(!name.isEmpty());
    QVERIFY(contentOf(first.filePath(name)) == contentOf(second.filePath(name)));
  }

  void darkAndLightDiffer() {
    QTemporaryDir light, dark;
    figure({example("03-fan-out"), "--out", light.path(), "--dpi", "40"});
    figure({example("03-fan-out"), "--out", dark.path(), "--dpi", "40", "--theme", "dark"});
    QVERIFY(contentOf(light.filePath("03-fan-out-007.png")) != contentOf(dark.filePath("03-fan-out-007.png")));
  }

  void theScaleOfGradientsCanBeChosen() {
    QTemporaryDir folder;
    const auto pictureWith = [&](const QStringList& more) {
      if (figure(QStringList{example("10-two-layer-network"), "--step", "11", "--what", "equation", "--format", "svg", "--name", "f", "--out", folder.path()} + more).status != 0) return QString();
      return QString::fromUtf8(contentOf(folder.filePath("f.svg")));
    };
    QVERIFY2(pictureWith({}).contains(">1.03<") && !pictureWith({}).contains("whole run"), "one step has its own");
    QVERIFY(pictureWith({"--scale", "equation"}) == pictureWith({}));
    const QString run = pictureWith({"--scale", "run"});
    QVERIFY2(run.contains("whole run") && run.contains(">1.20<"), qPrintable(run.right(600)));
    QVERIFY(pictureWith({"--scale", "panel"}).contains("this panel"));
    QVERIFY(pictureWith({"--log"}).contains("log"));
  }

  void wrongCommandLinesAreRefusedWithAHint_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("no file") << QStringList{} << "FILE";
    QTest::newRow("format") << QStringList{example("03-fan-out"), "--format", "bmp"} << "bmp";
    QTest::newRow("step word") << QStringList{example("03-fan-out"), "--step", "x"} << "--step";
    QTest::newRow("step reversed") << QStringList{example("03-fan-out"), "--step", "5-2"} << "--step";
    QTest::newRow("step beyond the end") << QStringList{example("03-fan-out"), "--step", "99"} << "position 7";
    QTest::newRow("width") << QStringList{example("03-fan-out"), "--width", "0"} << "--width";
    QTest::newRow("width not a number") << QStringList{example("03-fan-out"), "--width", "nan"} << "--width";
    QTest::newRow("width infinite") << QStringList{example("03-fan-out"), "--width", "inf"} << "--width";
    QTest::newRow("width huge") << QStringList{example("03-fan-out"), "--width", "1e300"} << "2000";
    QTest::newRow("plays") << QStringList{example("03-fan-out"), "--plays", "1001"} << "--plays";
    QTest::newRow("folder") << QStringList{example("03-fan-out"), "--out", ""} << "--out";
    QTest::newRow("two nodes of a chart") << QStringList{example("03-fan-out"), "--what", "curve", "--node", "a", "--node", "b"} << "--node";
    QTest::newRow("delta of no chart") << QStringList{example("03-fan-out"), "--delta", "0.1"} << "--what perturbation";
    QTest::newRow("delta of no leaf") << QStringList{example("03-fan-out"), "--what", "perturbation", "--delta", "nobody=1"} << "nobody";
    QTest::newRow("delta of another shape") << QStringList{example("10-two-layer-network"), "--what", "perturbation", "--delta", "x=[1]"} << "shape";
    QTest::newRow("theme") << QStringList{example("03-fan-out"), "--theme", "pink"} << "pink";
    QTest::newRow("style") << QStringList{example("03-fan-out"), "--style", "comic"} << "comic";
    QTest::newRow("size") << QStringList{example("03-fan-out"), "--size", "a4"} << "beamer-16:9";
    QTest::newRow("scale") << QStringList{example("03-fan-out"), "--scale", "page"} << "panel, equation or run";
    QTest::newRow("text") << QStringList{example("03-fan-out"), "--text", "0"} << "--text";
    QTest::newRow("language") << QStringList{example("03-fan-out"), "--language", "xx"} << "xx";
    QTest::newRow("same name twice") << QStringList{example("03-fan-out"), example("01-scalar-chain"), "--name", "same"} << "--name";
    QTest::newRow("option") << QStringList{example("03-fan-out"), "--nonsense"} << "--nonsense";
  }
  void wrongCommandLinesAreRefusedWithAHint() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Outcome outcome = figure(arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.error.contains(named) && outcome.error.contains("--help"), qPrintable(outcome.error));
    QVERIFY(outcome.out.isEmpty());
  }

  void aBadFileGetsOneLineThatBeginsWithItsName() {
    QTemporaryDir folder;
    const QString path = folder.filePath("bad.chainrule");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    const QString missing = folder.filePath("missing.chainrule");
    for (const QString& name : {path, missing}) {
      const Outcome outcome = figure({name, "--out", folder.path()});
      QCOMPARE(outcome.status, 1);
      QVERIFY2(outcome.error.startsWith(name), qPrintable(outcome.error));
      QCOMPARE(outcome.error.count('\n'), 1);
    }
  }

  void aPatternNamesTheFiles() {
    QTemporaryDir folder;
    QCOMPARE(figure({example("10-two-layer-network"), "--step", "10-11", "--dpi", "40", "--what", "graph", "--name", "{graph}_{what}_{step}_{name}_{width}",
                     "--out", folder.path()})
                 .status,
             0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
             QStringList({"10-two-layer-network_graph_010_Softmax-CE-ell_160.png", "10-two-layer-network_graph_011_Linear-s_160.png"}));
    const Outcome unknown = figure({example("03-fan-out"), "--name", "{date}", "--out", folder.path()});
    QCOMPARE(unknown.status, 1);
    QVERIFY2(unknown.error.contains("{date}") && unknown.error.contains("{graph}"), qPrintable(unknown.error));
  }

  void numbersOfThePanelsBecomeFiles() {
    QTemporaryDir folder;
    QCOMPARE(figure({example("10-two-layer-network"), "--step", "11", "--format", "csv,npy", "--out", folder.path()}).status, 0);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 6);
    const QByteArray local = contentOf(folder.filePath("10-two-layer-network-011-local.csv"));
    QCOMPARE(local.count('\n'), 3);
    QVERIFY(local.startsWith("0.7,-0.4,0.2,0.9,-0.6\n"));
    QVERIFY(contentOf(folder.filePath("10-two-layer-network-011-local.npy")).contains("'shape': (3, 5)"));
  }

  void derivativesOnEdgesOfVectorsAreRefusedWithTheReason() {
    QTemporaryDir folder;
    const Outcome outcome = figure({example("10-two-layer-network"), "--style", "edges", "--out", folder.path()});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.error.contains("shape") && outcome.error.count('\n') == 1, qPrintable(outcome.error));
    QVERIFY(QDir(folder.path()).isEmpty());
  }

  void nothingIsWrittenWhereOneFileIsBad() {
    QTemporaryDir folder;
    const Outcome outcome = figure({example("03-fan-out"), folder.filePath("missing.chainrule"), "--out", folder.path()});
    QCOMPARE(outcome.status, 1);
    QVERIFY(QDir(folder.path()).isEmpty());
  }

  void textTooSmallToReadIsWarnedOf() {
    QTemporaryDir folder;
    const Outcome small = figure({example("03-fan-out"), "--text", "5", "--dpi", "40", "--out", folder.path()});
    QCOMPARE(small.status, 0);
    QVERIFY2(small.error.contains("warning") && small.error.contains("pt"), qPrintable(small.error));
  }

  void withoutFfmpegThePagesAreWrittenAndTold() {
    QTemporaryDir folder;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH", folder.path());
    process.setProcessEnvironment(environment);
    process.start(CHAINRULE_BINARY, {"figure", example("03-fan-out"), "--step", "5-7", "--format", "gif", "--dpi", "40", "--out", folder.path()});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    const QString said = process.readAllStandardError();
    QVERIFY2(said.contains("ffmpeg is not installed") && said.count('\n') == 1, qPrintable(said));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), QStringList({"03-fan-out-005.png", "03-fan-out-006.png", "03-fan-out-007.png"}));
  }

  void animationsHoldTheirStepsAndPlayAsAsked_data() {
    QTest::addColumn<QString>("format");
    for (const char* format : {"gif", "apng", "mp4"}) QTest::newRow(format) << format;
  }
  void animationsHoldTheirStepsAndPlayAsAsked() {
    if (QStandardPaths::findExecutable("ffmpeg").isEmpty()) QSKIP("needs ffmpeg");
    QFETCH(QString, format);
    QTemporaryDir folder;
    const QString path = folder.filePath("m." + format);
    QCOMPARE(figure({example("03-fan-out"), "--step", "5-7", "--what", "graph", "--format", format, "--name", "m", "--plays", "3", "--seconds", "0.4",
                     "--size", "beamer-16:9", "--out", folder.path()})
                 .status,
             0);
    const auto said = [](const QString& program, const QStringList& arguments) {
      QProcess process;
      process.start(program, arguments);
      process.waitForFinished(60'000);
      return QString::fromUtf8(process.readAllStandardOutput());
    };
    // Three pages at 15 frames a second: 2 s, 0.4 s and 0.4 s, and three frames of fading between them.
    const QString facts = said("ffprobe", {"-v", "error", "-count_frames", "-show_entries", "stream=width,height,nb_read_frames", "-of", "csv=p=0", path});
    QCOMPARE(facts.trimmed(), QString("1920,1080,%1").arg(30 + 3 + 6 + 3 + 6));
    if (format == "mp4") return;  // its compression makes no two frames equal, and players decide how often it plays
    QStringList sums;
    for (const QString& line : said("ffmpeg", {"-v", "error", "-i", path, "-f", "framemd5", "-"}).split('\n', Qt::SkipEmptyParts))
      if (!line.startsWith('#')) sums << line.section(',', -1);
    QCOMPARE(sums.size(), 48);
    QCOMPARE(sums.mid(0, 30).count(sums[0]), 30);
    QCOMPARE(sums.mid(33, 6).count(sums[33]), 6);
    QCOMPARE(QSet<QString>(sums.begin(), sums.end()).size(), 3 + 2 * 3);
    const QByteArray bytes = contentOf(path);
    if (format == "gif")  // counts repetitions, low byte first
      QCOMPARE(bytes.mid(bytes.indexOf("NETSCAPE2.0") + 11, 4), QByteArray("\x03\x01\x02\x00", 4));
    else
      QCOMPARE(bytes.mid(bytes.indexOf("acTL") + 8, 4), QByteArray("\0\0\0\x03", 4));
    QVERIFY(QFileInfo::exists(folder.filePath("m-poster.png")));
    QCOMPARE(figure({example("03-fan-out"), "--step", "7", "--format", format, "--name", "n", "--no-poster", "--dpi", "40", "--out", folder.path()}).status, 0);
    QVERIFY(!QFileInfo::exists(folder.filePath("n-poster.png")));
  }

  void aPerturbationIsAChartOfTheChangeThatIsAskedFor() {
    QTemporaryDir folder;
    const auto texts = [&](const QStringList& more) {
      const Outcome outcome = figure(QStringList{example("05-perturbation"), "--what", "perturbation", "--format", "txt", "--name", "f", "--out", folder.path()} + more);
      return outcome.status == 0 ? QString::fromUtf8(contentOf(folder.filePath("f.txt"))) : outcome.error;
    };
    const QString usual = texts({});
    QVERIFY2(usual.contains("dx along (0.10, −0.05) in x.") && usual.contains("Measured slope 2.0"), qPrintable(usual));
    QVERIFY(texts({"--delta", "0.2, -0.3"}).contains("(0.20, −0.30) in x."));
    QVERIFY(texts({"--delta", "x=[0.001, 1]"}).contains("(0.001, 1.000) in x."));
    QVERIFY(texts({"--node", "x", "--delta", "[3, 1e-9]"}).contains("(3.00, 1.00 × 10⁻⁹) in x."));
    const QString seen = texts({"--node", "y1"});
    QVERIFY2(seen.contains("‖y₁(x+dx)"), qPrintable(seen));
  }

  void aSnippetForBeamerIsPrinted() {
    QTemporaryDir folder;
    const Outcome outcome = figure({example("10-two-layer-network"), "--step", "all", "--format", "pdf", "--snippet", "--out", folder.path()});
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains("% in the preamble: \\usepackage{pgffor}\n\\begin{frame}"), qPrintable(outcome.out));
    QVERIFY2(outcome.out.contains("\\foreach \\n in {1,...,14}{\\only<\\n>"), qPrintable(outcome.out));
    QVERIFY(outcome.out.contains("{10-two-layer-network}"));
  }

  void helpNamesEveryOption() {
    const QString help = figure({"--help"}).out;
    for (const char* option : {"--step", "--what", "--node", "--argument", "--delta", "--entry", "--reading", "--style", "--theme", "--transparent", "--width",
                               "--height", "--size", "--text", "--font", "--language", "--format", "--out", "--name", "--dpi", "--outlines",
                               "--seconds", "--plays", "--no-poster", "--linear", "--snippet", "--no-title", "--no-legend", "--no-values", "--no-gradients", "--no-names"}) {
      QVERIFY2(help.contains(option), option);
    }
  }

  void whatNoStepHasIsRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("argument") << QStringList{"--argument", "7"} << "no argument 7";
    QTest::newRow("entry") << QStringList{"--entry", "77"} << "no entry 77";
    QTest::newRow("curve") << QStringList{"--what", "curve"} << "not elementwise";
    QTest::newRow("chart as LaTeX") << QStringList{"--what", "norms", "--format", "latex"} << "choose pdf";
    QTest::newRow("numbers of a perturbation") << QStringList{"--what", "perturbation", "--delta", "0.1,0.2"} << "2 numbers, and what is nudged has 4 entries";
    QTest::newRow("folder in a name") << QStringList{"--name", "a/b"} << "a/b";
    QTest::newRow("picture too large") << QStringList{"--width", "2000", "--dpi", "2400"} << "too large";
  }
  void whatNoStepHasIsRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, said);
    QTemporaryDir folder;
    const QString file = example("10-two-layer-network");
    const Outcome outcome = figure(QStringList{file, "--out", folder.path()} + arguments);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.error.startsWith(file) && outcome.error.contains(said), qPrintable(outcome.error));
    QCOMPARE(outcome.error.count('\n'), 1);
    QVERIFY(QDir(folder.path()).isEmpty());
  }

  void aFileThatDoesNotFitIsNotWrittenByHalves() {
    QTemporaryDir folder;
    QProcess process;
    process.start("bash", {"-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "bash", CHAINRULE_BINARY, "figure", example("10-two-layer-network"), "--step", "all",
                           "--format", "pdf", "--out", folder.path()});
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 1);
    const QString said = process.readAllStandardError();
    QVERIFY2(said.contains("10-two-layer-network.pdf cannot be written: File too large") && said.count('\n') == 1, qPrintable(said));
    QVERIFY(QDir(folder.path()).isEmpty());
  }

  void aFolderThatCannotBeWrittenIsToldBeforeTheWork() {
    const QString file = example("10-two-layer-network");
    const Outcome outcome = figure({file, "--step", "all", "--format", "mp4", "--out", "/proc"});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.error.startsWith(file) && outcome.error.contains("/proc/10-two-layer-network.mp4 cannot be written"), qPrintable(outcome.error));
    QVERIFY2(!outcome.error.contains("ffmpeg"), "nothing is encoded for a file that cannot be");
  }

  void aFolderThatCannotBeMadeIsTold() {
    const Outcome outcome = figure({example("03-fan-out"), "--out", "/dev/null/figures"});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.error.contains("/dev/null/figures"), qPrintable(outcome.error));
  }
};

QTEST_GUILESS_MAIN(TestFigureCommand)
#include "tst_figure_command.moc"
