#include "ui/panels/inspector/leaf_sliders.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QSlider>
#include <algorithm>
#include <cmath>

#include "ui/figures/entry_symbols.h"
#include "ui/figures/number_text.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"
#include "ui/model/tensor_text.h"
#include "ui/panels/rich_line.h"

namespace ui {
namespace {

constexpr int positions = 200;  // of a slider to each side of 0

/// 1, 2 or 5 times a power of ten, at least twice the largest entry.
double niceReach(const core::Tensor& tensor) {
  double largest = 0.5;
  for (const double v : tensor.data()) {
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  }
  const double power = std::pow(10, std::floor(std::log10(2 * largest)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= 2 * largest) return factor * power;
  }
  return 10 * power;
}

/// A number as it is typed, with as many digits as it has.
class NumberBox : public QDoubleSpinBox {
 public:
  explicit NumberBox(double step) {
    setRange(-1e9, 1e9);
    setDecimals(9);
    setSingleStep(step);
    setKeyboardTracking(false);
    setButtonSymbols(QAbstractSpinBox::UpDownArrows);
  }

 protected:
  QString textFromValue(double value) const override { return QString::number(value, 'g', 6).replace(u'-', QChar(0x2212)); }
  double valueFromText(const QString& text) const override { return typedNumber(text).number.value_or(value()); }
  QValidator::State validate(QString& text, int&) const override {
    return typedNumber(text).number ? QValidator::Acceptable : QValidator::Intermediate;
  }
};

}  // namespace

bool LeafSliders::fit(const core::Node& leaf) {
  return leaf.isLeaf() && !leaf.isConstant() && leaf.value && leaf.value->tensor.size() > 0 && leaf.value->tensor.size() <= mostEntries;
}

LeafSliders::LeafSliders(Document& document, const core::Node& leaf, const Theme& theme, QWidget* parent)
    : QWidget(parent), document_(document), id_(leaf.id), tensor_(leaf.value->tensor), reach_(niceReach(tensor_)) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins({});
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(3);
  grid->setColumnStretch(1, 1);
  for (core::Index entry = 0; entry < tensor_.size(); ++entry) {
    const bool symbol = hasEntrySymbol(nameTex(leaf), tensor_.shape());
    addRow(entry, symbol ? entryTex(nameTex(leaf), tensor_.shape(), entry) : entryIndex(tensor_.shape(), entry), theme);
  }
  take(leaf);
}

void LeafSliders::addRow(core::Index entry, const QString& tex, const Theme& theme) {
  auto* grid = static_cast<QGridLayout*>(layout());
  const int row = grid->rowCount();
  auto* name = new RichLine(13);
  name->setTheme(theme);
  name->setPieces({{.text = tex, .isTex = true}});
  name->setFixedWidth(std::clamp(name->sizeHint().width() + 2, 20, 60));
  auto* slider = new QSlider(Qt::Horizontal);
  slider->setRange(-positions, positions);
  slider->setPageStep(positions / 10);
  auto* number = new NumberBox(reach_ / positions);
  number->setFixedWidth(92);
  const QString which = tensor_.size() == 1 ? QString::fromStdString(id_.text())
                                            : QStringLiteral("%1 %2").arg(QString::fromStdString(id_.text()), entryIndex(tensor_.shape(), entry));
  slider->setAccessibleName(tr("Slider of %1").arg(which));
  slider->setToolTip(tr("Drag to change %1; all values and gradients follow").arg(which));
  number->setAccessibleName(tr("Number of %1").arg(which));
  slider->installEventFilter(this);
  number->installEventFilter(this);
  grid->addWidget(name, row, 0);
  grid->addWidget(slider, row, 1);
  grid->addWidget(number, row, 2);
  number->setVisible(tensor_.shape().rank() > 0);  // a single number has a field of its own
  rows_.push_back({slider, number});
  connect(slider, &QSlider::sliderPressed, this, [this] {
    startGesture();
    dragging_ = true;
    emit sliding(true);
  });
  connect(slider, &QSlider::sliderReleased, this, [this] {
    dragging_ = false;
    startGesture();
    emit sliding(false);
  });
  connect(slider, &QSlider::valueChanged, this, [this, entry](int at) { change(entry, reach_ * at / positions); });
  connect(number, &QDoubleSpinBox::valueChanged, this, [this, entry](double value) { change(entry, value); });
}

bool LeafSliders::take(const core::Node& leaf) {
  if (leaf.id != id_ || !fit(leaf) || leaf.value->tensor.shape() != tensor_.shape()) return false;
  tensor_ = leaf.value->tensor;
  for (core::Index entry = 0; entry < tensor_.size(); ++entry) {
    const Row& row = rows_[static_cast<std::size_t>(entry)];
    const QSignalBlocker quietSlider(row.slider), quietNumber(row.number);
    // The slider that is dragged stands where the hand is.
    if (!row.slider->isSliderDown()) {
      row.slider->setValue(static_cast<int>(std::lround(std::clamp(tensor_[entry] / reach_, -1.0, 1.0) * positions)));
    }
    row.number->setValue(tensor_[entry]);
  }
  return true;
}

void LeafSliders::startGesture() { gesture_ = document_.newGesture(); }

void LeafSliders::change(core::Index entry, double value) {
  if (value == tensor_[entry]) return;
  if (gesture_ == 0) startGesture();
  core::Tensor changed = tensor_;
  changed[entry] = value;
  if (!dragging_) emit sliding(true);
  document_.tryEdit(
      tr("Value of %1").arg(QString::fromStdString(id_.text())),
      [&](Sheet& sheet) { setLeafValue(sheet, id_, {std::move(changed), std::nullopt}); }, gesture_);
  if (!dragging_) emit sliding(false);
}

bool LeafSliders::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) startGesture();
  // The wheel scrolls the panel and does not change numbers on the way.
  const auto* control = qobject_cast<QWidget*>(watched);
  if (event->type() == QEvent::Wheel && control != nullptr && !control->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace ui
