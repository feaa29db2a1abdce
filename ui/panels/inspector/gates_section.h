#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

/// Gates in a row that are one function: their local gradients, the product, and the whole function's own
/// local gradient beside it. Of a function that is made of gates, the way to open it.
class GatesSection : public Section {
  Q_OBJECT

public:
  using Section::Section;
  void show(const Subject& subject) override;

signals:
  /// The gates of the shown node are to become one node, or it is to be opened.
  void gatesAsked();
  /// A gate of the list is to be selected.
  void gateChosen(const core::NodeId& id);

private:
  void addRow(const Theme& theme, const QString& sign, double number, const class ColourScale& scale,
              QWidget* name, const QString& tex);
  void addLink(const QString& text);
};

}  // namespace ui
