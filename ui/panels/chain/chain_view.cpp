#include "ui/panels/chain/chain_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "core/autodiff/between.h"
#include "ui/figures/product_words.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/model/written_out.h"
#include "ui/panels/chip.h"
#include "ui/panels/companion.h"
#include "ui/panels/matrix_view.h"
#include "ui/panels/paths/path_table.h"

namespace ui {
namespace {

constexpr std::size_t mostBrackets = 6;

}  // namespace

ChainView::ChainView(Timeline& timeline, QWidget* parent)
    : DockView(parent),
      timeline_(timeline),
      theme_(lightTheme()),
      pages_(new QStackedWidget),
      view_(new MatrixView(tr("Chain rule: a product of Jacobians"))),
      table_(new PathTable),
      back_(makeChip({}, tr("Back to the sum of all branches"), this)),
      meetAt_(makeChip({}, tr("The value at which the two factors meet"), this)),
      scale_(new QLabel(this)),
      numbers_(makeChip({}, tr("Write the numbers into cells that are large enough"), this)),
      copy_(makeChip({}, tr("Copy the product as LaTeX"), this)) {
  setAccessibleName(tr("Chain rule"));
  setFocusProxy(view_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->addWidget(pages_);
  pages_->addWidget(view_);
  pages_->addWidget(table_);
  back_->setText(tr("All branches"));
  meetAt_->setPopupMode(QToolButton::InstantPopup);
  meetAt_->setMenu(new QMenu(meetAt_));
  scale_->setObjectName(QStringLiteral("chip"));
  scale_->setToolTip(tr("All matrices share one zero-centred scale"));
  numbers_->setCheckable(true);
  numbers_->setChecked(true);
  const auto write = [this] {
    numbers_->setText(tr("Numbers %1").arg(numbers_->isChecked() ? QChar(u'\u2713') : QChar(u'\u2610')));
  };
  write();
  copy_->setText(tr("Copy as LaTeX"));
  connect(numbers_, &QToolButton::toggled, this, [this, write](bool on) {
    write();
    view_->setNumbers(on);
  });
  connect(back_, &QToolButton::clicked, this, [this] { openBranch({}); });
  connect(copy_, &QToolButton::clicked, this, &ChainView::copy);
  connect(view_, &MatrixView::copyAsked, this, &ChainView::copy);
  connect(table_, &PathTable::copyAsked, this, &ChainView::copy);
  connect(table_, &PathTable::openAsked, this, [this](std::size_t row) { openBranch(row); });
  connect(table_, &PathTable::litChanged, this, &ChainView::mark);
  for (Background* background : {&work_, &products_}) {
    connect(background, &Background::failed, this, [this](const QString& message) {
      emit said(message);
      emit closeRequested();
    });
  }
  setTheme(theme_);
}

std::vector<ChainView::Kind> ChainView::kinds() const {
  std::vector<Kind> kinds;
  if (!answer_ || links_.size() != 1 || !answer_->branches || branch_) kinds.push_back(Kind::Meet);
  if (links_.size() > 2) kinds.push_back(Kind::Alone);
  if (answer_ && answer_->branches && !branch_) kinds.push_back(Kind::Branches);
  return kinds;
}

std::vector<Sentence> ChainView::tabs() const {
  std::vector<Sentence> tabs;
  for (const Kind kind : kinds()) {
    if (kind == Kind::Alone) tabs.push_back({textPiece(tr("each node alone"))});
    if (kind == Kind::Branches)
      tabs.push_back(
          {textPiece(tr("%n branches", nullptr, static_cast<int>(answer_->branches->rows.size())))});
    if (kind != Kind::Meet) continue;
    Sentence title{textPiece((branch_ ? tr("Branch") : tr("Chain")) + u' ')};
    const core::Graph* graph = answer_ ? &answer_->trace->graph() : nullptr;
    if (graph != nullptr && !links_.empty()) {
      std::vector<std::size_t> nodes{links_.front().from};
      if (const auto node = meetingNode()) nodes.push_back(*node);
      nodes.push_back(links_.back().to);
      for (std::size_t k = 0; k < nodes.size(); ++k) {
        if (k > 0) title.push_back(textPiece(QStringLiteral(" \u2192 ")));
        title.push_back(mathPiece(nameTex(graph->node(nodes[k]))));
      }
    }
    tabs.push_back(std::move(title));
  }
  return tabs;
}

int ChainView::tab() const {
  const std::vector<Kind> all = kinds();
  const auto found = std::ranges::find(all, kind_);
  return found == all.end() ? 0 : static_cast<int>(found - all.begin());
}

void ChainView::chooseTab(int tab) {
  const std::vector<Kind> all = kinds();
  if (tab < 0 || tab >= static_cast<int>(all.size())) return;
  kind_ = all[static_cast<std::size_t>(tab)];
  compute();
  arrange();
  mark();
  emit tabsChanged();
  pages_->currentWidget()->setFocus();
}

std::vector<QWidget*> ChainView::chips() { return {back_, meetAt_, scale_, numbers_, copy_}; }

QWidget* ChainView::companion() {
  if (companion_ == nullptr) {
    companion_ = new Companion(tr("Chain rule"));
    companion_->setTheme(theme_);
    connect(companion_, &Companion::closeRequested, this, &DockView::closeRequested);
    fillCompanion();
  }
  return companion_;
}

void ChainView::setTheme(const Theme& theme) {
  theme_ = theme;
  view_->setTheme(theme);
  table_->setTheme(theme);
  if (companion_ == nullptr) return;
  companion_->setTheme(theme_);
  fillCompanion();
}

bool ChainView::stands(const Ends& ends) const {
  const Moment* moment = timeline_.moment();
  if (!moment) return false;
  const auto from = moment->graph().position(ends.from), to = moment->graph().position(ends.to);
  return from && to && from != to && moment->trace().hasValue(*from) && moment->trace().hasValue(*to) &&
         !core::nodesBetween(moment->trace().plan(), *from, *to).nodes.empty();
}

std::optional<ChainView::Ends> ChainView::wish(QString* why) const {
  const auto refuse = [&](const QString& text) {
    if (why != nullptr) *why = text;
    return std::nullopt;
  };
  const Moment* moment = timeline_.moment();
  if (!moment) return refuse(tr("There is no graph yet."));
  const ChainEnds ends = chainEnds(moment->trace().plan(), selection());
  if (!ends.isValid()) return refuse(ends.refusal);
  for (const std::size_t p : {ends.to, ends.from})
    if (const core::Problem* problem = moment->trace().problem(p))
      return refuse(translated(problem->message));
  return Ends{moment->graph().node(ends.from).id, moment->graph().node(ends.to).id};
}

QString ChainView::refusal() const {
  if (isOpen_ && ends_ && stands(*ends_)) return {};
  QString why;
  wish(&why);
  return why;
}

void ChainView::enter() {
  isOpen_ = true;
  lastSelection_ = selection();
  ends_ = wish();
  trace_.reset();
  kind_ = Kind::Meet;
  meetingId_.reset();
}

void ChainView::refresh() {
  if (lastSelection_ != selection()) {
    lastSelection_ = selection();
    if (const auto next = wish()) {
      if (next != ends_) {
        trace_.reset();
        meetingId_.reset();
      }
      ends_ = next;
    }
  }
  if (!ends_ || !stands(*ends_)) ends_ = wish();
  const Moment* moment = timeline_.moment();
  if (!ends_ || !moment) return;
  if (trace_ != moment->sharedTrace()) {
    trace_ = moment->sharedTrace();
    const std::size_t from = *moment->graph().position(ends_->from),
                      to = *moment->graph().position(ends_->to);
    if (!answer_ || answer_->from != from || answer_->to != to) show(nullptr);
    work_.start(
        [trace = trace_, from, to](const std::stop_token& stop) {
          return std::make_shared<const ChainAnswer>(chainAnswer(trace, from, to, stop));
        },
        [this](std::shared_ptr<const ChainAnswer> answer) { show(std::move(answer)); });
  }
  arrange();
}

void ChainView::leave() {
  isOpen_ = false;
  work_.cancel();
  products_.cancel();
  show(nullptr);
}

void ChainView::show(std::shared_ptr<const ChainAnswer> answer) {
  const bool same = answer_ && answer && answer_->branches && answer->branches &&
                    answer_->from == answer->from &&
                    answer_->branches->rows.size() == answer->branches->rows.size();
  answer_ = std::move(answer);
  table_->setList(answer_ ? answer_->branches : nullptr);
  openBranch(same ? branch_ : std::nullopt);
}

void ChainView::openBranch(std::optional<std::size_t> row) {
  const bool wasOpen = branch_.has_value();
  branch_ = row;
  links_.clear();
  matrices_.reset();
  if (answer_)
    links_ = branch_ ? branchLinks(*answer_->branches, answer_->branches->rows[*branch_]) : answer_->links;
  meet_ = (links_.size() + 1) / 2;
  if (meetingId_ && answer_) {
    for (std::size_t k = 1; k < links_.size(); ++k)
      if (answer_->trace->graph().node(links_[k].from).id == *meetingId_) meet_ = k;
  }
  if (branch_) kind_ = Kind::Meet;
  const std::vector<Kind> all = kinds();
  if (wasOpen && !branch_ && std::ranges::find(all, Kind::Branches) != all.end()) kind_ = Kind::Branches;
  if (std::ranges::find(all, kind_) == all.end() && !all.empty()) kind_ = all.front();
  fillMenu();
  compute();
  arrange();
  fillCompanion();
  mark();
  emit tabsChanged();
}

void ChainView::compute() {
  matrices_.reset();
  if (links_.empty()) {
    products_.cancel();
    return showMatrices();
  }
  const std::optional<std::size_t> meet =
      kind_ == Kind::Meet && links_.size() > 1 ? std::optional(meet_) : std::nullopt;
  products_.start(
      [links = links_, meet](const std::stop_token& stop) { return chainMatrices(links, meet, stop); },
      [this](ChainMatrices matrices) {
        matrices_ = std::move(matrices);
        showMatrices();
        fillCompanion();
      });
}

void ChainView::showMatrices() {
  if (!matrices_ || !answer_) {
    // What is on its way keeps the old picture, so that nothing flickers.
    if (!answer_) view_->setContent({}, tr("Multiplying the Jacobians…"));
    return;
  }
  const auto trace = answer_->trace;
  const auto product = std::make_shared<const ChainMatrices>(*matrices_);
  MatrixView::Content content{
      .row = productRow(trace->graph(), *product, numbers_->isChecked()),
      .lightOfEntry =
          [trace, product](const MatrixEntry& entry) { return productLight(trace->graph(), *product, entry); },
      .lightOfSide = [product](int side) { return sideLight(*product, side); },
      .idle = productSentence(trace->graph(), *product)};
  scale_->setText(tr("Same scale: ±%1").arg(limitText(content.row.limit)));
  view_->setContent(std::move(content));
}

std::optional<std::size_t> ChainView::meetingNode() const {
  if (kind_ == Kind::Branches || meet_ == 0 || meet_ >= links_.size()) return std::nullopt;
  return links_[meet_].from;
}

void ChainView::meetAt(std::size_t node) {
  for (std::size_t k = 1; k < links_.size(); ++k) {
    if (links_[k].from != node || k == meet_) continue;
    meet_ = k;
    meetingId_ = answer_->trace->graph().node(node).id;
    if (kind_ == Kind::Alone) kind_ = Kind::Meet;
    fillMenu();
    compute();
    mark();
    emit tabsChanged();
    return;
  }
}

void ChainView::bracketDragged(const core::NodeId& node) {
  if (!answer_) return;
  if (const auto position = answer_->trace->graph().position(node)) meetAt(*position);
}

void ChainView::fillMenu() {
  QMenu* menu = meetAt_->menu();
  menu->clear();
  if (const auto node = meetingNode())
    meetAt_->setText(tr("Meet at: %1 ▾").arg(symbolText(answer_->trace->graph().node(*node))));
  for (std::size_t k = 1; k < links_.size(); ++k) {
    const std::size_t node = links_[k].from;
    QAction* action = menu->addAction(plainName(answer_->trace->graph().node(node)));
    action->setCheckable(true);
    action->setChecked(k == meet_);
    connect(action, &QAction::triggered, this, [this, node] { meetAt(node); });
  }
}

void ChainView::arrange() {
  pages_->setCurrentIndex(kind_ == Kind::Branches ? 1 : 0);
  setFocusProxy(pages_->currentWidget());
  const bool matrices = kind_ != Kind::Branches;
  back_->setVisible(isOpen_ && branch_.has_value());
  meetAt_->setVisible(isOpen_ && kind_ == Kind::Meet && links_.size() > 2);
  scale_->setVisible(isOpen_ && matrices);
  numbers_->setVisible(isOpen_ && matrices);
}

void ChainView::mark() {
  if (!isOpen_) return;
  if (!answer_ || links_.empty()) return emit marked({});
  const core::Trace& trace = *answer_->trace;
  const core::Graph& graph = trace.graph();
  const auto idOf = [&](std::size_t p) { return graph.node(p).id; };
  GraphMarks marks{.plain = true};
  std::vector<std::pair<std::size_t, std::size_t>> wires;  // node and argument
  std::optional<std::size_t> row = kind_ == Kind::Branches ? table_->litRow() : branch_;
  if (row && answer_->branches) {
    for (const std::size_t w : answer_->branches->rows[*row].wires) {
      const PathWire& wire = answer_->branches->wires[w];
      wires.emplace_back(wire.to, wire.argument);
    }
  }
  const core::Between between = core::nodesBetween(trace.plan(), answer_->from, answer_->to);
  for (const std::size_t p : between.nodes) {
    if (p != answer_->from) marks.framed.push_back(idOf(p));
    if (!row)
      core::forEachWireBetween(trace.plan(), between, p,
                               [&](std::size_t argument, std::size_t) { wires.emplace_back(p, argument); });
  }
  for (const auto& [node, argument] : wires)
    marks.wires.push_back({.to = idOf(node), .argument = argument, .lit = true});
  const auto bracket = [&](std::size_t first, std::size_t last) {
    GraphMarks::Bracket shown;
    for (std::size_t k = first; k < last; ++k) shown.over.push_back(idOf(links_[k].to));
    const core::LinearMap& left = links_[last - 1].map;
    const core::LinearMap& right = links_[first].map;
    shown.tex =
        derivativeTex(nameTex(graph.node(links_[last - 1].to)), nameTex(graph.node(links_[first].from))) +
        QStringLiteral("\\;\\; %1 \\times %2").arg(left.rows()).arg(right.columns());
    marks.brackets.push_back(std::move(shown));
  };
  if (kind_ == Kind::Meet && meetingNode()) {
    bracket(0, meet_);
    bracket(meet_, links_.size());
  } else if (kind_ == Kind::Alone && links_.size() <= mostBrackets) {
    for (std::size_t k = 0; k < links_.size(); ++k) bracket(k, k + 1);
  } else if (kind_ == Kind::Meet && links_.size() == 1) {
    bracket(0, 1);
  }
  const QString from = nameTex(graph.node(links_.front().from)), to = nameTex(graph.node(links_.back().to));
  if (const auto node = meetingNode(); node && kind_ == Kind::Meet)
    marks.frameNote =
        tr("\\text{from }%1\\text{ through }%2\\text{ to }%3").arg(from, nameTex(graph.node(*node)), to);
  else
    marks.frameNote = tr("\\text{from }%1\\text{ to }%2").arg(from, to);
  emit marked(marks);
}

void ChainView::copy() {
  if (!answer_) return;
  if (kind_ == Kind::Branches && answer_->branches) {
    QGuiApplication::clipboard()->setText(pathsLatex(*answer_->branches));
  } else if (matrices_) {
    QGuiApplication::clipboard()->setText(productLatex(answer_->trace->graph(), *matrices_));
  } else {
    return;
  }
  emit said(tr("The product is copied as LaTeX"));
}

}  // namespace ui
