#include "ui/figures/export/equation_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "ui/figures/bracket.h"
#include "ui/figures/equation_metrics.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/export/low_equation.h"

namespace ui {
namespace {

constexpr double lowRoom = 220;  // px: below it the legend stands beside the equation and not under it

constexpr double leastTried = 160;  // lower ones have no cells left

constexpr double betweenLines = 16;
constexpr double besideLocal = 8;

bool hasNumbers(const EquationLayout& layout) {
  return layout.kind == EquationLayout::Kind::Structure || layout.panel(PanelRole::Local).numbers;
}

void shift(PanelLayout& panel, QPointF by) { panel.first.origin += by; }

/// The local gradient may be a card.
bool isCard(const EquationLayout& layout, std::size_t k) {
  return layout.kind == EquationLayout::Kind::Structure && k == 1;
}

double rightOf(const EquationLayout& layout, std::size_t k) {
  if (isCard(layout, k)) return layout.card.right();
  double right = std::max(layout.panels[k].bounds().right() + bracketReachX, layout.headers[k].right());
  if (k == 1 && layout.notes == BlockNotes::Beside)
    right = std::max(right, layout.panels[1].bounds().right() + blockNoteWidth);
  return right;
}

double leftOf(const EquationLayout& layout, std::size_t k) {
  if (isCard(layout, k)) return layout.card.left();
  return std::min(layout.panels[k].bounds().left() - bracketReachX, layout.headers[k].left());
}

double bottomOf(const EquationLayout& layout, std::size_t k) {
  if (isCard(layout, k)) return layout.card.bottom();
  return std::max(layout.panels[k].bounds().bottom() + bracketReachY + 2, layout.panelLegends[k].bottom());
}

double topOf(const EquationLayout& layout, std::size_t k) {
  if (isCard(layout, k)) return layout.card.top();
  const bool names =
      (layout.kind == EquationLayout::Kind::Heatmaps && k > 0) || layout.notes == BlockNotes::Above;
  return layout.panels[k].bounds().top() - bracketReachY - (names ? labelHeight + 4 : 0);
}

/// Brings the headers of these panels down to the highest of them.
void closeUp(EquationLayout& layout, std::size_t first, std::size_t end) {
  double top = 1e9;
  for (std::size_t k = first; k < end; ++k) top = std::min(top, topOf(layout, k));
  const double by = top - 4 - layout.headers[first].bottom();
  if (by <= 0) return;
  for (std::size_t k = first; k < end; ++k) layout.headers[k].translate(0, by);
}

using Lines = std::vector<std::size_t>;  // the first panel of each line
constexpr double lineIndent = 30;        // for the operator that a further line begins with

std::size_t endOf(const Lines& lines, std::size_t line) {
  return line + 1 < lines.size() ? lines[line + 1] : 3;
}

/// Moves one panel and all that belongs to it.
void shiftPanel(EquationLayout& layout, std::size_t k, QPointF by) {
  shift(layout.panels[k], by);
  layout.headers[k].translate(by);
  if (!layout.panelLegends[k].isNull()) layout.panelLegends[k].translate(by);
  if (isCard(layout, k)) layout.card.translate(by);
}

/// How wide titles and subtitles are without being cut.
std::array<double, 3> naturalHeaders(const EquationContent& content, const EquationLayout& layout) {
  return headerWidths(content, layout.reading, 1e5, layout.columns);
}

bool fitsInLines(const EquationLayout& layout, const Lines& lines, double width) {
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const double indent = line > 0 ? lineIndent : 0;
    if (indent + rightOf(layout, endOf(lines, line) - 1) - leftOf(layout, lines[line]) > width + 0.5)
      return false;
  }
  return true;
}

/// The legend below the downstream panel beside a local gradient that is higher: further to the right, with a
/// shorter bar, or below both.
void keepOffLocal(EquationLayout& layout, double width) {
  const QRectF local = layout.panels[1].bounds().adjusted(-bracketReachX, 0, bracketReachX, bracketReachY);
  if (isCard(layout, 1) || !layout.legend.intersects(local.adjusted(0, 0, besideLocal, 0))) return;
  const double left = local.right() + besideLocal;
  for (const double bar : lowBars) {
    const QSizeF legend = legendSize(layout, bar);
    if (left + legend.width() > width) continue;
    layout.legend = {
        QPointF(std::max(left, std::min(layout.legend.left(), width - legend.width())), layout.legend.top()),
        legend};
    return;
  }
  layout.legend.moveTop(local.bottom() + besideLocal);
}

/// The panels in lines one below the other; every further line begins with its operator.
EquationLayout inLines(EquationLayout layout, const Lines& lines, double width, bool isTight) {
  double y = layout.headers[0].top();
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const std::size_t first = lines[line], end = endOf(lines, line);
    closeUp(layout, first, end);
    const QPointF by((line > 0 ? lineIndent : 0) - leftOf(layout, first), y - layout.headers[first].top());
    for (std::size_t k = first; k < end; ++k) {
      shiftPanel(layout, k, by);
      if (k == 0) continue;
      QPointF& sign = k == 1 ? layout.times : layout.equals;
      const double middle =
          isCard(layout, k) ? layout.card.center().y() : layout.panels[k].bounds().center().y();
      sign = k == first ? QPointF(lineIndent / 2 - 4, middle) : sign + by;
    }
    for (std::size_t k = first; k < end; ++k) y = std::max(y, bottomOf(layout, k));
    y += betweenLines;
  }
  const double right = rightOf(layout, 2);
  const QSizeF legend = layout.legend.size();
  const bool beside = right + 24 + legend.width() <= width;
  const double below = bottomOf(layout, 2) + 12;
  if (lines.size() == 1 && !layout.legend.isNull() && !(isTight && beside)) {
    // Where it stood: below the downstream panel or beside it.
    layout.legend.moveTo(std::clamp(layout.panels[2].bounds().right() - legend.width(), 0.0,
                                    std::max(0.0, width - legend.width())),
                         below);
    keepOffLocal(layout, width);
  } else if (!layout.legend.isNull()) {
    layout.legend.moveTo(
        beside ? QPointF(width - legend.width(), layout.panels[2].bounds().center().y() - legend.height() / 2)
               : QPointF(std::min(lineIndent, std::max(0.0, width - legend.width())), below));
  }
  layout.size = {width, std::max(y, layout.legend.bottom())};
  return layout;
}

/// The equation in as few lines as give its numbers and titles their room; tight: with the legend beside it
/// where that fits.
EquationLayout equationInLines(const EquationContent& content, const EquationOptions& options, QSizeF room,
                               bool isTight = false) {
  constexpr double margins = 2 * (sideMargin - bracketReachX);  // a page has its own
  EquationLayout best;
  double least = 1e9;
  for (double factor = 1; factor < 4; factor += factor < 2 ? 0.1 : 0.2) {
    EquationLayout wide =
        layoutEquation(content, options, {(room.width() + margins) * factor, room.height()});
    const std::array<double, 3> natural = naturalHeaders(content, wide), titles = titleWidths(content, wide);
    for (const Lines& lines : {Lines{0}, Lines{0, 2}, Lines{0, 1}, Lines{0, 1, 2}}) {
      EquationLayout tried = wide;
      double cut = 0;
      for (std::size_t line = 0; line < lines.size(); ++line) {
        const std::size_t first = lines[line];
        // A panel alone has the whole line for its titles.
        if (endOf(lines, line) == first + 1)
          tried.headers[first].setWidth(std::min(natural[first], room.width() - (line > 0 ? lineIndent : 0)));
      }
      bool titlesCut = false;
      for (std::size_t k = 0; k < 3; ++k) {
        cut += tried.headers[k].width() + 1 < natural[k] ? 1 : 0;
        // A card needs a line that is as high as the room.
        titlesCut = titlesCut || (wide.kind != EquationLayout::Kind::Structure &&
                                  tried.headers[k].width() + 1 < titles[k]);
      }
      if (!fitsInLines(tried, lines, room.width())) continue;
      const bool numbers = hasNumbers(tried);
      const double score = static_cast<double>(lines.size()) + (cut > 0 ? 1.2 : 0) + (titlesCut ? 1.5 : 0) +
                           0.02 * factor + (lines == Lines{0, 1} ? 0.1 : 0) +
                           (options.numbers && !numbers                                             ? 2.5
                            : options.numbers && tried.panel(PanelRole::Local).numbers.decimals < 2 ? 0.5
                                                                                                    : 0);
      if (score >= least) continue;
      least = score;
      best = inLines(std::move(tried), lines, room.width(), isTight);
    }
    // Wider than this only makes cells larger.
    if (least < 1.3) break;
  }
  if (least < 1e9) return best;
  // Nothing fits: one line, with the titles cut.
  best = layoutEquation(content, options, room);
  closeUp(best, 0, 3);
  return best;
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

/// In a low room: cells as high as they can be without the written sum, for which a layout keeps room.
EquationLayout equationInLowRoom(const EquationContent& content, const EquationOptions& options,
                                 QSizeF room) {
  EquationLayout best;
  double least = HUGE_VAL;
  const double fewest = std::min(0.0, leastTried - room.height());
  for (double more = 140; more >= fewest; more -= 7) {
    EquationLayout tried = equationInLines(content, options, room + QSizeF(0, more), true);
    moveUp(tried, tried.headers[0].top());
    // Cells must not cover the titles.
    const auto covered = [&tried](std::size_t k) { return topOf(tried, k) < tried.headers[k].bottom() - 6; };
    const double used = usedHeight(tried) + (covered(0) || covered(1) || covered(2) ? 1e4 : 0);
    if (used >= least) continue;
    least = used;
    best = std::move(tried);
    if (used <= room.height()) break;
  }
  return best;
}

/// The cells as large as one panel alone can have them.
EquationLayout panelAlone(const EquationContent& content, const EquationOptions& options, PanelRole role,
                          QSizeF room) {
  const auto k = static_cast<std::size_t>(role);
  EquationLayout layout;
  for (double factor = 3; factor >= 1; factor -= 0.1) {
    layout = layoutEquation(content, options, {room.width() * factor, room.height()});
    if (isCard(layout, k) ? layout.card.width() <= room.width()
                          : layout.panels[k].bounds().width() + 2 * bracketReachX <= room.width())
      break;
  }
  shiftPanel(layout, k, {-leftOf(layout, k), 0});
  layout.headers[k].moveLeft(0);
  layout.headers[k].setWidth(room.width());
  if (isCard(layout, k)) {
    layout.card.setWidth(std::min(layout.card.width(), room.width()));
    layout.legend = {};
    return layout;
  }
  if (layout.legend.isEmpty()) layout.legend = {0, 0, legendBar, 30};
  layout.legend.moveTopLeft({bracketReachX, bottomOf(layout, k) + 10});
  return layout;
}

}  // namespace

bool EquationPage::lacksNumbers() const {
  return layout.kind == EquationLayout::Kind::Heatmaps && !layout.panel(PanelRole::Local).numbers;
}

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

EquationPage layoutOnPage(EquationContent content, const FigureRequest& request, QSizeF room,
                          const std::optional<Magnitudes>& run) {
  EquationPage page{.content = std::move(content), .layout = {}, .light = {}};
  const bool written = request.entry && request.what != FigureWhat::Panel &&
                       *request.entry < page.content.equation.upstreamRows() * page.content.columns();
  const QSizeF inner(room.width(), std::max(140.0, room.height()));
  const Theme theme = themeOf(request);
  // Without slices, whose sliders a page lacks.
  const EquationOptions options{.reading = request.reading,
                                .numbers = request.values,
                                .tensors = TensorReading::Nested,
                                .scale = request.scale,
                                .run = run,
                                .map = theme.gradientMap,
                                .zeroDots = theme.zeroDots};
  EquationLayout& layout = page.layout;
  bool isLow = false;
  if (request.what == FigureWhat::Panel) {
    layout = panelAlone(page.content, options, request.panel, inner);
  } else {
    layout = equationInLines(page.content, options, inner);
  }
  const bool fits = layout.kind != EquationLayout::Kind::Structure &&
                    usedHeight(layout) - layout.headers[0].top() <= room.height();
  const bool isHigh = room.height() >= lowRoom && (!request.heightMm || fits);
  if (request.what == FigureWhat::Both && !isHigh) {
    std::optional<EquationLayout> low = lowEquation(page.content, options, room);
    if (!low) {
      layout = equationInLowRoom(page.content, options, room);
      const double used = usedHeight(layout) - layout.headers[0].top();
      // Flattened, the same numbers need less height than blocks one below the other.
      EquationOptions flat = options;
      if (!request.keepReading) flat.reading = Reading::Flat;
      if (used > room.height()) low = lowEquation(page.content, flat, room);
      // As little higher than the room as it can be.
      for (double more = 8; !low && room.height() + more < used; more += 8) {
        low = lowEquation(page.content, options, room + QSizeF(0, more));
        if (!low) low = lowEquation(page.content, flat, room + QSizeF(0, more));
      }
    }
    isLow = low.has_value();
    if (low) layout = *std::move(low);
  }
  layout.sentence = {};
  const auto alone = static_cast<std::size_t>(request.panel);
  if (request.what == FigureWhat::Panel) closeUp(layout, alone, alone + 1);
  moveUp(layout, layout.headers[request.what == FigureWhat::Panel ? alone : 0].top());
  page.height = usedHeight(layout);
  if (isLow) page.height = std::min(page.height, std::max(room.height(), usedHeight(layout) - 4));
  if (request.what == FigureWhat::Panel) {
    page.height =
        std::max(bottomOf(layout, static_cast<std::size_t>(request.panel)), layout.legend.bottom()) + 4;
  }
  if (written) {
    const core::Index columns = page.content.columns();
    page.light.entry =
        EquationEntry{PanelRole::Downstream, *request.entry / columns, *request.entry % columns};
    // As high as its lines need.
    const Sentence sentence = entrySentence(page.content, *page.light.entry, layout.columns);
    const double lines = paragraphAt(sentence, {}, room.width() - 2 * sentenceInset, sentenceSize()).height;
    layout.sentence = {0, page.height + 8, room.width(), lines + 20};
    page.height = layout.sentence.bottom();
  }
  return page;
}

void paintEquationPage(QPainter& painter, const EquationPage& page, const FigureRequest& request,
                       const Theme& theme) {
  if (request.what == FigureWhat::Panel) {
    paintEquationPanel(painter, page.content, page.layout, request.panel, theme);
  } else {
    paintEquation(painter, page.content, page.layout, page.light, theme);
  }
}

}  // namespace ui
