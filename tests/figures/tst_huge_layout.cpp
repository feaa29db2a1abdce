#include <QImage>
#include <QPainter>
#include <QTest>

#include "tests/core/huge_samples.h"
#include "ui/figures/common_power.h"
#include "ui/figures/huge_layout.h"
#include "ui/figures/huge_painter.h"
#include "ui/figures/huge_words.h"
#include "ui/figures/memory_text.h"
#include "ui/model/moment.h"

using core::Index;

namespace {

std::shared_ptr<const ui::EquationContent> contentOf(const core::Graph& graph, const char* id,
                                                     std::size_t argument = 0) {
  const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
  return std::make_shared<const ui::EquationContent>(
      *ui::equationContent(start.at(start.last()), *graph.position(core::NodeId(id)), argument));
}

/// The picture of ∂H/∂X of a batch of 64, everything that is seen of it read.
const ui::HugePicture& batchPicture() {
  static const ui::HugePicture picture = ui::readPicture(contentOf(linearBatch(64, 98, 64), "H"), 512, 10, 5);
  return picture;
}

ui::HugeLayout layoutOf(const ui::HugePicture& picture, QSizeF size) {
  return ui::layoutHuge(*picture.content, picture, size);
}

QImage drawn(const ui::HugePicture& picture, QSize size, const ui::Theme& theme) {
  QImage image(size, QImage::Format_RGB32);
  image.fill(theme.panel);
  QPainter painter(&image);
  ui::paintHuge(painter, picture, layoutOf(picture, size), theme);
  return image;
}

constexpr std::array sizes{QSizeF(1360, 584), QSizeF(1360, 292), QSizeF(940, 584),  QSizeF(940, 292),
                           QSizeF(980, 432),  QSizeF(860, 390),  QSizeF(1900, 700), QSizeF(700, 300)};

/// z = W·relu(x) with the seed "identity": five rows of upstream at y.
const ui::HugePicture& stackedPicture() {
  static const ui::HugePicture picture = ui::readPicture(
      contentOf(graphOf({leaf("input", "x", waves({3000})), node("relu", "y", {"x"}),
                         leaf("parameter", "W", waves({5, 3000}, 1.1)), node("linear", "z", {"y", "W"})},
                        "z")
                    .withSeed({.kind = core::Seed::Kind::Identity}),
                "y"),
      512, 10, 5);
  return picture;
}

}  // namespace

class TestHugeLayout : public QObject {
  Q_OBJECT

private slots:
  void theOverviewHasOneCellAPixel() {
    const auto side = [](QSizeF size) { return layoutOf(batchPicture(), size).overview.width(); };
    QCOMPARE(side({1360, 584}), 512.0);
    QCOMPARE(side({1360, 579}), 256.0);
    QCOMPARE(side({940, 584}), 256.0);
    QCOMPARE(side({1360, 301}), 192.0);
    QCOMPARE(side({1360, 250}), 0.0);
    QCOMPARE(layoutOf(batchPicture(), {1360, 584}).overview.height(), 512.0);
  }

  void partsDoNotLieOverOneAnother() {
    for (const auto& [picture, size] : [] {
           std::vector<std::pair<const ui::HugePicture*, QSizeF>> cases;
           for (const QSizeF size : sizes) {
             cases.emplace_back(&batchPicture(), size);
             cases.emplace_back(&stackedPicture(), size);
           }
           return cases;
         }()) {
      const ui::HugeLayout layout = layoutOf(*picture, size);
      const std::vector<QRectF> parts{layout.upstream, layout.downstream, layout.card,
                                      layout.overview, layout.block,      layout.numbers.bounds(),
                                      layout.computed, layout.sentence,   layout.rowLabels,
                                      layout.field,    layout.rowField};
      for (std::size_t a = 0; a < parts.size(); ++a) {
        if (parts[a].isEmpty()) continue;
        QVERIFY2(QRectF({}, size).contains(parts[a]),
                 qPrintable(QStringLiteral("part %1 at width %2").arg(a).arg(size.width())));
        for (std::size_t b = a + 1; b < parts.size(); ++b) {
          QVERIFY2(!parts[a].intersects(parts[b]), qPrintable(QStringLiteral("parts %1 and %2 at %3 × %4")
                                                                  .arg(a)
                                                                  .arg(b)
                                                                  .arg(size.width())
                                                                  .arg(size.height())));
        }
      }
    }
  }

  void numbersAreAlwaysThere() {
    for (const QSizeF size : sizes) {
      const ui::HugeLayout layout = layoutOf(batchPicture(), size);
      QVERIFY(layout.numbers.rows >= 2);
      QCOMPARE(layout.numbers.cols, 5);
      QVERIFY(layout.numbers.cellWidth >= 44);
    }
    QCOMPARE(layoutOf(batchPicture(), {1360, 584}).numbers.rows, 10);
  }

  void largeGradientsHaveTheirOwnScale() {
    ui::HugePicture picture = batchPicture();
    const ui::EquationScales own = ui::hugeScales(picture);
    QVERIFY(own.ownScales());
    double largest = 0;
    for (const double v : picture.content->equation.upstream.data()) largest = std::max(largest, std::abs(v));
    QCOMPARE(own.limits[0].limit, largest);
    QVERIFY(own.limits[1].limit <= 1);
    picture.scale.scope = ui::ScaleScope::Equation;
    const ui::EquationScales common = ui::hugeScales(picture);
    const double limit = std::max({own.limits[0].limit, own.limits[1].limit, own.limits[2].limit});
    for (const ui::ScaleLimits& limits : common.limits) QCOMPARE(limits.limit, limit);
  }

  void whatLiesBeyondAFixedLimitIsMarked() {
    ui::HugePicture picture = batchPicture();
    picture.scale.scope = ui::ScaleScope::Run;
    picture.run = ui::Magnitudes{0.5, 1e-3};
    const ui::EquationScales scales = ui::hugeScales(picture);
    QVERIFY(scales.keys[1].clippedAbove && scales.keys[1].clippedBelow);
    for (const ui::ScaleLimits& limits : scales.limits) QCOMPARE(limits.limit, 0.5);
    ui::HugePicture covered = picture;
    covered.run = ui::Magnitudes{1e9, 1e-3};
    QVERIFY(!ui::hugeScales(covered).keys[1].clipped());
    // Triangles in the overview and the keys at the legend are there where they were not.
    const ui::Theme& theme = ui::lightTheme();
    const QImage image = drawn(picture, {1360, 584}, theme);
    const ui::HugeLayout layout = layoutOf(picture, {1360, 584});
    const ui::ColourScale scale = ui::ColourScale::diverging(theme.gradientMap, scales.limits[1]);
    const ui::HugePart& whole = *picture.readings.whole;
    const QPoint corner = layout.overview.topLeft().toPoint();
    int marked = 0;
    for (int r = 0; r < 512; ++r) {
      for (int c = 0; c < 512; ++c) {
        const double v = whole.numbers[static_cast<std::size_t>(r * 512 + c)];
        marked += image.pixel(corner + QPoint(c, r)) != scale.colour(v);
      }
    }
    QVERIFY2(marked > 500, qPrintable(QString::number(marked)));
    const QRect legend = QRectF(layout.localLegend - QPointF(9, 0), QSizeF(8, 9)).toRect();
    QVERIFY(image.pixel(legend.center()) != theme.panel.rgb());
    QCOMPARE(drawn(covered, {1360, 584}, theme).pixel(legend.center()), theme.panel.rgb());
  }

  void panelsThatDifferMuchAreOfferedScalesOfTheirOwn() {
    ui::HugePicture picture = batchPicture();
    picture.scale.scope = ui::ScaleScope::Equation;
    const ui::EquationScales common = ui::hugeScales(picture);
    QCOMPARE(common.offersOwnScales(), common.ratio > 100);
    QVERIFY(common.ratio > 1);
    picture.scale.scope = ui::ScaleScope::Panel;
    const ui::EquationScales own = ui::hugeScales(picture);
    const double largest = std::max({own.limits[0].limit, own.limits[1].limit, own.limits[2].limit});
    for (std::size_t k = 0; k < 3; ++k) QCOMPARE(own.magnified[k], largest / own.limits[k].limit);
  }

  void theCardSaysWhatATableWouldTake() {
    const ui::HugePicture& picture = batchPicture();
    const auto facts = ui::structureFacts(*picture.content);
    QCOMPARE(facts.at(0).value, QString::fromUtf8("4,096 × 6,272"));
    QCOMPARE(facts.at(1).value, QStringLiteral("25,690,112"));
    QCOMPARE(facts.at(2).value, QStringLiteral("401,408"));
    QCOMPARE(facts.at(3).value, QStringLiteral("1 in 64"));
    QCOMPARE(facts.at(4).value, QStringLiteral("6,272"));
    QCOMPARE(ui::tableMemory(*picture.content), QString::fromUtf8("206\u00a0MB"));
    QVERIFY(ui::keptInstead(*picture.content).contains(QString::fromUtf8("50\u00a0kB")));
    QCOMPARE(ui::structureMeaning(picture), QStringLiteral("64 equal blocks along the diagonal"));
    QCOMPARE(ui::computedHow(picture).replace(QChar(0xa0), u' ').remove(QChar(0x200b)),
             QString::fromUtf8("One matrix product: (64 × 64)(64 × 98)"));
    const auto computed = ui::computedFacts(*picture.content);
    QCOMPARE(computed.at(0).value, QStringLiteral("401,408"));
    QCOMPARE(computed.at(1).value, QStringLiteral("25,690,112"));
    QCOMPARE(computed.at(2).value, QStringLiteral("64 times"));
  }

  void cellsThatDifferInSizeAreSaidToBeAtMost() {
    QVERIFY(ui::overviewSubtitle(batchPicture()).contains(QStringLiteral("at most")));
    const ui::HugePicture even = ui::readPicture(contentOf(linearBatch(64, 96, 64), "H"), 512, 10, 5);
    QVERIFY(ui::overviewSubtitle(even).endsWith(QString::fromUtf8("the largest |v| of 8 × 12")));
  }

  void memoryIsWrittenInDecimalUnits() {
    QCOMPARE(ui::memoryText(822'083'584.0 * 8), QString::fromUtf8("6.6\u00a0GB"));
    QCOMPARE(ui::memoryText(134'217'728.0 * 8), QString::fromUtf8("1.1\u00a0GB"));
    QCOMPARE(ui::memoryText(68.7e9), QString::fromUtf8("69\u00a0GB"));
  }

  void numbersThatStandTogetherShareAPowerOfTen() {
    const ui::CommonPower small = ui::CommonPower::of(3.56e-4);
    QCOMPARE(small.text(-3.56e-4), QString::fromUtf8("−3.56"));
    QCOMPARE(small.factor(), QString::fromUtf8(" × 10⁻⁴"));
    QCOMPARE(ui::CommonPower::of(0.24).text(-0.015), QString::fromUtf8("−0.015"));
    QCOMPARE(ui::CommonPower::of(0.24).text(0), QStringLiteral("0"));
    QVERIFY(ui::CommonPower::of(0.24).factor().isEmpty());
    QCOMPARE(ui::CommonPower::of(2.5e6).text(1.5e6), QStringLiteral("1.50"));
  }

  void theOverviewIsDrawnPixelByPixel() {
    const ui::HugePicture& picture = batchPicture();
    const ui::Theme& theme = ui::lightTheme();
    const ui::HugeLayout layout = layoutOf(picture, {1360, 584});
    const QImage image = drawn(picture, {1360, 584}, theme);
    const ui::ColourScale scale =
        ui::ColourScale::diverging(theme.gradientMap, ui::hugeScales(picture).limits[1]);
    const QPoint corner = layout.overview.topLeft().toPoint();
    const ui::HugePart& whole = *picture.readings.whole;
    int wrong = 0;
    for (int n = 40; n < 512; n += 3) {
      const double v = whole.numbers[static_cast<std::size_t>(n * 512 + n)];
      wrong += image.pixel(corner + QPoint(n, n)) != scale.colour(v);
    }
    QCOMPARE(wrong, 0);
  }

  void everySizeAndThemeCanBeDrawn() {
    ui::HugePicture zoomed = batchPicture();
    zoomed.place.seen = {100, 100, 300, 300};
    for (const ui::HugePicture& picture : {batchPicture(), zoomed}) {
      for (const QSizeF size : sizes) {
        for (const ui::Theme* theme : {&ui::lightTheme(), &ui::darkTheme()})
          QVERIFY(!drawn(picture, size.toSize(), *theme).isNull());
      }
    }
  }
};

QTEST_MAIN(TestHugeLayout)
#include "tst_huge_layout.moc"
