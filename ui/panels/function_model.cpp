#include "ui/panels/function_model.h"

#include <QMimeData>

#include "ui/model/names.h"

namespace ui {
namespace {

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

}  // namespace

void FunctionModel::setGroups(const std::vector<PaletteGroup>& groups) {
  beginResetModel();
  rows_.clear();
  for (const PaletteGroup& group : groups) {
    rows_.push_back({group.title, nullptr});
    for (const core::Function* function : group.functions) rows_.push_back({{}, function});
  }
  endResetModel();
}

void FunctionModel::setFunctions(const std::vector<const core::Function*>& functions) {
  beginResetModel();
  rows_.clear();
  for (const core::Function* function : functions) rows_.push_back({{}, function});
  endResetModel();
}

const core::Function* FunctionModel::functionAt(const QModelIndex& index) const {
  return index.isValid() ? rows_[static_cast<std::size_t>(index.row())].function : nullptr;
}

QModelIndex FunctionModel::firstFunction() const {
  for (int row = 0; row < rowCount(); ++row)
    if (rows_[static_cast<std::size_t>(row)].function != nullptr) return index(row);
  return {};
}

int FunctionModel::rowOfHeading(const QString& title) const {
  for (int row = 0; row < rowCount(); ++row)
    if (rows_[static_cast<std::size_t>(row)].heading == title) return row;
  return -1;
}

int FunctionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant FunctionModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return row.function != nullptr ? title(*row.function) : row.heading;
    case Qt::AccessibleTextRole:
      return row.function != nullptr ? tr("%1, %2").arg(title(*row.function), hintOf(*row.function)) : row.heading;
    case Qt::AccessibleDescriptionRole:
      return row.function != nullptr
                 ? tr("%1. %2").arg(plainFormula(*row.function), fromView(row.function->description))
                 : QString();
    default: return {};
  }
}

Qt::ItemFlags FunctionModel::flags(const QModelIndex& index) const {
  if (functionAt(index) == nullptr) return Qt::NoItemFlags;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList FunctionModel::mimeTypes() const { return {QString::fromLatin1(kFunctionMime)}; }

QMimeData* FunctionModel::mimeData(const QModelIndexList& indexes) const {
  const core::Function* function = indexes.isEmpty() ? nullptr : functionAt(indexes.first());
  if (function == nullptr) return nullptr;
  auto* data = new QMimeData;
  data->setData(QString::fromLatin1(kFunctionMime), fromView(function->name).toUtf8());
  return data;
}

}  // namespace ui
