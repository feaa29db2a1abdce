#include "ui/panels/strip_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

constexpr double leastWidth = 26;
constexpr double scrolledWidth = 88;
constexpr double chipHeight = 24;

}  // namespace

StripLayout::StripLayout(int count, int forward, std::span<const double> natural, const QRectF& area,
                         double forwardLabel, double backwardLabel)
    : count_(count),
      forward_(forward),
      area_(area),
      forwardLabel_(forwardLabel),
      backwardLabel_(count > forward ? backwardLabel : 0) {
  const double room = area.width() - forwardLabel_ - backwardLabel_;
  scrolls_ = count > mostMeasured || count * (leastWidth + chipGap) > room;
  if (scrolls_ || count == 0) {
    width_ = scrolledWidth;
    return;
  }
  // What the texts ask for; then all give, or get, in proportion to what they have above the least.
  std::vector<double> widths(natural.begin(), natural.end());
  widths.resize(static_cast<std::size_t>(count), scrolledWidth);
  for (double& width : widths) width = std::max(width, leastWidth);
  const double wanted = std::accumulate(widths.begin(), widths.end(), 0.0);
  const double given = room - count * chipGap;
  if (given >= wanted) {
    for (double& width : widths) width += (given - wanted) / count;
  } else {
    const double spare = wanted - leastWidth * count;
    const double share = spare > 0 ? (given - leastWidth * count) / spare : 0;
    for (double& width : widths) width = leastWidth + (width - leastWidth) * share;
  }
  double x = forwardLabel_;
  for (int k = 0; k < count; ++k) {
    if (k == forward_) x += backwardLabel_;
    starts_.push_back(x);
    x += widths[static_cast<std::size_t>(k)] + chipGap;
  }
  starts_.push_back(x);
}

double StripLayout::startOf(int step) const {
  if (!scrolls_) return starts_[static_cast<std::size_t>(step)];
  return forwardLabel_ + (step >= forward_ ? backwardLabel_ : 0) + step * (width_ + chipGap);
}

double StripLayout::contentWidth() const {
  return forwardLabel_ + backwardLabel_ + count_ * (width_ + chipGap);
}

void StripLayout::centre(int step) {
  if (!scrolls_ || count_ == 0) return;
  offset_ = startOf(std::clamp(step, 0, count_ - 1)) + width_ / 2 - area_.width() / 2;
  scrollBy(0);
}

void StripLayout::scrollBy(double pixels) {
  if (!scrolls_) return;
  offset_ = std::round(std::clamp(offset_ + pixels, 0.0, std::max(0.0, contentWidth() - area_.width())));
}

std::pair<int, int> StripLayout::visible() const {
  if (!scrolls_) return {0, count_};
  const int first = std::max(0, stepAt(area_.left()));
  const int last = stepAt(area_.right());
  return {first, std::min(count_, last + 1)};
}

QRectF StripLayout::rectOf(int step) const {
  const double start = startOf(step);
  double width = width_;
  if (!scrolls_) {
    width = starts_[static_cast<std::size_t>(step) + 1] - start - chipGap;
    if (step + 1 == forward_ && step + 1 < count_) width -= backwardLabel_;
  }
  return {area_.left() + start - offset_, area_.center().y() - chipHeight / 2, width, chipHeight};
}

int StripLayout::stepAt(double x) const {
  const double at = x - area_.left() + offset_;
  if (count_ == 0 || at < startOf(0)) return -1;
  if (!scrolls_) {
    const auto after = std::upper_bound(starts_.begin(), starts_.end() - 1, at);
    return static_cast<int>(after - starts_.begin()) - 1;
  }
  int step = static_cast<int>((at - forwardLabel_) / (width_ + chipGap));
  if (step >= forward_) {
    step =
        std::max(forward_ - 1, static_cast<int>((at - forwardLabel_ - backwardLabel_) / (width_ + chipGap)));
  }
  return std::clamp(step, 0, count_ - 1);
}

double StripLayout::backwardLabelX() const {
  const double start = forward_ < count_ ? startOf(forward_) - backwardLabel_ : contentWidth();
  return area_.left() + start - offset_;
}

}  // namespace ui
