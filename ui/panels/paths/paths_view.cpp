#include "ui/panels/paths/paths_view.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

#include "core/autodiff/between.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/model/written_out.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/chip.h"
#include "ui/panels/companion.h"
#include "ui/panels/paths/doubling_note.h"
#include "ui/panels/paths/exchange_note.h"
#include "ui/panels/paths/path_marks.h"
#include "ui/panels/paths/path_table.h"
#include "ui/panels/paths/written_table.h"

namespace ui {
namespace {

constexpr int noteWidth = 350;
constexpr int narrow = 800;  // below it, the note folds into a button

}  // namespace

PathsView::PathsView(Timeline& timeline, QWidget* parent)
    : DockView(parent),
      timeline_(timeline),
      theme_(lightTheme()),
      pages_(new QStackedWidget),
      table_(new PathTable),
      written_(new WrittenTable),
      rule_(new QFrame),
      notes_(new QStackedWidget),
      doubling_(new DoublingNote),
      exchange_(new ExchangeNote),
      sort_(makeChip(tr("Sort: as found ▾"), tr("Sort the paths"), this)),
      shares_(makeChip({}, tr("Show the share of each path beside its product"), this)),
      through_(makeChip({}, tr("Show all paths again"), this)),
      exchanged_(makeChip({}, tr("Mark what exchanging a function would change"), this)),
      copy_(makeChip(tr("Copy as LaTeX"), tr("Copy the sum over paths as LaTeX"), this)),
      whyNot_(makeChip(tr("Why not?"), tr("Why no program adds up paths"), this)) {
  setAccessibleName(tr("All paths"));
  setFocusProxy(table_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins({});
  row->setSpacing(0);
  pages_->addWidget(table_);
  pages_->addWidget(written_);
  notes_->addWidget(doubling_);
  notes_->addWidget(exchange_);
  notes_->setFixedWidth(noteWidth);
  rule_->setFixedWidth(1);
  row->addWidget(pages_, 1);
  row->addWidget(rule_);
  row->addWidget(notes_);

  auto* sorts = new QMenu(sort_);
  auto* group = new QActionGroup(sorts);
  for (const auto& [sort, text] :
       {std::pair(PathTable::Sort::Found, tr("as found")), std::pair(PathTable::Sort::Size, tr("by size")),
        std::pair(PathTable::Sort::Length, tr("by length"))}) {
    QAction* action = sorts->addAction(text);
    action->setCheckable(true);
    action->setChecked(sort == PathTable::Sort::Found);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, sort = sort, text = text] {
      table_->setSort(sort);
      sort_->setText(tr("Sort: %1 ▾").arg(text));
    });
  }
  sort_->setMenu(sorts);
  sort_->setPopupMode(QToolButton::InstantPopup);
  shares_->setCheckable(true);
  const auto writeShares = [this] {
    shares_->setText(tr("Shares %1").arg(shares_->isChecked() ? QChar(u'\u2713') : QChar(u'\u2610')));
  };
  writeShares();
  connect(shares_, &QToolButton::toggled, this, [this, writeShares](bool on) {
    writeShares();
    table_->setShares(on);
  });
  exchanged_->setPopupMode(QToolButton::InstantPopup);
  exchanged_->setMenu(new QMenu(exchanged_));
  whyNot_->setCheckable(true);
  connect(whyNot_, &QToolButton::toggled, this, [this](bool on) {
    noteAsked_ = on;
    arrange();
  });
  connect(through_, &QToolButton::clicked, this, [this] { setThrough({}); });
  connect(copy_, &QToolButton::clicked, this, &PathsView::copy);
  connect(table_, &PathTable::copyAsked, this, &PathsView::copy);
  connect(written_, &WrittenTable::copyAsked, this, &PathsView::copy);
  connect(table_, &PathTable::litChanged, this, &PathsView::mark);
  connect(table_, &PathTable::throughAsked, this, &PathsView::setThrough);
  connect(written_, &WrittenTable::exchangeAsked, this, &PathsView::setExchanged);
  connect(written_, &WrittenTable::litChanged, this, &PathsView::mark);
  connect(&work_, &Background::failed, this, [this](const QString& message) {
    emit said(message);
    emit closeRequested();
  });
  setTheme(theme_);
}

std::vector<Sentence> PathsView::tabs() const {
  Sentence all{textPiece(tr("All paths"))};
  const Moment* moment = timeline_.moment();
  if (ends_ && moment && stands(*ends_)) {
    all = {textPiece(tr("All paths") + u' '), mathPiece(nameTex(*moment->graph().find(ends_->from))),
           textPiece(QStringLiteral(" \u2192 ")), mathPiece(nameTex(*moment->graph().find(ends_->to)))};
  }
  return {all, {textPiece(tr("Written out"))}};
}

void PathsView::chooseTab(int tab) {
  tab_ = tab;
  pages_->setCurrentIndex(tab);
  notes_->setCurrentIndex(tab);
  setFocusProxy(tab == 0 ? static_cast<QWidget*>(table_) : written_);
  arrange();
  mark();
  emit tabsChanged();
  pages_->currentWidget()->setFocus();
}

std::vector<QWidget*> PathsView::chips() { return {through_, sort_, shares_, exchanged_, copy_, whyNot_}; }

QWidget* PathsView::companion() {
  if (companion_ == nullptr) {
    companion_ = new Companion(tr("All paths"));
    companion_->setTheme(theme_);
    connect(companion_, &Companion::closeRequested, this, &DockView::closeRequested);
    fillCompanion();
  }
  return companion_;
}

void PathsView::setTheme(const Theme& theme) {
  theme_ = theme;
  table_->setTheme(theme);
  written_->setTheme(theme);
  doubling_->setTheme(theme);
  exchange_->setTheme(theme);
  rule_->setStyleSheet(QStringLiteral("background: %1;").arg(theme.lineSoft.name()));
  if (companion_ == nullptr) return;
  companion_->setTheme(theme_);
  fillCompanion();
}

bool PathsView::stands(const Ends& ends) const {
  const Moment* moment = timeline_.moment();
  if (!moment) return false;
  const auto from = moment->graph().position(ends.from), to = moment->graph().position(ends.to);
  return from && to && moment->trace().hasValue(*from) && moment->trace().hasValue(*to) &&
         !core::nodesBetween(moment->trace().plan(), *from, *to).nodes.empty();
}

std::optional<PathsView::Ends> PathsView::wish(QString* why) const {
  const auto refuse = [&](const QString& text) {
    if (why != nullptr) *why = text;
    return std::nullopt;
  };
  const Moment* moment = timeline_.moment();
  if (!moment || moment->graph().empty())
    return refuse(tr("There is no graph whose paths could be counted."));
  const core::Graph& graph = moment->graph();
  std::vector<core::NodeId> chosen;
  for (const core::NodeId& id : selection())
    if (graph.find(id)) chosen.push_back(id);
  if (chosen.size() == 2) {
    for (const Ends& ends : {Ends{chosen[0], chosen[1]}, Ends{chosen[1], chosen[0]}})
      if (stands(ends)) return ends;
    return refuse(tr("No path leads from one of the two selected nodes to the other."));
  }
  if (!graph.output())
    return refuse(tr("Choose an output first (Graph > Make Output), or select two nodes."));
  if (chosen.size() == 1 && chosen.front() != *graph.output()) {
    const Ends ends{chosen.front(), *graph.output()};
    if (stands(ends)) return ends;
    return refuse(tr("No path leads from %1 to the output %2.")
                      .arg(QString::fromStdString(ends.from.text()), QString::fromStdString(ends.to.text())));
  }
  // Without a choice, an input before a parameter; its paths lead through a wire that is selected.
  const auto through = wires().size() == 1 ? graph.position(wires().front().from) : std::nullopt;
  for (const bool parameters : {false, true}) {
    for (const std::size_t p : moment->trace().order()) {
      const core::Node& node = graph.node(p);
      if (!node.isLeaf() || node.isConstant() || node.isParameter() != parameters) continue;
      const Ends ends{node.id, *graph.output()};
      if (through && core::nodesBetween(moment->trace().plan(), p, *through).nodes.empty()) continue;
      if (stands(ends)) return ends;
    }
  }
  return refuse(
      tr("The output depends on no input or parameter, or it cannot be computed: there are no paths to it."));
}

QString PathsView::refusal() const {
  if (isOpen_ && ends_ && stands(*ends_)) return {};
  QString why;
  wish(&why);
  return why;
}

void PathsView::enter() {
  isOpen_ = true;
  lastSelection_ = selection();
  lastWires_.clear();
  ends_ = wish();
  trace_.reset();
  if (tab_ != 0) chooseTab(0);
}

void PathsView::refresh() {
  if (lastSelection_ != selection()) {
    lastSelection_ = selection();
    // The paths follow a selection that asks for some; a click on empty canvas leaves them.
    if (const auto next = selection().empty() ? std::nullopt : wish()) {
      if (next != ends_) trace_.reset();
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
    if (list_ &&
        (list_->from != from || list_->to != to || list_->trace->graph().size() != trace_->graph().size()))
      show(nullptr);
    work_.start(
        [trace = trace_, from, to](const std::stop_token& stop) {
          return std::make_shared<const PathList>(pathList(trace, from, to, 200, stop));
        },
        [this](std::shared_ptr<const PathList> list) { show(std::move(list)); });
  }
  takeWires();
  arrange();
  emit tabsChanged();
}

void PathsView::leave() {
  isOpen_ = false;
  work_.cancel();
  show(nullptr);
}

void PathsView::show(std::shared_ptr<const PathList> list) {
  const auto id = list_ && written_->exchanged()
                      ? std::optional(list_->trace->graph().node(*written_->exchanged()).id)
                      : std::nullopt;
  list_ = std::move(list);
  table_->setList(list_);
  written_->setList(list_);
  const auto node = list_ && id ? list_->trace->graph().position(*id) : std::nullopt;
  fillMenu();
  setExchanged(node);
  takeWires();
  arrange();
  fillCompanion();
  mark();
  emit tabsChanged();
}

void PathsView::takeWires() {
  if (!list_ || wires() == lastWires_) return;
  lastWires_ = wires();
  std::optional<std::size_t> through;
  if (lastWires_.size() == 1) {
    const core::Graph& graph = list_->trace->graph();
    for (std::size_t w = 0; w < list_->wires.size(); ++w)
      if (graph.node(list_->wires[w].to).id == lastWires_[0].to &&
          list_->wires[w].argument == lastWires_[0].argument)
        through = w;
  }
  setThrough(through);
}

void PathsView::setThrough(std::optional<std::size_t> wire) {
  table_->setThrough(wire);
  if (list_ && wire) {
    const core::Graph& graph = list_->trace->graph();
    through_->setText(
        tr("Through %1 → %2  ×")
            .arg(symbolText(graph.node(list_->wires[*wire].from)), symbolText(graph.node(list_->wires[*wire].to))));
    emit said(table_->sumText());
  }
  arrange();
}

void PathsView::setExchanged(std::optional<std::size_t> node) {
  written_->setExchanged(node);
  exchange_->show(list_, node);
  const QString name = list_ && node ? symbolText(list_->trace->graph().node(*node)) : tr("none");
  exchanged_->setText(tr("Exchange: %1 ▾").arg(name));
  mark();
}

void PathsView::fillMenu() {
  QMenu* menu = exchanged_->menu();
  menu->clear();
  connect(menu->addAction(tr("none")), &QAction::triggered, this, [this] { setExchanged({}); });
  if (!list_) return;
  for (const std::size_t node : exchangeable(*list_))
    connect(menu->addAction(plainName(list_->trace->graph().node(node))), &QAction::triggered, this,
            [this, node] { setExchanged(node); });
}

void PathsView::mark() {
  if (!isOpen_) return;
  if (!list_) return emit marked({});
  if (tab_ == 0) {
    emit marked(pathMarks(*list_, table_->litRow(), table_->litWire()));
    if (bars_ != nullptr) {
      std::vector<Bar> bars = bars_->bars();
      for (std::size_t k = 0; k < bars.size(); ++k) bars[k].isLit = table_->litRow() == k;
      bars_->setBars(std::move(bars), theme_);
    }
    return;
  }
  GraphMarks marks = pathMarks(*list_, {}, {});
  if (const auto& node = written_->exchanged()) {
    const core::NodeId id = list_->trace->graph().node(*node).id;
    std::erase_if(marks.nodes, [&](const GraphMarks::OnNode& mark) { return mark.id == id; });
    marks.nodes.push_back({.id = id, .lit = true, .pill = Pill{tr("exchanged"), Ink::Error}});
  }
  emit marked(marks);
}

void PathsView::arrange() {
  const bool isNarrow = width() < narrow;
  const bool note = !isNarrow || noteAsked_;
  whyNot_->setVisible(isOpen_ && isNarrow);
  notes_->setVisible(note);
  rule_->setVisible(note && !isNarrow);
  pages_->setVisible(!isNarrow || !noteAsked_);
  notes_->setMinimumWidth(isNarrow ? 0 : noteWidth);
  notes_->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : noteWidth);
  sort_->setVisible(isOpen_ && tab_ == 0);
  shares_->setVisible(isOpen_ && tab_ == 0);
  through_->setVisible(isOpen_ && tab_ == 0 && table_->through().has_value());
  exchanged_->setVisible(isOpen_ && tab_ == 1);
}

void PathsView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  arrange();
}

void PathsView::copy() {
  if (!list_) return;
  const auto row = tab_ == 0 ? table_->pinnedRow() : std::nullopt;
  const bool one = row && table_->hasFocus();
  QGuiApplication::clipboard()->setText(one ? pathLatex(*list_, list_->rows[*row]) : pathsLatex(*list_));
  emit said(one ? tr("Path %1 copied as LaTeX").arg(list_->rows[*row].found)
                : tr("The sum over paths is copied as LaTeX"));
}

}  // namespace ui
