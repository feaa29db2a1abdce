#include "ui/file_flow.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include "ui/model/document.h"
#include "ui/settings.h"

namespace ui {
namespace {

const QString kSuffix = QStringLiteral(".chainrule");

QString fileFilter() { return FileFlow::tr("Chainrule graphs (*.chainrule);;All files (*)"); }

Answer askUnsaved(QWidget* window, const QString& name) {
  QMessageBox box(QMessageBox::Question, FileFlow::tr("Unsaved changes"),
                  FileFlow::tr("Save the changes to “%1”?").arg(name), QMessageBox::NoButton, window);
  box.setInformativeText(FileFlow::tr("Without saving they are lost."));
  QPushButton* save = box.addButton(FileFlow::tr("&Save"), QMessageBox::AcceptRole);
  QPushButton* discard = box.addButton(FileFlow::tr("&Discard"), QMessageBox::DestructiveRole);
  QPushButton* cancel = box.addButton(FileFlow::tr("&Cancel"), QMessageBox::RejectRole);
  box.setDefaultButton(save);
  box.setEscapeButton(cancel);
  box.exec();
  if (box.clickedButton() == save) return Answer::Save;
  return box.clickedButton() == discard ? Answer::Discard : Answer::Cancel;
}

QString lastFolder() {
  const QStringList files = recentFiles();
  return files.isEmpty() ? QDir::homePath() : QFileInfo(files.first()).absolutePath();
}

}  // namespace

Questions dialogQuestions(QWidget* window) {
  return {
      .unsaved = [window](const QString& name) { return askUnsaved(window, name); },
      .pathToOpen =
          [window] { return QFileDialog::getOpenFileName(window, FileFlow::tr("Open a graph"), lastFolder(), fileFilter()); },
      .pathToSave =
          [window](const QString& suggestion) {
            QFileDialog dialog(window, FileFlow::tr("Save the graph"), suggestion, fileFilter());
            dialog.setAcceptMode(QFileDialog::AcceptSave);
            dialog.setDefaultSuffix(kSuffix.mid(1));  // before the question whether to replace a file
            return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
          },
      .complain =
          [window](const QString& title, const QString& message) {
            QMessageBox box(QMessageBox::Warning, title, message, QMessageBox::Close, window);
            box.setTextFormat(Qt::PlainText);
            box.exec();
          },
  };
}

FileFlow::FileFlow(Document& document, Questions questions, QObject* parent)
    : QObject(parent), document_(document), questions_(std::move(questions)) {}

bool FileFlow::newGraph() {
  if (!mayLeave()) return false;
  document_.clear();
  return true;
}

bool FileFlow::open() {
  const QString path = questions_.pathToOpen();
  return !path.isEmpty() && openFile(path);
}

bool FileFlow::openFile(const QString& path) {
  if (!mayLeave()) return false;
  try {
    document_.open(path);
  } catch (const core::Error& error) {
    questions_.complain(tr("“%1” cannot be opened").arg(QFileInfo(path).fileName()), translated(error.message()));
    return false;
  }
  rememberFile(path);
  return true;
}

bool FileFlow::openExample(const QString& path) {
  if (!mayLeave()) return false;
  try {
    document_.openAsNew(path);
  } catch (const core::Error& error) {
    questions_.complain(tr("The lesson cannot be opened"), translated(error.message()));
    return false;
  }
  return true;
}

bool FileFlow::save() { return document_.filePath().isEmpty() ? saveAs() : writeTo(document_.filePath()); }

bool FileFlow::saveAs() {
  const QString name = document_.filePath().isEmpty()
                           ? QDir(lastFolder()).filePath(document_.displayName().simplified().replace(u'/', u'-') + kSuffix)
                           : document_.filePath();
  const QString path = questions_.pathToSave(name);
  return !path.isEmpty() && writeTo(path);
}

bool FileFlow::mayLeave() {
  if (!document_.isModified()) return true;
  switch (questions_.unsaved(document_.displayName())) {
    case Answer::Save: return save();
    case Answer::Discard: return true;
    case Answer::Cancel: break;
  }
  return false;
}

bool FileFlow::writeTo(const QString& path) {
  emit aboutToSave();
  try {
    document_.save(path);
  } catch (const core::Error& error) {
    questions_.complain(tr("“%1” cannot be saved").arg(QFileInfo(path).fileName()), translated(error.message()));
    return false;
  }
  rememberFile(path);
  emit saved(path);
  return true;
}

}  // namespace ui
