// What the view of all paths says in the inspector's place.
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>

#include "ui/figures/natural_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/panels/bar_list.h"
#include "ui/panels/companion.h"
#include "ui/panels/paths/parting_line.h"
#include "ui/panels/paths/path_marks.h"
#include "ui/panels/paths/path_table.h"
#include "ui/panels/paths/path_words.h"
#include "ui/panels/paths/paths_view.h"

namespace ui {
namespace {

constexpr std::size_t mostBars = 12;
constexpr std::size_t mostPartings = 4;
constexpr double agreement = 1e-6;

std::vector<Bar> shareBars(const PathList& list) {
  std::vector<double> sizes;
  double total = 0;
  for (const PathRow& row : list.rows) {
    double size = 0;
    for (const double v : row.product->data()) size += std::isfinite(v) ? std::abs(v) : 0;
    sizes.push_back(size);
    total += size;
  }
  std::vector<Bar> bars;
  for (std::size_t k = 0; k < std::min(sizes.size(), mostBars); ++k) {
    const double share = total > 0 ? sizes[k] / total : 0;
    bars.push_back({.name = {textPiece(QString::number(list.rows[k].found), Piece::Ink::Muted)},
                    .length = share,
                    .number = list.isScalar() ? shortNumber((*list.rows[k].product)[0]) : QString(),
                    .remark = PathsView::tr("%1 %").arg(qRound(100 * share))});
  }
  return bars;
}

}  // namespace

void PathsView::fillCompanion() {
  if (companion_ == nullptr) return;
  bars_ = nullptr;
  Companion& c = *companion_;
  if (!list_) {
    c.begin(tr("All paths"));
    c.words(tr("Counting the paths…"));
    return c.end();
  }
  const PathList& list = *list_;
  const core::Graph& graph = list.trace->graph();
  const QString from = nameTex(graph.node(list.from)), to = nameTex(graph.node(list.to));
  c.begin(tr("All paths"), {{.text = from, .isTex = true, .ink = &Theme::muted},
                            {.text = QStringLiteral(" \u2192 "), .ink = &Theme::muted},
                            {.text = to, .isTex = true, .ink = &Theme::muted}});
  const std::optional<core::Tensor>& result = list.sum ? list.sum : list.backward;
  std::vector<LinePiece> head{{.text = derivativeTex(to, from), .isTex = true, .ink = &Theme::downstream},
                              {.text = QStringLiteral("  ")}};
  if (list.isScalar() && result) {
    head.push_back({.text = shortNumber((*result)[0]), .bold = true});
    c.line(std::move(head), {}, 22);
  } else {
    head.push_back({.text = shapeText(list.trace->plan().node(list.to).shape.axes(),
                                      list.trace->plan().node(list.from).shape.axes()),
                    .bold = true});
    c.line(std::move(head), {}, 16);
  }
  const auto fact = [&](const QString& name, const QString& number) {
    c.line({{.text = name, .ink = &Theme::muted}}, {{.text = number}});
  };
  fact(tr("Paths"), naturalText(list.count));
  fact(tr("Backward steps"), countText(static_cast<std::int64_t>(list.steps)));
  fact(tr("Multiplications, path by path"), naturalText(list.byPaths));
  fact(tr("Multiplications, backward"), naturalText(list.byBackward));

  if (list.isWhole && list.isFormed && list.rows.size() > 1) {
    c.heading(tr("Share of each path"));
    bars_ = new BarList(BarList::Names::Before);
    bars_->setObjectName(QStringLiteral("shares"));
    bars_->setAccessibleName(tr("Share of each path"));
    bars_->setBars(shareBars(list), theme_);
    connect(bars_, &BarList::clicked, this, [this](int bar) { table_->pin(static_cast<std::size_t>(bar)); });
    c.add(bars_);
    if (list.rows.size() > mostBars)
      c.words(tr("and %n more", nullptr, static_cast<int>(list.rows.size() - mostBars)));
  }
  if (!list.partings.empty()) {
    c.heading(tr("Where paths part"), tr("gradients add up"));
    for (std::size_t k = 0; k < std::min(list.partings.size(), mostPartings); ++k)
      c.add(new PartingLine(list_, k, companion_->theme()));
  }
  const std::optional<double> difference = list.difference();
  if (difference || list.check) {
    double size = 1;
    if (result)
      for (const double v : result->data()) size = std::max(size, std::isfinite(v) ? std::abs(v) : 0);
    const bool agrees =
        (!difference || *difference <= agreement * size) && (!list.check || *list.check <= agreement);
    c.heading(tr("Check"), agrees ? tr("agrees") : tr("differs"), agrees ? &Theme::ok : &Theme::error);
    if (list.check) fact(tr("Finite difference"), significantText(*list.check, 2));
    if (difference) fact(tr("Sum over paths − backward"), significantText(*difference, 2));
  }
  if (const ForgottenPath forgotten = forgottenPath(list); !forgotten.question.isEmpty()) {
    c.heading(tr("Ask the class"));
    c.words(forgotten.question, false);
    QLabel& answer = c.words(forgotten.answer, false);
    answer.hide();
    auto* reveal = new QPushButton(tr("Reveal answer"));
    reveal->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(reveal, &QPushButton::clicked, &answer, [reveal, &answer] {
      answer.show();
      reveal->hide();
    });
    c.add(reveal);
  }
  c.end();
}

}  // namespace ui
