#include <QTest>

#include <QImage>
#include <QPainter>

#include <cmath>

#include "tests/core/sample_graphs.h"
#include "ui/figures/equation_layout.h"
#include "ui/figures/equation_painter.h"

namespace {

ui::EquationContent contentOf(const char* function, double x) {
  const core::Graph graph = graphOf(
      {leaf("input", "x", core::Tensor::scalar(x)), node(function, "y", {"x"}), node("square", "L", {"y"})},
      "L");
  const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
  const auto content = ui::equationContent(start.at(start.last()), *graph.position(core::NodeId("y")), 0);
  if (!content) qFatal("no equation of %s", function);
  return *content;
}

ui::EquationLayout layoutOf(const ui::EquationContent& content, QSizeF size = {1060, 292}) {
  return ui::layoutEquation(content, {.curve = true}, size);
}

}  // namespace

class SlopeCurveTest : public QObject {
  Q_OBJECT

private slots:
  void cellsKeepTheirSizeBesideTheCurve() {
    const ui::EquationLayout layout = layoutOf(contentOf("exp", -1));
    QVERIFY(layout.curve.isShown());
    QCOMPARE(layout.panel(ui::PanelRole::Local).first.cellWidth, 124.0);
    QCOMPARE(layout.panel(ui::PanelRole::Local).first.cellHeight, 84.0);
    QVERIFY(layout.curve.plot.left() > layout.panel(ui::PanelRole::Downstream).bounds().right() + 30);
    QVERIFY(layout.curve.plot.left() > layout.sentence.right());
    QVERIFY(layout.curve.plot.right() <= 1060);
  }

  void anAxisHasTwoNumbersAtLeast() {
    // 0.5 alone would stand on the axis of the sigmoid at 0, and be written as 1.
    for (const char* function : {"sigmoid", "tanh", "exp", "reciprocal", "square"}) {
      for (const double x : {-3.0, -0.5, 0.0, 0.2, 1.5, 40.0}) {
        if (x == 0 && std::string_view(function) == "reciprocal") continue;
        const ui::SlopeCurve curve = layoutOf(contentOf(function, x), {906, 292}).curve;
        QVERIFY2(curve.xTicks.size() >= 2, function);
        QVERIFY2(curve.yTicks.size() >= 2, qPrintable(QStringLiteral("%1 at %2").arg(function).arg(x)));
      }
    }
  }

  void theHeadersBesideTheCurveAreWhole() {
    // As the dock is in a window of 1440 × 900; sigmoid has the longest rule.
    for (const char* function : {"sigmoid", "tanh", "reciprocal"}) {
      const ui::EquationContent content = contentOf(function, 0.6);
      const ui::EquationLayout layout = layoutOf(content, {906, 292});
      QVERIFY(layout.curve.isShown());
      for (const ui::PanelRole role :
           {ui::PanelRole::Upstream, ui::PanelRole::Local, ui::PanelRole::Downstream}) {
        const QRectF& header = layout.headers[static_cast<std::size_t>(role)];
        const ui::PanelHeader words = ui::panelHeader(content, role, layout.reading);
        QVERIFY2(header.width() >= ui::sentenceWidth(words.title, 13), function);
        if (role != ui::PanelRole::Downstream)
          QVERIFY(header.right() < layout.headers[static_cast<std::size_t>(role) + 1].left());
        QVERIFY(header.right() < layout.curve.header.left());
      }
    }
  }

  void nothingLeavesTheDock_data() {
    QTest::addColumn<QSizeF>("size");
    for (const QSizeF size :
         {QSizeF(1060, 292), QSizeF(700, 292), QSizeF(940, 202), QSizeF(560, 292), QSizeF(1800, 600)})
      QTest::addRow("%g x %g", size.width(), size.height()) << size;
  }
  void nothingLeavesTheDock() {
    QFETCH(const QSizeF, size);
    const ui::EquationLayout layout = layoutOf(contentOf("exp", -1), size);
    const QRectF all({0, 0}, size);
    QVERIFY(all.contains(layout.panel(ui::PanelRole::Downstream).bounds()));
    QVERIFY(layout.remark.isEmpty() || all.contains(layout.remark));
    if (!layout.curve.isShown()) return;
    QVERIFY(all.contains(layout.curve.plot));
    QVERIFY(!layout.curve.plot.intersects(layout.sentence));
    QVERIFY(!layout.curve.plot.intersects(layout.remark));
  }

  void aNarrowDockHasNoCurve() { QVERIFY(!layoutOf(contentOf("exp", -1), {560, 292}).curve.isShown()); }
  void withoutTheChipThereIsNone() {
    QVERIFY(!ui::layoutEquation(contentOf("exp", -1), {}, {1060, 292}).curve.isShown());
  }

  void theLineLiesOnTheFunction() {
    const ui::SlopeCurve curve = layoutOf(contentOf("exp", -1)).curve;
    QCOMPARE(curve.line.size(), std::size_t(1));
    double nearest = 1e9;
    for (const QPointF& p : curve.line.front())
      nearest = std::min(nearest, std::hypot((p - curve.place(0, 1)).x(), (p - curve.place(0, 1)).y()));
    QVERIFY(nearest < 3);
    QVERIFY(curve.plot.contains(curve.place(-1, std::exp(-1))));
    QVERIFY(std::abs(curve.xAt(curve.place(-1, 0).x()) + 1) < 1e-9);
  }

  void theTriangleShowsTheSlope_data() {
    QTest::addColumn<QByteArray>("function");
    QTest::addColumn<double>("x");
    for (const auto& [function, x] :
         {std::pair("exp", -1.0), std::pair("exp", 8.0), std::pair("square", -3.0), std::pair("log", 0.01),
          std::pair("sigmoid", 20.0), std::pair("reciprocal", 1e-3), std::pair("square", 1e6)})
      QTest::addRow("%s at %g", function, x) << QByteArray(function) << x;
  }
  void theTriangleShowsTheSlope() {
    QFETCH(const QByteArray, function);
    QFETCH(const double, x);
    const ui::SlopeCurve curve = layoutOf(contentOf(function.constData(), x)).curve;
    QVERIFY(curve.isShown());
    QVERIFY(curve.plot.contains(curve.place(curve.x, curve.y)));
    QVERIFY(curve.run != 0);
    // Its corner is in sight and its rise is neither flat beyond recognition nor out of the plot.
    QVERIFY(curve.plot.adjusted(-1, -1, 1, 1).contains(curve.place(curve.x + curve.run, curve.y)));
    QVERIFY(curve.plot.adjusted(-1, -1, 1, 1)
                .contains(curve.place(curve.x + curve.run, curve.y + curve.run * curve.slope)));
    QVERIFY(curve.xTicks.size() >= 2 && curve.yTicks.size() >= 2);
  }

  void aCornerHasNoTriangle() {
    const ui::SlopeCurve curve = layoutOf(contentOf("abs", 0)).curve;
    QVERIFY(curve.corner.has_value());
    QCOMPARE(curve.run, 0.0);
  }

  void theLineIsBrokenWhereThereIsNoValueAndAtAPole() {
    const ui::SlopeCurve root = layoutOf(contentOf("log", 1)).curve;
    QCOMPARE(root.line.size(), std::size_t(1));
    QVERIFY(root.line.front().front().x() >= root.place(0, 0).x());
    const ui::SlopeCurve pole = layoutOf(contentOf("reciprocal", 0.5)).curve;
    QCOMPARE(pole.line.size(), std::size_t(2));
  }

  void aConstantWindowIsKeptWhileThePointIsHeld() {
    const ui::CurveWindow window{{-5, 5}, {-1, 3}};
    const ui::SlopeCurve curve =
        ui::layoutEquation(contentOf("exp", 1), {.curve = true, .window = window}, {1060, 292}).curve;
    QCOMPARE(curve.window.x, window.x);
    QCOMPARE(curve.window.y, window.y);
  }

  void theSentenceTellsTrueChanges() {
    const QString sentence = ui::plainText(ui::riseSentence(contentOf("exp", -1)));
    QCOMPARE(sentence, QStringLiteral("Raise x by 0.01: y rises by 0.0037, L rises by 0.0027."));
    QVERIFY(
        ui::plainText(ui::riseSentence(contentOf("relu", -1))).endsWith(QStringLiteral("y stays, L stays.")));
  }

  void theInputOfALeafIsFree() { QVERIFY(contentOf("exp", -1).inputIsFree); }

  void whatIsAskedForIsNotTold() {
    const core::Graph graph = graphOf(
        {leaf("input", "x", core::Tensor::scalar(-1)), node("exp", "y", {"x"}), node("square", "L", {"y"})},
        "L");
    const ui::Moment start(std::make_shared<const core::Trace>(core::run(graph)), 0);
    const auto content =
        ui::equationContent(start.at(start.last()).asking(), *graph.position(core::NodeId("y")), 0);
    QVERIFY(content && content->equation.hidden);
    QVERIFY(!ui::plainText(ui::riseSentence(*content)).contains(u'L'));
  }

  void drawsInBothThemes() {
    const ui::EquationContent content = contentOf("abs", 0);
    for (const ui::Theme& theme : {ui::lightTheme(), ui::darkTheme()}) {
      QImage image(1060, 292, QImage::Format_RGB32);
      image.fill(theme.panel);
      QPainter painter(&image);
      const ui::EquationLayout layout = layoutOf(content);
      ui::paintEquation(painter, content, layout, {}, theme);
      painter.end();
      // The taken slope, 0, runs flat through the point.
      const QPoint at = layout.curve.place(-1.5, 0).toPoint();
      bool flat = false;
      for (int dy = -1; dy <= 1; ++dy) flat = flat || image.pixelColor(at + QPoint(0, dy)) == theme.local;
      QVERIFY(flat);
    }
  }
};

QTEST_MAIN(SlopeCurveTest)
#include "tst_slope_curve.moc"
