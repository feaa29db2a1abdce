#include "ui/panels/cost/entry_box.h"

#include <QLineEdit>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

#include "ui/figures/number_text.h"

namespace ui {
namespace {

const QRegularExpression& wholeNumber() {
  static const QRegularExpression number(QStringLiteral("\\d+"));
  return number;
}

}  // namespace

EntryBox::EntryBox(QWidget* parent) : QSpinBox(parent) {
  setAccessibleName(tr("Entry of the seed"));
  setToolTip(tr("The entry at which the 1 stands"));
  setPrefix(tr("entry "));
  setKeyboardTracking(false);
}

void EntryBox::setShape(const core::Shape& shape) {
  shape_ = shape;
  const core::Index last =
      std::min<core::Index>(std::max<core::Index>(shape.size(), 1) - 1, std::numeric_limits<int>::max());
  setRange(0, static_cast<int>(last));
  setVisible(shape.size() > 1);
  lineEdit()->setText(prefix() + textFromValue(value()));
}

QString EntryBox::textFromValue(int value) const {
  if (shape_.rank() == 0) return QStringLiteral("1");
  const core::IndexVector index = core::indexVector(shape_, value);
  return indexText({index.data(), index.size()});
}

int EntryBox::valueFromText(const QString& text) const {
  std::vector<core::Index> index;
  for (auto match = wholeNumber().globalMatch(text); match.hasNext();)
    index.push_back(match.next().captured().toLongLong() - 1);
  if (static_cast<core::Index>(index.size()) != shape_.rank()) return value();
  for (core::Index axis = 0; axis < shape_.rank(); ++axis) {
    core::Index& i = index[static_cast<std::size_t>(axis)];
    i = std::clamp<core::Index>(i, 0, std::max<core::Index>(shape_[axis] - 1, 0));
  }
  return static_cast<int>(core::flatIndex(shape_, index));
}

QValidator::State EntryBox::validate(QString& text, int&) const {
  int count = 0;
  for (auto match = wholeNumber().globalMatch(text); match.hasNext(); match.next()) ++count;
  return count == shape_.rank() ? QValidator::Acceptable : QValidator::Intermediate;
}

}  // namespace ui
