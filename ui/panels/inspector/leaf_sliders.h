#pragma once

#include <QWidget>
#include <vector>

#include "ui/model/document.h"
#include "ui/model/theme.h"

class QDoubleSpinBox;
class QSlider;

namespace ui {

/// A slider and a number for each entry of a small leaf. A drag is one undo step, and so is what is typed or stepped while one control has the focus.
class LeafSliders : public QWidget {
  Q_OBJECT

 public:
  LeafSliders(Document& document, const core::Node& leaf, const Theme& theme, QWidget* parent = nullptr);

  /// Shows the leaf's present entries; false where they have another shape, so that other sliders are needed.
  bool take(const core::Node& leaf);
  /// How far the sliders reach to both sides of 0.
  double reach() const { return reach_; }

  /// Whether a leaf is small enough, and of a kind that is changed little by little.
  static bool fit(const core::Node& leaf);
  static constexpr core::Index mostEntries = 8;

 signals:
  /// The entries begin, or end, to be changed by hand: the run follows and nothing becomes stale.
  void sliding(bool on);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addRow(core::Index entry, const QString& tex, const Theme& theme);
  void change(core::Index entry, double value);
  void startGesture();

  struct Row {
    QSlider* slider;
    QDoubleSpinBox* number;
  };
  Document& document_;
  core::NodeId id_;
  core::Tensor tensor_;
  double reach_ = 1;
  int gesture_ = 0;
  bool dragging_ = false;
  std::vector<Row> rows_;
};

}  // namespace ui
