#include "ui/model/tensor_model.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <cmath>

#include "ui/model/fresh_entries.h"
#include "ui/model/tensor_text.h"

namespace ui {
namespace {

QString shortestText(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

}  // namespace

TensorModel::TensorModel(core::LeafValue value, std::vector<core::Index> fresh, QObject* parent)
    : QAbstractTableModel(parent), value_(std::move(value)), fresh_(std::move(fresh)) {
  slice_.assign(static_cast<std::size_t>(leadingShape().rank()), 0);
}

void TensorModel::setValue(core::LeafValue value) {
  beginResetModel();
  const core::Shape before = leadingShape();
  value_ = std::move(value);
  if (before != leadingShape()) slice_.assign(static_cast<std::size_t>(leadingShape().rank()), 0);
  endResetModel();
  emit edited();
}

void TensorModel::setShape(const core::Shape& shape) {
  if (shape == this->shape()) return;
  std::vector<core::Index> fresh = marksAfterReshape(this->shape(), shape, fresh_, false);
  std::swap(fresh, fresh_);
  if (value_.rule) setValue({core::initialised(shape, *value_.rule), value_.rule});
  else setValue({reshapedKeeping(value_.tensor, shape), std::nullopt});
}

void TensorModel::fill(const core::Initialiser& rule) {
  fresh_.clear();
  setValue({core::initialised(shape(), rule), rule});
}

QString TensorModel::paste(const QString& text, int row, int column) {
  const PastedBlock block = pastedBlock(text);
  if (!block.complaint.isEmpty()) return block.complaint;
  if (block.rows.empty()) return tr("The clipboard holds no numbers.");
  const auto neededRows = static_cast<core::Index>(block.rows.size()) + row;
  const auto neededColumns = static_cast<core::Index>(block.rows[0].size()) + column;
  core::Shape grown = shape();
  if (grown.rank() == 0 && (neededRows > 1 || neededColumns > 1)) grown = core::Shape{1};
  if (grown.rank() == 1 && neededRows > 1) grown = core::Shape{1, grown[0]};
  const core::Index rank = grown.rank();
  if (rank >= 1) grown[rank - 1] = std::max(grown[rank - 1], neededColumns);
  if (rank >= 2) grown[rank - 2] = std::max(grown[rank - 2], neededRows);
  beginResetModel();
  if (grown != shape()) fresh_ = marksAfterReshape(shape(), grown, fresh_, false);
  value_ = {grown == shape() ? value_.tensor : reshapedKeeping(value_.tensor, grown), std::nullopt};
  slice_.resize(static_cast<std::size_t>(leadingShape().rank()));
  for (std::size_t r = 0; r < block.rows.size(); ++r) {
    for (std::size_t c = 0; c < block.rows[r].size(); ++c) {
      const core::Index entry = flat(row + static_cast<int>(r), column + static_cast<int>(c));
      value_.tensor[entry] = block.rows[r][c];
      settle(entry);
    }
  }
  endResetModel();
  emit edited();
  return {};
}

QString TensorModel::copied(int row, int column, int rows, int columns) const {
  QString text;
  for (int r = row; r < row + rows; ++r) {
    for (int c = column; c < column + columns; ++c) {
      if (c > column) text += u'\t';
      text += shortestText(value_.tensor[flat(r, c)]);
    }
    text += u'\n';
  }
  return text;
}

core::Shape TensorModel::leadingShape() const {
  return core::axesBetween(shape(), 0, std::max<core::Index>(0, shape().rank() - 2));
}

void TensorModel::setSlice(std::vector<core::Index> slice) {
  if (slice == slice_) return;
  beginResetModel();
  slice_ = std::move(slice);
  endResetModel();
}

int TensorModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  if (leadingShape().size() == 0) return 0;
  return shape().rank() >= 2 ? static_cast<int>(shape()[shape().rank() - 2]) : 1;
}

int TensorModel::columnCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  return shape().rank() >= 1 ? static_cast<int>(shape()[shape().rank() - 1]) : 1;
}

core::Index TensorModel::flat(int row, int column) const {
  core::Index position = 0;
  const core::Shape leading = leadingShape();
  for (core::Index axis = 0; axis < leading.rank(); ++axis) {
    position = position * leading[axis] + slice_[static_cast<std::size_t>(axis)];
  }
  return (position * rowCount() + row) * columnCount() + column;
}

QVariant TensorModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  const core::Index entry = flat(index.row(), index.column());
  const bool isFresh = std::ranges::binary_search(fresh_, entry);
  if (role == Qt::FontRole && isFresh) {
    QFont font;
    font.setItalic(true);
    return font;
  }
  if (role == freshRole) return isFresh;
  if (role == Qt::AccessibleDescriptionRole && isFresh) return tr("New and not set yet");
  if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole) return {};
  const double number = value_.tensor[entry];
  if (role == Qt::ToolTipRole && isFresh) return tr("New and not set yet: it is 0 until you type a number; 0 counts too");
  if (role == Qt::DisplayRole) {
    QString text = QString::number(number, 'g', 6);
    return text.replace(u'-', QChar(0x2212));
  }
  return shortestText(number);
}

bool TensorModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::EditRole) return false;
  const TypedNumber typed = typedNumber(value.toString());
  if (!typed.number) {
    emit complained(typed.complaint);
    return false;
  }
  const core::Index entry = flat(index.row(), index.column());
  value_.tensor[entry] = *typed.number;
  settle(entry);
  value_.rule.reset();
  emit dataChanged(index, index);
  emit edited();
  return true;
}

void TensorModel::settle(core::Index entry) {
  const auto at = std::ranges::lower_bound(fresh_, entry);
  if (at != fresh_.end() && *at == entry) fresh_.erase(at);
}

QVariant TensorModel::headerData(int section, Qt::Orientation, int role) const {
  if (role == Qt::DisplayRole) return section + 1;
  return {};
}

Qt::ItemFlags TensorModel::flags(const QModelIndex& index) const {
  return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

}  // namespace ui
