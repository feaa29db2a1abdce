#include "ui/panels/inspector/leaf_section.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "core/functions/catalogue.h"
#include "ui/figures/number_text.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"
#include "ui/model/tensor_text.h"

namespace ui {

void LeafSection::show(const Subject& subject) {
  const core::Node& node = subject.node();
  setVisible(node.isLeaf());
  if (!node.isLeaf()) {
    shown_.reset();
    return;
  }
  const core::NodePointer pointer = subject.graph().nodes()[*subject.graph().position(subject.id)];
  if (document_ == subject.document && shown_ == pointer) return;
  document_ = subject.document;
  id_ = subject.id;
  shown_ = pointer;
  clear();
  addHeading(*subject.theme, tr("Leaf"), QString::fromStdString(core::text(node.value ? node.value->tensor.shape() : core::Shape{})));
  addKinds(node);
  if (!node.value || node.value->tensor.shape().rank() == 0) addScalarField(node);
  auto* edit = new QPushButton(tr("Edit values…"));
  edit->setToolTip(tr("Open the grid: type or paste numbers, fill with zeros, ones or random numbers, change the shape (double-click on the node)"));
  connect(edit, &QPushButton::clicked, this, &LeafSection::editRequested);
  column().addWidget(edit);
}

void LeafSection::addKinds(const core::Node& node) {
  auto* box = new QComboBox;
  box->setAccessibleName(tr("Kind of leaf"));
  box->setToolTip(tr("Input and parameter get a gradient; a constant never does"));
  for (const char* kind : {"input", "parameter", "constant"}) {
    const core::Function& function = core::functionNamed(kind);
    box->addItem(title(function), kind);
    if (node.function == &function) box->setCurrentIndex(box->count() - 1);
  }
  connect(box, &QComboBox::activated, this, [this, box] {
    const std::string kind = box->currentData().toString().toStdString();
    document_->tryEdit(tr("Kind of %1").arg(QString::fromStdString(id_.text())),
                       [&](Sheet& sheet) { replaceFunction(sheet, id_, core::functionNamed(kind)); });
  });
  column().addWidget(box);
}

void LeafSection::addScalarField(const core::Node& node) {
  auto* field = new QLineEdit(plainNumber(node.value ? node.value->tensor[0] : 0));
  field->setAccessibleName(tr("Value"));
  field->setToolTip(tr("The number; Enter takes it"));
  auto* complaint = new QLabel;
  complaint->setObjectName("complaint");
  complaint->setWordWrap(true);
  complaint->hide();
  connect(field, &QLineEdit::editingFinished, this, [this, field, complaint] {
    const TypedNumber typed = typedNumber(field->text());
    complaint->setText(typed.complaint);
    complaint->setVisible(!typed.complaint.isEmpty());
    if (!typed.number) return;
    document_->tryEdit(tr("Value of %1").arg(QString::fromStdString(id_.text())), [&](Sheet& sheet) {
      setLeafValue(sheet, id_, {core::Tensor::scalar(*typed.number), std::nullopt});
    });
  });
  column().addWidget(field);
  column().addWidget(complaint);
}

}  // namespace ui
