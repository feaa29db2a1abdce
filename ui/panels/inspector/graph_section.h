#pragma once

#include "ui/panels/inspector/section.h"

class QLineEdit;

namespace ui {

/// Where no node is selected: the graph's title, and what there is.
class GraphSection : public Section {
  Q_OBJECT

 public:
  explicit GraphSection(QWidget* parent = nullptr);
  void show(const Subject& subject) override;

 private:
  Document* document_ = nullptr;
  QLineEdit* title_;
  RichLine* counts_;
  RichLine* output_;
};

}  // namespace ui
