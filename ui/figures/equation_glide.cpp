#include "ui/figures/equation_glide.h"

#include <QPainter>

#include <algorithm>

#include "ui/figures/text_style.h"

namespace ui {
namespace {

using core::Index;

/// So many rectangles are drawn well within a frame.
constexpr Index mostMoving = 9000;
constexpr Index mostNumbers = 300;

double between(double from, double to, double done) { return from + (to - from) * done; }

}  // namespace

EquationGlide::EquationGlide(const EquationContent& content, const EquationLayout& from,
                             const EquationLayout& to, const Theme& theme) {
  if (from.size.isEmpty() || to.size.isEmpty()) return;
  Index total = 0;
  for (const PanelLayout& panel : to.panels) total += panel.arrangement.cells();
  const Index stride = std::max<Index>(1, total / mostMoving);
  for (const PanelRole role : {PanelRole::Upstream, PanelRole::Local, PanelRole::Downstream}) {
    const PanelLayout& before = from.panel(role);
    const PanelLayout& after = to.panel(role);
    if (before.pooled || after.pooled) continue;
    if (role == PanelRole::Local && !content.isFormed()) continue;
    const ColourScale scale = to.scaleOf(role).inMapsOf(theme);
    const bool numbers = after.numbers && before.numbers && total <= mostNumbers;
    Index count = 0;
    for (Index block = 0; block < after.arrangement.blocks(); ++block) {
      for (int row = 0; row < after.arrangement.rows(); ++row) {
        for (int col = 0; col < after.arrangement.cols(); ++col) {
          if (count++ % stride != 0) continue;
          const std::optional<Index> entry = after.arrangement.entryAt(block, {row, col});
          if (!entry) continue;
          const EquationEntry named{role, *entry / after.columns, *entry % after.columns};
          const QRectF old = before.rectOf(named.row, named.column);
          const QRectF rect = after.rectOf(named.row, named.column);
          const double v = numberAt(content, named);
          cells_.push_back({old.isEmpty() ? rect : old, rect, scale.colour(v), old.isEmpty(),
                            numbers ? after.numbers.text(v) : QString(),
                            std::min(after.numbers.pixelSize, before.numbers.pixelSize)});
        }
      }
    }
  }
}

QRectF EquationGlide::rectOf(std::size_t cell, double done) const {
  const Moving& moving = cells_[cell];
  return {between(moving.from.x(), moving.to.x(), done), between(moving.from.y(), moving.to.y(), done),
          between(moving.from.width(), moving.to.width(), done),
          between(moving.from.height(), moving.to.height(), done)};
}

void EquationGlide::paint(QPainter& painter, double done) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const Moving& moving = cells_[k];
    QColor colour = QColor::fromRgb(moving.colour);
    if (moving.appears) colour.setAlphaF(static_cast<float>(done));
    const QRectF rect = rectOf(k, done);
    const double gap = std::min({1.5, rect.width() / 9, rect.height() / 9});
    painter.fillRect(rect.adjusted(gap / 2, gap / 2, -gap / 2, -gap / 2), colour);
  }
  painter.setRenderHint(QPainter::Antialiasing);
  for (std::size_t k = 0; k < cells_.size(); ++k) {
    const Moving& moving = cells_[k];
    if (moving.number.isEmpty()) continue;
    drawTextCentred(painter, rectOf(k, done).center(), moving.number, {.pixelSize = moving.pixelSize},
                    textOn(moving.colour));
  }
  painter.restore();
}

}  // namespace ui
