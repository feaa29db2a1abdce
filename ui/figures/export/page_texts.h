#pragma once

#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/figure_words.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"

namespace ui {

/// What is written above and below the drawing of a page; both begin at the origin.
struct PageTexts {
  std::vector<PlacedPiece> head, foot;
  double headHeight = 0, footHeight = 0;
};

/// How the texts of all pages are set.
struct TextForm {
  bool downwards = false;   ///< the graph runs from the top to the bottom; its words take no more room
  bool headInLine = false;  ///< the step is told beside the title
  StepForm step = StepForm::Whole;  ///< of it there; the formula stands in the node
  bool brief =
      false;  ///< keys without the ways that values and gradients take, where all fit on one line only so
};

/// `noteHeight`: the room of the note, the same on every page, also where it is not said yet.
PageTexts pageTexts(const Moment& moment, const FigureRequest& request, const Sentence& note,
                    double noteHeight, double width, const TextForm& form = {});
/// Whether the step can be told beside the title.
bool headFitsInLine(const Moment& moment, const FigureRequest& request, double width, StepForm step);
/// What a note needs.
double noteHeightOf(const Sentence& note, double width);

/// The first font of a choice, where it is not installed; empty where all are.
QString missingFont(FontChoice fonts);

}  // namespace ui
