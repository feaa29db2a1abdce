#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

/// What the node is: function, equation, inputs, output, and the rule of its local gradient.
class FactsSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;

 signals:
  void replaceRequested();

 private:
  void addShapes(const Subject& subject);
};

}  // namespace ui
