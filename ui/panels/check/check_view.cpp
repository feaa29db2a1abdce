#include "ui/panels/check/check_view.h"

#include <QActionGroup>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <atomic>
#include <chrono>

#include "ui/figures/number_text.h"
#include "ui/figures/symbol_text.h"
#include "ui/model/names.h"
#include "ui/model/timeline.h"
#include "ui/panels/check/check_delegate.h"
#include "ui/panels/check/check_detail.h"
#include "ui/panels/check/check_words.h"
#include "ui/panels/chip.h"

namespace ui {
namespace {

using core::Index;

constexpr int detailWidth = 330;
constexpr int narrow = 760;          // below it the table keeps the whole width
constexpr Index manyEntries = 4096;  // of the whole table: from here on some are enough at first
constexpr auto batch = std::chrono::milliseconds(60);  // rows that take no longer together arrive together
constexpr int settled = 200;  // ms after which a graph that is being changed is checked again

}  // namespace

/// What the background tells while it checks a long row.
struct CheckView::Progress {
  std::atomic<std::size_t> row = 0;
  std::atomic<Index> done = 0;
  std::atomic<Index> total = 1;
};

CheckView::CheckView(Timeline& timeline, QWidget* parent)
    : DockView(parent),
      timeline_(timeline),
      theme_(lightTheme()),
      model_(new CheckTableModel(this)),
      delegate_(new CheckDelegate(this)),
      table_(new QTableView),
      empty_(new QLabel),
      rule_(new QFrame),
      detail_(new CheckDetail),
      bar_(new QProgressBar),
      reach_(makeChip({}, tr("How many entries of each node are moved up and down"), this)),
      action_(makeChip({}, {}, this)) {
  setAccessibleName(tr("Gradient check"));
  setFocusProxy(table_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins({});
  row->setSpacing(0);
  auto* left = new QVBoxLayout;
  left->setSpacing(0);
  bar_->setObjectName(QStringLiteral("thinBar"));
  bar_->setTextVisible(false);
  bar_->setFixedHeight(3);
  bar_->setAccessibleName(tr("Progress of the check"));
  left->addWidget(bar_);
  left->addWidget(table_, 1);
  empty_->setObjectName(QStringLiteral("muted"));
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  left->addWidget(empty_, 1);
  row->addLayout(left, 1);
  rule_->setFixedWidth(1);
  row->addWidget(rule_);
  detail_->setFixedWidth(detailWidth);
  row->addWidget(detail_);

  table_->setModel(model_);
  table_->setItemDelegate(delegate_);
  table_->setObjectName(QStringLiteral("plain"));
  table_->setAccessibleName(tr("Nodes and how their gradients compare to differences"));
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(28);
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionsClickable(false);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  const auto goTo = [this](const QModelIndex& index) {
    rowChosen_ = true;
    const std::size_t node = model_->nodes()[static_cast<std::size_t>(index.row())];
    emit nodeChosen(model_->trace()->graph().node(node).id);
  };
  connect(table_, &QTableView::clicked, this, goTo);
  connect(table_, &QTableView::activated, this, goTo);
  // Not the current row: taking the focus makes the first one current without choosing it.
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    rowChosen_ = rowChosen_ || !choosing_;
    showRow();
  });

  reach_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(reach_);
  auto* group = new QActionGroup(menu);
  for (const bool every : {true, false}) {
    QAction* choice = menu->addAction(
        every ? tr("Every entry") : tr("%n entries of each", nullptr, static_cast<int>(someEntries)));
    choice->setCheckable(true);
    choice->setData(every);
    group->addAction(choice);
    connect(choice, &QAction::triggered, this, [this, every] { setEveryEntry(every); });
  }
  reach_->setMenu(menu);
  connect(action_, &QToolButton::clicked, this, [this] { isBusy() ? cancel() : start(); });
  connect(&work_, &Background::failed, this, [this](const QString& message) {
    emit said(message);
    cancel();
  });
  restart_.setSingleShot(true);
  restart_.setInterval(settled);
  connect(&restart_, &QTimer::timeout, this, &CheckView::start);
  watch_.setInterval(100);
  connect(&watch_, &QTimer::timeout, this, &CheckView::showState);
  setTheme(theme_);
}

CheckView::~CheckView() = default;

std::vector<Sentence> CheckView::tabs() const {
  return {{textPiece(tr("Inputs and parameters"))}, {textPiece(tr("Function by function"))}};
}

void CheckView::chooseTab(int tab) {
  if (ofFunctions_ == (tab == 1)) return;
  ofFunctions_ = tab == 1;
  rowChosen_ = false;
  emit tabsChanged();
  start();
}

std::vector<QWidget*> CheckView::chips() { return {reach_, action_}; }

void CheckView::setTheme(const Theme& theme) {
  theme_ = theme;
  model_->setTheme(theme_);
  delegate_->setTheme(theme_);
  detail_->setTheme(theme_);
  rule_->setStyleSheet(QStringLiteral("background: %1;").arg(theme_.lineSoft.name()));
  bar_->setStyleSheet(QStringLiteral("QProgressBar { background: %1; border: none; }"
                                     "QProgressBar::chunk { background: %2; }")
                          .arg(theme_.panel.name(), theme_.accent.name()));
  table_->viewport()->update();
  showRow();
}

QString CheckView::refusal() const {
  const Moment* moment = timeline_.moment();
  if (!moment) return tr("There is no graph yet.");
  if (wouldTell()) return tr("Predict is on: the check would tell gradients that are still asked for.");
  if (checkedLeaves(moment->trace()).empty() && checkedFunctions(moment->trace()).empty())
    return tr("There is nothing to check: no function with a value is differentiated by an input.");
  return {};
}

bool CheckView::wouldTell() const {
  return timeline_.isPredicting() && (timeline_.isAsking() || timeline_.canGoOn());
}

void CheckView::enter() {
  isOpen_ = true;
  rowChosen_ = false;
  lastSelection_.clear();
  model_->setNodes(nullptr, {});
}

void CheckView::refresh() {
  const Moment* moment = timeline_.moment();
  if (!moment) return;
  if (wouldTell()) {
    emit said(refusal());
    return emit closeRequested();
  }
  if (model_->trace() == nullptr) {
    if (selection().size() == 1) {
      const auto position = moment->graph().position(selection().front());
      ofFunctions_ = position && !moment->graph().node(*position).isLeaf();
      emit tabsChanged();
    }
    start();
  } else if (model_->trace() != moment->sharedTrace()) {
    work_.cancel();
    restart_.start();
  }
  if (lastSelection_ == selection()) return;
  lastSelection_ = selection();
  if (selection().size() != 1) return;
  if (const auto row = model_->rowOf(selection().front())) {
    rowChosen_ = true;
    chooseRow(*row);
  }
}

void CheckView::leave() {
  isOpen_ = false;
  restart_.stop();
  cancel();
}

core::Index CheckView::most() const { return everyEntry_ ? core::everyEntry : someEntries; }

void CheckView::setEveryEntry(bool every) {
  everyEntry_ = every;
  reachChosen_ = true;
  start();
}

void CheckView::start() {
  restart_.stop();
  const Moment* moment = timeline_.moment();
  if (!moment || !isOpen_) return;
  // Also where nothing takes its place: what arrives belongs to the rows of before.
  work_.cancel();
  finish();
  const std::shared_ptr<const core::Trace> trace = moment->sharedTrace();
  std::optional<core::NodeId> kept;
  if (const auto row = chosenRow(); rowChosen_ && row)
    kept = model_->trace()->graph().node(model_->nodes()[static_cast<std::size_t>(*row)]).id;
  std::vector<std::size_t> nodes = ofFunctions_ ? checkedFunctions(*trace) : checkedLeaves(*trace);
  if (!reachChosen_) {
    Index entries = 0;
    for (const std::size_t node : nodes) entries += checkedEntries(*trace, node);
    everyEntry_ = entries <= manyEntries;
  }
  model_->setNodes(trace, std::move(nodes));
  sizeColumns();
  if (kept) {
    if (const auto row = model_->rowOf(*kept)) chooseRow(*row);
  }
  wasCancelled_ = false;
  if (!model_->nodes().empty()) {
    watch_.start();
    startNext(0);
  }
  showState();
  showRow();
}

void CheckView::startNext(std::size_t row) {
  progress_ = std::make_shared<Progress>();
  progress_->row = row;
  work_.start(
      [trace = model_->trace(), nodes = model_->nodes(), row, most = most(),
       progress = progress_](const std::stop_token& stop) {
        const core::Watch watch{stop, [&](Index done, Index total) {
                                  progress->done = done;
                                  progress->total = std::max<Index>(total, 1);
                                }};
        const auto end = std::chrono::steady_clock::now() + batch;
        std::vector<NodeCheck> checks;
        for (std::size_t k = row; k < nodes.size(); ++k) {
          progress->row = k;
          progress->done = 0;
          checks.push_back(checkedNode(*trace, nodes[k], most, watch));
          if (std::chrono::steady_clock::now() > end) break;
        }
        return checks;
      },
      [this, row](std::vector<NodeCheck> checks) {
        for (std::size_t k = 0; k < checks.size(); ++k) model_->setCheck(row + k, std::move(checks[k]));
        if (!rowChosen_) {
          if (const auto worst = model_->worstRow()) chooseRow(*worst);
        }
        const std::size_t next = row + checks.size();
        next < model_->nodes().size() ? startNext(next) : finish();
        showState();
        showRow();
      });
}

void CheckView::finish() {
  watch_.stop();
  progress_.reset();
}

void CheckView::cancel() {
  work_.cancel();
  wasCancelled_ = isBusy();
  finish();
  showState();
  showRow();
}

void CheckView::chooseRow(int row) {
  if (chosenRow() == row) return;
  choosing_ = true;
  table_->setCurrentIndex(model_->index(row, 0));
  table_->selectRow(row);
  choosing_ = false;
}

std::optional<int> CheckView::chosenRow() const {
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  return rows.isEmpty() ? std::nullopt : std::optional(rows.front().row());
}

void CheckView::showRow() {
  const auto row = chosenRow();
  const NodeCheck* check = nullptr;
  if (row && model_->check(static_cast<std::size_t>(*row)))
    check = &*model_->check(static_cast<std::size_t>(*row));
  detail_->show(model_->trace().get(), check, summaryText(), methodText());
  mark();
}

void CheckView::showState() {
  const bool isEmpty = model_->nodes().empty();
  table_->setVisible(!isEmpty);
  empty_->setVisible(isEmpty);
  empty_->setText(
      tr("No input or parameter has a gradient: the graph needs an output that depends on one. "
         "“Function by function” needs no output."));
  for (QAction* choice : reach_->menu()->actions())
    choice->setChecked(choice->data().toBool() == everyEntry_);
  reach_->setText(everyEntry_ ? tr("Every entry ▾")
                              : tr("%n entries of each ▾", nullptr, static_cast<int>(someEntries)));
  action_->setVisible(!isEmpty);
  action_->setText(isBusy() ? tr("Cancel") : tr("Check again"));
  action_->setToolTip(isBusy() ? tr("Check nothing more; what has been checked stays")
                               : tr("Check all gradients anew"));
  bar_->setMaximum(1000);
  double done = 0;
  if (progress_) {
    const double part = static_cast<double>(progress_->done) / static_cast<double>(progress_->total);
    done = (static_cast<double>(progress_->row) + part) /
           static_cast<double>(std::max<std::size_t>(model_->nodes().size(), 1));
  }
  // The place of the bar stays, so that nothing moves when it comes and goes.
  bar_->setValue(isBusy() ? std::max(8, static_cast<int>(done * 1000)) : 0);
}

QString CheckView::summaryText() const {
  std::size_t arrived = 0, agree = 0;
  Index entries = 0, corners = 0;
  for (std::size_t row = 0; row < model_->nodes().size(); ++row) {
    const auto& check = model_->check(row);
    if (!check) continue;
    ++arrived;
    agree += check->verdict() != NodeCheck::Verdict::Differs;
    entries += check->differences.entries;
    corners += check->differences.corners;
  }
  if (model_->nodes().empty()) return {};
  if (arrived < model_->nodes().size()) {
    const QString counts = tr("%1 of %2").arg(arrived).arg(model_->nodes().size());
    return isBusy()        ? tr("Checking: %1…").arg(counts)
           : wasCancelled_ ? tr("Cancelled: %1 checked.").arg(counts)
                           : QString();
  }
  QString text = agree == arrived
                     ? tr("All %n entries that were checked agree to 10⁻⁶", nullptr,
                          static_cast<int>(std::min<Index>(entries, INT_MAX)))
                     : tr("%1 of %2 rows differ by more than 10⁻⁶").arg(arrived - agree).arg(arrived);
  if (corners > 0)
    text += tr(", %n at a corner aside", nullptr, static_cast<int>(std::min<Index>(corners, INT_MAX)));
  return text + u'.';
}

QString CheckView::methodText() const {
  Index evaluations = 0;
  for (std::size_t row = 0; row < model_->nodes().size(); ++row)
    if (model_->check(row)) evaluations += model_->check(row)->differences.evaluations;
  if (evaluations == 0) return {};
  QString how;
  if (ofFunctions_) {
    how =
        tr("Each entry of an input is moved up and down by a step h, and (f(x + h) − f(x − h)) / 2h is "
           "extrapolated to h = 0.");
  } else {
    const std::size_t output = *model_->trace()->plan().output();
    const QString name = symbolText(model_->trace()->graph().node(output));
    const bool isScalar = model_->trace()->plan().node(output).shape.size() == 1;
    how =
        tr("Each entry is moved up and down by a step h, and (%1(x + h) − %1(x − h)) / 2h is extrapolated to h = 0.")
            .arg(isScalar ? name : QStringLiteral("z"));
    if (!isScalar) how += u' ' + tr("Here z is the seed times %1.").arg(name);
  }
  const QString cost = ofFunctions_
                           ? tr("That took %1 computations of single functions.").arg(countText(evaluations))
                           : tr("That took %1 forward passes; backpropagation took one backward pass.")
                                 .arg(countText(evaluations));
  return how + u' ' + cost;
}

void CheckView::mark() {
  if (!isOpen_ || model_->trace() == nullptr) return;
  const core::Graph& graph = model_->trace()->graph();
  const std::optional<int> shown = chosenRow();
  GraphMarks marks{.plain = true};
  for (std::size_t row = 0; row < model_->nodes().size(); ++row) {
    const auto& check = model_->check(row);
    const bool isShown = shown == static_cast<int>(row);
    const bool differs = check && check->verdict() == NodeCheck::Verdict::Differs;
    if (!isShown && !differs) continue;
    GraphMarks::OnNode node{.id = graph.node(model_->nodes()[row]).id, .lit = isShown};
    if (check) node.pill = Pill{verdictText(*check), differs ? Ink::Error : Ink::Local};
    marks.nodes.push_back(std::move(node));
  }
  emit marked(marks);
}

void CheckView::sizeColumns() {
  QHeaderView* header = table_->horizontalHeader();
  header->setSectionResizeMode(QHeaderView::Interactive);
  const int width = table_->viewport()->width();
  table_->resizeColumnToContents(CheckTableModel::Name);
  table_->resizeColumnToContents(CheckTableModel::Shape);
  // What is left over is the axis'; below its least width the names and shapes give way.
  constexpr int result = 92, leastAxis = 150;
  const int entries = everyEntry_ ? 78 : 118;  // "64 of 1,000,000"
  const int share = std::max(60, (width - result - entries - leastAxis) / 2);
  int name = std::max(90, table_->columnWidth(CheckTableModel::Name));
  int shape = std::max(64, table_->columnWidth(CheckTableModel::Shape));
  if (name + shape > 2 * share) {
    name = std::min(name, std::max(share, 2 * share - shape));
    shape = std::min(shape, 2 * share - name);
  }
  table_->setColumnWidth(CheckTableModel::Name, name);
  table_->setColumnWidth(CheckTableModel::Shape, shape);
  table_->setColumnWidth(CheckTableModel::Entries, entries);
  table_->setColumnWidth(CheckTableModel::Result, result);
  table_->setColumnWidth(CheckTableModel::Worst,
                         std::max(leastAxis, width - name - shape - entries - result));
}

void CheckView::resizeEvent(QResizeEvent* event) {
  DockView::resizeEvent(event);
  detail_->setFixedWidth(width() < narrow ? 250 : detailWidth);
  layout()->activate();
  sizeColumns();
}

}  // namespace ui
