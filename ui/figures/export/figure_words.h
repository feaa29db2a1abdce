#pragma once

#include <vector>

#include "ui/figures/equation_content.h"
#include "ui/figures/export/figure_request.h"
#include "ui/figures/sentence.h"
#include "ui/model/moment.h"

namespace ui {

/// How much is said about a step: all, without the formula, or backward the function alone.
enum class StepForm { Whole, Brief, Briefest };

/// What a page says above its drawing about the step: "Step 4 of 6 backward: the gradient of L passes Linear,
/// s = W_1 a"; the briefest is "Step 4 of 6 backward: Linear".
Sentence stepSentence(const Moment& moment, StepForm form = StepForm::Whole);
/// The same in a few words, for lists of pages: "Linear s".
QString stepName(const Moment& moment);

/// The keys below a graph, one sentence each; `brief`: without the ways that values and gradients take, which
/// arrows show.
std::vector<Sentence> legendOf(const Moment& moment, const FigureRequest& request, bool downwards = false,
                               bool brief = false);

/// The figure in words, for those who cannot see it: the graph, the step, and the numbers of its equation.
QString alternativeText(const Moment& moment, const FigureRequest& request, const std::optional<EquationContent>& content);

}  // namespace ui
