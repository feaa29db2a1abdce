#include "ui/recent_list.h"

#include <QAbstractButton>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/figures/icons.h"
#include "ui/settings.h"

namespace ui {
namespace {

constexpr int kRowHeight = 30;

/// "today 14:32", "yesterday", "Mon", "12 Nov", "12 Nov 2023".
QString whenText(const QDateTime& time) {
  const QDate day = time.date();
  const QDate today = QDate::currentDate();
  const QLocale locale;
  const qint64 ago = day.daysTo(today);
  if (ago == 0) return RecentList::tr("today %1").arg(locale.toString(time.time(), QStringLiteral("HH:mm")));
  if (ago == 1) return RecentList::tr("yesterday");
  if (ago > 1 && ago < 7) return locale.dayName(day.dayOfWeek(), QLocale::ShortFormat);
  return locale.toString(day, day.year() == today.year() ? RecentList::tr("d MMM") : RecentList::tr("d MMM yyyy"));
}

/// One file as a button: its name, elided in the middle, and when it was written.
class FileButton : public QAbstractButton {
 public:
  FileButton(const QString& path, const Theme& theme, QWidget* parent)
      : QAbstractButton(parent), theme_(theme), info_(path), exists_(info_.exists()) {
    setFixedHeight(kRowHeight);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setEnabled(exists_);
    setText(info_.fileName());
    setAccessibleName(exists_ ? RecentList::tr("Open %1").arg(info_.fileName())
                              : RecentList::tr("%1 is not there any more").arg(info_.fileName()));
    setToolTip(exists_ ? QDir::toNativeSeparators(path)
                       : RecentList::tr("%1 is not there any more").arg(QDir::toNativeSeparators(path)));
    if (exists_) setCursor(Qt::PointingHandCursor);
  }

  QSize sizeHint() const override { return {220, kRowHeight}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || hasFocus())) {
      painter.setPen(hasFocus() ? QPen(theme_.focus) : QPen(Qt::NoPen));
      painter.setBrush(theme_.accentTint);
      painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    iconNamed(QStringLiteral("file"), isEnabled() ? theme_.muted : theme_.faint).paint(&painter, 7, 8, 14, 14);
    QFont small = font();
    small.setPixelSize(11);
    painter.setFont(small);
    painter.setPen(theme_.muted);
    const QString when = exists_ ? whenText(info_.lastModified()) : QString();
    painter.drawText(rect().adjusted(0, 0, -7, 0), Qt::AlignRight | Qt::AlignVCenter, when);
    painter.setFont(font());
    painter.setPen(isEnabled() ? theme_.ink : theme_.faint);
    const int room = width() - 30 - 14 - QFontMetrics(small).horizontalAdvance(when);
    painter.drawText(QRect(30, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideMiddle, room));
  }

 private:
  const Theme& theme_;
  QFileInfo info_;
  bool exists_;
};

}  // namespace

RecentList::RecentList(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
}

void RecentList::refresh() {
  while (QLayoutItem* item = column_->takeAt(0)) {
    if (QWidget* row = item->widget()) {
      row->hide();
      row->deleteLater();
    }
    delete item;
  }
  const QStringList files = recentFiles();
  for (const QString& path : files) column_->addWidget(makeRow(path));
  count_ = static_cast<int>(files.size());
}

void RecentList::setTheme(const Theme& theme) {
  theme_ = &theme;
  refresh();
}

QWidget* RecentList::makeRow(const QString& path) {
  auto* row = new QWidget(this);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  auto* button = new FileButton(path, *theme_, row);
  line->addWidget(button, 1);
  connect(button, &QAbstractButton::clicked, this, [this, path] { emit fileRequested(path); });
  if (!QFileInfo::exists(path)) {
    auto* remove = new QPushButton(tr("Remove"), row);
    remove->setAccessibleName(tr("Remove %1 from the list").arg(QFileInfo(path).fileName()));
    remove->setToolTip(tr("Take this file off the list"));
    line->addWidget(remove);
    connect(remove, &QPushButton::clicked, this, [this, path] {
      forgetFile(path);
      refresh();
      emit changed();
    });
  }
  return row;
}

}  // namespace ui
