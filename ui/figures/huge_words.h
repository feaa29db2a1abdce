#pragma once

#include <vector>

#include "ui/figures/equation_words.h"
#include "ui/figures/huge_picture.h"

namespace ui {

// What a drawing of a huge equation says.

/// One line of a list: a label and its value.
struct HugeFact {
  QString label;
  QString value;
};

/// "Block-diagonal".
QString structureTitle(const core::Pattern& pattern);
/// What that means here: "64 equal blocks along the diagonal".
QString structureMeaning(const HugePicture& picture);
/// Rows × columns, entries, how many can differ from 0, the share, how many numbers make them up.
std::vector<HugeFact> structureFacts(const EquationContent& content);
/// What a table would take: "6.6 GB".
QString tableMemory(const EquationContent& content);
/// "Never built: 1.6 MB are kept instead."
QString keptInstead(const EquationContent& content);

/// How the product was computed, in a sentence: "One matrix product: (64 × 256)(256 × 784)".
QString computedHow(const HugePicture& picture);
/// Multiplications, those of the full matrix, and their ratio.
std::vector<HugeFact> computedFacts(const EquationContent& content);
std::vector<HugeFact> checkFacts(const HugeCheck& check);
QString checkNote(const HugePicture& picture);

/// "16,384 × 50,176 on 512 × 512 pixels: each keeps the largest |v| of 32 × 98"
QString overviewSubtitle(const HugePicture& picture);
/// "k of n rows" while an overview is being read or after it was stopped; else empty.
QString overviewState(const HugePicture& picture);
/// "Everything off the diagonal is exactly 0 …"; empty where that is not so.
QString offDiagonalNote(const HugePicture& picture);
/// "Block 23", or the rows and columns of a stretch.
QString blockTitle(const HugePicture& picture);
QString blockSubtitle(const HugePicture& picture);
/// The name of the block at its frame: "block 23".
QString blockLabel(const HugePicture& picture);
/// Names of the rows and columns of the window of numbers, from 1: within the block where the structure has
/// blocks.
QStringList numberRows(const HugePicture& picture);
QStringList numberColumns(const HugePicture& picture);

/// The two lines of the written inner product, or what can be done while none is lit.
std::pair<Sentence, Sentence> productSentences(const HugePicture& picture);
/// An entry of the local gradient with its index vectors and all digits, for tooltips and screen readers.
QString entryText(const HugePicture& picture, HugeEntry entry, std::optional<double> value);
/// The rows and columns that a cell of the overview stands for, and its entry.
QString cellText(const HugePicture& picture, const core::Window& cell, double value);

}  // namespace ui
