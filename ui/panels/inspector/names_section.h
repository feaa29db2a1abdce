#pragma once

#include <QTimer>

#include "ui/panels/inspector/section.h"

class QLabel;
class QLineEdit;

namespace ui {

/// The node's id and label as fields. What cannot be a name stays in its field with the reason below.
class NamesSection : public Section {
  Q_OBJECT

 public:
  explicit NamesSection(QWidget* parent = nullptr);
  void show(const Subject& subject) override;

 protected:
  void customEvent(QEvent* event) override;

 signals:
  void renamed(const core::NodeId& id);

 private:
  void applyId();
  void applyLabel();
  /// The label as it is typed, typeset.
  void showPreview();
  /// Says what is wrong with its LaTeX, if something is.
  void judgeLabel();

  Document* document_ = nullptr;
  core::NodeId id_;
  QLineEdit* idField_;
  QLineEdit* labelField_;
  QLabel* complaint_;
  QWidget* previewRow_;
  RichLine* preview_;
  QLabel* labelComplaint_;
  QTimer typing_;  // runs while a label is being typed: half of a command is no mistake yet
};

}  // namespace ui
