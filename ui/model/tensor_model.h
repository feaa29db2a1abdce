#pragma once

#include <QAbstractTableModel>

#include "core/graph/node.h"

namespace ui {

/// A leaf's tensor as a table: the last two axes are rows and columns (a vector is one row), the leading axes are fixed by `slice`.
class TensorModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  /// Whether an entry waits to be set.
  static constexpr int freshRole = Qt::UserRole;

  /// `fresh`: entries that wait to be set, flat and ascending.
  explicit TensorModel(core::LeafValue value, std::vector<core::Index> fresh = {}, QObject* parent = nullptr);

  const core::LeafValue& value() const { return value_; }
  /// Those that nobody has set yet; 0 counts as set when it is typed.
  const std::vector<core::Index>& fresh() const { return fresh_; }
  const core::Shape& shape() const { return value_.tensor.shape(); }
  /// Replaces everything.
  void setValue(core::LeafValue value);
  /// Keeps the entries that have a place in both shapes.
  void setShape(const core::Shape& shape);
  /// Fills all entries by a rule, which the file then keeps instead of the numbers.
  void fill(const core::Initialiser& rule);
  /// Writes a block with its top left entry at (row, column); the tensor grows where it does not fit. Returns what is wrong with the text, or nothing.
  QString paste(const QString& text, int row, int column);
  /// The entries of a range, tab-separated, in ASCII with full precision.
  QString copied(int row, int column, int rows, int columns) const;

  /// The axes before the last two, and which slice of them is shown.
  core::Shape leadingShape() const;
  const std::vector<core::Index>& slice() const { return slice_; }
  void setSlice(std::vector<core::Index> slice);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 signals:
  /// An entry or everything changed.
  void edited();
  /// A text that is no number was refused.
  void complained(const QString& complaint);

 private:
  core::Index flat(int row, int column) const;

  void settle(core::Index entry);

  core::LeafValue value_;
  std::vector<core::Index> fresh_;
  std::vector<core::Index> slice_;
};

}  // namespace ui
