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

/// The values of the node's inputs and of its output as heatmaps on one scale.
class ValuesSection : public Section {
  Q_OBJECT

 public:
  using Section::Section;
  void show(const Subject& subject) override;
  void forget() override { of_ = {}; }
  /// Lights entries that are pointed at elsewhere in the window.
  void lightEntries(const NodeEntries& entries);

  /// Where tensors are cut, which page of them is shown and how they are read: kept from step to step.
  void setPlaces(std::map<core::NodeId, TensorPlace> places, TensorReading reading);
  const std::map<core::NodeId, TensorPlace>& places() const { return places_; }
  TensorReading reading() const { return reading_; }
  /// A node has another name: its tensors stay cut where they are.
  void rename(const core::NodeId& from, const core::NodeId& to) { ui::rename(places_, from, to); }

 signals:
  void entriesLit(const NodeEntries& entries);

 private:
  struct Shown {
    core::NodeId node;
    QString name;
    TensorPanel* panel;
    AxesBar* bar;  ///< null for tensors of two axes and less
  };
  void addBar(const Subject& subject, std::size_t index);
  void place(std::size_t index);

  class Row;
  void fill(const Subject& subject, const std::vector<std::size_t>& shown);
  std::vector<Shown> shown_;
  core::NodeId of_;  ///< whose values they are
  TensorReading reading_ = TensorReading::Slices;
  std::map<core::NodeId, TensorPlace> places_;
};

}  // namespace ui
