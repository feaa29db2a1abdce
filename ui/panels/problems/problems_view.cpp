#include "ui/panels/problems/problems_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
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
      other_(new ProblemPage(this)),
      none_(new QLabel(tr("Everything fits: there is no problem in this graph and in its numbers."), this)),
      nextChip_(new QToolButton(this)) {
  setAccessibleName(tr("Problems"));
  setFocusPolicy(Qt::StrongFocus);
  none_->setAlignment(Qt::AlignCenter);
  none_->setObjectName(QStringLiteral("muted"));
  nextChip_->setText(tr("Next problem  F8"));
  nextChip_->setToolTip(tr("Shift+F8 leads back"));
  connect(nextChip_, &QToolButton::clicked, this, [this] { step(1); });
  connectPage(page_);
  connectPage(other_);
  setTheme(theme_);
  showChosen();
}

void ProblemsView::connectPage(ProblemPage* page) {
  connect(page, &ProblemPage::repairChosen, this, &ProblemsView::repair);
  connect(page, &ProblemPage::repairPointedAt, this,
          [this](const Repair* pointed) { emit marked(marks(pointed)); });
  connect(page, &ProblemPage::goThere, this, [this, page] {
    const int which = page == page_ ? chosen_ : before_;
    if (which >= 0 && which < static_cast<int>(problems_.size()))
      goTo(problems_[static_cast<std::size_t>(which)]);
  });
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
  other_->setTheme(theme);
  update();
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
                if (before_ == chosen_ || before_ >= static_cast<int>(problems_.size())) before_ = -1;
                showChosen();
                fillCompanion();
                emit tabsChanged();
              });
}

void ProblemsView::choose(int index) {
  if (index != chosen_) before_ = chosen_;
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
  if (any && before_ >= 0)
    other_->setProblem(before_ + 1, problems_[static_cast<std::size_t>(before_)], document_.graph(), trace_);
  placePages();
  emit marked(marks(nullptr));
}

GraphMarks ProblemsView::marks(const Repair* previewed) const {
  GraphMarks marks;
  if (problems_.empty()) return marks;
  if (previewed == nullptr) return marks;
  marks.reveal = true;
  // What is there already is outlined; what would be added is named.
  QStringList added;
  for (const core::NodeId& id : previewed->touched) {
    const bool alone = std::ranges::all_of(previewed->touched, [&](const core::NodeId& other) {
      return document_.graph().find(other) != nullptr;
    });
    if (document_.graph().find(id) != nullptr) {
      // Where something is added, that alone is drawn.
      if (!alone) continue;
      marks.nodes.push_back({.id = id, .lit = true, .pill = Pill{previewed->text, Ink::Local}});
      marks.framed.push_back(id);
      continue;
    }
    added << QString::fromStdString(id.text());
    const auto place = previewed->after.positions.find(id);
    if (place == previewed->after.positions.end()) continue;
    GraphMarks::Ghost ghost{
        .centre = place->second, .tex = nameTex(*previewed->after.graph.find(id)), .to = id, .argument = 0};
    for (const core::Wire& wire : previewed->after.graph.wires()) {
      if (wire.from != id || document_.graph().find(wire.to) == nullptr) continue;
      ghost.to = wire.to;
      ghost.argument = wire.argument;
    }
    marks.ghosts.push_back(std::move(ghost));
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
  if (report.kind == ProblemReport::Kind::NotFinite) emit entriesLit({{report.node, *report.entry}});
  emit said(tr("%1: entry %2").arg(report.title).arg(*report.entry + 1));
}

void ProblemsView::repair(const Repair& repair) {
  emit marked({});
  const Sheet after = repair.after;
  document_.tryEdit(repair.text, [&](Sheet& sheet) {
    sheet.graph = after.graph;
    sheet.positions = after.positions;
    sheet.fresh = after.fresh;
  });
  std::size_t waiting = 0;
  for (const core::NodeId& id : repair.touched)
    if (const auto marks = document_.sheet().fresh.find(id); marks != document_.sheet().fresh.end()) waiting += marks->second.size();
  if (waiting > 0) emit said(tr("%n new entries are 0. They stay marked until they are set.", nullptr, static_cast<int>(waiting)));
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
    const bool number =
        report.kind == ProblemReport::Kind::NotFinite || report.kind == ProblemReport::Kind::Gradient;
    auto* show = new QPushButton(number ? tr("Why?") : tr("Show"));
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
    QStringList kept, waiting;
    for (const std::size_t p : moment->trace().order()) {
      const core::Node& node = moment->graph().node(p);
      if (!node.isLeaf()) (moment->trace().hasValue(p) ? kept : waiting) << plainName(node);
    }
    const auto line = [&](const QStringList& names, const QString& words) {
      constexpr qsizetype most = 4;
      if (names.isEmpty()) return;
      QString text = names.mid(0, most).join(QStringLiteral(", "));
      if (names.size() > most) text += tr(" and %n more", nullptr, static_cast<int>(names.size() - most));
      c.words(tr("%1: %2").arg(text, words));
    };
    line(kept, tr("values kept"));
    line(waiting, waiting.size() == 1 ? tr("waits") : tr("wait"));
  }
  c.end();
}

void ProblemsView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  placePages();
  none_->setGeometry(rect());
}

void ProblemsView::placePages() {
  constexpr int leastForTwo = 940;
  const bool two = !problems_.empty() && before_ >= 0 && width() >= leastForTwo;
  other_->setVisible(two);
  if (!two) return page_->setGeometry(rect());
  // The lower number at the left, a line between both.
  const QRect left(0, 0, width() / 2, height()),
      right(width() / 2 + 1, 0, width() - width() / 2 - 1, height());
  page_->setGeometry(chosen_ < before_ ? left : right);
  other_->setGeometry(chosen_ < before_ ? right : left);
}

void ProblemsView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_.panel);
  if (other_->isVisible()) painter.fillRect(QRect(width() / 2, 0, 1, height()), theme_.line);
}

}  // namespace ui
