#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>

#include "ui/model/sheet.h"

namespace ui {

/// The sheet that is open, its file, and its history. Every change goes through `edit`, so that every change can be undone and
/// one that fails leaves no trace.
class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(QObject* parent = nullptr);

  const Sheet& sheet() const { return sheet_; }
  const core::Graph& graph() const { return sheet_.graph; }
  QUndoStack& undoStack() { return history_; }

  /// Runs `change` on a copy of the sheet and makes the result one undo step called `text`. Consecutive edits with the same
  /// `gesture` (≠ 0, see `newGesture`) merge into one step. Throws what `change` throws; then nothing has changed. A change that
  /// changes nothing makes no step.
  void edit(const QString& text, const std::function<void(Sheet&)>& change, int gesture = 0);
  /// As `edit`, but shows a `core::Error` through `refused` and returns false.
  bool tryEdit(const QString& text, const std::function<void(Sheet&)>& change, int gesture = 0);
  /// A number for the steps of one drag or one slider movement.
  int newGesture();

  /// Empty where the sheet has no file yet.
  const QString& filePath() const { return filePath_; }
  /// The title, else the file's name without extension, else "Untitled".
  QString displayName() const;
  bool isModified() const { return !history_.isClean(); }

  /// Where the sheet was left; the window keeps it up to date while it works.
  const ViewState& view() const { return view_; }
  void setView(ViewState view) { view_ = std::move(view); }

  /// An empty sheet without a file.
  void clear();
  /// Reads a file; nodes without a place get one. Throws `core::Error`; then the open sheet stays as it is.
  void open(const QString& path);
  /// Opens a copy of `path` that belongs to no file (an example).
  void openAsNew(const QString& path);
  /// Writes to a temporary file that replaces `path` when it is complete. Throws `core::Error`; the old file then stays whole.
  void save(const QString& path);

 signals:
  /// After every edit, undo, redo, open and clear.
  void sheetChanged(const ui::Sheet& before, const ui::Sheet& after);
  /// One node has another name now, by an edit, undo or redo; nothing else changed. Comes before `sheetChanged`.
  void renamed(const core::NodeId& from, const core::NodeId& to);
  /// Another sheet has been opened (or cleared): views start afresh. Comes after `sheetChanged`.
  void opened();
  /// The file's name or whether there is something to save changed.
  void fileStateChanged();
  /// An edit was refused: what, where, why, and the way out.
  void refused(const QString& message);

 private:
  friend class SwapSheet;
  void replaceSheet(Sheet sheet, ViewState view, const QString& path);
  void swap(Sheet& other);

  Sheet sheet_;
  ViewState view_;
  QString filePath_;
  QUndoStack history_;
  int lastGesture_ = 0;
};

/// The text of a core message in the user's language.
QString translated(const core::Message& message);

}  // namespace ui
