#pragma once

#include "ui/panels/inspector/section.h"

namespace ui {

class TensorPanel;

/// The gradient of a node, and of its inputs at which several contributions meet: each contribution with where it came from, and their sum, all on one scale.
/// Pointing at one entry lights it in all of them and writes the sum out.
class GradientSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  /// The entry pointed at in words: "0.62 + 0.07 = 0.69"; empty where nothing is pointed at.
  const QString& writtenSum() const { return writtenSum_; }

 private:
  void addReason(const Subject& subject, const QString& reason);
  void addContributions(const Subject& subject, std::size_t position);
  TensorPanel& addPanelRow(const Subject& subject, const QString& sign, std::vector<LinePiece> first, std::vector<LinePiece> second);
  void pointAt(std::size_t group, std::optional<core::Index> entry);

  /// The panels that belong together: what has arrived at one node, and the sum.
  struct Group {
    std::vector<TensorPanel*> parts;
    TensorPanel* sum = nullptr;
    RichLine* written = nullptr;
  };
  std::vector<Group> groups_;
  QString writtenSum_;
};

}  // namespace ui
