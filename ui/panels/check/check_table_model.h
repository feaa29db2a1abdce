#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <optional>
#include <vector>

#include "ui/model/check_list.h"
#include "ui/model/theme.h"

namespace ui {

/// The nodes that are checked, one a row, filled as their checks arrive.
class CheckTableModel : public QAbstractTableModel {
  Q_OBJECT

public:
  enum Column { Name, Shape, Entries, Worst, Result, ColumnCount };
  /// What a cell is beside its text: the name in LaTeX; the worst deviation as a number (absent while
  /// unknown); the ink of the result.
  enum Role { TexRole = Qt::UserRole, DeviationRole, InkRole };

  using QAbstractTableModel::QAbstractTableModel;

  /// Other nodes, none of them checked; the trace is null where there is no run.
  void setNodes(std::shared_ptr<const core::Trace> trace, std::vector<std::size_t> nodes);
  void setTheme(const Theme& theme);
  void setCheck(std::size_t row, NodeCheck check);

  const std::shared_ptr<const core::Trace>& trace() const { return trace_; }
  const std::vector<std::size_t>& nodes() const { return nodes_; }
  /// Empty as long as the check has not arrived.
  const std::optional<NodeCheck>& check(std::size_t row) const { return checks_[row]; }
  std::optional<int> rowOf(const core::NodeId& id) const;
  /// The row with the largest deviation; empty as long as nothing has arrived.
  std::optional<int> worstRow() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  QString textOf(std::size_t row, Column column) const;
  QString texOf(std::size_t row) const;

  std::shared_ptr<const core::Trace> trace_;
  std::vector<std::size_t> nodes_;
  std::vector<std::optional<NodeCheck>> checks_;
  const Theme* theme_ = &lightTheme();
};

}  // namespace ui
