// Figures on their way to other programs: dragged out of the window and by the clipboard, through the window system.
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <cstdio>
#include <functional>

#include "tests/e2e/real_mouse.h"
#include "ui/export/export_dialog.h"
#include "ui/export/figure_preview.h"
#include "ui/main_window.h"
#include "ui/panels/drag_handle.h"

using ui::MainWindow;

namespace {

const QString network = QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/10-two-layer-network.chainrule");
const QRect otherPlace(1020, 60, 400, 400);

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes what arrived to a folder: each format as it is, the picture as PNG, files that URLs name.
void keep(const QMimeData& data, const QDir& folder) {
  const auto write = [&](const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
  };
  QJsonArray urls;
  for (const QUrl& url : data.urls()) {
    urls.append(url.toString());
    write("file-" + url.fileName(), contentOf(url.toLocalFile()));
  }
  if (data.hasImage()) qvariant_cast<QImage>(data.imageData()).save(folder.filePath("picture.png"));
  write("figure.svg", data.data("image/svg+xml"));
  write("text.txt", data.text().toUtf8());
  write("arrived.json", QJsonDocument(QJsonObject{{"formats", QJsonArray::fromStringList(data.formats())}, {"urls", urls}}).toJson());
}

/// The other program: takes what is dropped on it; pastes when a line comes in.
class Receiver : public QWidget {
public:
  explicit Receiver(const QString& folder) : folder_(folder) {
    setAcceptDrops(true);
    setGeometry(otherPlace);
    setWindowTitle("Receiver");
  }

protected:
  void dragEnterEvent(QDragEnterEvent* event) override { event->acceptProposedAction(); }
  void dropEvent(QDropEvent* event) override {
    keep(*event->mimeData(), folder_);
    event->acceptProposedAction();
  }

private:
  QDir folder_;
};

int receive(QApplication& application, const QString& folder) {
  Receiver receiver(folder);
  receiver.show();
  QSocketNotifier asked(fileno(stdin), QSocketNotifier::Read);
  QObject::connect(&asked, &QSocketNotifier::activated, &receiver, [&] {
    char line[16];
    if (std::fgets(line, sizeof line, stdin) == nullptr) return application.quit();
    keep(*QGuiApplication::clipboard()->mimeData(), folder);
  });
  if (!QTest::qWaitForWindowExposed(&receiver)) return 1;
  std::puts("ready");
  std::fflush(stdout);
  return QApplication::exec();
}

/// This program once more, as another one.
struct OtherProgram {
  QTemporaryDir folder;
  QProcess process;

  OtherProgram() {
    process.start(QApplication::applicationFilePath(), {"--receive", folder.path()});
    QVERIFY(QTest::qWaitFor([&] { return process.bytesAvailable() > 0; }, 20'000));
  }
  ~OtherProgram() {
    process.closeWriteChannel();
    process.waitForFinished(5000);
  }
  /// Pastes until what is asked for has come: that the clipboard is another's now is told by the server, and later.
  bool pastes(const std::function<bool()>& isThere) {
    for (int k = 0; k < 20; ++k) {
      QDir(folder.path()).removeRecursively();
      QDir().mkpath(folder.path());
      process.write("paste\n");
      if (!arrived().isEmpty() && isThere()) return true;
      QTest::qWait(100);
    }
    return false;
  }
  /// What arrived; empty where nothing does.
  QJsonObject arrived() {
    static_cast<void>(QTest::qWaitFor([&] { return !contentOf(folder.filePath("arrived.json")).isEmpty(); }, 10'000));
    return QJsonDocument::fromJson(contentOf(folder.filePath("arrived.json"))).object();
  }
  QByteArray file(const QString& name) const { return contentOf(folder.filePath(name)); }
  QImage picture() const { return QImage(folder.filePath("picture.png")); }
};

/// The window left of the other program, at backward step 4 of the two-layer network.
struct Sender {
  MainWindow window;
  Sender() {
    window.setGeometry(0, 0, 1010, 860);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(network));
    QTRY_VERIFY(window.timeline().moment() != nullptr && window.timeline().last() == 13);
    window.timeline().setCursor(11);
  }
};

int inked(const QImage& picture) {
  int count = 0;
  for (int y = 0; y < picture.height(); y += 2) {
    for (int x = 0; x < picture.width(); x += 2) count += qGray(picture.pixel(x, y)) < 120 ? 1 : 0;
  }
  return count;
}

}  // namespace

class TestFiguresLeave : public QObject {
  Q_OBJECT

private slots:
  void theEquationIsDraggedIntoAnotherProgram() {
    OtherProgram other;
    Sender sender;
    auto* handle = sender.window.findChild<ui::DragHandle*>();
    QTRY_VERIFY(handle->isVisible());
    QVERIFY(realDrag(handle->mapToGlobal(handle->rect().center()), otherPlace.center()));
    const QJsonObject arrived = other.arrived();
    QCOMPARE(arrived["urls"].toArray().size(), 1);
    const QString name = QUrl(arrived["urls"].toArray()[0].toString()).fileName();
    QCOMPARE(name, QString("10-two-layer-network-equation-011.svg"));
    QVERIFY2(other.file("file-" + name).contains("<svg"), "the file can be read by the other program");
    QVERIFY2(!other.file("file-" + name).contains("<text"), "it needs no fonts");
    QVERIFY(other.file("figure.svg").contains("Upstream"));
    QVERIFY(other.picture().width() > 1800 && inked(other.picture()) > 2000);
  }

  void thePageOfThePreviewIsDraggedIntoAnotherProgram() {
    OtherProgram other;
    Sender sender;
    sender.window.actions().exportFigure->trigger();
    ui::ExportDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = sender.window.findChild<ui::ExportDialog*>()) != nullptr);
    dialog->setGeometry(20, 40, 980, 620);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), 20'000);
    auto* preview = dialog->findChild<ui::FigurePreview*>();
    QTest::qWait(200);
    QVERIFY(realDrag(preview->mapToGlobal(preview->visibleRegion().boundingRect().center()), otherPlace.center()));
    const QJsonObject arrived = other.arrived();
    QCOMPARE(arrived["urls"].toArray().size(), 1);
    QVERIFY2(other.file("file-10-two-layer-network-graph.pdf").startsWith("%PDF"), "the file is of the chosen format");
    QVERIFY(other.file("figure.svg").contains("Softmax-CE"));
    QVERIFY(other.picture().width() > 1800 && inked(other.picture()) > 2000);
    dialog->reject();
  }

  void copiesArePastedIntoAnotherProgram() {
    OtherProgram other;
    Sender sender;
    const auto text = [&] { return other.file("text.txt"); };
    sender.window.actions().copyPicture->trigger();
    QVERIFY(other.pastes([&] { return other.picture().width() > 1800 && inked(other.picture()) > 2000; }));
    QVERIFY(other.arrived()["formats"].toArray().contains("image/svg+xml") && other.file("figure.svg").contains("Softmax-CE"));
    sender.window.actions().copySvg->trigger();
    QVERIFY(other.pastes([&] { return text().startsWith("<?xml") && text() == other.file("figure.svg"); }));
    QVERIFY(other.picture().isNull());
    sender.window.actions().copyLatex->trigger();
    QVERIFY2(other.pastes([&] { return text().contains("\\begin"); }), text().constData());
  }

  void theSnippetIsPastedIntoAnotherProgram() {
    OtherProgram other;
    Sender sender;
    sender.window.actions().exportFigure->trigger();
    ui::ExportDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = sender.window.findChild<ui::ExportDialog*>()) != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), 20'000);
    auto* snippet = dialog->findChild<QPlainTextEdit*>();
    QPushButton* copy = nullptr;
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
      if (button->text() == "Copy") copy = button;
    QVERIFY(copy != nullptr && realClick(*copy, copy->rect().center()));
    QTRY_COMPARE(copy->text(), QString("Copied"));
    QVERIFY(other.pastes([&] { return other.file("text.txt").contains("\\includegraphics"); }));
    QCOMPARE(QString::fromUtf8(other.file("text.txt")), snippet->toPlainText());
    dialog->reject();
  }
};

int main(int count, char** values) {
  QApplication application(count, values);
  const QStringList words = QApplication::arguments();
  if (words.value(1) == "--receive") return receive(application, words.value(2));
  TestFiguresLeave test;
  return QTest::qExec(&test, count, values);
}
#include "tst_figures_leave.moc"
