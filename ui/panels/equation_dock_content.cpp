// Which equation, values or words the dock shows for the step or the selected node.
#include <algorithm>
#include <utility>

#include "ui/figures/number_text.h"
#include "ui/model/document.h"
#include "ui/model/names.h"
#include "ui/model/run_scale.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/equation_view.h"
#include "ui/panels/huge/huge_view.h"
#include "ui/panels/step_view.h"

namespace ui {
namespace {

/// More numbers than this are fetched in the background.
constexpr core::Index mostAtOnce = 200'000;
/// More entries than these of 256 × 256 are shown as a huge local gradient unless the reader wants it
/// otherwise.
constexpr core::Index mostEntriesAtOnce = 65'536;

QString tightShape(std::span<const core::Index> output, std::span<const core::Index> input) {
  return shapeText(output, input).remove(u' ');
}

}  // namespace

std::optional<std::size_t> EquationDock::shownNode() const {
  const Moment* moment = timeline_.moment();
  if (!moment) return std::nullopt;
  if (followsSelection_ && selected_) {
    if (const auto node = moment->graph().position(*selected_)) return node;
  }
  return moment->active();
}

PanelRow EquationDock::rowFor(std::size_t node) const {
  const Moment& moment = *timeline_.moment();
  const core::Node& shown = moment.graph().node(node);
  if (const core::Problem* problem = moment.trace().problem(node)) {
    return {.headline = {textPiece(plainName(shown), Piece::Ink::Body, true)},
            .formula = {},
            .panels = {},
            .remark = {textPiece(translated(problem->message), Piece::Ink::Error)}};
  }
  if (shown.isLeaf()) return leafRow(moment, node);
  if (!moment.valueKnown(node)) {
    PanelRow row = forwardRow(moment, node);
    row.remark = {textPiece(tr("Not computed yet: step forward to see its value."), Piece::Ink::Muted)};
    return row;
  }
  PanelRow row = forwardRow(moment, node);
  if (!moment.seeded()) return row;
  const auto step = moment.backwardStepOf(node);
  if (step) {
    row.remark = {
        textPiece(tr("Its upstream gradient is not complete yet: backward step %1 of %2 shows the equation.")
                      .arg(*step)
                      .arg(moment.backwardCount()),
                  Piece::Ink::Muted)};
  } else if (!moment.trace().hasGradient(node)) {
    row.remark = {textPiece(
        tr("No gradient passes here: the output does not depend on it through differentiable inputs, or all its "
           "leaves are constants."),
        Piece::Ink::Muted)};
  }
  return row;
}

void EquationDock::refresh() {
  const Moment* moment = timeline_.moment();
  const std::optional<std::size_t> node = shownNode();
  header_->setState({});
  if (!moment || moment->graph().empty()) {
    showRow({.headline = {textPiece(tr("upstream · local = downstream"), Piece::Ink::Body, true)},
             .formula = {},
             .panels = {},
             .remark = {textPiece(
                 tr("Drag functions onto the canvas and wire them; the gradients of every step appear here."),
                 Piece::Ink::Muted)}});
    return;
  }
  if (!node) {
    showRow(
        {.headline = {textPiece(tr("Step backward to see upstream · local = downstream"), Piece::Ink::Body,
                                true)},
         .formula = {},
         .panels = {},
         .remark = {textPiece(
             tr("Forward computes the values first; then every backward step shows its three gradients here."),
             Piece::Ink::Muted)}});
    return;
  }
  const std::optional<Step> step = moment->shown();
  const bool isActive =
      moment->active() == node && !(followsSelection_ && step && step->kind == Step::Kind::Seed);
  if (!followsSelection_ && step && step->kind == Step::Kind::Seed) {
    return showRow(seedRow(*moment));
  }
  const auto backward = moment->backwardCursorOf(*node);
  if (backward && *backward <= moment->cursor()) {
    if (!isActive) {
      header_->setState(tr("selected, was step %1").arg(*moment->backwardStepOf(*node)));
    }
    return showEquation(*node);
  }
  showRow(rowFor(*node));
}

std::vector<EquationHeader::Tab> EquationDock::tabsOf(std::size_t node) const {
  const Moment& moment = *timeline_.moment();
  const core::Plan& plan = moment.trace().plan();
  const std::span<const std::int64_t> inputs = plan.inputsOf(node);
  std::vector<EquationHeader::Tab> tabs;
  for (std::size_t k = 0; k < inputs.size(); ++k) {
    if (inputs[k] < 0 || !plan.isActive(node, k)) continue;
    if (!moment.wireDone(node, k) && !moment.isAskedFor(node, k)) continue;
    const auto input = static_cast<std::size_t>(inputs[k]);
    const core::Node& source = moment.graph().node(input);
    EquationHeader::Tab tab{.argument = static_cast<int>(k)};
    const QString words = source.isParameter() ? tr("to parameter") : tr("to input");
    tab.label = {textPiece(words + u' '), mathPiece(nameTex(source))};
    const core::Shape& output = plan.node(node).shape;
    const core::Shape& shape = plan.node(input).shape;
    const bool scalar = output.size() == 1 && shape.size() == 1;
    if (!scalar) tab.detail = {textPiece(tightShape(output.axes(), shape.axes()))};
    tabs.push_back(std::move(tab));
  }
  return tabs;
}

void EquationDock::showEquation(std::size_t node) {
  const Moment& moment = *timeline_.moment();
  const std::vector<EquationHeader::Tab> tabs = tabsOf(node);
  if (tabs.empty()) return showRow(rowFor(node));
  const bool stays = std::ranges::any_of(tabs, [&](const auto& tab) { return tab.argument == argument_; });
  if (!stays) argument_ = tabs.front().argument;
  header_->setTabs(tabs, argument_);
  const auto argument = static_cast<std::size_t>(argument_);
  work_.cancel();
  if (equationCost(moment, node, argument) <= mostAtOnce) {
    std::optional<EquationContent> content = equationContent(moment, node, argument);
    if (!content) return showRow(rowFor(node));
    return showContent(std::make_shared<const EquationContent>(*std::move(content)), moment.sharedTrace());
  }
  // Other numbers of the equation that is shown replace it when they are there.
  const EquationContent* before = content();
  if (!before || before->equation.node != node || before->equation.argument != argument) {
    showRow({.headline = {textPiece(
                 tr("Computing the three gradients of %1 …").arg(plainName(moment.graph().node(node))),
                 Piece::Ink::Muted)},
             .formula = {},
             .panels = {},
             .remark = {}});
  }
  header_->setTabs(tabs, argument_);
  work_.start(
      [moment, node, argument](const std::stop_token&) -> std::shared_ptr<const EquationContent> {
        std::optional<EquationContent> arrived = equationContent(moment, node, argument);
        return arrived ? std::make_shared<const EquationContent>(*std::move(arrived)) : nullptr;
      },
      [this, trace = moment.sharedTrace()](const std::shared_ptr<const EquationContent>& arrived) {
        if (arrived) showContent(arrived, trace);
      });
}

bool EquationDock::wantsHuge(const EquationContent& content) const {
  if (content.equation.hidden) return false;  // there its cells can be asked for
  if (!content.isFormed()) return true;
  return content.canBeHuge() && hugeWish_.value_or(content.rows() * content.columns() > mostEntriesAtOnce);
}

void EquationDock::showContent(std::shared_ptr<const EquationContent> content,
                               std::shared_ptr<const core::Trace> trace) {
  shown_ = std::move(content);
  shownTrace_ = std::move(trace);
  if (wantsHuge(*shown_)) {
    view_->setContent(nullptr);
    huge_->setContent(shown_, shownTrace_);
    showPage(huge_);
  } else {
    huge_->setContent(nullptr, nullptr);
    view_->setContent(shown_);
    equationPage_ = view_;
    if (const auto product = shownProduct()) {
      if (const auto place = slices_.find(*product); place != slices_.end()) view_->setPlace(place->second);
    }
    showPage(view_);
  }
  header_->setContent(shown_.get(), showsHuge());
  tellScales();
  lightQuestion();
}

void EquationDock::showHuge(bool huge) {
  hugeWish_ = huge;
  if (!shown_ || huge == showsHuge()) return;
  showContent(shown_, shownTrace_);
  equationPage_->setFocus(Qt::OtherFocusReason);
}

void EquationDock::showRow(PanelRow row) {
  work_.cancel();
  huge_->setContent(nullptr, nullptr);
  shown_.reset();
  shownTrace_.reset();
  header_->setTabs({}, -1);
  header_->setContent(nullptr);
  row.scale = scale();
  row.run = run_->magnitudes();
  if (const Moment* moment = timeline_.moment()) row.values = valueRange(moment->sharedTrace());
  step_->setRow(std::move(row));
  showPage(step_);
}

}  // namespace ui
