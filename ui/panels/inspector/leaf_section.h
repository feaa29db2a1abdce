#pragma once

#include "ui/panels/inspector/section.h"

class QLineEdit;

namespace ui {

class LeafSliders;

/// Of a leaf: its kind, and the way to its numbers; a few numbers have sliders, a single one is typed in place.
class LeafSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { shown_.reset(); }

 signals:
  void editRequested();
  /// Sliders are moved, or come to rest.
  void sliding(bool on);

 private:
  void addKinds(const core::Node& node);
  void addScalarField(const core::Node& node);
  void addWaiting();

  Document* document_ = nullptr;
  core::NodeId id_;
  core::NodePointer shown_;
  std::size_t waiting_ = 0;  ///< new entries that are not set yet
  LeafSliders* sliders_ = nullptr;
  QLineEdit* field_ = nullptr;
};

}  // namespace ui
