#include "ui/panels/palette_rail.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/figures/icons.h"
#include "ui/model/palette.h"
#include "ui/panels/glyph.h"

namespace ui {
namespace {

constexpr int kWidth = 44;

QIcon glyphIcon(const core::Function& function, const Theme& theme, double scale) {
  QPixmap pixmap(QSizeF(28 * scale, 22 * scale).toSize());
  pixmap.setDevicePixelRatio(scale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  drawGlyph(painter, QRectF(0, 0, 28, 22), function, theme);
  return QIcon(pixmap);
}

}  // namespace

PaletteRail::PaletteRail(QWidget* parent) : QFrame(parent), search_(new QToolButton(this)) {
  setFixedWidth(kWidth);
  setAccessibleName(tr("Palette, folded"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(5, 10, 6, 10);
  column->setSpacing(7);
  const auto add = [&](QToolButton* button, const QString& name) {
    button->setAutoRaise(true);
    button->setFixedSize(32, 28);
    button->setAccessibleName(name);
    button->setToolTip(name);
    column->addWidget(button);
  };
  add(search_, tr("Find a function"));
  connect(search_, &QToolButton::clicked, this, &PaletteRail::searchAsked);
  for (const PaletteGroup& group : paletteGroups()) {
    auto* button = new QToolButton(this);
    add(button, group.title);
    button->setIconSize(QSize(28, 22));
    headings_.emplace_back(button, group.functions.front());
    connect(button, &QToolButton::clicked, this, [this, title = group.title] { emit headingAsked(title); });
  }
  column->addStretch();
}

void PaletteRail::setTheme(const Theme& theme) {
  theme_ = &theme;
  search_->setIcon(iconNamed(QStringLiteral("search"), theme.muted));
  for (const auto& [button, function] : headings_) button->setIcon(glyphIcon(*function, theme, devicePixelRatioF()));
  update();
}

void PaletteRail::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->panel);
  painter.fillRect(QRect(width() - 1, 0, 1, height()), theme_->line);
}

}  // namespace ui
