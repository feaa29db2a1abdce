#pragma once

#include <QDialog>

#include "ui/model/document.h"
#include "ui/model/tensor_model.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTableView;

namespace ui {

/// The grid in which a leaf's entries are edited: numbers, paste from a spreadsheet, fill by a rule, another shape. What is accepted is one undo step.
class LeafEditor : public QDialog {
  Q_OBJECT

 public:
  /// `fresh`: entries that a repair added and that wait to be set.
  LeafEditor(const QString& name, core::LeafValue value, QWidget* parent = nullptr, std::vector<core::Index> fresh = {});

  ~LeafEditor() override;

  const core::LeafValue& value() const { return model_->value(); }
  const std::vector<core::Index>& fresh() const { return model_->fresh(); }
  /// Paste, copy and clear act on the selected cells; public so that the context menu, the keys and tests share them.
  void pasteFromClipboard();
  void copyToClipboard();
  void clearSelected();

 protected:
  /// Enter belongs to the fields; with Ctrl it accepts.
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* shapeRow();
  QWidget* fillRow();
  void applyShape();
  void fill(core::InitialiserKind kind);
  void rebuildSlices();
  void updateFacts();
  void complain(const QString& text);

  TensorModel* model_;
  QLineEdit* shape_ = nullptr;
  QLabel* facts_ = nullptr;
  QLabel* complaint_ = nullptr;
  QSpinBox* seed_ = nullptr;
  QTableView* table_ = nullptr;
  QHBoxLayout* slices_ = nullptr;
  core::Shape shownLeading_;
};

/// Opens the grid for a leaf of the document and makes one undo step of what is accepted.
void editLeaf(Document& document, const core::NodeId& id, QWidget* parent);

}  // namespace ui
