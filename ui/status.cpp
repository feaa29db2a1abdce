#include "ui/status.h"

#include <QPainter>
#include <QTimer>

#include "ui/figures/colour_map.h"
#include "ui/model/document.h"
#include "ui/model/timeline.h"

namespace ui {
namespace {

constexpr int kHeight = 24;
constexpr int kShown = 7000;  // ms that a message stands
constexpr double kGap = 20;

constexpr qsizetype kNamed = 3;  // nodes that are named, where more have stopped "…" stands for them

QString idText(const core::NodeId& id) { return QString::fromStdString(id.text()); }

/// Names of the nodes that cannot be computed for a reason of their own.
QStringList stoppedAt(const Moment& moment) {
  QStringList names;
  for (std::size_t node = 0; node < moment.graph().size() && names.size() <= kNamed; ++node) {
    const core::Problem* problem = moment.trace().problem(node);
    if (problem != nullptr && problem->kind != core::Problem::Kind::Waits) names << idText(moment.graph().node(node).id);
  }
  if (names.size() > kNamed) names.last() = QStringLiteral("…");
  return names;
}

}  // namespace

StatusLine::StatusLine(const Document& document, const Timeline& timeline, QWidget* parent)
    : QWidget(parent), document_(document), timeline_(timeline), timer_(new QTimer(this)) {
  setFixedHeight(kHeight);
  timer_->setSingleShot(true);
  timer_->setInterval(kShown);
  connect(timer_, &QTimer::timeout, this, [this] {
    saying_.clear();
    refresh();
  });
  connect(&document, &Document::sheetChanged, this, &StatusLine::refresh);
  connect(&document, &Document::opened, this, &StatusLine::refresh);
  connect(&timeline, &Timeline::changed, this, &StatusLine::refresh);
  refresh();
}

void StatusLine::setTheme(const Theme& theme) {
  theme_ = &theme;
  update();
}

void StatusLine::say(const QString& text) {
  saying_ = text;
  timer_->start();
  refresh();
}

void StatusLine::hint(const QString& text) {
  if (text == hint_) return;
  hint_ = text;
  update();
}

int StatusLine::problemCount() const {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr) return 0;
  const core::Trace& trace = moment->trace();
  int count = trace.firstNotFinite() ? 1 : 0;
  for (std::size_t node = 0; node < trace.graph().size(); ++node) {
    const core::Problem* problem = trace.problem(node);
    if (problem != nullptr && problem->kind != core::Problem::Kind::Waits) ++count;
  }
  return count;
}

QString StatusLine::countText() const {
  const auto wires = static_cast<qsizetype>(document_.graph().wires().size());
  const auto nodes = static_cast<qsizetype>(document_.graph().size());
  return tr("%1, %2").arg(nodes == 1 ? tr("1 node") : tr("%1 nodes").arg(nodes),
                          wires == 1 ? tr("1 wire") : tr("%1 wires").arg(wires));
}

QString StatusLine::stepText() const {
  const Moment* moment = timeline_.moment();
  if (moment == nullptr || document_.graph().empty()) return {};
  if (moment->isAsking())
    return tr("Backward %1 of %2, waiting for your answer").arg(moment->backwardDone()).arg(moment->backwardCount());
  if (moment->backwardDone() > 0)
    return tr("Backward %1 of %2").arg(moment->backwardDone()).arg(moment->backwardCount());
  if (moment->seeded()) return tr("Backward 0 of %1").arg(moment->backwardCount());
  if (const QStringList stopped = stoppedAt(*moment); moment->forwardDone() && !stopped.isEmpty())
    return tr("Forward stopped at %1").arg(stopped.join(tr(" and ")));
  return tr("Forward %1 of %2").arg(moment->cursor()).arg(moment->forwardCount());
}

QString StatusLine::seedText() const {
  const core::Graph& graph = document_.graph();
  if (graph.empty()) return {};
  if (!graph.output()) return tr("No output chosen");
  const QString name = idText(*graph.output());
  const Moment* moment = timeline_.moment();
  QString value;
  switch (graph.seed().kind) {
    case core::Seed::Kind::Default: value = QStringLiteral("1"); break;
    case core::Seed::Kind::Ones: value = tr("ones"); break;
    case core::Seed::Kind::Identity: value = tr("identity"); break;
    case core::Seed::Kind::Element: value = tr("one entry"); break;
    case core::Seed::Kind::Own: value = tr("own numbers"); break;
  }
  if (graph.seed().kind == core::Seed::Kind::Default && moment != nullptr && moment->trace().seed() &&
      moment->trace().seed()->size() > 1)
    value = tr("ones");
  return tr("Seed ∂%1/∂%1 = %2").arg(name, value);
}

void StatusLine::refresh() {
  setAccessibleName(saying_.isEmpty() ? tr("Status: %1, %2").arg(countText(), stepText()) : saying_);
  update();
}

void StatusLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->panelSoft);
  painter.fillRect(QRect(0, 0, width(), 1), theme_->line);
  QFont font = this->font();
  font.setPixelSize(12);
  painter.setFont(font);
  const QFontMetricsF metrics(font);

  double right = width() - 12;
  const auto atRight = [&](const QString& text) {
    right -= metrics.horizontalAdvance(text);
    painter.setPen(theme_->muted);
    painter.drawText(QRectF(right, 1, width(), height() - 1), Qt::AlignLeft | Qt::AlignVCenter, text);
    right -= kGap;
  };
  if (width() > 820) {
    atRight(theme_->divergingValues ? tr("Values: %1, zero-centred").arg(mapName(theme_->gradientMap))
                                    : tr("Values: %1").arg(mapName(theme_->valueMap)));
    atRight(tr("Gradients: %1, zero-centred").arg(mapName(theme_->gradientMap)));
  }
  double left = 12;
  const auto atLeft = [&](const QString& text, const QColor& ink) {
    if (text.isEmpty() || left >= right) return;
    painter.setPen(ink);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, right - left);
    painter.drawText(QRectF(left, 1, right - left, height() - 1), Qt::AlignLeft | Qt::AlignVCenter, shown);
    left += metrics.horizontalAdvance(shown) + kGap;
  };
  if (const QString& text = saying_.isEmpty() ? hint_ : saying_; !text.isEmpty()) {
    atLeft(text, theme_->ink);
    return;
  }
  if (document_.graph().empty()) {
    atLeft(tr("Empty graph"), theme_->muted);
  } else if (const int problems = problemCount(); problems > 0) {
    atLeft(problems == 1 ? tr("▲ 1 problem") : tr("▲ %1 problems").arg(problems), theme_->error);
  } else {
    atLeft(tr("● Shapes agree"), theme_->ok);
  }
  atLeft(countText(), theme_->muted);
  atLeft(timeline_.hasStale() ? timeline_.staleText() : stepText(),
         timeline_.hasStale() ? theme_->downstream : theme_->muted);
  atLeft(seedText(), theme_->muted);
}

}  // namespace ui
