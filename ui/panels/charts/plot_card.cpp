#include "ui/panels/charts/plot_card.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int kHeader = 40;

}  // namespace

PlotCard::PlotCard(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), plot_(new Plot), remark_(new QLabel), theme_(lightTheme()) {
  plot_->setAccessibleName(accessibleName);
  remark_->setObjectName(QStringLiteral("muted"));
  remark_->setWordWrap(true);
  remark_->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, kHeader, 0, 0);
  column->setSpacing(2);
  column->addWidget(plot_, 1);
  column->addWidget(remark_);
}

void PlotCard::setTheme(const Theme& theme) {
  theme_ = theme;
  plot_->setTheme(theme);
  update();
}

void PlotCard::setHeader(Sentence title, Sentence subtitle) {
  title_ = std::move(title);
  subtitle_ = std::move(subtitle);
  update();
}

void PlotCard::setData(PlotData content) {
  remark_->setText(content.remark);
  remark_->setVisible(!content.remark.isEmpty());
  plot_->setData(std::move(content));
}

void PlotCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  drawPieces(painter, placedLine(title_, {2, 14}, width() - 4, 13), theme_);
  drawPieces(painter, placedLine(subtitle_, {2, 31}, width() - 4, 12), theme_);
}

}  // namespace ui
