#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

/// The values of the node's inputs and of its output as heatmaps on one scale.
class ValuesSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
};

}  // namespace ui
