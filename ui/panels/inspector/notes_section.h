#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

/// What must be said about the node: why it cannot be computed, where a choice was made because the derivative does not exist, and where NaN or infinity arose.
class NotesSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;

 private:
  void addNote(const QString& kind, const QString& text);
};

}  // namespace ui
