#include "ui/panels/problems/problems_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/companion.h"

namespace ui {

ProblemsView::ProblemsView(Document& document, Timeline& timeline, QWidget* parent)
    : DockView(parent),
      document_(document),
      timeline_(timeline),
      theme_(lightTheme()),
      page_(new ProblemPage(this)),
      none_(new QLabel(tr("Everything fits: there is no problem in this graph and in its numbers."), this)),
      nextChip_(new QToolButton(this)) {
  setAccessibleName(tr("Problems"));
  setFocusPolicy(Qt::StrongFocus);
  none_->setAlignment(Qt::AlignCenter);
  none_->setObjectName(QStringLiteral("muted"));
  nextChip_->setText(tr("Next problem  F8"));
  nextChip_->setToolTip(tr("Shift+F8 leads back"));
  connect(nextChip_, &QToolButton::clicked, this, [this] { step(1); });
  connect(page_, &ProblemPage::repairChosen, this, &ProblemsView::repair);
  connect(page_, &ProblemPage::repairPointedAt, this, [this](const Repair* pointed) { emit marked(marks(pointed)); });
  connect(page_, &ProblemPage::goThere, this, [this] {
    if (chosen_ < static_cast<int>(problems_.size())) goTo(problems_[static_cast<std::size_t>(chosen_)]);
  });
  setTheme(theme_);
  showChosen();
}

std::vector<Sentence> ProblemsView::tabs() const {
  return {{textPiece(tr("Problems")), textPiece(QStringLiteral("  %1").arg(problems_.size()))}};
}

std::vector<QWidget*> ProblemsView::chips() { return {nextChip_}; }

QWidget* ProblemsView::companion() {
  if (companion_ == nullptr) {
    companion_ = new Companion(tr("List of problems"));
    companion_->setTheme(theme_);
    connect(companion_, &Companion::closeRequested, this, &DockView::closeRequested);
    fillCompanion();
  }
  return companion_;
}

void ProblemsView::setTheme(const Theme& theme) {
  theme_ = theme;
  page_->setTheme(theme);
  if (companion_ == nullptr) return;
  companion_->setTheme(theme);
  fillCompanion();
}

QString ProblemsView::refusal() const {
  return document_.graph().empty() ? tr("There is no graph yet, and so no problem.") : QString();
}

void ProblemsView::refresh() {
  const Moment* moment = timeline_.moment();
  const std::shared_ptr<const core::Trace> trace = moment != nullptr ? moment->sharedTrace() : nullptr;
  if (looked_ && trace == trace_ && trace != nullptr && trace->graph().sharesAllWith(document_.graph())) return;
  looked_ = true;
  trace_ = trace;
  work_.start([sheet = document_.sheet(), trace](const std::stop_token& stop) { return problemsOf(sheet, trace.get(), stop); },
              [this](std::vector<ProblemReport> problems) {
                problems_ = std::move(problems);
                chosen_ = std::clamp(chosen_, 0, std::max(0, static_cast<int>(problems_.size()) - 1));
                showChosen();
                fillCompanion();
                emit tabsChanged();
              });
}

void ProblemsView::choose(int index) {
  chosen_ = index;
  showChosen();
  fillCompanion();
}

void ProblemsView::step(int direction) {
  if (problems_.empty()) return;
  const int count = static_cast<int>(problems_.size());
  choose((chosen_ + direction + count) % count);
  emit nodeChosen(problems_[static_cast<std::size_t>(chosen_)].node);
}

void ProblemsView::showChosen() {
  const bool any = !problems_.empty();
  page_->setVisible(any);
  none_->setVisible(!any);
  nextChip_->setEnabled(problems_.size() > 1);
  if (any) page_->setProblem(chosen_ + 1, problems_[static_cast<std::size_t>(chosen_)], document_.graph(), trace_);
  emit marked(marks(nullptr));
}

GraphMarks ProblemsView::marks(const Repair* previewed) const {
  GraphMarks marks;
  if (problems_.empty()) return marks;
  if (previewed == nullptr) return marks;
  // What is there already is outlined; what would be added is named.
  QStringList added;
  for (const core::NodeId& id : previewed->touched) {
    if (document_.graph().find(id) != nullptr) {
      marks.nodes.push_back({.id = id, .lit = true, .pill = Pill{previewed->text, Ink::Local}});
      marks.framed.push_back(id);
    } else {
      added << QString::fromStdString(id.text());
    }
  }
  if (!added.isEmpty()) marks.caption = tr("would add %1").arg(added.join(QStringLiteral(", ")));
  return marks;
}

void ProblemsView::goTo(const ProblemReport& report) {
  emit nodeChosen(report.node);
  const Moment* moment = timeline_.moment();
  const auto node = moment != nullptr ? moment->graph().position(report.node) : std::nullopt;
  if (!node) return;
  const bool backward = report.kind == ProblemReport::Kind::Gradient;
  const auto cursor = backward ? moment->backwardCursorOf(*node) : moment->forwardCursorOf(*node);
  if (cursor) timeline_.setCursor(*cursor);
  if (!report.entry) return;
  emit said(tr("%1: entry %2").arg(report.title).arg(*report.entry + 1));
}

void ProblemsView::repair(const Repair& repair) {
  emit marked({});
  const Sheet after = repair.after;
  document_.tryEdit(repair.text, [&](Sheet& sheet) {
    sheet.graph = after.graph;
    sheet.positions = after.positions;
  });
}

void ProblemsView::fillCompanion() {
  if (companion_ == nullptr) return;
  Companion& c = *companion_;
  c.begin(tr("Problems"), {{.text = QString::number(problems_.size()), .ink = &Theme::muted}});
  for (std::size_t k = 0; k < problems_.size(); ++k) {
    const ProblemReport& report = problems_[k];
    auto* card = new QFrame;
    const bool isChosen = static_cast<int>(k) == chosen_;
    card->setObjectName(QStringLiteral("problemCard"));
    card->setStyleSheet(QStringLiteral("#problemCard { background: %1; border: 1px solid %2; border-radius: 7px; }")
                            .arg((isChosen ? theme_.errorTint : theme_.panel).name(), (isChosen ? theme_.error : theme_.line).name()));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(10, 8, 10, 9);
    column->setSpacing(4);
    const core::Node* node = document_.graph().find(report.node);
    auto* title = new QLabel(tr("%1  %2").arg(k + 1).arg(report.title));
    title->setStyleSheet(QStringLiteral("font-weight: 600; color: %1;").arg(theme_.error.name()));
    auto* where = new QLabel(node != nullptr ? plainName(*node) : QString());
    where->setObjectName(QStringLiteral("muted"));
    auto* words = new QLabel(report.message);
    words->setWordWrap(true);
    words->setObjectName(QStringLiteral("muted"));
    column->addWidget(title);
    column->addWidget(where);
    column->addWidget(words);
    auto* row = new QHBoxLayout;
    auto* show = new QPushButton(tr("Show"));
    show->setAccessibleName(tr("Problem %1 of %2: show").arg(k + 1).arg(problems_.size()));
    connect(show, &QPushButton::clicked, this, [this, k] { choose(static_cast<int>(k)); });
    auto* there = new QPushButton(tr("Go there"));
    connect(there, &QPushButton::clicked, this, [this, k] { goTo(problems_[k]); });
    row->addWidget(show);
    row->addWidget(there);
    row->addStretch();
    column->addLayout(row);
    c.add(card);
  }
  if (problems_.empty()) c.words(tr("Everything fits."));
  if (problems_.empty()) return c.end();
  c.heading(tr("Still computed"));
  const Moment* moment = timeline_.moment();
  if (moment != nullptr) {
    int kept = 0, waiting = 0;
    for (std::size_t p = 0; p < moment->graph().size(); ++p) {
      if (moment->graph().node(p).isLeaf()) continue;
      ++(moment->trace().hasValue(p) ? kept : waiting);
    }
    c.line({{.text = tr("Functions with a value"), .ink = &Theme::muted}}, {{.text = countText(kept)}});
    c.line({{.text = tr("Functions that wait"), .ink = &Theme::muted}}, {{.text = countText(waiting)}});
  }
  c.end();
}

void ProblemsView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  page_->setGeometry(rect());
  none_->setGeometry(rect());
}

}  // namespace ui
