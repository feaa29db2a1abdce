#pragma once

#include <QAbstractListModel>
#include <vector>

#include "ui/model/palette.h"

namespace ui {

/// Functions as rows of a list, under headings or without them. A heading is a row that cannot be chosen.
class FunctionModel : public QAbstractListModel {
  Q_OBJECT

 public:
  using QAbstractListModel::QAbstractListModel;

  void setGroups(const std::vector<PaletteGroup>& groups);
  void setFunctions(const std::vector<const core::Function*>& functions);

  /// Null for a heading.
  const core::Function* functionAt(const QModelIndex& index) const;
  QModelIndex firstFunction() const;
  /// The row of the heading `title`, −1 where there is none.
  int rowOfHeading(const QString& title) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;

 private:
  struct Row {
    QString heading;
    const core::Function* function = nullptr;
  };
  std::vector<Row> rows_;
};

}  // namespace ui
