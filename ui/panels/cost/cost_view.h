#pragma once

#include <memory>
#include <optional>

#include "ui/model/background.h"
#include "ui/model/mode_costs.h"
#include "ui/panels/dock_view.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace ui {

class BarList;
class EntryBox;
class MatrixView;
class ModeStrip;
class RichLine;
class Timeline;

/// "Forward mode or reverse?": both timelines on the same graph, and the multiplications of each.
class CostView : public DockView {
  Q_OBJECT

public:
  explicit CostView(Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("cost"); }
  std::vector<Sentence> tabs() const override { return {{textPiece(tr("Forward or reverse mode"))}}; }
  std::vector<QWidget*> chips() override;
  int wantedHeight() const override { return 400; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;

  /// Null while it is being computed.
  const ModeRun* run() const { return run_.get(); }
  ModeStrip& strip() { return *strip_; }
  MatrixView& view() { return *view_; }
  BarList& bars() { return *bars_; }
  const QLabel& verdict() const { return *verdict_; }
  /// Forward mode from this entry of this leaf.
  void seed(const core::NodeId& leaf, core::Index entry);

private:
  void request();
  void show(std::shared_ptr<const ModeRun> run);
  void showStep();
  void fillBars();
  void fillMenu();
  void mark();

  Timeline& timeline_;
  Theme theme_;
  bool isOpen_ = false;
  std::optional<core::NodeId> leaf_;
  core::Index entry_ = 0;
  std::vector<core::NodeId> lastSelection_;
  std::shared_ptr<const core::Trace> trace_;
  std::shared_ptr<const ModeRun> run_;
  Background work_;

  ModeStrip* strip_;
  MatrixView* view_;
  QWidget* rule_;
  RichLine* heading_;
  BarList* bars_;
  QLabel* verdict_;
  QToolButton* leafChip_;
  EntryBox* entryBox_;
};

}  // namespace ui
