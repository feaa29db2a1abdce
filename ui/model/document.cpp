#include "ui/model/document.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUndoCommand>
#include <utility>

#include "core/message.h"
#include "ui/model/layout.h"
#include "ui/model/renames.h"
#include "ui/model/sheet_file.h"

namespace ui {

/// The program's only undo command: it swaps the document's sheet with the one it keeps.
class SwapSheet : public QUndoCommand {
 public:
  SwapSheet(Document& document, const QString& text, Sheet after, int gesture)
      : QUndoCommand(text), document_(document), other_(std::move(after)), gesture_(gesture) {}

  void undo() override { document_.swap(other_); }
  void redo() override { document_.swap(other_); }
  int id() const override { return gesture_ == 0 ? -1 : 1; }
  // Both have been redone: the first keeps the sheet before the gesture, which is all that one step needs.
  bool mergeWith(const QUndoCommand* next) override {
    const auto* step = static_cast<const SwapSheet*>(next);
    if (step->gesture_ != gesture_) return false;
    setObsolete(other_ == document_.sheet());
    return true;
  }

 private:
  Document& document_;
  Sheet other_;
  int gesture_;
};

Document::Document(QObject* parent) : QObject(parent) {
  connect(&history_, &QUndoStack::cleanChanged, this, &Document::fileStateChanged);
}

void Document::edit(const QString& text, const std::function<void(Sheet&)>& change, int gesture) {
  Sheet changed = sheet_;
  change(changed);
  settleFresh(changed);
  if (changed == sheet_) return;
  history_.push(new SwapSheet(*this, text, std::move(changed), gesture));
}

bool Document::tryEdit(const QString& text, const std::function<void(Sheet&)>& change, int gesture) {
  try {
    edit(text, change, gesture);
    return true;
  } catch (const core::Error& error) {
    emit refused(translated(error.message()));
    return false;
  }
}

int Document::newGesture() { return ++lastGesture_; }

QString Document::displayName() const {
  if (!graph().title().empty()) return QString::fromStdString(graph().title());
  return filePath_.isEmpty() ? tr("Untitled") : QFileInfo(filePath_).completeBaseName();
}

void Document::clear() { replaceSheet({}, {}, {}); }

void Document::open(const QString& path) {
  auto [sheet, view] = loadSheet(path);
  replaceSheet(std::move(sheet), std::move(view), path);
}

void Document::openAsNew(const QString& path) {
  auto [sheet, view] = loadSheet(path);
  replaceSheet(std::move(sheet), std::move(view), {});
}

void Document::save(const QString& path) {
  saveSheet(path, sheet_, view_);
  filePath_ = path;
  history_.setClean();
  emit fileStateChanged();
}

void Document::replaceSheet(Sheet sheet, ViewState view, const QString& path) {
  const Sheet before = std::exchange(sheet_, std::move(sheet));
  view_ = std::move(view);
  filePath_ = path;
  emit sheetChanged(before, sheet_);
  history_.clear();  // after all know the sheet: whoever hears of it looks at the graph
  emit opened();
  emit fileStateChanged();
}

void Document::swap(Sheet& other) {
  std::swap(sheet_, other);
  if (const auto names = renameBetween(other.graph, sheet_.graph)) emit renamed(names->first, names->second);
  emit sheetChanged(other, sheet_);
}

QString translated(const core::Message& message) {
  QString text = QCoreApplication::translate("core", message.pattern.c_str());
  // One pass from the left: an argument that itself holds a "%1" is not filled again.
  QString result;
  for (qsizetype k = 0; k < text.size(); ++k) {
    const int hole = text[k] == u'%' && k + 1 < text.size() ? text[k + 1].unicode() - u'1' : -1;
    if (hole >= 0 && hole < static_cast<int>(message.arguments.size())) {
      result += QString::fromStdString(message.arguments[static_cast<std::size_t>(hole)]);
      ++k;
    } else {
      result += text[k];
    }
  }
  return result;
}

}  // namespace ui
