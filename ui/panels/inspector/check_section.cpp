#include "ui/panels/inspector/check_section.h"

#include <QLabel>
#include <QPushButton>

#include "ui/figures/number_text.h"
#include "ui/panels/check/check_words.h"

namespace ui {
namespace {

constexpr int settledAfter = 150;  // ms: numbers that change under a slider are checked when they stand still

bool hasArrived(const Subject& subject) {
  const std::size_t position = *subject.position;
  const core::Trace& trace = subject.moment->trace();
  if (subject.moment->isAsking() || checkedEntries(trace, position) == 0) return false;
  if (trace.graph().node(position).isLeaf()) return subject.moment->gradientComplete(position);
  return trace.hasValue(position) && subject.moment->valueKnown(position);
}

}  // namespace

CheckSection::CheckSection(QWidget* parent)
    : Section(parent),
      heading_(new RichLine(12)),
      difference_(new RichLine),
      product_(new RichLine),
      entries_(new RichLine),
      corner_(new QLabel),
      act_(new QPushButton),
      whole_(new QPushButton(tr("Check the whole graph"))) {
  column().addSpacing(8);
  for (RichLine* line : {heading_, difference_, product_, entries_}) column().addWidget(line);
  corner_->setObjectName(QStringLiteral("note"));
  corner_->setWordWrap(true);
  corner_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column().addWidget(corner_);
  for (QPushButton* link : {act_, whole_}) {
    link->setObjectName(QStringLiteral("link"));
    link->setCursor(Qt::PointingHandCursor);
    column().addWidget(link, 0, Qt::AlignLeft);
  }
  whole_->setToolTip(tr("Every gradient beside central differences (Ctrl+K)"));
  connect(whole_, &QPushButton::clicked, this, &CheckSection::wholeGraphAsked);
  connect(act_, &QPushButton::clicked, this, [this] {
    if (!running_) return check(someEntries);
    work_.cancel();
    running_.reset();
    fill();
  });
  settled_.setSingleShot(true);
  settled_.setInterval(settledAfter);
  connect(&settled_, &QTimer::timeout, this, [this] { check(someEntries); });
  connect(&work_, &Background::failed, this, [this] {
    running_.reset();
    fill();
  });
}

void CheckSection::show(const Subject& subject) {
  const bool isShown = subject.position && subject.moment && hasArrived(subject);
  setVisible(isShown);
  if (!isShown) {
    shown_.reset();
    settled_.stop();
    return;
  }
  const bool isSame =
      shown_ == subject.position && trace_ == subject.moment->sharedTrace() && theme_ == subject.theme;
  if (isSame) return;
  if (trace_ != subject.moment->sharedTrace() || (running_ && running_ != subject.position)) {
    work_.cancel();
    running_.reset();
  }
  if (trace_ != subject.moment->sharedTrace()) found_.clear();
  trace_ = subject.moment->sharedTrace();
  shown_ = subject.position;
  theme_ = subject.theme;
  settled_.stop();
  if (!found() && isQuickToCheck(*trace_, *shown_, someEntries)) settled_.start();
  fill();
}

const NodeCheck* CheckSection::found() const {
  const auto found = shown_ ? found_.find(*shown_) : found_.end();
  return found == found_.end() ? nullptr : &found->second;
}

void CheckSection::check(core::Index most) {
  if (!shown_) return;
  running_ = shown_;
  work_.start(
      [trace = trace_, node = *shown_, most](const std::stop_token& stop) {
        return checkedNode(*trace, node, most, {stop, {}});
      },
      [this](NodeCheck check) {
        running_.reset();
        const std::size_t node = check.node;
        found_[node] = std::move(check);
        fill();
      });
  fill();
}

void CheckSection::fill() {
  if (!shown_) return;
  for (RichLine* line : {heading_, difference_, product_, entries_}) line->setTheme(*theme_);
  const NodeCheck* check = found();
  const bool isWaiting = running_.has_value() || settled_.isActive();
  const QString pending = QStringLiteral("…");
  heading_->setPieces({{.text = tr("Check"), .bold = true, .ink = &Theme::muted}},
                      {{.text = check       ? verdictText(*check)
                                : isWaiting ? tr("checking…")
                                            : tr("not checked"),
                        .bold = check != nullptr,
                        .ink = check ? verdictInk(check->verdict()) : &Theme::muted}});

  difference_->setVisible(check || isWaiting);
  const bool hasNumber = check && check->differences.node;
  difference_->setPieces({{.text = tr("Finite difference, worst entry"), .ink = &Theme::muted}},
                         {{.text = hasNumber ? deviationText(check->differences.worst)
                                   : check   ? tr("none")
                                             : pending}});
  const bool isFunction = !trace_->graph().node(*shown_).isLeaf() && trace_->hasGradient(*shown_);
  product_->setVisible(isFunction && (check ? check->product.has_value() : isWaiting));
  product_->setPieces({{.text = tr("Vector–Jacobian product vs. full J"), .ink = &Theme::muted}},
                      {{.text = !check || !check->product ? pending
                                : check->product->isEqual ? tr("equal")
                                                          : deviationText(check->product->worst)}});
  entries_->setVisible(check && check->differences.entries < check->entries);
  if (check)
    entries_->setPieces({{.text = tr("Entries, evenly spread"), .ink = &Theme::muted}},
                        {{.text = entriesText(*check), .ink = &Theme::muted}});
  corner_->setVisible(check && check->differences.corner);
  if (check) corner_->setText(cornerText(*trace_, *check));

  act_->setVisible(!check && (running_ || !isWaiting));
  act_->setText(running_ ? tr("Cancel") : tr("Check this node"));
  act_->setToolTip(running_ ? tr("Stop this check") : tr("Compare its gradients with central differences"));
}

}  // namespace ui
