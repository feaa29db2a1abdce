#pragma once

#include "ui/figures/export/figure_request.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"

namespace ui {

/// What is written above and below the drawing of a page; both begin at the origin.
struct PageTexts {
  std::vector<PlacedPiece> head, foot;
  double headHeight = 0, footHeight = 0;
};

/// `noteHeight`: the room of the note, the same on every page, also where it is not said yet. `downwards`: the graph
/// runs from the top to the bottom; its words take no more room than those of one from left to right.
PageTexts pageTexts(const Moment& moment, const FigureRequest& request, const Sentence& note, double noteHeight, double width,
                    bool downwards = false);
/// What a note needs.
double noteHeightOf(const Sentence& note, double width);

/// The first font of a choice, where it is not installed; empty where all are.
QString missingFont(FontChoice fonts);

}  // namespace ui
