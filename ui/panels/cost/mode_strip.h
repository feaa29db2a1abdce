#pragma once

#include <QWidget>

#include <memory>
#include <optional>

#include "ui/model/mode_costs.h"
#include "ui/model/theme.h"

namespace ui {

/// A step of one of the two timelines: the seed (step 0) or a node's.
struct ModeStep {
  bool isForward = true;
  std::size_t step = 0;
  bool operator==(const ModeStep&) const = default;
};

/// Both timelines on one graph below each other: forward mode with its seed at an entry of an input, and the
/// backward pass with its seed at the output.
class ModeStrip : public QWidget {
  Q_OBJECT

public:
  explicit ModeStrip(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setRun(std::shared_ptr<const ModeRun> run, const QString& seedName);
  void choose(ModeStep step);
  ModeStep chosen() const { return chosen_; }
  /// How many cells a timeline has, its seed included.
  std::size_t count(bool isForward) const;
  /// The node of a step; of a seed the node that it stands at.
  std::size_t nodeOf(ModeStep step) const;
  QRectF cellRect(ModeStep step) const;
  QString textOf(ModeStep step) const;

  QSize sizeHint() const override { return {400, 76}; }

signals:
  void chosenChanged();

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

private:
  std::optional<ModeStep> stepAt(QPointF point) const;
  /// The first cell that is drawn, where not all have room.
  std::size_t firstShown(bool isForward) const;

  Theme theme_;
  std::shared_ptr<const ModeRun> run_;
  QString seedName_;
  std::vector<std::size_t> forward_, reverse_;  // nodes of the steps, the seeds' first
  ModeStep chosen_;
};

}  // namespace ui
