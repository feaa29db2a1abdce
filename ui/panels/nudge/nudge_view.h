#pragma once

#include <QTimer>

#include <optional>

#include "ui/model/background.h"
#include "ui/model/nudge.h"
#include "ui/model/nudge_choice.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/nudge/entry_names.h"

class QMenu;
class QToolButton;

namespace ui {

class Companion;
class NudgeEditor;
class Plot;
class Timeline;

/// "What if x changes a little?" The change that the Jacobian predicts beside the one that happens, and how their difference
/// vanishes with the size of the change.
class NudgeView : public DockView {
  Q_OBJECT

 public:
  NudgeView(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("nudge"); }
  std::vector<Sentence> tabs() const override;
  std::vector<QWidget*> chips() override;
  QWidget* companion() override;
  int wantedHeight() const override { return 390; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;

  /// Null while it is being computed.
  const NudgeAnswer* answer() const { return answer_.get(); }
  const NudgeCurve& curve() const { return curve_; }
  NudgeEditor& editor() { return *editor_; }
  /// What is changed and looked at; empty where nothing is chosen (any more).
  NudgeChoice choice() const;
  MatrixView& matrices() { return *matrices_; }

 signals:
  /// The error over the length of dx is wanted as a figure.
  void exportWanted();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void chooseLeaves(std::vector<core::NodeId> ids);
  void chooseTarget(const core::NodeId& id);
  void fillLeafMenu();
  void fillTargetMenu();
  void writeChips();
  void lightEntry();
  void compute();
  void showAnswer();
  void showCompanion();
  GraphMarks marks() const;
  void playSmaller(bool on);
  void copyChart(void (Plot::*copy)() const);

  Document& document_;
  Timeline& timeline_;
  Theme theme_;
  Background work_, curveWork_;
  std::vector<core::NodeId> from_;
  std::optional<core::NodeId> target_;
  std::shared_ptr<const core::Trace> shown_;
  std::shared_ptr<const NudgeAnswer> answer_;
  EntryNames names_;
  std::optional<std::size_t> pointed_;  ///< the entry of dx that is pointed at in the editor
  NudgeCurve curve_;
  QTimer smaller_;

  NudgeEditor* editor_;
  MatrixView* matrices_;
  QToolButton* leafChip_;
  QToolButton* targetChip_;
  QToolButton* numbersChip_;
  QToolButton* playChip_;
  QToolButton* exportChip_;
  Companion* companion_ = nullptr;
};

}  // namespace ui
