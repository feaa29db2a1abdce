#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

#include "ui/figures/arrangement.h"
#include "ui/figures/axis_slider.h"
#include "ui/model/theme.h"

class QBoxLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace ui {

/// How tensors of three axes and more are read, with a slider and a play button for every axis along which
/// they are cut and for pages of blocks. Hidden while there is nothing to choose.
class AxesBar : public QWidget {
  Q_OBJECT

public:
  /// In a row, as in the dock, or one below the other, as in a narrow panel.
  explicit AxesBar(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Sliders that stay the same keep their widgets, and so the keyboard's focus.
  void setSliders(const std::vector<AxisSlider>& sliders, bool hasTensors);
  void setReading(TensorReading reading);
  TensorReading reading() const { return reading_; }
  const std::vector<AxisSlider>& sliders() const { return sliders_; }

signals:
  void moved(const AxisSlider& slider, int at);
  void readingChosen(TensorReading reading);

protected:
  void hideEvent(QHideEvent* event) override;

private:
  struct Control {
    QLabel* name;
    QSlider* slider;
    QToolButton* play;
    QLabel* place;
  };
  void buildReadings();
  void rebuild();
  void write();
  void playOn();
  void stopPlaying();

  std::vector<AxisSlider> sliders_;
  std::vector<Control> controls_;
  TensorReading reading_ = TensorReading::Slices;
  Qt::Orientation orientation_;
  QToolButton* readAs_;
  QWidget* holder_;
  QBoxLayout* row_;
  QTimer player_;
  int playing_ = -1;  ///< which slider moves by itself
};

}  // namespace ui
