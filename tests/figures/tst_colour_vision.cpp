#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ui/figures/colour_map.h"
#include "ui/model/theme.h"

using ui::DivergingMap;
using ui::Theme;

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple operator*(const Matrix& m, const Triple& v) {
  Triple result{};
  for (size_t i = 0; i < 3; ++i) result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return result;
}

double linear(int channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Triple linearOf(QRgb colour) { return {linear(qRed(colour)), linear(qGreen(colour)), linear(qBlue(colour))}; }

/// What a dichromat sees: the matrices of Machado, Oliveira and Fernandes 2009 at severity 100, in linear
/// sRGB.
enum class Sight { Normal, Protan, Deutan, Tritan };

Triple seen(const Triple& rgb, Sight sight) {
  static constexpr Matrix protan{
      {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
  static constexpr Matrix deutan{
      {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
  static constexpr Matrix tritan{
      {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
  Triple result = rgb;
  if (sight == Sight::Protan) result = protan * rgb;
  if (sight == Sight::Deutan) result = deutan * rgb;
  if (sight == Sight::Tritan) result = tritan * rgb;
  for (double& c : result) c = std::clamp(c, 0.0, 1.0);
  return result;
}

Triple xyzOf(const Triple& rgb) {
  static constexpr Matrix toXyz{{{0.4124564, 0.3575761, 0.1804375},
                                 {0.2126729, 0.7151522, 0.0721750},
                                 {0.0193339, 0.1191920, 0.9503041}}};
  Triple xyz = toXyz * rgb;
  for (double& v : xyz) v *= 100;
  return xyz;
}

/// J', a', b' of CAM02-UCS (Luo, Cui, Li 2006) under D65, adapting luminance 64 lux / π / 5, background 20 %,
/// average surround.
Triple ucsOf(const Triple& rgb) {
  static constexpr Matrix cat02{
      {{0.7328, 0.4296, -0.1624}, {-0.7036, 1.6975, 0.0061}, {0.0030, 0.0136, 0.9834}}};
  static constexpr Matrix fromCat02{{{1.096123820835514, -0.278869000218287, 0.182745179382773},
                                     {0.454369041975359, 0.473533154307412, 0.072097803717229},
                                     {-0.009627608738429, -0.005698031216113, 1.015325639954543}}};
  static constexpr Matrix hpe{{{0.38971, 0.68898, -0.07868}, {-0.22981, 1.18340, 0.04641}, {0, 0, 1}}};
  const Triple white{95.047, 100, 108.883};
  const double la = 64 / std::numbers::pi / 5;
  const double surround = 0.69, nc = 1.0, f = 1.0, yb = 20;
  const double k = 1 / (5 * la + 1);
  const double fl = 0.2 * std::pow(k, 4) * 5 * la + 0.1 * std::pow(1 - std::pow(k, 4), 2) * std::cbrt(5 * la);
  const double n = yb / white[1];
  const double nbb = 0.725 * std::pow(1 / n, 0.2);
  const double z = 1.48 + std::sqrt(n);
  const double d = f * (1 - std::exp((-la - 42) / 92) / 3.6);
  const Triple whiteRgb = cat02 * white;
  const auto response = [&](const Triple& xyz) {
    Triple c = cat02 * xyz;
    for (size_t i = 0; i < 3; ++i) c[i] *= white[1] * d / whiteRgb[i] + 1 - d;
    Triple cone = hpe * (fromCat02 * c);
    for (double& v : cone) {
      const double x = std::pow(fl * std::abs(v) / 100, 0.42);
      v = std::copysign(400 * x / (x + 27.13), v) + 0.1;
    }
    return cone;
  };
  const auto achromatic = [&](const Triple& cone) {
    return (2 * cone[0] + cone[1] + cone[2] / 20 - 0.305) * nbb;
  };
  const Triple cone = response(xyzOf(rgb));
  const double a = cone[0] - 12 * cone[1] / 11 + cone[2] / 11;
  const double b = (cone[0] + cone[1] - 2 * cone[2]) / 9;
  const double hue = std::atan2(b, a);
  const double eccentricity = (std::cos(hue + 2) + 3.8) / 4;
  const double j =
      100 * std::pow(std::max(0.0, achromatic(cone)) / achromatic(response(white)), surround * z);
  const double t =
      50000.0 / 13 * nc * nbb * eccentricity * std::hypot(a, b) / (cone[0] + cone[1] + 21 * cone[2] / 20);
  const double chroma = std::pow(t, 0.9) * std::sqrt(j / 100) * std::pow(1.64 - std::pow(0.29, n), 0.73);
  const double m = chroma * std::pow(fl, 0.25);
  const double mUcs = std::log1p(0.0228 * m) / 0.0228;
  return {1.7 * j / (1 + 0.007 * j), mUcs * std::cos(hue), mUcs * std::sin(hue)};
}

double distance(QRgb a, QRgb b, Sight sight) {
  const Triple x = ucsOf(seen(linearOf(a), sight));
  const Triple y = ucsOf(seen(linearOf(b), sight));
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

/// CIE lightness, 0 to 100.
double lightness(QRgb colour) {
  const double y = ui::relativeLuminance(colour);
  return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

constexpr std::array allDiverging{DivergingMap::Vik, DivergingMap::Berlin, DivergingMap::RdBu,
                                  DivergingMap::Greys, DivergingMap::DarkGreys};
constexpr std::array allSequential{ui::SequentialMap::Viridis, ui::SequentialMap::Cividis,
                                   ui::SequentialMap::Batlow, ui::SequentialMap::Greys};
constexpr std::array dichromacies{Sight::Protan, Sight::Deutan, Sight::Tritan};

}  // namespace

/// The maps and inks as people with normal sight and with the three dichromacies see them.
class ColourVisionTest : public QObject {
  Q_OBJECT
private slots:
  void theDistanceIsThatOfThePublishedModel() {
    // vik at v = 0.5 as measured with colorspacious: 48 for normal sight, 36 for protanopes.
    const QRgb cold = ui::divergingColour(DivergingMap::Vik, -0.5, 1);
    const QRgb warm = ui::divergingColour(DivergingMap::Vik, 0.5, 1);
    QVERIFY2(std::abs(distance(cold, warm, Sight::Normal) - 48) < 2,
             qPrintable(QString::number(distance(cold, warm, Sight::Normal))));
    QVERIFY2(std::abs(distance(cold, warm, Sight::Protan) - 36) < 2,
             qPrintable(QString::number(distance(cold, warm, Sight::Protan))));
    QVERIFY(distance(0xffffffff, 0xff000000, Sight::Normal) > 95);
  }

  void signsDifferAtAQuarterOfTheLimit() {
    for (const DivergingMap map : allDiverging) {
      if (ui::isSignless(map)) continue;
      for (const Sight sight : dichromacies) {
        const double apart =
            distance(ui::divergingColour(map, -0.25, 1), ui::divergingColour(map, 0.25, 1), sight);
        QVERIFY2(apart >= 10, qPrintable(ui::mapName(map) + u' ' + QString::number(apart)));
      }
    }
  }

  void greysHatchWhatIsNegative() {
    for (const DivergingMap map : allDiverging) {
      const ui::ColourScale scale = ui::ColourScale::diverging(map, 1);
      QCOMPARE(scale.hatches(-0.25), ui::isSignless(map));
      QVERIFY(!scale.hatches(0.25) && !scale.hatches(0));
    }
    QVERIFY(ui::ColourScale::diverging(DivergingMap::Greys, 1).hatches(-HUGE_VAL));
  }

  void lightnessIsMonotoneOnEachHalf() {
    for (const DivergingMap map : allDiverging) {
      const auto& table = ui::colourTable(map);
      const bool rising = lightness(table[128]) > lightness(table[0]);
      // The published maps level out over the few entries around their centre.
      for (size_t i = 1; i < 256; ++i) {
        if (i > 123 && i < 134) continue;
        const double step = lightness(table[i]) - lightness(table[i - 1]);
        const bool up = (i <= 128) == rising;
        QVERIFY2(up ? step > -0.3 : step < 0.3,
                 qPrintable(ui::mapName(map) + u' ' + QString::number(i) + u' ' + QString::number(step)));
      }
    }
    for (const ui::SequentialMap map : allSequential) {
      const auto& table = ui::colourTable(map);
      for (size_t i = 1; i < 256; ++i) {
        const double step = lightness(table[i]) - lightness(table[i - 1]);
        QVERIFY2(step > -0.1, qPrintable(ui::mapName(map) + u' ' + QString::number(i)));
      }
    }
  }

  void textPassesOnEveryEntryOfEveryMap() {
    const auto passes = [](const std::array<QRgb, 256>& table) {
      return std::ranges::all_of(table, [](QRgb colour) {
        const double ground = ui::relativeLuminance(colour);
        const double text = ui::relativeLuminance(ui::textOn(colour).rgb());
        return (std::max(ground, text) + 0.05) / (std::min(ground, text) + 0.05) >= 4.5;
      });
    };
    for (const DivergingMap map : allDiverging)
      QVERIFY2(passes(ui::colourTable(map)), qPrintable(ui::mapName(map)));
    for (const ui::SequentialMap map : allSequential) {
      QVERIFY2(passes(ui::colourTable(map)), qPrintable(ui::mapName(map)));
    }
  }

  void publishedColoursOfRdBuStandWhereTheyBelong() {
    const auto& table = ui::colourTable(DivergingMap::RdBu);
    QCOMPARE(table[0], 0xff053061);    // blue is negative
    QCOMPARE(table[128], 0xfff7f7f7);  // zero
    QCOMPARE(table[255], 0xff67001f);
    const auto at = [&](double t) { return table[static_cast<size_t>(std::lround(128 + t * 127))]; };
    QVERIFY(distance(at(0.4), 0xfff4a582, Sight::Normal) < 1.5);
    QVERIFY(distance(at(0.8), 0xffb2182b, Sight::Normal) < 1.5);
  }

  void roleInksDifferPairwise() {
    using enum ui::Role;
    for (const Theme* theme : {&ui::lightTheme(), &ui::darkTheme()}) {
      const std::array roles{Value, Upstream, Local, Downstream};
      for (size_t i = 0; i < roles.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
          const QRgb a = theme->inkOf(roles[i]).rgb();
          const QRgb b = theme->inkOf(roles[j]).rgb();
          QVERIFY(distance(a, b, Sight::Normal) >= 20);
          // Every role has its word beside it; dichromats still see two inks.
          for (const Sight sight : dichromacies) {
            QVERIFY2(distance(a, b, sight) >= 5,
                     qPrintable(theme->inkOf(roles[i]).name() + u' ' + theme->inkOf(roles[j]).name() + u' ' +
                                QString::number(distance(a, b, sight))));
          }
        }
      }
    }
  }
};

QTEST_GUILESS_MAIN(ColourVisionTest)
#include "tst_colour_vision.moc"
