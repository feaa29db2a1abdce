#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

/// Of a leaf: its kind, and the way to its numbers; a single number is edited in place.
class LeafSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { shown_.reset(); }

 signals:
  void editRequested();

 private:
  void addKinds(const core::Node& node);
  void addScalarField(const core::Node& node);

  Document* document_ = nullptr;
  core::NodeId id_;
  core::NodePointer shown_;
};

}  // namespace ui
