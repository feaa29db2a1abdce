#pragma once

#include <QRectF>
#include <QSizeF>

#include <array>

#include "ui/figures/arrangement.h"
#include "ui/figures/equation_content.h"

namespace ui {

struct EquationLayout;

// Distances that the parts of an equation's layout share, in px.
inline constexpr double sideMargin = 30;
inline constexpr double headerTop = 10;
inline constexpr double headerBottom = 54;
inline constexpr double titleBaseline = 17;  ///< below the header's top
inline constexpr double subtitleBaseline = 36;
inline constexpr double titleSize = 13;
/// Of subtitles; larger on a page.
double subtitleSize();
/// Of the written inner product.
double sentenceSize();
/// Between its text and the card's left and right edge.
inline constexpr double sentenceInset = 13;
inline constexpr double labelHeight = 16;  ///< names of columns above a panel
inline constexpr double blockGapX = 20;    ///< between blocks of a panel
inline constexpr double blockGapY = 11;
inline constexpr double blockTitleHeight = 15;  ///< a line above a block
inline constexpr double blockNoteWidth = 138;   ///< the lines beside a block

/// Room between two panels for brackets and an operator.
double operatorGap(double width);
/// How wide the headers are, at most a third of `width` each.
std::array<double, 3> headerWidths(const EquationContent& content, Reading reading, double width,
                                   bool columns = false);
/// From one panel's left edge to the next one's: the panel and the gap, or its header where that is wider.
double slotWidth(double panel, double header, double gap);

/// The written inner product as a card along the lower edge.
QRectF sentenceAtBottom(QSizeF size);

/// The width of the legend's bar.
inline constexpr double legendBar = 150;
/// Shorter ones for pages that lack the room, the best first.
inline constexpr std::array lowBars{legendBar, 130.0, 112.0, 96.0};
/// The size of the one legend of an equation; nothing where every panel has its own.
QSizeF legendSize(const EquationLayout& layout, double bar = legendBar);
/// Below a panel, flush with its right edge.
QRectF legendUnder(const QRectF& panel, QSizeF legend, QSizeF size);
/// In the upper right corner beside the downstream panel's header; empty where there is no room.
QRectF legendInCorner(const QRectF& header, QSizeF legend, QSizeF size);
/// To the right of a panel, flush with its lower edge; empty where there is no room.
QRectF legendBeside(const QRectF& panel, QSizeF legend, QSizeF size);

}  // namespace ui
