#pragma once

#include <QRectF>

#include <span>
#include <utility>
#include <vector>

namespace ui {

/// Where the chips of the timeline's steps stand in one row. All of them side by side while they fit; else
/// chips of one width that scroll, so that a hundred thousand steps cost no more than what is seen.
class StripLayout {
public:
  StripLayout() = default;
  /// `natural` are the widths that the chips' texts ask for (empty where there are too many to measure) of
  /// `count` steps, the first `forward` of them forward steps; `area` is the room for labels and chips, the
  /// labels' widths go before each group.
  StripLayout(int count, int forward, std::span<const double> natural, const QRectF& area,
              double forwardLabel, double backwardLabel);

  bool scrolls() const { return scrolls_; }
  /// Scrolls so that this step is in the middle, as far as the ends permit.
  void centre(int step);
  /// Scrolls by so many pixels.
  void scrollBy(double pixels);
  /// The steps that can be seen: from the first up to but not including the second.
  std::pair<int, int> visible() const;
  QRectF rectOf(int step) const;
  /// The step at this x, the nearest one where there is none; −1 left of the first.
  int stepAt(double x) const;
  /// Left edge of the words "Forward" and "Backward".
  double forwardLabelX() const { return area_.left() - offset_; }
  double backwardLabelX() const;

private:
  double startOf(int step) const;
  double contentWidth() const;

  int count_ = 0;
  int forward_ = 0;
  QRectF area_;
  double forwardLabel_ = 0;
  double backwardLabel_ = 0;
  bool scrolls_ = false;
  double width_ = 0;            // of each chip while scrolling
  std::vector<double> starts_;  // of each chip and the end of the last while all fit, from the area's left
  double offset_ = 0;
};

inline constexpr double chipGap = 3;
inline constexpr int mostMeasured = 400;

}  // namespace ui
