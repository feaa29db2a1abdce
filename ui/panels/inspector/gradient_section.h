#pragma once

#include <map>

#include "ui/figures/arrangement.h"
#include "ui/figures/axis_slider.h"
#include "ui/model/node_entry.h"
#include "ui/model/renames.h"
#include "ui/model/sheet.h"
#include "ui/panels/inspector/section.h"

namespace ui {

class AxesBar;

class TensorPanel;

/// The gradient of a node, and of its inputs at which several contributions meet: each contribution with where it came from, and their sum, all on one scale.
/// Pointing at one entry lights it in all of them and writes the sum out.
class GradientSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { shown_ = {}; }
  /// The entry pointed at in words: "0.62 + 0.07 = 0.69"; empty where nothing is pointed at.
  const QString& writtenSum() const { return writtenSum_; }
  /// Lights entries that are pointed at elsewhere in the window.
  void lightEntries(const NodeEntries& entries);
  /// Vectors stand as columns.
  void setColumns(bool columns);

  /// Where tensors are cut, which page of them is shown and how they are read: kept from step to step.
  void setPlaces(std::map<core::NodeId, TensorPlace> places, TensorReading reading);
  const std::map<core::NodeId, TensorPlace>& places() const { return places_; }
  TensorReading reading() const { return reading_; }
  /// A node has another name: its tensors stay cut where they are.
  void rename(const core::NodeId& from, const core::NodeId& to) { ui::rename(places_, from, to); }

 signals:
  void entriesLit(const NodeEntries& entries);

 private:
  void fill(const Subject& subject);
  void addReason(const Subject& subject, const QString& reason);
  void addContributions(const Subject& subject, std::size_t position);
  TensorPanel& addPanelRow(const Subject& subject, const QString& sign, std::vector<LinePiece> first, std::vector<LinePiece> second);
  void pointAt(std::size_t group, std::optional<core::Index> entry);
  void addBar(const Subject& subject, std::size_t group);
  void place(std::size_t group);
  /// The written sum below a group, or how to get it.
  void write(std::size_t group);

  class PanelRow;
  /// The panels that belong together: what has arrived at one node, and the sum.
  struct Group {
    std::vector<TensorPanel*> parts;
    TensorPanel* sum = nullptr;
    RichLine* written = nullptr;
    core::NodeId node{};
    QString name{};
    std::vector<TensorPanel*> panels{};  ///< all, with what has not arrived
    AxesBar* bar = nullptr;              ///< null for tensors of two axes and less
  };
  std::vector<Group> groups_;
  core::NodeId shown_;  ///< whose gradient it is
  TensorReading reading_ = TensorReading::Slices;
  bool columns_ = false;
  std::map<core::NodeId, TensorPlace> places_;
  QString writtenSum_;
};

}  // namespace ui
