#include "ui/panels/inspector/check_section.h"

#include <QLabel>
#include <QPushButton>

#include "ui/figures/number_text.h"
#include "ui/panels/check/check_words.h"

namespace ui {
namespace {

constexpr core::Index someEntries = 64;
constexpr int settledAfter = 150;  // ms: numbers that change under a slider are checked when they stand still

bool hasArrived(const Subject& subject) {
  const std::size_t position = *subject.position;
  const core::Trace& trace = subject.moment->trace();
  if (subject.moment->isAsking() || checkedEntries(trace, position) == 0) return false;
  if (trace.graph().node(position).isLeaf()) return subject.moment->gradientComplete(position);
  return trace.hasValue(position) && subject.moment->valueKnown(position);
}

}  // namespace

CheckSection::CheckSection(QWidget* parent) : Section(parent) {
  settled_.setSingleShot(true);
  settled_.setInterval(settledAfter);
  connect(&settled_, &QTimer::timeout, this, [this] { this->check(someEntries); });
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
  clear();
  if (!shown_) return;
  const NodeCheck* check = found();
  const bool isWaiting = running_.has_value() || settled_.isActive();
  RichLine& heading = addHeading(*theme_, {});
  heading.setPieces({{.text = tr("Check"), .bold = true, .ink = &Theme::muted}},
                    {{.text = check       ? verdictText(*check)
                              : isWaiting ? tr("checking…")
                                          : tr("not checked"),
                      .bold = check != nullptr,
                      .ink = check ? verdictInk(check->verdict()) : &Theme::muted}});
  const QString pending = QStringLiteral("…");
  if (check || isWaiting) {
    const bool hasNumber = check && check->differences.node;
    addLine(*theme_, {{.text = tr("Finite difference, worst entry"), .ink = &Theme::muted}},
            {{.text = hasNumber ? deviationText(check->differences.worst)
                      : check   ? tr("none")
                                : pending}});
    const bool isFunction = !trace_->graph().node(*shown_).isLeaf() && trace_->hasGradient(*shown_);
    if (isFunction && (!check || check->product))
      addLine(*theme_, {{.text = tr("Vector–Jacobian product vs. full J"), .ink = &Theme::muted}},
              {{.text = !check                    ? pending
                        : check->product->isEqual ? tr("equal")
                                                  : deviationText(check->product->worst)}});
  }
  if (check && check->differences.entries < check->entries)
    addLine(*theme_, {{.text = tr("Entries, evenly spread"), .ink = &Theme::muted}},
            {{.text = entriesText(*check), .ink = &Theme::muted}});
  if (check && check->differences.corner) {
    auto* corner = new QLabel(cornerText(*trace_, *check));
    corner->setObjectName(QStringLiteral("note"));
    corner->setWordWrap(true);
    column().addWidget(corner);
  }
  const auto link = [this](const QString& text, const QString& tip, auto then) {
    auto* button = new QPushButton(text);
    button->setObjectName(QStringLiteral("link"));
    button->setToolTip(tip);
    button->setCursor(Qt::PointingHandCursor);
    connect(button, &QPushButton::clicked, this, then);
    column().addWidget(button, 0, Qt::AlignLeft);
  };
  if (!check && running_)
    link(tr("Cancel"), tr("Stop this check"), [this] {
      work_.cancel();
      running_.reset();
      fill();
    });
  else if (!check && !isWaiting)
    link(tr("Check this node"), tr("Compare its gradients with central differences"),
         [this] { this->check(someEntries); });
  link(tr("Check the whole graph"), tr("Every gradient beside central differences (Ctrl+K)"),
       [this] { emit wholeGraphAsked(); });
}

}  // namespace ui
