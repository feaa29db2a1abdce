#pragma once

#include <QWidget>

#include <vector>

#include "core/graph/graph.h"
#include "ui/figures/graph_marks.h"
#include "ui/figures/sentence.h"
#include "ui/model/node_entry.h"
#include "ui/model/theme.h"

namespace ui {

/// A view of the equation dock beside the equation: the answer to one question about the run. The dock gives it tabs in
/// its header, the canvas draws what it marks, and its companion takes the inspector's place while it is open.
class DockView : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  /// Names the view in actions and settings: "paths".
  virtual QString name() const = 0;
  /// Its tabs, at least one, and which of them is chosen.
  virtual std::vector<Sentence> tabs() const = 0;
  virtual int tab() const { return 0; }
  virtual void chooseTab(int) {}
  /// Controls at the right of the header, made once; children of the view until the header takes them.
  virtual std::vector<QWidget*> chips() { return {}; }
  /// What stands in the inspector's place, 296 px wide, made once; null leaves the inspector there.
  virtual QWidget* companion() { return nullptr; }
  /// What lies over the canvas while the view is open, made once; null leaves the graph there.
  virtual QWidget* stageCover() { return nullptr; }
  /// The dock's height for this view as long as the user has not chosen another, px.
  virtual int wantedHeight() const { return 330; }
  virtual void setTheme(const Theme& theme) = 0;

  /// Why the view has nothing to show now, with the way out ("Select two nodes first"); empty where it can be opened.
  virtual QString refusal() const { return {}; }
  /// Opened: takes up the selection, then `refresh` follows.
  virtual void enter() {}
  /// Shows run, document and selection as they are now. Called after `enter`, and while open whenever one of them changes.
  virtual void refresh() = 0;
  /// Closed: stops what runs in the background.
  virtual void leave() {}

  /// The nodes that are selected on the canvas, kept up to date also while the view is closed.
  const std::vector<core::NodeId>& selection() const { return selection_; }
  void setSelection(std::vector<core::NodeId> selection) { selection_ = std::move(selection); }
  /// The wires that are selected, likewise.
  const std::vector<core::Wire>& wires() const { return wires_; }
  void setWires(std::vector<core::Wire> wires) { wires_ = std::move(wires); }
  /// The border between two brackets that the view marked was dragged to the right edge of this node.
  virtual void bracketDragged(const core::NodeId&) {}

 signals:
  /// Tabs have other texts or another one is chosen.
  void tabsChanged();
  /// What the canvas is to mark; the marks go when the view closes.
  void marked(const ui::GraphMarks& marks);
  /// Entries to be ringed in the strips of their nodes.
  void entriesLit(const ui::NodeEntries& entries);
  void said(const QString& text);
  /// A node is to be selected and scrolled to.
  void nodeChosen(const core::NodeId& id);
  void closeRequested();

 private:
  std::vector<core::NodeId> selection_;
  std::vector<core::Wire> wires_;
};

}  // namespace ui
