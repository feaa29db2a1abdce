#include "ui/figures/computed_tables.h"

#include <algorithm>
#include <cmath>

namespace ui::tables {
namespace {

/// The grey of CIE lightness L*, 0 to 100.
QRgb greyOf(double lightness) {
  const double f = (lightness + 16) / 116;
  const double y = lightness > 8 ? f * f * f : lightness / 903.3;
  const double c = y <= 0.0031308 ? 12.92 * y : 1.055 * std::pow(y, 1 / 2.4) - 0.055;
  const int channel = static_cast<int>(std::lround(255 * c));
  return qRgb(channel, channel, channel);
}

/// −1 at index 0, 0 at 128, 1 at 255.
double placeOf(int index) { return index <= 128 ? index / 128.0 - 1 : (index - 128) / 127.0; }

template <typename Colour>
std::array<QRgb, 256> filled(Colour colour) {
  std::array<QRgb, 256> table{};
  for (int i = 0; i < 256; ++i) table[static_cast<size_t>(i)] = colour(i);
  return table;
}

QRgb between(QRgb a, QRgb b, double t) {
  const auto channel = [t](int from, int to) {
    return static_cast<int>(std::lround(from + t * (to - from)));
  };
  return qRgb(channel(qRed(a), qRed(b)), channel(qGreen(a), qGreen(b)), channel(qBlue(a), qBlue(b)));
}

}  // namespace

const std::array<QRgb, 256>& rdBu() {
  static constexpr std::array<QRgb, 11> published{0xff053061, 0xff2166ac, 0xff4393c3, 0xff92c5de,
                                                  0xffd1e5f0, 0xfff7f7f7, 0xfffddbc7, 0xfff4a582,
                                                  0xffd6604d, 0xffb2182b, 0xff67001f};
  static const std::array table = filled([](int i) {
    const double at = (placeOf(i) + 1) * 5;
    const auto lower = std::min(static_cast<size_t>(at), published.size() - 2);
    return between(published[lower], published[lower + 1], at - static_cast<double>(lower));
  });
  return table;
}

const std::array<QRgb, 256>& divergingGreys() {
  static const std::array table = filled([](int i) { return greyOf(97 - 75 * std::abs(placeOf(i))); });
  return table;
}

const std::array<QRgb, 256>& divergingDarkGreys() {
  static const std::array table = filled([](int i) { return greyOf(10 + 80 * std::abs(placeOf(i))); });
  return table;
}

const std::array<QRgb, 256>& greys() {
  static const std::array table = filled([](int i) { return greyOf(12 + 85 * i / 255.0); });
  return table;
}

}  // namespace ui::tables
