#include "ui/panels/check/check_table_model.h"

#include <algorithm>

#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/panels/check/check_words.h"

namespace ui {

void CheckTableModel::setNodes(std::shared_ptr<const core::Trace> trace, std::vector<std::size_t> nodes) {
  beginResetModel();
  trace_ = std::move(trace);
  nodes_ = std::move(nodes);
  checks_.assign(nodes_.size(), std::nullopt);
  endResetModel();
}

void CheckTableModel::setTheme(const Theme& theme) {
  theme_ = &theme;
  if (!nodes_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void CheckTableModel::setCheck(std::size_t row, NodeCheck check) {
  checks_[row] = std::move(check);
  emit dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), ColumnCount - 1));
}

std::optional<int> CheckTableModel::rowOf(const core::NodeId& id) const {
  const auto position = trace_ ? trace_->graph().position(id) : std::nullopt;
  if (!position) return std::nullopt;
  const auto found = std::ranges::find(nodes_, *position);
  return found == nodes_.end() ? std::nullopt : std::optional(static_cast<int>(found - nodes_.begin()));
}

std::optional<int> CheckTableModel::worstRow() const {
  std::optional<int> worst;
  for (std::size_t row = 0; row < checks_.size(); ++row) {
    if (!checks_[row]) continue;
    if (!worst ||
        checks_[row]->differences.worst > checks_[static_cast<std::size_t>(*worst)]->differences.worst)
      worst = static_cast<int>(row);
  }
  return worst;
}

int CheckTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(nodes_.size());
}

int CheckTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString CheckTableModel::texOf(std::size_t row) const {
  const core::Node& node = trace_->graph().node(nodes_[row]);
  if (!node.isLeaf()) return equationTex(trace_->graph(), node);
  return derivativeTex(nameTex(trace_->graph().node(*trace_->plan().output())), nameTex(node));
}

QString CheckTableModel::textOf(std::size_t row, Column column) const {
  const core::Node& node = trace_->graph().node(nodes_[row]);
  const std::optional<NodeCheck>& check = checks_[row];
  switch (column) {
    case Name: return node.isLeaf() ? MathText::parse(texOf(row)).plain() : plainName(node);
    case Shape: {
      if (node.isLeaf()) return shapeText(trace_->plan().node(nodes_[row]).shape.axes());
      QStringList shapes;
      const auto inputs = trace_->plan().inputsOf(nodes_[row]);
      for (std::size_t k = 0; k < inputs.size(); ++k) {
        if (!trace_->plan().isDifferentiated(nodes_[row], k)) continue;
        shapes += shapeText(trace_->plan().node(nodes_[row]).shape.axes(),
                            trace_->plan().node(static_cast<std::size_t>(inputs[k])).shape.axes());
      }
      return shapes.join(QStringLiteral(", "));
    }
    case Entries: return check ? entriesText(*check) : countText(checkedEntries(*trace_, nodes_[row]));
    case Worst: return check && check->differences.node ? deviationText(check->differences.worst) : QString();
    case Result: return check ? verdictText(*check) : QStringLiteral("…");
    case ColumnCount: break;
  }
  return {};
}

QVariant CheckTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const auto column = static_cast<Column>(index.column());
  switch (role) {
    case Qt::DisplayRole: return textOf(row, column);
    case Qt::AccessibleTextRole:
      return column == Result && !checks_[row] ? tr("not checked yet") : textOf(row, column);
    case Qt::ToolTipRole:
      if (column != Worst || !checks_[row] || !checks_[row]->differences.node) return textOf(row, column);
      return tr("%1: the gradient is %2, differences give %3")
          .arg(MathText::parse(worstEntryTex(*trace_, checks_[row]->differences)).plain(),
               significantText(checks_[row]->differences.gradient, 10),
               significantText(checks_[row]->differences.difference, 10));
    case InkRole: {
      if (column == Result && checks_[row]) return theme_->*verdictInk(checks_[row]->verdict());
      return column == Name ? theme_->ink : theme_->muted;
    }
    case TexRole: return column == Name ? texOf(row) : QVariant();
    case DeviationRole:
      if (column != Worst || !checks_[row] || !checks_[row]->differences.node) return {};
      return checks_[row]->differences.worst;
    default: return {};
  }
}

QVariant CheckTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
    if (role == Qt::TextAlignmentRole)
      return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    return QAbstractTableModel::headerData(section, orientation, role);
  }
  const bool isTip = role == Qt::ToolTipRole;
  const bool ofLeaves = !nodes_.empty() && trace_->graph().node(nodes_.front()).isLeaf();
  switch (section) {
    case Name:
      if (ofLeaves)
        return isTip ? tr("The gradient of the output by an input or a parameter") : tr("Gradient");
      return isTip ? tr("A function, by each input that it is differentiated by") : tr("Function");
    case Shape:
      if (ofLeaves) return tr("Shape");
      return isTip ? tr("The shapes of its local gradients, output × input") : tr("Local gradients");
    case Entries: return isTip ? tr("How many entries were moved up and down") : tr("Entries");
    case Worst:
      return isTip
                 ? tr("Largest |gradient − difference| / max(1, |gradient|), on a logarithmic axis; the line stands at 10⁻⁶")
                 : tr("Worst difference");
    case Result: return isTip ? tr("Whether every difference is at most 10⁻⁶") : tr("Result");
    default: return {};
  }
}

}  // namespace ui
