#pragma once

#include <QWidget>

#include <optional>

#include "ui/figures/panel_row_layout.h"
#include "ui/model/node_entry.h"
#include "ui/model/renames.h"
#include "ui/model/sheet.h"
#include "ui/model/theme.h"
#include "ui/panels/still_picture.h"

namespace ui {

/// Shows what is known where there is no equation: a forward step with its values, the seed, a leaf, or a
/// sentence that says what to do. Pointing at a cell lights it and is told.
class StepView : public QWidget {
  Q_OBJECT

public:
  explicit StepView(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void setRow(PanelRow row);
  void setTensors(TensorReading reading);
  void setColumns(bool columns);
  void moveSlider(const AxisSlider& slider, int at);
  /// Where tensors are cut and which pages they show, as far as the reader moved them: kept from step to
  /// step.
  void setPlaces(TensorPlaces places);
  const TensorPlaces& places() const { return places_; }
  /// A node has another name: its tensors stay cut where they are.
  void rename(const core::NodeId& from, const core::NodeId& to) { ui::rename(places_, from, to); }
  /// Lights an entry that is pointed at elsewhere in the window.
  void lightEntries(const NodeEntries& entries);

  const PanelRowLayout& layoutOfRow() const { return layout_; }
  const std::optional<RowEntry>& litEntry() const { return hover_ ? hover_ : outer_; }
  /// The colours of the row's derivatives.
  void setScale(const ScaleChoice& scale, const std::optional<Magnitudes>& run);
  /// Everything that is written, as plain text.
  QString text() const;

signals:
  /// What the pointer is at, in words and as entries; empty when at nothing.
  void lit(const QString& sentence);
  void entriesLit(const NodeEntries& entries);
  /// Other sliders, or the same ones at other places.
  void slidersChanged();

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void customEvent(QEvent* event) override;

private:
  void layOut();
  void takePlaces();
  void light(const std::optional<RowEntry>& hover);

  PanelRow row_;
  TensorPlaces places_;
  PanelRowOptions options_;
  PanelRowLayout layout_;
  std::optional<RowEntry> hover_, outer_;
  Theme theme_;
  StillPicture still_;
  bool awaitsFormulas_ = false;  ///< it is laid out with formulas still to come
};

}  // namespace ui
