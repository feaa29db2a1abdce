#include <QImage>
#include <QPainter>
#include <QTest>

#include <array>
#include <vector>

#include "ui/figures/structure_glyph.h"

using core::Pattern;
using core::Structure;
using namespace ui;

namespace {

constexpr std::array kinds{Structure::Zero,          Structure::Identity,        Structure::Scaled,
                           Structure::Diagonal,      Structure::Selection,       Structure::Broadcast,
                           Structure::BlockDiagonal, Structure::Kronecker,       Structure::Toeplitz,
                           Structure::Triangular,    Structure::LowRankDiagonal, Structure::Dense,
                           Structure::Composed};

Pattern whole(Structure kind) { return {.kind = kind, .inside = kind, .blockRows = 8, .blockColumns = 8}; }

Pattern diagonalBlocks(core::Index count, Structure inside = Structure::Dense) {
  return {.kind = Structure::BlockDiagonal,
          .inside = inside,
          .rowBlocks = count,
          .columnBlocks = count,
          .blockRows = 4,
          .blockColumns = 4,
          .onDiagonal = true};
}

QImage glyph(const Pattern& pattern, int side, const Theme& theme = lightTheme()) {
  QImage image(side + 8, side + 8, QImage::Format_RGB32);
  image.fill(Qt::magenta);
  QPainter painter(&image);
  drawStructureGlyph(painter, QRectF(4, 4, side, side), pattern, theme);
  return image;
}

/// How many pixels from (left, top) up to (right, bottom) are not empty.
int inked(const QImage& image, int left, int top, int right, int bottom, const Theme& theme = lightTheme()) {
  int count = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) count += image.pixelColor(x, y) != theme.nodeFill ? 1 : 0;
  }
  return count;
}

}  // namespace

class StructureGlyphTest : public QObject {
  Q_OBJECT
private slots:
  void everyFormLooksDifferentInBothSizes() {
    for (const int side : {14, 72}) {
      std::vector<QImage> drawn;
      for (const Structure kind : kinds) {
        const QImage image = glyph(whole(kind), side);
        for (const QImage& other : drawn) QVERIFY(image != other);
        drawn.push_back(image);
      }
    }
  }

  void staysInsideItsArea() {
    for (const Structure kind : kinds) {
      const QImage image = glyph(whole(kind), 20);
      for (int k = 0; k < 28; ++k) {
        for (const QPoint at : {QPoint(k, 3), QPoint(k, 24), QPoint(3, k), QPoint(24, k)}) {
          QCOMPARE(image.pixelColor(at), QColor(Qt::magenta));
        }
      }
    }
  }

  void aDiagonalLeavesTheOtherCornersEmpty() {
    for (const Structure kind : {Structure::Identity, Structure::Diagonal, Structure::BlockDiagonal}) {
      const QImage image = glyph(whole(kind), 72);
      QVERIFY(inked(image, 8, 8, 40, 40) > 15);
      QVERIFY(inked(image, 40, 40, 76, 76) > 15);
      QCOMPARE(inked(image, 52, 6, 74, 28), 0);
      QCOMPARE(inked(image, 6, 52, 28, 74), 0);
    }
  }

  void zeroIsEmpty() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QCOMPARE(inked(glyph(whole(Structure::Zero), 40, *theme), 6, 6, 42, 42, *theme), 0);
    }
  }

  void manyBlocksAreToldByAnEllipsis() {
    const QImage many = glyph(diagonalBlocks(64), 72);
    QVERIFY(many != glyph(diagonalBlocks(4), 72));
    QCOMPARE(many, glyph(diagonalBlocks(1000), 72));
    // First and last block are full, the place of the fourth of five holds three dots.
    QVERIFY(inked(many, 8, 8, 20, 20) > 90);
    QVERIFY(inked(many, 62, 62, 72, 72) > 60);
    const int dots = inked(many, 46, 46, 59, 59);
    QVERIFY(dots >= 3 && dots < 40);
  }

  void blocksShowTheirOwnForm() {
    QVERIFY(glyph(diagonalBlocks(3), 72) != glyph(diagonalBlocks(3, Structure::Triangular), 72));
    Pattern grid = diagonalBlocks(3, Structure::Diagonal);
    grid.onDiagonal = false;
    QVERIFY(inked(glyph(grid, 72), 52, 6, 74, 28) > 0);
  }

  /// With CHAINRULE_CONTACT_SHEET set to a folder, all glyphs on one page to look at.
  void drawsAPageOfAllForms() {
    const QString folder = qEnvironmentVariable("CHAINRULE_CONTACT_SHEET");
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QImage page(1180, 130, QImage::Format_RGB32);
      page.fill(theme->panel);
      QPainter painter(&page);
      std::vector<Pattern> all;
      for (const Structure kind : kinds) all.push_back(whole(kind));
      all.push_back(diagonalBlocks(64));
      all.push_back(diagonalBlocks(3, Structure::Toeplitz));
      double x = 10;
      for (const Pattern& pattern : all) {
        drawStructureGlyph(painter, {x, 10, 66, 66}, pattern, *theme);
        drawStructureGlyph(painter, {x, 92, 16, 16}, pattern, *theme);
        x += 78;
      }
      QVERIFY(page.pixelColor(11 + 33, 3) == theme->panel);
      if (!folder.isEmpty()) {
        QVERIFY(page.save(folder + (theme->dark ? u"/glyphs-dark.png"_qs : u"/glyphs-light.png"_qs)));
      }
    }
  }
};

QTEST_MAIN(StructureGlyphTest)
#include "tst_structure_glyph.moc"
