#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <limits>

#include "tests/core/sample_graphs.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"
#include "ui/figures/legend_ticks.h"

using namespace ui;

namespace {

EquationContent contentOf(const core::Graph& graph, const char* id, std::size_t argument = 0) {
  const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
  const auto content = equationContent(start.at(start.last()), *graph.position(core::NodeId(id)), argument);
  if (!content) qFatal("no equation at %s", id);
  return *content;
}

/// Ten sigmoids one after the other (lesson 12): the gradient shrinks from 1 to 4e-7.
core::Graph tenSigmoids() {
  std::vector<core::Node> nodes{leaf("input", "x", core::Tensor::scalar(0.5))};
  std::string last = "x";
  for (int k = 1; k <= 10; ++k) {
    const std::string id = "s" + std::to_string(k);
    nodes.push_back(node("sigmoid", id, {last.c_str()}));
    last = id;
  }
  return graphOf(nodes, last);
}

/// An upstream of ±1 beside a local gradient of about 1e-6.
core::Graph small() {
  return graphOf({leaf("input", "x", core::Tensor({2}, {1, -1})),
                  leaf("parameter", "W", core::Tensor({2, 2}, {1e-6, -2e-6, 3e-6, -4e-6})),
                  node("linear", "y", {"x", "W"}), node("sum", "L", {"y"})},
                 "L");
}

EquationLayout laidOut(const EquationContent& content, const ScaleChoice& choice,
                       const std::optional<Magnitudes>& run = {}) {
  return layoutEquation(content, {.scale = choice, .run = run}, {940, 292});
}

std::span<const double> numbersOf(const EquationContent& content, std::size_t k) {
  return k == 0   ? content.equation.upstream.data()
         : k == 1 ? std::span<const double>(content.local)
                  : content.equation.downstream.data();
}

constexpr std::array scopes{ScaleScope::Panel, ScaleScope::Equation, ScaleScope::Run};

}  // namespace

class EquationScalesTest : public QObject {
  Q_OBJECT
private slots:
  void everyScopeCoversItsPanels() {
    const ui::Moment start(std::make_shared<const core::Trace>(core::run(twoLayers())), 0);
    const Magnitudes run{.largest = 2.69, .smallest = 1e-3};
    for (const char* id : {"s", "ell", "a", "h"}) {
      const EquationContent content = contentOf(twoLayers(), id);
      for (const ScaleScope scope : scopes) {
        for (const bool log : {false, true}) {
          const EquationLayout layout = laidOut(content, {.scope = scope, .log = log}, run);
          for (std::size_t k = 0; k < 3; ++k) {
            const ColourScale scale = layout.scaleOf(static_cast<PanelRole>(k));
            QCOMPARE(scale.isLog(), log);
            for (const double v : numbersOf(content, k)) QVERIFY(!scale.clips(v));
            QVERIFY(!layout.scales.keys[k].clipped());
          }
        }
      }
    }
  }

  void limitsChangeWithTheScope() {
    const EquationContent content = contentOf(twoLayers(), "s");
    const auto limits = [&](ScaleScope scope) {
      return laidOut(content, {.scope = scope}, Magnitudes{5, 1}).scales.limits;
    };
    QVERIFY(std::abs(limits(ScaleScope::Panel)[0].limit - 0.91) < 0.005);
    QCOMPARE(limits(ScaleScope::Panel)[1].limit, 0.9);
    QVERIFY(std::abs(limits(ScaleScope::Panel)[2].limit - 1.03) < 0.005);
    for (std::size_t k = 0; k < 3; ++k) {
      QVERIFY(std::abs(limits(ScaleScope::Equation)[k].limit - 1.03) < 0.005);
      QCOMPARE(limits(ScaleScope::Run)[k].limit, 5.0);
    }
  }

  void aRunThatIsNotKnownYetIsSaid() {
    const EquationScales scales = equationScales(contentOf(twoLayers(), "s"), {.scope = ScaleScope::Run}, {});
    QVERIFY(scales.runPending);
    QVERIFY(scales.caption().contains(QStringLiteral("being computed")));
    QVERIFY(std::abs(scales.limits[0].limit - 1.03) < 0.005);
  }

  void whatExceedsTheRunIsClippedAndTold() {
    const EquationContent content = contentOf(twoLayers(), "s");
    const EquationLayout layout = laidOut(content, {.scope = ScaleScope::Run}, Magnitudes{1, 0.1});
    QVERIFY(layout.scales.keys[2].clippedAbove);  // 1.03
    QVERIFY(!layout.scales.keys[2].clippedBelow);
    QVERIFY(!layout.scales.keys[0].clipped());
    // The arrow at the upper end of the legend's bar.
    QImage image(940, 292, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintEquationCells(painter, content, layout, lightTheme());
    painter.end();
    const QPointF bar = layout.legend.topLeft() + QPointF(150, 4.5);
    QCOMPARE(image.pixelColor((bar + QPointF(4, 0)).toPoint()), lightTheme().ink);
  }

  void tenSigmoidsShowBothEndsWithLog() {
    const core::Graph graph = tenSigmoids();
    const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
    const ui::Moment end = start.at(start.last());
    Magnitudes run;
    for (std::size_t p = 0; p < graph.size(); ++p) run.add(end.trace().gradient(p).data);
    QCOMPARE(run.largest, 1.0);
    QVERIFY(run.smallest > 3e-7 && run.smallest < 6e-7);
    const auto colour = [&](bool log, double v) {
      const ScaleChoice choice{.scope = ScaleScope::Run, .log = log};
      return ColourScale::diverging(DivergingMap::Vik, choice.limitsFor(run)).colour(v);
    };
    const QRgb zero = colour(false, 0);
    QCOMPARE(colour(false, run.smallest), zero);
    QCOMPARE(colour(true, 0), zero);
    QVERIFY(colour(true, run.smallest) != zero);
    QVERIFY(colour(true, -run.smallest) != zero);
    // Sign kept: blue is negative, red-brown positive, at both ends.
    for (const double v : {run.smallest, 1e-3, 1.0}) {
      const QColor plus(colour(true, v)), minus(colour(true, -v));
      QVERIFY2(plus.red() > plus.blue(), qPrintable(QString::number(v)));
      QVERIFY2(minus.blue() > minus.red(), qPrintable(QString::number(v)));
    }
    // The numbers in cells stay plain.
    const EquationContent content = contentOf(graph, "s1");
    const EquationLayout plain = laidOut(content, {});
    const EquationLayout log = laidOut(content, {.log = true});
    QCOMPARE(log.panels[0].numbers, plain.panels[0].numbers);
  }

  void theLogLegendShowsSignedPowers() {
    const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, ScaleLimits{1, 4e-7});
    QStringList texts;
    int marks = 0;
    double last = -1;
    for (const LegendTick& tick : legendTicks(scale, 150, {.pixelSize = 10.5})) {
      marks += tick.mark ? 1 : 0;
      if (!tick.text.isEmpty()) texts << tick.text;
      QVERIFY(tick.place >= 0 && tick.place <= 1);
      last = tick.place;
    }
    QVERIFY(last > 0);
    QVERIFY(marks >= 10);
    const auto has = [&](const QString& start) {
      return std::ranges::any_of(texts, [&](const QString& text) { return text.startsWith(start); });
    };
    QVERIFY2(has(u"\u221210"_qs) && has(u"10\u207b"_qs), qPrintable(texts.join(u'|')));
    QVERIFY(texts.contains(u"0"_qs));
    // A linear scale has its limits and 0 alone.
    QCOMPARE(legendTicks(ColourScale::diverging(DivergingMap::Vik, 1), 150, {.pixelSize = 10.5}).size(),
             std::size_t(3));
    // The 0 goes where long limits meet below a short bar.
    QCOMPARE(legendTicks(ColourScale::diverging(DivergingMap::Vik, 1.5e-6), 112, {.pixelSize = 10.5}).size(),
             std::size_t(2));
  }

  void panelsThatDifferByMuchAreOfferedTheirOwnScales() {
    const EquationContent content = contentOf(small(), "y");
    const EquationScales shared = equationScales(content, {}, {});
    QVERIFY(shared.ratio > 1e5);
    QVERIFY(shared.offersOwnScales());
    QVERIFY(!equationScales(content, {.log = true}, {}).offersOwnScales());
    QVERIFY(!equationScales(contentOf(twoLayers(), "s"), {}, {}).offersOwnScales());
    const EquationScales own = equationScales(content, {.scope = ScaleScope::Panel}, {});
    QVERIFY(!own.offersOwnScales());
    QCOMPARE(own.badge(0), QString());
    QCOMPARE(own.badge(1), u"\u00d7250,000"_qs);
    QCOMPARE(factorText(674694), u"\u00d7670,000"_qs);
    QCOMPARE(factorText(6), u"\u00d76.0"_qs);
    QCOMPARE(factorText(3.2e12), u"\u00d73.2 × 10¹²"_qs);
  }

  void everyPanelGetsItsLegendWithinThePicture() {
    for (const EquationContent& content : {contentOf(small(), "y"), contentOf(twoLayers(), "s"),
                                           contentOf(twoLayers(), "s", 1), contentOf(tenSigmoids(), "s4")}) {
      for (const QSizeF size : {QSizeF(940, 292), QSizeF(700, 250), QSizeF(1400, 500)}) {
        const EquationLayout layout = layoutEquation(content, {.scale = {.scope = ScaleScope::Panel}}, size);
        QVERIFY(layout.legend.isNull());
        for (std::size_t k = 0; k < 3; ++k) {
          const QRectF& legend = layout.panelLegends[k];
          QVERIFY(!legend.isNull());
          QVERIFY(legend.top() >= layout.panels[k].bounds().bottom());
          QVERIFY(!legend.intersects(layout.sentence));
          QVERIFY(QRectF({}, size).contains(layout.sentence));
          QVERIFY(legend.bottom() <= size.height());
          if (k > 0) QVERIFY(layout.panelLegends[k - 1].left() + 70 < legend.left());
        }
      }
    }
  }

  void legendsNameTheirScope() {
    const EquationContent content = contentOf(twoLayers(), "s");
    QCOMPARE(equationScales(content, {}, {}).caption(), QString());  // the header's chip names it
    QCOMPARE(equationScales(content, {.scope = ScaleScope::Panel}, {}).caption(1), u"this panel"_qs);
    QCOMPARE(equationScales(content, {.scope = ScaleScope::Run}, Magnitudes{2, 1}).caption(),
             u"whole run"_qs);
    QCOMPARE(equationScales(content, {.log = true, .tau = 0.001}, {}).caption(),
             u"this equation, log, \u03c4 = 10\u207b\u00b3"_qs);
  }

  void veryLargeEquationsHaveOwnScalesUnlessChosen() {
    const core::Index count = 3000;
    const core::Graph graph = graphOf({leaf("input", "x", core::Tensor(core::Shape{count}, 0.5)),
                                       node("relu", "y", {"x"}), node("sum", "L", {"y"})},
                                      "L");
    const EquationContent content = contentOf(graph, "y");
    QVERIFY(equationScales(content, {}, {}).ownScales());
    QVERIFY(!equationScales(content, {.scope = ScaleScope::Equation}, {}).ownScales());
  }

  void symmetricLogStandsTheExtremes() {
    for (const double tau : {5e-324, 1e-300, 1.0, 1e300}) {
      QCOMPARE(symmetricLog(0, tau), 0.0);
      for (const double v : {5e-324, 1e-8, 1.0, 1e308}) {
        QVERIFY(std::isfinite(symmetricLog(v, tau)));
        QCOMPARE(symmetricLog(-v, tau), -symmetricLog(v, tau));
      }
    }
    const ColourScale scale = ColourScale::diverging(DivergingMap::Vik, ScaleLimits{1e308, 5e-324});
    QCOMPARE(scale.index(1e308), 255);
    QCOMPARE(scale.index(-1e308), 0);
    QCOMPARE(scale.index(0), 128);
    QVERIFY(scale.index(1) > 128 && scale.index(1) < 255);
    QCOMPARE(scale.index(HUGE_VAL), 255);
    QVERIFY(std::abs(scale.numberAt(0.5)) < 1e-300);
    const ColourScale decade = ColourScale::diverging(DivergingMap::Vik, ScaleLimits{10, 1e-3});
    QVERIFY(std::abs(decade.numberAt(decade.index(2.5) / 255.0) / 2.5 - 1) < 0.1);
  }
};

QTEST_MAIN(EquationScalesTest)
#include "tst_equation_scales.moc"
