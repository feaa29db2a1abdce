#include "ui/figures/export/equation_page.h"

#include <algorithm>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"

namespace ui {
namespace {

constexpr double sentenceHeight = 40;
constexpr double betweenLines = 16;

bool hasNumbers(const EquationLayout& layout) {
  return layout.kind == EquationLayout::Kind::Structure || layout.panel(PanelRole::Local).numbers;
}

void shift(PanelLayout& panel, QPointF by) { panel.first.origin += by; }

double rightOf(const EquationLayout& layout, std::size_t k) {
  double right = std::max(layout.panels[k].bounds().right() + bracketReachX, layout.headers[k].right());
  if (k == 1 && layout.notes == BlockNotes::Beside) right = std::max(right, layout.panels[1].bounds().right() + blockNoteWidth);
  return right;
}

double leftOf(const EquationLayout& layout, std::size_t k) {
  return std::min(layout.panels[k].bounds().left() - bracketReachX, layout.headers[k].left());
}

double bottomOf(const EquationLayout& layout, std::size_t k) { return layout.panels[k].bounds().bottom() + bracketReachY + 2; }

double topOf(const EquationLayout& layout, std::size_t k) {
  const bool names = layout.kind == EquationLayout::Kind::Heatmaps || layout.notes == BlockNotes::Above;
  return layout.panels[k].bounds().top() - bracketReachY - (names ? labelHeight + 4 : 0);
}

/// Brings the headers of these panels down to the highest of them.
void closeUp(EquationLayout& layout, std::size_t first, std::size_t end) {
  double top = 1e9;
  for (std::size_t k = first; k < end; ++k) top = std::min(top, topOf(layout, k));
  const bool card = layout.kind == EquationLayout::Kind::Structure;
  if (card) top = std::min(top, layout.card.top());
  const double by = top - 4 - layout.headers[first].bottom();
  if (by <= 0) return;
  for (std::size_t k = first; k < end; ++k) layout.headers[k].translate(0, by);
}

/// The downstream panel and its "=" on a second line below the other two.
EquationLayout inTwoLines(EquationLayout layout, double width) {
  const double left = leftOf(layout, 0);
  for (const std::size_t k : {std::size_t(0), std::size_t(1)}) {
    shift(layout.panels[k], {-left, 0});
    layout.headers[k].translate(-left, 0);
    layout.panelLegends[k].translate(-left, 0);
  }
  layout.times -= QPointF(left, 0);
  closeUp(layout, 0, 2);
  closeUp(layout, 2, 3);
  const double bottom = std::max(bottomOf(layout, 0), bottomOf(layout, 1));
  constexpr double indent = 30;  // for the "="
  const QPointF by(indent - leftOf(layout, 2), bottom + betweenLines - layout.headers[2].top());
  shift(layout.panels[2], by);
  layout.headers[2].translate(by);
  layout.panelLegends[2].translate(by);
  const double centre = layout.panels[2].bounds().center().y();
  layout.equals = {indent / 2 - 4, centre};
  const double right = rightOf(layout, 2);
  const QSizeF legend = layout.legend.size();
  const bool beside = right + 24 + legend.width() <= width;
  layout.legend.moveTo(beside ? QPointF(width - legend.width(), centre - legend.height() / 2)
                              : QPointF(indent, bottomOf(layout, 2) + 12));
  layout.size = {width, layout.legend.bottom()};
  return layout;
}

bool fitsInTwoLines(const EquationLayout& layout, double width) {
  return rightOf(layout, 1) - leftOf(layout, 0) <= width && rightOf(layout, 2) - leftOf(layout, 2) + 30 <= width;
}

double usedHeight(const EquationLayout& layout) {
  double bottom = std::max(layout.legend.bottom(), layout.card.bottom());
  for (const QRectF& legend : layout.panelLegends) bottom = std::max(bottom, legend.bottom());
  for (std::size_t k = 0; k < 3; ++k) bottom = std::max(bottom, bottomOf(layout, k));
  return bottom + 4;
}

/// Moves everything up by the free room above the headers.
void moveUp(EquationLayout& layout, double by) {
  for (PanelLayout& panel : layout.panels) shift(panel, {0, -by});
  for (QRectF& header : layout.headers) header.translate(0, -by);
  for (QRectF& legend : layout.panelLegends) legend.translate(0, -by);
  for (QRectF* rect : {&layout.legend, &layout.card}) rect->translate(0, -by);
  layout.times -= QPointF(0, by);
  layout.equals -= QPointF(0, by);
}

/// The cells as large as one panel alone can have them.
EquationLayout panelAlone(const EquationContent& content, const EquationOptions& options, PanelRole role, QSizeF room) {
  EquationLayout layout;
  for (double factor = 3; factor >= 1; factor -= 0.1) {
    layout = layoutEquation(content, options, {room.width() * factor, room.height()});
    const PanelLayout& panel = layout.panel(role);
    if (panel.bounds().width() + 2 * bracketReachX <= room.width()) break;
  }
  const auto k = static_cast<std::size_t>(role);
  const double left = leftOf(layout, k);
  shift(layout.panels[k], {-left, 0});
  layout.headers[k].translate(-left, 0);
  layout.headers[k].setWidth(room.width());
  if (layout.legend.isEmpty()) layout.legend = {0, 0, legendBar, 30};
  layout.legend.moveTopLeft({bracketReachX, bottomOf(layout, k) + 10});
  return layout;
}

}  // namespace

std::optional<EquationContent> contentAt(const Moment& moment, const FigureRequest& request) {
  const auto step = moment.shown();
  if (!step || step->kind != Step::Kind::Backward) return std::nullopt;
  const core::Plan& plan = moment.trace().plan();
  const std::size_t count = plan.inputsOf(step->node).size();
  if (request.argument && *request.argument < count && plan.isActive(step->node, *request.argument)) {
    return equationContent(moment, step->node, *request.argument);
  }
  for (std::size_t k = 0; k < count; ++k) {
    if (plan.isActive(step->node, k)) return equationContent(moment, step->node, k);
  }
  return std::nullopt;
}

EquationPage layoutOnPage(EquationContent content, const FigureRequest& request, QSizeF room) {
  EquationPage page{.content = std::move(content), .layout = {}, .light = {}};
  const bool written = request.entry && request.what != FigureWhat::Panel &&
                       *request.entry < page.content.equation.upstreamRows() * page.content.columns();
  const QSizeF inner(room.width(), std::max(140.0, room.height()));
  const Theme theme = themeOf(request);
  // Without slices, whose sliders a page lacks.
  const EquationOptions options{.reading = request.reading,
                                .numbers = request.values,
                                .tensors = TensorReading::Nested,
                                .map = theme.gradientMap,
                                .zeroDots = theme.zeroDots};
  EquationLayout& layout = page.layout;
  if (request.what == FigureWhat::Panel) {
    layout = panelAlone(page.content, options, request.panel, inner);
  } else {
    layout = layoutEquation(page.content, options, inner);
    if (hasNumbers(layout) || !request.values) closeUp(layout, 0, 3);
    if (request.values && !hasNumbers(layout)) {
      // The first that has numbers, better one with two decimals.
      bool found = false;
      for (double factor = 1.1; factor < 2.6; factor += 0.1) {
        EquationLayout wider = layoutEquation(page.content, options, {room.width() * factor, inner.height()});
        if (!fitsInTwoLines(wider, room.width())) break;
        const int decimals = wider.panel(PanelRole::Local).numbers.decimals;
        if (!hasNumbers(wider) || (found && decimals < 2)) continue;
        layout = inTwoLines(std::move(wider), room.width());
        found = true;
        if (decimals >= 2) break;
      }
      if (!found) closeUp(layout, 0, 3);
    }
  }
  layout.sentence = {};
  const auto alone = static_cast<std::size_t>(request.panel);
  if (request.what == FigureWhat::Panel) closeUp(layout, alone, alone + 1);
  moveUp(layout, layout.headers[request.what == FigureWhat::Panel ? alone : 0].top());
  page.height = usedHeight(layout);
  if (request.what == FigureWhat::Panel) {
    page.height = std::max(bottomOf(layout, static_cast<std::size_t>(request.panel)), layout.legend.bottom()) + 4;
  }
  if (written) {
    const core::Index columns = page.content.columns();
    page.light.entry = EquationEntry{PanelRole::Downstream, *request.entry / columns, *request.entry % columns};
    layout.sentence = {0, page.height + 8, room.width(), sentenceHeight};
    page.height = layout.sentence.bottom();
  }
  return page;
}

void paintEquationPage(QPainter& painter, const EquationPage& page, const FigureRequest& request, const Theme& theme) {
  if (request.what == FigureWhat::Panel) {
    paintEquationPanel(painter, page.content, page.layout, request.panel, theme);
  } else {
    paintEquation(painter, page.content, page.layout, page.light, theme);
  }
}

}  // namespace ui
