#include "ui/figures/huge_words.h"

#include <QCoreApplication>

#include <cmath>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/memory_text.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

using core::Index;
using core::Structure;

/// Words of huge equations, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(HugeEquation)
};

QString sizeText(Index rows, Index columns) {
  return countText(rows) + QStringLiteral(" \u00d7 ") + countText(columns);
}

int asCount(Index n) { return static_cast<int>(std::min<Index>(n, 2'000'000'000)); }

/// Entries as a number that cannot overflow.
double entriesOf(const EquationContent& content) {
  return static_cast<double>(content.rows()) * static_cast<double>(content.columns());
}

/// A count that may be too large for 64 bits.
QString largeCount(double count) {
  return count < 9e15 ? countText(static_cast<Index>(count)) : scientificText(count);
}

QString ratioText(double ratio) {
  if (ratio >= 10 || ratio == std::floor(ratio)) return largeCount(std::round(ratio));
  return significantText(ratio, 2);
}

QString shareText(const EquationContent& content) {
  const double entries = entriesOf(content);
  const auto nonZero = static_cast<double>(content.structuralNonZeros);
  if (nonZero == 0) return Words::tr("none");
  if (nonZero == entries) return Words::tr("all");
  if (nonZero > entries / 2) return significantText(100 * nonZero / entries, 3) + QStringLiteral(" %");
  return Words::tr("1 in %1").arg(ratioText(entries / nonZero));
}

/// "(64 × 256)(256 × 784)" that breaks only between the brackets.
QString unbroken(QString sizes) {
  return sizes.replace(u' ', QChar(0xa0)).replace(QStringLiteral(")("), QStringLiteral(")\u200b("));
}

bool isBlocks(const core::Pattern& pattern) {
  return pattern.onDiagonal && pattern.rowBlocks * pattern.columnBlocks > 1;
}

QString withinBlock(const HugePicture& picture, Index entry, Index size) {
  return QString::number((picture.grid.isPattern ? entry % size : entry) + 1);
}

}  // namespace

QString structureTitle(const core::Pattern& pattern) {
  switch (pattern.kind) {
    case Structure::Zero: return Words::tr("All zero");
    case Structure::Identity: return Words::tr("Identity");
    case Structure::Scaled: return Words::tr("Scaled identity");
    case Structure::Diagonal: return Words::tr("Diagonal");
    case Structure::Selection: return Words::tr("Selection");
    case Structure::Broadcast: return Words::tr("Copies and sums");
    case Structure::BlockDiagonal: return Words::tr("Block-diagonal");
    case Structure::Kronecker:
      return isBlocks(pattern) ? Words::tr("Block-diagonal") : Words::tr("Repeated block");
    case Structure::Toeplitz: return isBlocks(pattern) ? Words::tr("Blocks of bands") : Words::tr("Bands");
    case Structure::Triangular:
      return isBlocks(pattern) ? Words::tr("Blocks of triangles") : Words::tr("Triangular");
    case Structure::LowRankDiagonal:
      return isBlocks(pattern) ? Words::tr("Block-diagonal") : Words::tr("Diagonal plus low rank");
    case Structure::Dense: return Words::tr("Dense");
    case Structure::Composed: break;
  }
  return Words::tr("Composed");
}

QString structureMeaning(const HugePicture& picture) {
  const core::Pattern pattern = picture.content->equation.local.pattern();
  const int blocks =
      asCount(isBlocks(pattern) ? pattern.rowBlocks : pattern.rowBlocks * pattern.columnBlocks);
  switch (pattern.kind) {
    case Structure::Zero: return Words::tr("no entry moves any output");
    case Structure::Identity: return Words::tr("a 1 for each entry: the gradient passes unchanged");
    case Structure::Scaled: return Words::tr("one number, the same for every entry");
    case Structure::Diagonal: return Words::tr("each entry moves only its own output");
    case Structure::Selection: return Words::tr("entries are moved to other places: one 1 a row");
    case Structure::Broadcast: return picture.content->structure;
    case Structure::BlockDiagonal:
      return Words::tr("%n blocks, each with numbers of its own", nullptr, blocks);
    case Structure::Kronecker:
      return isBlocks(pattern) ? Words::tr("%n equal blocks along the diagonal", nullptr, blocks)
                               : picture.content->structure;
    case Structure::Toeplitz:
      return isBlocks(pattern)
                 ? Words::tr("%n equal blocks, in each a small kernel slides along", nullptr, blocks)
                 : Words::tr("a small kernel slides along the diagonal");
    case Structure::Triangular:
      return isBlocks(pattern) ? Words::tr("%n triangles: each entry moves those behind it", nullptr, blocks)
                               : Words::tr("each entry moves those behind it");
    case Structure::LowRankDiagonal:
      return isBlocks(pattern) ? Words::tr("%n blocks: a diagonal plus a product of vectors", nullptr, blocks)
                               : Words::tr("a diagonal plus a product of vectors");
    case Structure::Dense: return Words::tr("every entry moves every output");
    case Structure::Composed: break;
  }
  return picture.content->structure;
}

std::vector<HugeFact> structureFacts(const EquationContent& content) {
  const core::LinearMap& map = content.equation.local;
  std::vector<HugeFact> facts{{Words::tr("Rows \u00d7 columns"), sizeText(content.rows(), content.columns())},
                              {Words::tr("Entries"), largeCount(entriesOf(content))},
                              {Words::tr("Can be nonzero"), countText(content.structuralNonZeros)},
                              {Words::tr("Share"), shareText(content)}};
  switch (map.structure()) {
    case Structure::Zero: break;
    case Structure::Identity:
    case Structure::Selection:
    case Structure::Triangular: facts.push_back({Words::tr("Distinct numbers"), QStringLiteral("1")}); break;
    case Structure::Composed:
    case Structure::LowRankDiagonal:
      facts.push_back({Words::tr("Numbers kept"), countText(map.bytes() / Index(sizeof(double)))});
      break;
    default: facts.push_back({Words::tr("Distinct numbers"), countText(map.bytes() / Index(sizeof(double)))});
  }
  return facts;
}

QString tableMemory(const EquationContent& content) {
  return memoryText(entriesOf(content) * sizeof(double));
}

QString keptInstead(const EquationContent& content) {
  const Index bytes = content.equation.local.bytes();
  if (bytes == 0) return Words::tr("Never built: the structure alone says it all.");
  const QString kept = memoryText(static_cast<double>(bytes));
  if (bytes >= content.rows() * content.columns() * Index(sizeof(double)))
    return Words::tr("Built: nothing smaller says it all.");
  return Words::tr("Never built: %1 is kept instead, and it is all that the step needs.").arg(kept);
}

QString computedHow(const HugePicture& picture) {
  const EquationContent& content = *picture.content;
  const core::Pattern pattern = content.equation.local.pattern();
  switch (pattern.kind) {
    case Structure::Zero: return Words::tr("Nothing to compute: all 0.");
    case Structure::Identity: return Words::tr("Downstream is upstream, unchanged.");
    case Structure::Scaled: return Words::tr("Upstream times one number.");
    case Structure::Diagonal: return Words::tr("Entry by entry: upstream times the diagonal.");
    case Structure::Selection:
      return Words::tr("Each entry is put back in its place; nothing is multiplied.");
    case Structure::Broadcast: return Words::tr("Entries are copied or added up.");
    case Structure::BlockDiagonal: return Words::tr("Block by block, each by its own numbers.");
    case Structure::Kronecker: {
      if (!isBlocks(pattern)) return Words::tr("One matrix product with the block.");
      const QString sizes = QStringLiteral("(%1)(%2)")
                                .arg(sizeText(pattern.rowBlocks, pattern.blockRows),
                                     sizeText(pattern.blockRows, pattern.blockColumns));
      return Words::tr("One matrix product: %1").arg(unbroken(sizes));
    }
    case Structure::Toeplitz: return Words::tr("The kernel slides over upstream.");
    case Structure::Triangular: return Words::tr("Running sums from the end; nothing is multiplied.");
    case Structure::LowRankDiagonal: return Words::tr("Entry by entry, and one sum a block.");
    case Structure::Dense: return Words::tr("The full matrix product.");
    case Structure::Composed: break;
  }
  return Words::tr("One factor after the other, the whole never formed.");
}

std::vector<HugeFact> computedFacts(const EquationContent& content) {
  const auto stack = static_cast<double>(content.equation.upstreamRows());
  const double made = static_cast<double>(content.equation.local.multiplications()) * stack;
  const double full = entriesOf(content) * stack;
  std::vector<HugeFact> facts{{Words::tr("Multiplications"), largeCount(made)},
                              {Words::tr("Full matrix"), largeCount(full)}};
  if (made > 0 && made < full)
    facts.push_back({Words::tr("Fewer by"), Words::tr("%1 times").arg(ratioText(full / made))});
  return facts;
}

std::vector<HugeFact> checkFacts(const HugeCheck& check) {
  const auto small = [](double v) { return v == 0 ? QStringLiteral("0") : scientificText(v); };
  return {{Words::tr("%n entries, worst", nullptr, asCount(check.entries)), small(check.worst)},
          {Words::tr("%n sums, other order", nullptr, asCount(check.sums)), small(check.worstSum)}};
}

QString checkNote(const HugePicture& picture) {
  const std::optional<HugeCheck>& check = picture.readings.check;
  if (!check) return Words::tr("A few entries by finite differences, and sums in another order …");
  QString note =
      Words::tr("Only %1 of %2 entries were checked, by finite differences; %3 sums again, backwards.")
          .arg(countText(check->entries), largeCount(entriesOf(*picture.content)), countText(check->sums));
  if (check->corners > 0)
    note += u' ' + Words::tr("%n stood at a corner and count as no error.", nullptr, asCount(check->corners));
  return note;
}

QString overviewSubtitle(const HugePicture& picture) {
  const core::Window& seen = picture.place.seen;
  const QString size = picture.isZoomed() ? Words::tr("rows %1\u2013%2, columns %3\u2013%4")
                                                .arg(countText(seen.row + 1), countText(seen.rowEnd()),
                                                     countText(seen.column + 1), countText(seen.columnEnd()))
                                          : sizeText(seen.rowCount, seen.columnCount);
  const HugePart* part = picture.overview();
  if (!part || part->window != seen) return size;
  if (!part->isPooled()) return Words::tr("%1: every entry").arg(size);
  const QString cell = sizeText(part->mostRows(), part->mostColumns());
  return part->hasEqualCells() ? Words::tr("%1, each pixel the largest |v| of %2").arg(size, cell)
                               : Words::tr("%1, each pixel the largest |v| of at most %2").arg(size, cell);
}

QString overviewState(const HugePicture& picture) {
  const HugePart* part = picture.overview();
  const bool known = part && !part->isComplete();
  if (known) {
    const QString rows = Words::tr("%1 of %2 rows").arg(countText(part->done), countText(part->total));
    return picture.stopped ? Words::tr("stopped at %1").arg(rows) : rows;
  }
  if (picture.stopped) return Words::tr("stopped");
  return picture.reading ? Words::tr("reading …") : QString();
}

QString offDiagonalNote(const HugePicture& picture) {
  const core::Pattern pattern = picture.content->equation.local.pattern();
  if (picture.isZoomed()) return {};
  if (isBlocks(pattern))
    return Words::tr("Everything off the diagonal is exactly 0: no block moves another's output.");
  switch (pattern.kind) {
    case Structure::Identity:
    case Structure::Scaled:
    case Structure::Diagonal:
      return Words::tr("Everything off the diagonal is exactly 0: no entry moves another's output.");
    default: return {};
  }
}

QString blockLabel(const HugePicture& picture) {
  const BlockPlace place = picture.block();
  const QString number = countText(numberOf(picture.grid, place) + 1);
  if (!picture.grid.isPattern) return Words::tr("part %1").arg(number);
  if (picture.grid.onDiagonal && place.row == place.column) return Words::tr("block %1").arg(number);
  return Words::tr("block (%1,%2)").arg(place.row + 1).arg(place.column + 1);
}

QString blockTitle(const HugePicture& picture) {
  QString title = blockLabel(picture);
  return title.replace(0, 1, title.at(0).toUpper());
}

QString blockSubtitle(const HugePicture& picture) {
  const BlockPlace place = picture.block();
  const core::Window block = windowOf(picture.grid, place);
  const core::Window shown = shownWindow(picture.grid, place);
  if (!picture.grid.isPattern) {
    return Words::tr("rows %1\u2013%2, columns %3\u2013%4")
        .arg(countText(block.row + 1), countText(block.rowEnd()), countText(block.column + 1),
             countText(block.columnEnd()));
  }
  const QString size = sizeText(block.rowCount, block.columnCount);
  if (picture.grid.onDiagonal && place.row != place.column)
    return Words::tr("%1, off the diagonal: all 0").arg(size);
  return shown == block ? size : Words::tr("%1, with its neighbours").arg(size);
}

QStringList numberRows(const HugePicture& picture) {
  QStringList names;
  const core::Window& at = picture.place.numbers;
  for (Index j = at.row; j < at.rowEnd(); ++j) names += withinBlock(picture, j, picture.grid.blockRows);
  return names;
}

QStringList numberColumns(const HugePicture& picture) {
  QStringList names;
  const core::Window& at = picture.place.numbers;
  for (Index i = at.column; i < at.columnEnd(); ++i)
    names += withinBlock(picture, i, picture.grid.blockColumns);
  return names;
}

QString entryText(const HugePicture& picture, HugeEntry entry, std::optional<double> value) {
  const Equation& e = picture.content->equation;
  const QString place =
      Words::tr("local, j = %1, i = %2")
          .arg(entryIndex(e.outputShape(), entry.row), entryIndex(e.inputShape(), entry.column));
  return value ? place + QStringLiteral(": ") + plainNumber(*value).replace(u'-', QChar(0x2212)) : place;
}

QString cellText(const HugePicture& picture, const core::Window& cell, double value) {
  if (cell.rowCount == 1 && cell.columnCount == 1) return entryText(picture, {cell.row, cell.column}, value);
  return Words::tr("rows %1\u2013%2, columns %3\u2013%4: the largest is %5")
      .arg(countText(cell.row + 1), countText(cell.rowEnd()), countText(cell.column + 1),
           countText(cell.columnEnd()), plainNumber(value).replace(u'-', QChar(0x2212)));
}

}  // namespace ui
