#include "ui/figures/node_painter.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

#include "ui/figures/graph_painter.h"
#include "ui/figures/graph_text.h"
#include "ui/figures/heatmap_marks.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"
#include "ui/model/value_range.h"

namespace ui {
namespace {

constexpr double twoLines = 34;  // a leaf that is lower has its gradient's name beside its own
constexpr double stripHeight = 11;
constexpr double stripCell = 9;
constexpr double stripGap = 7;
constexpr double stripPicture = 60;

QColor withAlpha(QColor colour, float alpha) {
  colour.setAlphaF(alpha);
  return colour;
}

/// Soft shadow out of translucent outlines: no effect, so that files stay vector.
void paintShadow(QPainter& painter, const QRectF& rect, double radius, const Theme& theme) {
  if (theme.shadow.alpha() == 0) return;
  painter.setPen(Qt::NoPen);
  QColor layer = theme.shadow;
  layer.setAlphaF(theme.shadow.alphaF() * 0.3F);
  painter.setBrush(layer);
  for (const double grow : {0.5, 1.8, 3.2}) {
    painter.drawRoundedRect(rect.adjusted(-grow, 1.5 - grow, grow, 1.5 + grow), radius + grow, radius + grow);
  }
}

struct Line {
  QColor colour;
  double width = 1.4;
  Qt::PenStyle style = Qt::SolidLine;
};

Line outlineOf(const NodeText& text, const NodeLook& look, const Theme& theme) {
  switch (look.outline) {
    case Outline::Active: return {theme.local, 2.6};
    case Outline::Problem: return {theme.error, 2};
    case Outline::Spoilt: return {theme.error, 2, Qt::DashLine};
    case Outline::Waits: return {theme.nodeLine, 1.4, Qt::DashLine};
    case Outline::Done: return {theme.downstream};
    case Outline::Idle: break;
  }
  if (text.form == NodeForm::Input) return {theme.value};
  if (text.form == NodeForm::Parameter) return {theme.parameter, 1.6};
  return {theme.nodeLine, 1.4, look.noGradient ? Qt::DashLine : Qt::SolidLine};
}

QPen penOf(const Line& line) {
  QPen pen(line.colour, line.width);
  if (line.style == Qt::DashLine) pen.setDashPattern({4 / line.width, 3 / line.width});
  return pen;
}

void paintHatch(QPainter& painter, const QRectF& rect, double radius, const QColor& lines) {
  drawHatch(painter, rect.adjusted(2, 2, -2, -2).marginsRemoved(QMarginsF(radius / 4, 0, radius / 4, 0)),
            QColor(Qt::transparent), lines);
}

/// "∂L/∂W 3×5"
void paintGradientLine(QPainter& painter, QPointF centre, const NodeLook& look, const Theme& theme, double room) {
  const double pixels = textSizes().slope;
  const TextStyle style{.pixelSize = textSizes().note};
  const double name = texSize(look.gradient, pixels).width();
  const double shape = look.gradientShape.isEmpty() ? 0 : textWidth(look.gradientShape, style) + 5;
  if (name + shape > room || shape == 0) return paintTexCentred(painter, centre, look.gradient, pixels, theme.downstream, room);
  const double left = centre.x() - (name + shape) / 2;
  paintTexCentred(painter, {left + name / 2, centre.y()}, look.gradient, pixels, theme.downstream);
  drawText(painter, {left + name + 5, centre.y() + 3.8}, look.gradientShape, style, theme.downstream);
}

void paintTexts(QPainter& painter, const NodeText& text, const QRectF& rect, const NodeLook& look,
                const Theme& theme, Detail detail) {
  const QPointF centre = rect.center();
  const double room = rect.width() - (text.height > 0 ? 6 : 10);
  const bool faint = look.stale || look.outline == Outline::Waits;
  const QColor& ink = faint ? theme.faint : theme.ink;
  const QColor& second = faint ? theme.faint : theme.muted;
  if (isLeafForm(text.form)) {
    const bool third = !look.gradient.isEmpty() && detail == Detail::Whole;
    // On a page the lines are larger, and so is the node. On the screen it has room for two: the gradient with its shape
    // says what the words said.
    const bool page = textSetting().page;
    const bool alone = text.note.isEmpty() || detail != Detail::Whole || (third && !page);
    if (third && alone && rect.height() < twoLines) {
      const double name =
          texSize(text.tex, 14.25).width() + textWidth(text.tail, {.pixelSize = textSizes().tail});
      const double slope = texSize(look.gradient, textSizes().slope).width();
      const double left = centre.x() - (name + slopeGap + slope) / 2;
      paintNameCentred(painter, {left + name / 2, centre.y()}, text.tex, text.tail, ink, name + 1);
      return paintTexCentred(painter, {left + name + slopeGap + slope / 2, centre.y()}, look.gradient,
                             textSizes().slope, theme.downstream);
    }
    const double rise = !third ? (alone ? 0 : 7.5) : alone ? (page ? 9 : 7) : 12.5;
    paintNameCentred(painter, centre - QPointF(0, rise), text.tex, text.tail, ink, room);
    if (!alone) {
      paintTextFitted(painter,
                      centre + QPointF(0, third ? 3 : 9),
                      text.note, {.pixelSize = textSizes().note}, second, room);
    }
    if (third)
      paintGradientLine(painter,
                        centre + QPointF(0, !alone ? 16.5 : page ? 10 : 9),
                        look, theme, room);
    return;
  }
  const bool gate = text.form == NodeForm::Gate;
  const bool glyph = gate && text.tex.isEmpty();
  const bool alone = text.tex.isEmpty() || detail != Detail::Whole;
  const TextStyle style = glyph ? TextStyle{.pixelSize = 17, .weight = QFont::Medium}
                                : TextStyle{.pixelSize = gate ? textSizes().gate : 13.0, .weight = QFont::DemiBold};
  // In a low box both lines keep clear of the port below.
  const double up = text.height > 0 ? 2 : 0;
  paintTextFitted(painter, centre - QPointF(0, alone ? 0 : gate ? 8.5 : 9 + up), text.title, style, ink, room);
  if (alone) return;
  const QPointF below = centre + QPointF(0, gate ? 8.5 : 9.5 - 1.5 * up);
  if (look.outline == Outline::Waits) {
    drawTextCentred(painter, below, QCoreApplication::translate("canvas", "waits"), {.pixelSize = 12.5},
                    second);
  } else {
    paintTexCentred(painter, below, text.tex, gate ? 13 : textSizes().formula, second, room);
  }
}

double stripStep(std::size_t count) {
  if (count == 0) return 0;
  return count <= mostStripCells ? stripCell : stripPicture / static_cast<double>(count);
}

void paintStrip(QPainter& painter, const NodeGeometry& geometry, const NodeLook& look, const ColourScale& range,
                const Theme& theme) {
  if (look.strip.empty()) return;
  const QRectF& rect = geometry.rect;
  ColourScale scale = range.inMapsOf(theme);
  if (theme.valuesByPanel) {
    const ValueRange own = rangeOf(look.strip);
    scale = ColourScale::values(theme, own.lo, own.hi);
  }
  const std::size_t count = look.strip.size();
  const bool cells = count <= mostStripCells;
  const double step = stripStep(count);
  const double top = rect.top() - stripHeight - stripGap;
  double x = rect.center().x() + geometry.stripShift - step * static_cast<double>(count) / 2;
  painter.setPen(cells ? QPen(theme.cellLine, 0.8) : QPen(Qt::NoPen));
  for (const double v : look.strip) {
    QColor colour = look.stale ? theme.lineSoft : QColor::fromRgb(scale.colour(v));
    if (look.ghost) colour.setAlphaF(0.3F);
    const QRectF cell = cells ? QRectF(x + 0.5, top + 0.5, step - 1, stripHeight - 1)
                              : QRectF(x, top, step + 0.3, stripHeight);
    painter.setBrush(colour);
    if (cells)
      painter.drawRoundedRect(cell, 1, 1);
    else
      painter.fillRect(cell, colour);
    if (cells && !look.stale && scale.hatches(v)) {
      drawNegativeHatch(painter, cell, textOn(colour.rgb()));
      painter.setPen(QPen(theme.cellLine, 0.8));
    }
    if (cells && std::isnan(v))
      drawNanMark(painter, cell);
    else if (cells && std::isinf(v))
      drawInfinityMark(painter, cell, v > 0, textOn(colour.rgb()));
    else if (cells && !look.stale && scale.clips(v))
      drawClippedMark(painter, cell, textOn(colour.rgb()));
    if (cells && (!std::isfinite(v) || scale.clips(v))) painter.setPen(QPen(theme.cellLine, 0.8));
    x += step;
  }
}

/// "Σ 2 of 2 contributions in", or how many entries wait to be set, below the node or, where a wire leaves there, at the wire's right; on a page where it has a
/// place.
void paintSum(QPainter& painter, const NodeGeometry& geometry, const NodeLook& look, const Theme& theme) {
  if (!look.fresh.isEmpty()) {
    const TextStyle style{.pixelSize = textSizes().label, .weight = QFont::DemiBold};
    const double left = geometry.below ? geometry.rect.center().x() + 10 : geometry.rect.center().x() - textWidth(look.fresh, style) / 2;
    return drawText(painter, {left, geometry.rect.bottom() + 21}, look.fresh, style, theme.local);
  }
  if (look.sum.isEmpty()) return;
  const TextStyle bold{.pixelSize = textSizes().label, .weight = QFont::DemiBold};
  const TextStyle plain{.pixelSize = textSizes().label};
  const QString rest = geometry.sum && geometry.sum->brief ? QString() : look.sumRest;
  const double first = textWidth(look.sum, bold);
  const double all = first + textWidth(rest, plain);
  const QPointF centre(geometry.rect.center().x(), geometry.rect.bottom() + 17);
  const double left = geometry.sum ? geometry.sum->leftOf(all) : geometry.below ? centre.x() + 10 : centre.x() - all / 2;
  const double baseline = (geometry.sum ? geometry.sum->at.y() : centre.y()) + 4;
  drawText(painter, QPointF(left, baseline), look.sum, bold, inkOf(look.sumInk, theme));
  drawText(painter, QPointF(left + first, baseline), rest, plain, inkOf(look.sumInk, theme));
}

void paintMarks(QPainter& painter, const QRectF& rect, const NodeLook& look, const Theme& theme) {
  if (look.order > 0) {
    const QPointF at = rect.topLeft() + QPointF(look.breakpoint ? 12 : 6, 12);
    drawText(painter, at, QString::number(look.order), {.pixelSize = 9.5, .weight = QFont::DemiBold}, theme.muted);
  }
  if (look.breakpoint) paintBreakpoint(painter, rect.topLeft() + QPointF(1, 1), 8.5, theme);
  const TextStyle style{.pixelSize = 11, .weight = QFont::Bold};
  if (look.problem > 0) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.error);
    painter.drawEllipse(rect.topRight(), 9, 9);
    drawTextCentred(painter, rect.topRight(), QString::number(look.problem), style, theme.onRole);
  }
  if (look.corner) {
    const QPointF at = rect.bottomLeft() + QPointF(1, -1);
    painter.setPen(QPen(theme.local, 1.3));
    painter.setBrush(theme.nodeFill);
    painter.drawEllipse(at, 7, 7);
    drawTextCentred(painter, at, QStringLiteral("i"), style, theme.local);
  }
}

void paintPorts(QPainter& painter, const NodeGeometry& geometry, const NodeLook& look, const Theme& theme) {
  bool used = false;
  for (std::size_t k = 0; k < geometry.outputs.size(); ++k) {
    if (!geometry.outputUsed[k]) continue;
    paintPort(painter, geometry.outputs[k].at, look.outputs[k], theme);
    used = true;
  }
  if (!used) paintPort(painter, geometry.outputs.front().at, WireState::Idle, theme);
  for (const InputPort& input : geometry.inputs) {
    if (look.missing[input.argument])
      paintPort(painter, input.port.at, WireState::Error, theme, 5);
    else if (input.wired)
      paintPort(painter, input.port.at, look.inputs[input.argument], theme);
  }
}

}  // namespace

void paintBreakpoint(QPainter& painter, QPointF centre, double radius, const Theme& theme) {
  painter.setPen(QPen(theme.error, radius * 0.26));
  painter.setBrush(theme.nodeFill);
  painter.drawEllipse(centre, radius * 0.87, radius * 0.87);
  const double width = radius * 0.22, height = radius * 0.76;
  for (const double side : {-1.0, 1.0}) {
    painter.fillRect(QRectF(centre.x() + side * radius * 0.25 - width / 2, centre.y() - height / 2, width, height), theme.error);
  }
}

double cornerRadius(const NodeText& text, const NodeGeometry& geometry) {
  if (text.form == NodeForm::Input) return geometry.rect.height() / 2;
  return isLeafForm(text.form) ? 5 : 9;
}

void paintNode(QPainter& painter, const NodeText& text, const NodeGeometry& geometry, const NodeLook& look,
               const ColourScale& scale, const Theme& theme, Detail detail) {
  const QRectF& rect = geometry.rect;
  const double radius = cornerRadius(text, geometry);
  const Line line = outlineOf(text, look, theme);
  const QColor fill = text.form == NodeForm::Parameter ? theme.parameterTint : theme.nodeFill;
  if (detail == Detail::Outline) {
    painter.fillRect(rect, fill);
    painter.setPen(QPen(line.colour, 0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    return;
  }
  if (detail == Detail::Whole) paintShadow(painter, rect, radius, theme);
  if (look.outline == Outline::Active) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(theme.local, 0.17F));
    painter.drawRoundedRect(rect.adjusted(-5, -5, 5, 5), radius + 5, radius + 5);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(rect, radius, radius);
  if (look.stale) paintHatch(painter, rect, radius, theme.lineSoft);
  if (look.partial) paintHatch(painter, rect, radius, withAlpha(theme.downstream, 0.22F));
  painter.setPen(penOf(line));
  painter.setBrush(Qt::NoBrush);
  const double inset = line.width / 2;
  painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
  paintTexts(painter, text, rect, look, theme, detail);
  if (detail != Detail::Whole) return;

  paintStrip(painter, geometry, look, scale, theme);
  paintSum(painter, geometry, look, theme);
  paintPorts(painter, geometry, look, theme);
  paintMarks(painter, rect, look, theme);
  if (!look.pill.text.isEmpty()) {
    const double rise = look.strip.empty() ? 27 : 37;
    paintPill(painter, geometry.pill.value_or(QPointF(rect.center().x(), rect.top() - rise)), look.pill.text,
              inkOf(look.pill.ground, theme), theme);
  }
}

void paintCapsule(QPainter& painter, const CapsuleGeometry& geometry, const CapsuleLook& look,
                  const Theme& theme, Detail detail) {
  const QRectF& rect = geometry.rect;
  const double radius = rect.height() / 2;
  const bool active = look.outline == Outline::Active;
  const Line line = active ? Line{theme.local, 2.6} : Line{look.known ? theme.value : theme.nodeLine};
  if (detail == Detail::Whole) paintShadow(painter, rect, radius, theme);
  if (active) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(theme.local, 0.17F));
    painter.drawRoundedRect(rect.adjusted(-5, -5, 5, 5), radius + 5, radius + 5);
  }
  painter.setPen(penOf(line));
  painter.setBrush(theme.nodeFill);
  const double inset = line.width / 2;
  painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
  if (detail == Detail::Outline) return;
  const QPointF centre = rect.center();
  const double room = rect.width() - 14;
  const bool note = geometry.hasNote();
  paintNameCentred(painter, centre - QPointF(0, note ? 7.5 : 0), look.tex, look.tail, theme.ink, room);
  if (note) paintTextFitted(painter, centre + QPointF(0, 9), look.note, {.pixelSize = textSizes().note}, theme.muted, room);
  if (detail != Detail::Whole) return;
  paintPort(painter, geometry.wire.path.end(), look.wire.state, theme);
  if (!look.pill.text.isEmpty()) {
    paintPill(painter, QPointF(centre.x(), rect.top() - 20), look.pill.text, inkOf(look.pill.ground, theme),
              theme);
  }
}

double stripWidth(std::size_t count) { return stripStep(count) * static_cast<double>(count); }

QRectF stripCellRect(const NodeGeometry& geometry, std::size_t count, std::size_t cell) {
  const double step = stripStep(count);
  const double left = geometry.rect.center().x() - step * static_cast<double>(count) / 2;
  return {left + step * static_cast<double>(cell), geometry.rect.top() - stripHeight - stripGap, step,
          stripHeight};
}

std::optional<std::size_t> stripCellAt(const NodeGeometry& geometry, std::size_t count, QPointF point) {
  if (count == 0) return std::nullopt;
  const QRectF first = stripCellRect(geometry, count, 0);
  const double cell = std::floor((point.x() - first.left()) / first.width());
  const bool inside = point.y() >= first.top() && point.y() < first.bottom() && cell >= 0 &&
                      cell < static_cast<double>(count);
  return inside ? std::optional(static_cast<std::size_t>(cell)) : std::nullopt;
}

QRectF paintedRect(const NodeGeometry& geometry, const NodeLook& look) {
  QRectF rect = geometry.rect.adjusted(-12, -12, 12, 12);
  if (!look.strip.empty()) rect.setTop(geometry.rect.top() - 22);
  if (!look.pill.text.isEmpty()) rect.setTop(geometry.rect.top() - 50);
  const bool line = !look.sum.isEmpty() || !look.fresh.isEmpty();
  if (!look.pill.text.isEmpty() || line) rect.adjust(-30, 0, 30, 0);
  if (line) {
    rect.setBottom(geometry.rect.bottom() + 28);
    rect.adjust(-30, 0, geometry.below ? 190 : 40, 0);
  }
  return rect;
}

}  // namespace ui
