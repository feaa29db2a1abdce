#include "ui/panels/speed_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QStyle>
#include <QStyleOptionSlider>
#include <cmath>

#include "ui/model/player.h"

namespace ui {
namespace {

constexpr int perDoubling = 4;  // positions of the slider

/// A thin groove that is filled up to a ring.
class Slider : public QSlider {
 public:
  explicit Slider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);  // set by mouse while a run plays, it leaves the keys to the graph
  }
  void setTheme(const Theme& theme) {
    theme_ = &theme;
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionSlider option;
    initStyleOption(&option);
    const double at = QRectF(style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this)).center().x() + 0.5;
    const double middle = height() / 2.0;
    painter.setPen(QPen(theme_->line, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(3, middle), QPointF(width() - 3, middle));
    painter.setPen(QPen(theme_->downstream, 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(3, middle), QPointF(at, middle));
    painter.setPen(QPen(hasFocus() ? theme_->focus : theme_->downstream, 2));
    painter.setBrush(theme_->panel);
    painter.drawEllipse(QPointF(at, middle), 6, 6);
  }

 private:
  const Theme* theme_ = &lightTheme();
};

}  // namespace

SpeedSlider::SpeedSlider(QWidget* parent) : QWidget(parent), name_(new QLabel(tr("Speed"))), slider_(new Slider(this)), number_(new QLabel) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 0, 4, 0);
  row->setSpacing(8);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  name_->setObjectName(QStringLiteral("muted"));
  number_->setObjectName(QStringLiteral("muted"));
  number_->setFixedWidth(QFontMetrics(number_->font()).horizontalAdvance(QStringLiteral("0.25×")) + 4);
  slider_->setRange(static_cast<int>(std::lround(perDoubling * std::log2(Player::slowest))),
                    static_cast<int>(std::lround(perDoubling * std::log2(Player::fastest))));
  slider_->setPageStep(perDoubling);
  slider_->setFixedSize(88, 24);
  slider_->setAccessibleName(tr("Speed"));
  slider_->setToolTip(tr("How fast Play goes: one step every two seconds at 1×"));
  row->addWidget(name_);
  row->addWidget(slider_);
  row->addWidget(number_);
  connect(slider_, &QSlider::valueChanged, this, [this] {
    showNumber();
    emit speedChosen(speed());
  });
  showNumber();
}

void SpeedSlider::setTheme(const Theme& theme) { static_cast<Slider*>(slider_)->setTheme(theme); }

void SpeedSlider::setBrief(bool brief) {
  name_->setVisible(!brief);
  updateGeometry();
}

double SpeedSlider::speed() const { return std::exp2(static_cast<double>(slider_->value()) / perDoubling); }

void SpeedSlider::setSpeed(double speed) {
  slider_->setValue(static_cast<int>(std::lround(perDoubling * std::log2(speed))));
}

void SpeedSlider::showNumber() {
  const double v = speed();
  const int decimals = v >= 2 ? 1 : 2;
  QString text = QString::number(v, 'f', decimals);
  while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.'))) text.chop(1);
  number_->setText(tr("%1×").arg(text));
  slider_->setAccessibleDescription(number_->text());
}

}  // namespace ui
