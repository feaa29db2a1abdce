#include "ui/panels/companion.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

Companion::Companion(const QString& name, QWidget* parent)
    : QScrollArea(parent), content_(new QWidget), column_(new QVBoxLayout(content_)) {
  setObjectName(QStringLiteral("inspector"));
  setAccessibleName(name);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  content_->setObjectName(QStringLiteral("inspectorContent"));
  column_->setContentsMargins(14, 10, 14, 12);
  setWidget(content_);
}

void Companion::setTheme(const Theme& theme) { theme_ = &theme; }

void Companion::begin(const QString& title, std::vector<LinePiece> remark) {
  if (page_ != nullptr) {
    page_->hide();
    column_->removeWidget(page_);
    page_->deleteLater();
  }
  page_ = new QWidget;
  filled_ = new QVBoxLayout(page_);
  filled_->setContentsMargins({});
  filled_->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  auto* name = new QLabel(title);
  name->setStyleSheet(QStringLiteral("font-size: 15px; font-weight: 600;"));
  row->addWidget(name);
  if (!remark.empty()) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("remark"));
    frame->setStyleSheet(
        QStringLiteral("#remark { border: 1px solid %1; border-radius: 5px; }").arg(theme_->line.name()));
    auto* inside = new QHBoxLayout(frame);
    inside->setContentsMargins(7, 0, 7, 0);
    auto* words = new RichLine(12);
    words->setTheme(*theme_);
    words->setPieces(std::move(remark));
    inside->addWidget(words);
    frame->setMaximumWidth(120);
    row->addWidget(frame);
  }
  row->addStretch();
  auto* close = new QPushButton(tr("Close"));
  close->setObjectName(QStringLiteral("link"));
  close->setToolTip(tr("Back to the equation (Esc)"));
  connect(close, &QPushButton::clicked, this, &Companion::closeRequested);
  row->addWidget(close);
  filled_->addLayout(row);
  filled_->addSpacing(6);
}

RichLine& Companion::line(std::vector<LinePiece> left, std::vector<LinePiece> right, double pixelSize) {
  auto* line = new RichLine(pixelSize);
  line->setTheme(*theme_);
  line->setPieces(std::move(left), std::move(right));
  filled_->addWidget(line);
  return *line;
}

RichLine& Companion::heading(const QString& text, const QString& fact, QColor Theme::*ink) {
  filled_->addSpacing(10);
  return line({{.text = text, .bold = true, .ink = &Theme::muted}},
              {{.text = fact, .bold = ink != &Theme::muted, .ink = ink}}, 12);
}

QLabel& Companion::words(const QString& text, bool isMuted) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  if (isMuted) label->setObjectName(QStringLiteral("muted"));
  label->setWordWrap(true);
  filled_->addWidget(label);
  return *label;
}

void Companion::add(QWidget* widget) { filled_->addWidget(widget); }

void Companion::end() {
  filled_->addStretch();
  column_->addWidget(page_, 1);
  page_->show();
}

}  // namespace ui
