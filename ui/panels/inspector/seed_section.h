#pragma once

#include "ui/panels/inspector/section.h"

class QLabel;

namespace ui {

/// The choice of the output, and of the seed: the upstream gradient from which the backward pass begins.
class SeedSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { shownSeed_.reset(); }

 private:
  void addOutputBox(const Subject& subject);
  void addScalarSeed(const core::Seed& seed);
  void addSeedChoices(const core::Shape& output, const core::Seed& seed);
  void addEntryFields(const core::Shape& output, const core::Seed& seed);
  void editOwn(const core::Shape& output);
  void apply(core::Seed seed);

  Document* document_ = nullptr;
  core::NodeId id_;
  std::optional<core::Seed> shownSeed_;
  std::optional<core::Shape> shownShape_;
  bool shownOutput_ = false;
};

}  // namespace ui
