// Tensors of any rank: slices, small multiples and nested blocks, and what they do to an equation.
#include <QTest>

#include <array>
#include <cmath>
#include <map>
#include <set>

#include "tests/core/sample_graphs.h"
#include "ui/figures/block_fit.h"
#include "ui/figures/equation_glide.h"
#include "ui/figures/equation_painter.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/panel_row_layout.h"
#include "ui/figures/sentence.h"
#include "ui/figures/text_setting.h"

using core::Index;
using core::IndexVector;
using core::Shape;
using ui::Arrangement;
using ui::AxisSlider;
using ui::EquationContent;
using ui::EquationEntry;
using ui::EquationLayout;
using ui::PanelRole;
using ui::ProductSide;
using ui::Reading;
using ui::TensorReading;

namespace {

constexpr std::array roles{PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream};
constexpr std::array readings{Reading::VectorOfArrays, Reading::MatrixOfBlocks, Reading::Flat};
constexpr std::array tensorReadings{TensorReading::Slices, TensorReading::Multiples, TensorReading::Nested};

core::Tensor wavy(const Shape& shape) {
  core::Tensor tensor(shape);
  for (Index k = 0; k < tensor.size(); ++k) tensor[k] = std::sin(static_cast<double>(k) + 1);
  return tensor;
}

/// y = conv(x, w), L = Σ y²: x of shape (2,3,6,6), y of shape (2,4,4,4).
core::Graph convolution() {
  return graphOf({leaf("input", "x", wavy({2, 3, 6, 6})), leaf("parameter", "w", wavy({4, 3, 3, 3})),
                  node("conv2d", "y", {"x", "w"}), node("square", "q", {"y"}), node("sum", "L", {"q"})},
                 "L");
}

/// Y = XW of lesson 8.
core::Graph product() {
  return graphOf({leaf("input", "X", wavy({2, 3})), leaf("parameter", "W", wavy({3, 4})),
                  node("matmul", "Y", {"X", "W"})},
                 "Y");
}

EquationContent contentOf(const core::Graph& graph, const char* id, std::size_t argument,
                          std::optional<core::Seed> seed = {}) {
  const auto trace = std::make_shared<const core::Trace>(core::run(graph, seed));
  const ui::Moment start(trace, 0);
  const auto content =
      ui::equationContent(start.at(start.last()), *graph.position(core::NodeId(id)), argument);
  if (!content) qFatal("no equation at %s", id);
  return *content;
}

const core::Seed identity{.kind = core::Seed::Kind::Identity};

bool inside(const QRectF& rect, const QSizeF& size) {
  return QRectF(QPointF(-0.5, -0.5), size + QSizeF(1, 1)).contains(rect);
}

/// Every entry of an arrangement that has a cell; fails where the way back leads elsewhere.
std::set<Index> shownBy(const Arrangement& arrangement) {
  std::set<Index> shown;
  for (Index block = 0; block < arrangement.blocks(); ++block) {
    for (int row = 0; row < arrangement.rows(); ++row) {
      for (int col = 0; col < arrangement.cols(); ++col) {
        const std::optional<Index> entry = arrangement.entryAt(block, {row, col});
        if (!entry) continue;
        if (arrangement.placeOf(*entry) != ui::BlockCell{block, {row, col}} || shown.contains(*entry))
          qFatal("entry %lld is not where its cell is", static_cast<long long>(*entry));
        shown.insert(*entry);
      }
    }
  }
  return shown;
}

}  // namespace

class TestRanks : public QObject {
  Q_OBJECT

private slots:
  void aSliceShowsTheLastTwoAxesAtOnePlaceOfTheOthers() {
    const Shape shape{2, 3, 4, 5};
    const Arrangement slice = Arrangement::tensor(shape, {TensorReading::Slices, {}, IndexVector{1, 2}});
    QCOMPARE(slice.blocks(), Index(1));
    QCOMPARE(slice.rows(), 4);
    QCOMPARE(slice.cols(), 5);
    const std::array<Index, 4> last{1, 2, 3, 4};
    QCOMPARE(slice.entryAt(0, {3, 4}).value(), core::flatIndex(shape, last));
    QVERIFY(!slice.placeOf(0));
    const std::array<Index, 4> first{1, 2, 0, 0};
    QCOMPARE(slice.gather(wavy(shape).data(), 0).front(), wavy(shape)[core::flatIndex(shape, first)]);
  }

  void allSlicesTogetherShowEveryEntryOnce() {
    const Shape shape{2, 3, 4, 2};
    std::set<Index> all;
    for (Index a = 0; a < 2; ++a) {
      for (Index b = 0; b < 3; ++b) {
        const auto shown =
            shownBy(Arrangement::tensor(shape, {TensorReading::Slices, {}, IndexVector{a, b}}));
        QCOMPARE(shown.size(), std::size_t(8));
        all.insert(shown.begin(), shown.end());
      }
    }
    QCOMPARE(static_cast<Index>(all.size()), shape.size());
  }

  void multiplesAndNestedBlocksShowEveryEntryOnce() {
    for (const Shape& shape :
         {Shape{}, Shape{4}, Shape{2, 3}, Shape{3, 2, 4}, Shape{2, 3, 2, 4}, Shape{2, 2, 2, 3, 2}}) {
      for (const TensorReading reading : {TensorReading::Multiples, TensorReading::Nested}) {
        const Arrangement all = Arrangement::tensor(shape, {reading});
        QCOMPARE(static_cast<Index>(shownBy(all).size()), shape.size());
        QCOMPARE(static_cast<Index>(shownBy(all.wrapped(2)).size()), shape.size());
        QCOMPARE(static_cast<Index>(shownBy(all.transposed()).size()), shape.size());
      }
    }
  }

  void insideBlocksSmallMultiplesAreAGridOfSlicesInTheirOrder() {
    const Shape output{4}, input{6, 2, 3};
    const Arrangement multiples =
        Arrangement::local(output, input, Reading::VectorOfArrays, {TensorReading::Multiples});
    const Arrangement nested =
        Arrangement::local(output, input, Reading::VectorOfArrays, {TensorReading::Nested});
    // Nested blocks lie in one row of six; the slices of 2 × 3 in two columns are 6 × 6.
    QCOMPARE(std::pair(nested.rows(), nested.cols()), std::pair(2, 18));
    QCOMPARE(std::pair(multiples.rows(), multiples.cols()), std::pair(6, 6));
    QCOMPARE(std::pair(multiples.ruleRows(), multiples.ruleCols()), std::pair(2, 3));
    // Row by row: slice 3 is the second one of the second row.
    for (Index slice = 0; slice < 6; ++slice) {
      const auto place = multiples.placeOf(2 * 36 + slice * 6);
      QCOMPARE(place->block, Index(2));
      QCOMPARE(place->cell, (ui::Cell{static_cast<int>(slice / 2) * 2, static_cast<int>(slice % 2) * 3}));
    }
  }

  void insideBlocksOfAnyRankEveryEntryHasItsOwnCell() {
    for (const Shape& input : {Shape{6, 2, 3}, Shape{7, 2, 2}, Shape{2, 3, 4, 2}, Shape{1, 3, 2},
                               Shape{2, 1, 3, 2, 2}, Shape{3}, Shape{}}) {
      for (const Reading reading : {Reading::VectorOfArrays, Reading::MatrixOfBlocks}) {
        const Arrangement all = Arrangement::local({2, 4, 3}, input, reading, {TensorReading::Multiples});
        std::set<std::tuple<Index, int, int>> taken;
        for (Index entry = 0; entry < all.entries(); ++entry) {
          const auto place = all.placeOf(entry);
          QVERIFY(place.has_value());
          QVERIFY(taken.emplace(place->block, place->cell.row, place->cell.col).second);
          QCOMPARE(all.entryAt(place->block, place->cell), std::optional(entry));
        }
        QCOMPARE(static_cast<Index>(taken.size()), all.cells());
      }
    }
  }

  void slicesOfAJacobianCutBothHalves() {
    const Shape output{2, 3, 4}, input{3, 2, 5};
    const Arrangement arrays = Arrangement::local(output, input, Reading::VectorOfArrays,
                                                  {TensorReading::Slices, IndexVector{1}, IndexVector{2}});
    QCOMPARE(arrays.blocks(), Index(12));
    QCOMPARE(arrays.rows(), 2);
    QCOMPARE(arrays.cols(), 5);
    for (const Index entry : shownBy(arrays)) {
      QCOMPARE(entry / input.size() / 12, Index(1));
      QCOMPARE(entry % input.size() / 10, Index(2));
    }
    const Arrangement grid = Arrangement::local(output, input, Reading::MatrixOfBlocks,
                                                {TensorReading::Slices, IndexVector{1}, IndexVector{2}});
    QCOMPARE(grid.outerRows(), 3);
    QCOMPARE(grid.outerCols(), 4);
    QCOMPARE(shownBy(grid), shownBy(arrays));
  }

  void pagesTogetherShowEveryBlockOnce() {
    const Arrangement list = Arrangement::tensor({5, 7, 2, 2}, {TensorReading::Multiples});
    const Arrangement grid = Arrangement::local({5, 7}, {2, 2}, Reading::MatrixOfBlocks);
    for (const auto& [all, rows, cols] : {std::tuple(list, 8, 1), std::tuple(grid, 2, 3)}) {
      std::set<Index> shown;
      const int pages = ui::pageOf(all, rows, cols, 0).pages;
      QVERIFY(pages > 1);
      std::size_t sum = 0;
      for (int page = 0; page < pages; ++page) {
        const auto own = shownBy(ui::pageOf(all, rows, cols, page).arrangement);
        sum += own.size();
        shown.insert(own.begin(), own.end());
      }
      QCOMPARE(static_cast<Index>(shown.size()), all.entries());
      QCOMPARE(sum, shown.size());
    }
  }

  void smallMultiplesAreAtMostEightASide() {
    const Arrangement all = Arrangement::tensor({100, 3, 3}, {TensorReading::Multiples});
    const ui::BlockFit first = ui::fitBlocks(all, {900, 700}, 52, 5, 0);
    QCOMPARE(first.part.arrangement.blocks(), Index(64));
    QCOMPARE(first.part.arrangement.outerCols(), 8);
    QCOMPARE(first.part.pages, 2);
    const ui::BlockFit second = ui::fitBlocks(all, {900, 700}, 52, 5, 1);
    QCOMPARE(second.part.page, 1);
    QCOMPARE(shownBy(second.part.arrangement).size(), std::size_t(36 * 9));
  }

  void equationsOfAnyRankLieInsideInEveryReading() {
    std::vector<std::pair<QByteArray, EquationContent>> all;
    all.emplace_back("y by x", contentOf(convolution(), "y", 0));
    all.emplace_back("y by w", contentOf(convolution(), "y", 1));
    all.emplace_back("q by y", contentOf(convolution(), "q", 0));
    all.emplace_back("L by q", contentOf(convolution(), "L", 0));
    all.emplace_back("Y by W, identity", contentOf(product(), "Y", 1, identity));
    for (const auto& [name, content] : all) {
      for (const Reading reading : readings) {
        for (const TensorReading tensors : tensorReadings) {
          for (const int width : {700, 940, 1400}) {
            for (const bool columns : {false, true}) {
              const QSizeF size(width, 330 - 38 - 32);
              const EquationLayout layout = ui::layoutEquation(
                  content, {.reading = reading, .tensors = tensors, .columns = columns}, size);
              const QByteArray where = name + " " + QByteArray::number(width) + " reading " +
                                       QByteArray::number(static_cast<int>(reading)) + " " +
                                       QByteArray::number(static_cast<int>(tensors));
              QVERIFY2(!layout.fellBack, where);
              std::vector<QRectF> parts{layout.legend, layout.sentence};
              for (const PanelRole role : roles) parts.push_back(layout.panel(role).bounds());
              for (std::size_t k = 0; k < parts.size(); ++k) {
                QVERIFY2(inside(parts[k], size), where + " part " + QByteArray::number(static_cast<int>(k)));
                for (std::size_t other = 0; other < k; ++other) {
                  QVERIFY2(!parts[k].intersects(parts[other]),
                           where + " parts " + QByteArray::number(static_cast<int>(k)) + " " +
                               QByteArray::number(static_cast<int>(other)));
                }
              }
            }
          }
        }
      }
    }
  }

  void titlesOfBlocksAreWholeAndDoNotMeet() {
    const EquationContent content = contentOf(
        graphOf({leaf("input", "x", wavy({2, 3, 4, 4})), node("tanh", "y", {"x"}), node("sum", "L", {"y"})},
                "L"),
        "y", 0);
    bool any = false;
    for (const Reading reading : {Reading::VectorOfArrays, Reading::MatrixOfBlocks}) {
      for (const TensorReading tensors : tensorReadings) {
        for (int width = 500; width <= 1400; width += 50) {
          for (const int height : {220, 262, 500}) {
            const EquationLayout layout =
                ui::layoutEquation(content, {.reading = reading, .tensors = tensors}, QSizeF(width, height));
            if (layout.kind != EquationLayout::Kind::Blocks || layout.notes != ui::BlockNotes::Above)
              continue;
            const ui::PanelLayout& local = layout.panel(PanelRole::Local);
            const double title = ui::sentenceWidth(ui::blockTitle(content, content.rows() - 1, 0, false),
                                                   ui::textSizes().index);
            QVERIFY2(title <= local.first.size().width() + local.gap.width(),
                     qPrintable(QString("%1 in %2").arg(title).arg(width)));
            any = true;
          }
        }
      }
    }
    QVERIFY(any);
  }

  void everyShownEntryIsUnderItsCell() {
    for (std::size_t argument : {0, 1}) {
      const EquationContent content = contentOf(convolution(), "y", argument);
      for (const TensorReading tensors : tensorReadings) {
        const EquationLayout layout = ui::layoutEquation(content, {.tensors = tensors}, QSizeF(1000, 260));
        for (const PanelRole role : roles) {
          const ui::PanelLayout& panel = layout.panel(role);
          int shown = 0;
          for (Index entry = 0; entry < panel.arrangement.entries(); entry += 7) {
            const EquationEntry wanted{role, entry / panel.columns, entry % panel.columns};
            const QRectF rect = layout.rectOf(wanted);
            if (rect.isEmpty()) continue;
            ++shown;
            QVERIFY(layout.entryAt(rect.center()) == wanted);
          }
          QVERIFY(shown > 0);
        }
      }
    }
  }

  void aSliderMovesTheSliceOfAllPanelsThatHaveTheAxis() {
    const EquationContent content = contentOf(convolution(), "y", 0);
    ui::EquationOptions options;
    EquationLayout layout = ui::layoutEquation(content, options, QSizeF(1000, 260));
    QStringList names;
    for (const AxisSlider& slider : layout.sliders) {
      if (slider.what == AxisSlider::What::Slice) names << slider.name;
    }
    QCOMPARE(names, QStringList({QString::fromUtf8("j₁"), QString::fromUtf8("j₂"), QString::fromUtf8("i₁"),
                                 QString::fromUtf8("i₂")}));
    QVERIFY(layout.hasTensors);
    options = ui::moved(options, layout.sliders[1], 2);  // j₂ = 3
    options = ui::moved(options, layout.sliders[3], 1);  // i₂ = 2
    layout = ui::layoutEquation(content, options, QSizeF(1000, 260));
    QCOMPARE(layout.sliders[1].at, 2);
    const Index j = core::flatIndex({2, 4, 4, 4}, std::array<Index, 4>{0, 2, 1, 1});
    const Index i = core::flatIndex({2, 3, 6, 6}, std::array<Index, 4>{0, 1, 2, 2});
    QVERIFY(!layout.rectOf({PanelRole::Upstream, 0, j}).isEmpty());
    QVERIFY(!layout.rectOf({PanelRole::Downstream, 0, i}).isEmpty());
    QVERIFY(layout.rectOf({PanelRole::Upstream, 0, 0}).isEmpty());
    QVERIFY(layout.rectOf({PanelRole::Downstream, 0, 0}).isEmpty());
  }

  void ofATensorOneEntryIsLitInEveryShownBlock() {
    const EquationContent content = contentOf(convolution(), "y", 0);
    const EquationLayout layout = ui::layoutEquation(content, {}, QSizeF(1000, 260));
    const EquationEntry lit{PanelRole::Downstream, 0, 8};
    QCOMPARE(ui::litOutlines(layout, lit, PanelRole::Local).size(), std::size_t(16));
    QCOMPARE(ui::litOutlines(layout, lit, PanelRole::Downstream), std::vector<QRectF>{layout.rectOf(lit)});
    // The whole of the upstream slice takes part.
    QCOMPARE(ui::litOutlines(layout, lit, PanelRole::Upstream),
             std::vector<QRectF>{layout.panel(PanelRole::Upstream).bounds()});
  }

  void anEntryOfATensorIsNamedByItsIndexVector() {
    const EquationContent content = contentOf(convolution(), "y", 0);
    const Index i = core::flatIndex({2, 3, 6, 6}, std::array<Index, 4>{1, 2, 0, 3});
    const QString tip = ui::entryTip(content, {PanelRole::Downstream, 0, i});
    QVERIFY2(tip.contains(QStringLiteral("x at i=(2,3,1,4)")), qPrintable(tip));
    const QString sentence = ui::plainText(ui::entrySentence(content, {PanelRole::Downstream, 0, i}));
    QVERIFY2(sentence.contains(QStringLiteral("i=(2,3,1,4)")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("125 smaller terms, together")), qPrintable(sentence));
    const Index j = core::flatIndex({2, 4, 4, 4}, std::array<Index, 4>{1, 3, 2, 0});
    const QString both = ui::entryTip(content, {PanelRole::Local, j, i});
    QVERIFY2(both.contains(QStringLiteral("y at j=(2,4,3,1)")), qPrintable(both));
  }

  void theIdentityGivesAGeneralizedJacobianUpstream() {
    const EquationContent content = contentOf(product(), "Y", 1, identity);
    const EquationLayout arrays =
        ui::layoutEquation(content, {.reading = Reading::VectorOfArrays}, QSizeF(1100, 292));
    // One array of Y's shape for each of the eight seeds k.
    QCOMPARE(arrays.panel(PanelRole::Upstream).arrangement.rows(), 2);
    QCOMPARE(arrays.panel(PanelRole::Upstream).arrangement.cols(), 4);
    const EquationLayout flat = ui::layoutEquation(content, {.reading = Reading::Flat}, QSizeF(1100, 292));
    QCOMPARE(flat.panel(PanelRole::Upstream).arrangement.rows(), 8);
    QCOMPARE(flat.panel(PanelRole::Upstream).arrangement.cols(), 8);
    QCOMPARE(flat.panel(PanelRole::Downstream).arrangement.rows(), 8);
    QCOMPARE(flat.panel(PanelRole::Downstream).arrangement.cols(), 12);
    // (K × M)(M × N) = (K × N): row and column are lit.
    const EquationEntry lit{PanelRole::Downstream, 5, 7};
    const auto& upstream = flat.panel(PanelRole::Upstream).first;
    const auto& local = flat.panel(PanelRole::Local).first;
    QCOMPARE(ui::litOutlines(flat, lit, PanelRole::Upstream),
             std::vector<QRectF>{upstream.rectOf(upstream.rowRange(5))});
    QCOMPARE(ui::litOutlines(flat, lit, PanelRole::Local),
             std::vector<QRectF>{local.rectOf(local.columnRange(7))});
    const QString text = ui::plainText(ui::entrySentence(content, lit));
    QVERIFY2(text.contains(QStringLiteral("k=(2,2)")) && text.contains(QStringLiteral("i=(2,4)")),
             qPrintable(text));
  }

  void everySideOfAShapeHasItsPartnerInEveryReading() {
    for (const auto& content : {contentOf(product(), "Y", 1, identity), contentOf(convolution(), "y", 0),
                                contentOf(twoLayers(), "s", 0)}) {
      for (const Reading reading : readings) {
        for (const bool columns : {false, true}) {
          std::map<int, int> panels;
          for (const PanelRole role : roles) {
            std::set<int> own;
            for (const ui::Piece& piece :
                 ui::panelHeader(content, role, reading, ProductSide::None, columns).subtitle)
              own.insert(piece.tag);
            for (const int tag : own) ++panels[tag];
          }
          QCOMPARE(panels[static_cast<int>(ProductSide::M)], 2);
          QCOMPARE(panels[static_cast<int>(ProductSide::N)], 2);
          QVERIFY(panels[static_cast<int>(ProductSide::K)] != 1);
        }
      }
    }
  }

  void columnGradientsTransposeTheDrawing() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    const EquationLayout layout = ui::layoutEquation(content, {.columns = true}, QSizeF(940, 292));
    QCOMPARE(ui::panelOrder(layout),
             (std::array{PanelRole::Local, PanelRole::Upstream, PanelRole::Downstream}));
    QCOMPARE(layout.panel(PanelRole::Local).first.rows, 5);
    QCOMPARE(layout.panel(PanelRole::Local).first.cols, 3);
    QCOMPARE(layout.panel(PanelRole::Downstream).first.rows, 5);
    QCOMPARE(layout.panel(PanelRole::Downstream).first.cols, 1);
    const auto left = [&](PanelRole role) { return layout.panel(role).bounds().left(); };
    QVERIFY(left(PanelRole::Local) < left(PanelRole::Upstream));
    QVERIFY(left(PanelRole::Upstream) < left(PanelRole::Downstream));
    // The entry and its number stay the same; its row is named as it is drawn.
    const EquationEntry third{PanelRole::Downstream, 0, 2};
    QVERIFY(layout.entryAt(layout.rectOf(third).center()) == third);
    const QString text = ui::plainText(ui::entrySentence(content, third, true));
    QVERIFY2(text.contains(QString::fromUtf8("row 3 · column 1")), qPrintable(text));
    QVERIFY(text.endsWith(QString::fromUtf8("−0.54")));
    const QString shape = ui::plainText(
        ui::panelHeader(content, PanelRole::Local, Reading::Flat, ProductSide::None, true).subtitle);
    QVERIFY2(shape.startsWith(QString::fromUtf8("5 × 3")), qPrintable(shape));
  }

  void theInnerProductIsCopiedAsLatex() {
    const EquationContent content = contentOf(twoLayers(), "s", 0);
    QCOMPARE(
        ui::copyLatex(content, {PanelRole::Downstream, 0, 2}),
        QStringLiteral(
            "\\frac{\\partial L}{\\partial a_{3}} = (0.75)(0.20) + (-0.91)(0.60) + (0.16)(-0.90) = -0.54"));
    const EquationContent tensor = contentOf(convolution(), "y", 0);
    const QString text = ui::copyLatex(tensor, {PanelRole::Downstream, 0, 9});
    QVERIFY2(text.startsWith(QStringLiteral("\\frac{\\partial L}{\\partial {x}_{(1,1,2,4)}} = ")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("}_{\\text{125 smaller terms}}")), qPrintable(text));
    QCOMPARE(ui::copyText(content, {PanelRole::Local, 0, 2}), QStringLiteral("ds_1/da_3 = 0.2"));
  }

  void cellsGlideFromTheirOldPlaceToTheNewOne() {
    const EquationContent content = contentOf(product(), "Y", 1);
    const QSizeF size(1000, 292);
    const EquationLayout blocks = ui::layoutEquation(content, {.reading = Reading::MatrixOfBlocks}, size);
    const EquationLayout flat = ui::layoutEquation(content, {.reading = Reading::Flat}, size);
    const ui::EquationGlide glide(content, blocks, flat, ui::lightTheme());
    // 8 + 96 + 12 entries, each once.
    QCOMPARE(glide.size(), std::size_t(116));
    std::multiset<double> from, to, wantedFrom, wantedTo;
    for (std::size_t k = 0; k < glide.size(); ++k) {
      from.insert(glide.rectOf(k, 0).center().x());
      to.insert(glide.rectOf(k, 1).center().x());
    }
    for (const PanelRole role : roles) {
      for (Index entry = 0; entry < flat.panel(role).arrangement.entries(); ++entry) {
        const Index columns = flat.panel(role).columns;
        wantedFrom.insert(blocks.rectOf({role, entry / columns, entry % columns}).center().x());
        wantedTo.insert(flat.rectOf({role, entry / columns, entry % columns}).center().x());
      }
    }
    QVERIFY(from == wantedFrom);
    QVERIFY(to == wantedTo);
    QVERIFY(from != to);
  }

  void valuesOfAForwardStepHaveSlicesToo() {
    const auto trace = std::make_shared<const core::Trace>(core::run(convolution()));
    const ui::Moment start(trace, 0);
    const ui::Moment moment = start.at(1);
    const ui::PanelRow row = ui::forwardRow(moment, *trace->graph().position(core::NodeId("y")));
    QCOMPARE(row.panels.size(), std::size_t(3));
    ui::PanelRowOptions options;
    for (const TensorReading reading : tensorReadings) {
      options.tensors = reading;
      const ui::PanelRowLayout layout = ui::layoutPanelRow(row, options, {1000, 260});
      QVERIFY(layout.hasTensors);
      QCOMPARE(reading == TensorReading::Slices, layout.sliders.size() == 6);
      for (std::size_t k = 0; k < 3; ++k) {
        QVERIFY(inside(layout.panels[k].bounds(), layout.size));
        QVERIFY(k == 0 || layout.panels[k - 1].bounds().right() < layout.panels[k].bounds().left());
      }
    }
    options.tensors = TensorReading::Slices;
    const ui::PanelRowLayout before = ui::layoutPanelRow(row, options, {1000, 260});
    const ui::RowEntry entry{0, core::flatIndex({2, 3, 6, 6}, std::array<Index, 4>{1, 2, 5, 0})};
    QVERIFY(before.rectOf(entry).isEmpty());
    options = ui::moved(ui::moved(options, before.sliders[0], 1), before.sliders[1], 2);
    const ui::PanelRowLayout after = ui::layoutPanelRow(row, options, {1000, 260});
    QVERIFY(after.entryAt(after.rectOf(entry).center()) == entry);
    const QString tip = ui::entryTip(row, entry);
    QVERIFY2(tip.startsWith(QStringLiteral("x at i=(2,3,6,1): ")), qPrintable(tip));
  }
};

QTEST_MAIN(TestRanks)
#include "tst_ranks.moc"
