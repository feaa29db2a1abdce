#pragma once

#include "ui/panels/inspector/section.h"

class QLabel;

namespace ui {

/// One editor an attribute, by its type: a check box, a list of choices, or a field; with the default, the range and the meaning in the tooltip. A text that the function
/// refuses stays in its field, with the reason below.
class AttributesSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { function_ = nullptr; }

 private:
  QWidget* editorFor(const core::AttributeSpec& spec, const core::Node& node);
  void apply(const core::AttributeSpec& spec, const core::AttributeValue& value);
  void complain(const QString& text);

  Document* document_ = nullptr;
  core::NodeId id_;
  core::Attributes shown_;
  const core::Function* function_ = nullptr;
  QLabel* complaint_ = nullptr;
};

}  // namespace ui
