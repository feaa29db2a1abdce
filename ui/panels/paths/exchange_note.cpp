#include "ui/panels/paths/exchange_note.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/figures/math_text.h"
#include "ui/model/names.h"
#include "ui/model/written_out.h"
#include "ui/panels/paths/count_pair.h"
#include "ui/panels/rich_line.h"

namespace ui {

ExchangeNote::ExchangeNote(QWidget* parent)
    : QWidget(parent), theme_(lightTheme()), column_(new QVBoxLayout(this)) {
  setObjectName(QStringLiteral("exchangeNote"));
  column_->setContentsMargins(26, 12, 20, 10);
  fill();
}

void ExchangeNote::setTheme(const Theme& theme) {
  theme_ = theme;
  fill();
}

void ExchangeNote::show(std::shared_ptr<const PathList> list, std::optional<std::size_t> node) {
  list_ = std::move(list);
  node_ = node;
  fill();
}

void ExchangeNote::fill() {
  if (page_ != nullptr) {
    page_->hide();
    column_->removeWidget(page_);
    page_->deleteLater();
  }
  page_ = new QWidget;
  auto* column = new QVBoxLayout(page_);
  column->setContentsMargins({});
  column->setSpacing(3);
  const auto line = [&](std::vector<LinePiece> pieces, double size = 13) {
    auto* shown = new RichLine(size);
    shown->setTheme(theme_);
    shown->setPieces(std::move(pieces));
    column->addWidget(shown);
  };
  const auto words = [&](const QString& text) {
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("muted"));
    label->setWordWrap(true);
    column->addWidget(label);
  };
  line({{.text = tr("What if one function is exchanged?"), .bold = true}});
  if (!list_ || !node_) {
    words(tr(
        "Choose a factor, or a function with “Exchange”: the factors that would have to be derived anew by hand are marked, beside the one rule "
        "that changes in backpropagation."));
    setAccessibleDescription(tr("Nothing is chosen."));
  } else {
    const core::Graph& graph = list_->trace->graph();
    const core::Node& node = graph.node(*node_);
    const ExchangeWork work = exchangeWork(*list_, *node_);
    line({{.text = title(*node.function) + u' ', .ink = &Theme::muted},
          {.text = equationTex(graph, node), .isTex = true, .ink = &Theme::muted}},
         12);
    column->addSpacing(6);
    auto* counts = new CountPair;
    counts->setCounts(QString::number(work.derived + work.substituted),
                      tr("of %1 factors by hand").arg(work.factors), QStringLiteral("1"),
                      tr("rule in backpropagation"), theme_);
    column->addWidget(counts);
    column->addSpacing(6);
    words(tr("By hand: %1 derived anew, %2 rewritten because its value stands in them, in %3 of %4 paths.")
              .arg(work.derived)
              .arg(work.substituted)
              .arg(work.paths)
              .arg(list_->rows.size()));
    words(tr(
        "Backpropagation: only the rule of this node. Every other node keeps its own, and only the numbers that pass through change."));
    for (const QString& formula : localFormulasTex(graph, node))
      line({{.text = formula, .isTex = true, .ink = &Theme::local}});
    setAccessibleDescription(tr("%1: %2 factors by hand, one rule in backpropagation.")
                                 .arg(plainName(node))
                                 .arg(work.derived + work.substituted));
  }
  column->addStretch();
  column_->addWidget(page_, 1);
  page_->show();
}

}  // namespace ui
