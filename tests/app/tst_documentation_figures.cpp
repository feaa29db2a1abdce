#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestDocumentationFigures : public QObject {
  Q_OBJECT

 private slots:
  /// `scripts/figures` makes them again where this fails.
  void figuresOfTheDocumentationAreCurrent() {
    QTemporaryDir folder;
    QProcess process;
    process.start(CHAINRULE_SOURCE_DIR "/scripts/figures", {CHAINRULE_BINARY, folder.path()});
    QVERIFY(process.waitForFinished(120'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    const QDir kept(CHAINRULE_SOURCE_DIR "/resources/docs/figures");
    const QStringList names = kept.entryList(QDir::Files, QDir::Name);
    QVERIFY(!names.isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), names);
    for (const QString& name : names) {
      QVERIFY2(contentOf(kept.filePath(name)) == contentOf(folder.filePath(name)), qPrintable(name + " is stale: run scripts/figures"));
    }
  }

  void theDocumentationShowsThem() {
    const QByteArray manual = contentOf(CHAINRULE_SOURCE_DIR "/resources/docs/manual.md");
    for (const QString& name : QDir(CHAINRULE_SOURCE_DIR "/resources/docs/figures").entryList(QDir::Files)) {
      QVERIFY2(manual.contains(("(figures/" + name + ")").toUtf8()), qPrintable(name));
    }
  }
};

QTEST_GUILESS_MAIN(TestDocumentationFigures)
#include "tst_documentation_figures.moc"
