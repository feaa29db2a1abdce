#include "ui/panels/paths/count_pair.h"

#include <QGridLayout>

#include "ui/panels/rich_line.h"

namespace ui {

CountPair::CountPair(QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins({});
  grid->setHorizontalSpacing(24);
  grid->setVerticalSpacing(0);
  for (int column = 0; column < 2; ++column) {
    numbers_[column] = new RichLine(21);
    units_[column] = new RichLine(12);
    grid->addWidget(numbers_[column], 0, column);
    grid->addWidget(units_[column], 1, column);
  }
  grid->setColumnStretch(2, 1);
}

void CountPair::setCounts(const QString& left, const QString& leftUnit, const QString& right,
                          const QString& rightUnit, const Theme& theme) {
  for (RichLine* line : {numbers_[0], numbers_[1], units_[0], units_[1]}) line->setTheme(theme);
  numbers_[0]->setPieces({{.text = left, .bold = true}});
  numbers_[1]->setPieces({{.text = right, .bold = true, .ink = &Theme::downstream}});
  units_[0]->setPieces({{.text = leftUnit, .ink = &Theme::muted}});
  units_[1]->setPieces({{.text = rightUnit, .ink = &Theme::muted}});
  for (RichLine* line : {numbers_[0], numbers_[1], units_[0], units_[1]}) {
    line->setMinimumWidth(line->sizeHint().width());
  }
}

}  // namespace ui
