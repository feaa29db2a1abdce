#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace ui {

class Document;

/// What the user answers when unsaved changes would be lost.
enum class Answer { Save, Discard, Cancel };

/// The questions that file work asks; tests put their own answers here.
struct Questions {
  std::function<Answer(const QString& name)> unsaved;
  /// Empty when the user gave up.
  std::function<QString()> pathToOpen;
  std::function<QString(const QString& suggestion)> pathToSave;
  /// Shows what went wrong.
  std::function<void(const QString& title, const QString& message)> complain;
};

/// Questions asked by dialogs over `window`.
Questions dialogQuestions(QWidget* window);

/// New, open, save and save as: asks before changes are lost, keeps the list of recent files, and says what went wrong.
class FileFlow : public QObject {
  Q_OBJECT

 public:
  FileFlow(Document& document, Questions questions, QObject* parent);

  void setQuestions(Questions questions) { questions_ = std::move(questions); }

  // Each gives false where the user gave up or it failed; then everything is as before.
  bool newGraph();
  bool open();
  bool openFile(const QString& path);
  bool openExample(const QString& path);
  bool save();
  bool saveAs();
  /// True where nothing would be lost, or the user saved or gave the changes up.
  bool mayLeave();

 signals:
  /// Before a file is written, so that the view can be recorded.
  void aboutToSave();
  void saved(const QString& path);

 private:
  bool writeTo(const QString& path);

  Document& document_;
  Questions questions_;
};

}  // namespace ui
