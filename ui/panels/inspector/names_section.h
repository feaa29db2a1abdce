#pragma once

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

 signals:
  void renamed(const core::NodeId& id);

 private:
  void applyId();
  void applyLabel();

  Document* document_ = nullptr;
  core::NodeId id_;
  QLineEdit* idField_;
  QLineEdit* labelField_;
  QLabel* complaint_;
};

}  // namespace ui
