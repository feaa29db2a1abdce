#pragma once

#include <array>
#include <memory>
#include <optional>

#include "ui/figures/graph_drawing.h"
#include "ui/figures/run_facts.h"
#include "ui/model/background.h"
#include "ui/model/comparison.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/exchange/comparison_table.h"

class QLabel;
class QToolButton;

namespace ui {

class Timeline;
class TwoGraphs;

/// "What if I exchange this function?" The graph is run with the other function too; rules, numbers and bits are compared before
/// anything in the document changes.
class ExchangeView : public DockView {
  Q_OBJECT

 public:
  ExchangeView(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("exchange"); }
  std::vector<Sentence> tabs() const override;
  std::vector<QWidget*> chips() override;
  QWidget* stageCover() override;
  int wantedHeight() const override { return 400; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;

  /// What is compared when the view is opened next: this node with another function.
  void prepare(const core::NodeId& id, const core::Function& function);
  /// Compares with this function from now on.
  void compareWith(const core::Function& function);
  /// Null while it is being computed.
  const Comparison* comparison() const { return comparison_.get(); }
  const ComparisonTable& table() const { return *table_; }

 private:
  const core::Node* node() const;
  /// Functions that can stand in the node's place at its shapes.
  std::vector<const core::Function*> candidates() const;
  const core::Function* firstChoice() const;
  Sheet sheetAfter() const;
  void fillMenu();
  void compute();
  void showComparison();
  void showGraphs();
  void writeChips();
  void keepAfter();

  Document& document_;
  Timeline& timeline_;
  Theme theme_;
  Background work_;
  std::optional<core::NodeId> id_;
  const core::Function* other_ = nullptr;
  bool prepared_ = false;
  std::optional<core::Graph> shown_;  ///< the graph that was compared
  std::shared_ptr<const Comparison> comparison_;

  ComparisonTable* table_;
  std::unique_ptr<TwoGraphs> graphs_;
  /// What the graphs before and after keep from step to step.
  struct Kept {
    GraphDrawing drawing;
    std::unique_ptr<RunFacts> facts;
  };
  std::array<Kept, 2> kept_;
  QToolButton* withChip_;
  QLabel* scaleChip_;
  QToolButton* filterChip_;
  QToolButton* keepChip_;
};

}  // namespace ui
