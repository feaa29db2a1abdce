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
#include "ui/panels/inspector/leaf_sliders.h"

namespace ui {

void LeafSection::show(const Subject& subject) {
  const core::Node& node = subject.node();
  setVisible(node.isLeaf());
  if (!node.isLeaf()) {
    shown_.reset();
    return;
  }
  const core::NodePointer pointer = subject.graph().nodes()[*subject.graph().position(subject.id)];
  const auto marks = subject.document->sheet().fresh.find(subject.id);
  const std::size_t waiting = marks != subject.document->sheet().fresh.end() ? marks->second.size() : 0;
  if (document_ == subject.document && shown_ == pointer && waiting == waiting_) return;
  // Under the hand that moves a slider nothing is built anew.
  const bool sameKind = document_ == subject.document && shown_ && id_ == subject.id && shown_->function == node.function &&
                        shown_->label == node.label && waiting == waiting_;
  if (sameKind && sliders_ != nullptr && sliders_->take(node)) {
    if (field_ != nullptr && !field_->hasFocus()) field_->setText(plainNumber(node.value->tensor[0]));
    shown_ = pointer;
    return;
  }
  document_ = subject.document;
  id_ = subject.id;
  shown_ = pointer;
  waiting_ = waiting;
  clear();
  sliders_ = nullptr;
  field_ = nullptr;
  addHeading(*subject.theme, tr("Leaf"), QString::fromStdString(core::text(node.value ? node.value->tensor.shape() : core::Shape{})));
  addKinds(node);
  if (!node.value || node.value->tensor.shape().rank() == 0) addScalarField(node);
  if (LeafSliders::fit(node)) {
    sliders_ = new LeafSliders(*document_, node, *subject.theme);
    connect(sliders_, &LeafSliders::sliding, this, &LeafSection::sliding);
    column().addWidget(sliders_);
  }
  if (waiting > 0) addWaiting();
  auto* edit = new QPushButton(tr("Edit values…"));
  edit->setToolTip(tr("Open the grid: type or paste numbers, fill with zeros, ones or random numbers, change the shape (double-click on the node)"));
  connect(edit, &QPushButton::clicked, this, &LeafSection::editRequested);
  column().addWidget(edit);
}

void LeafSection::addWaiting() {
  auto* words = new QLabel(tr("%n new entries are 0 and not set yet.", nullptr, static_cast<int>(waiting_)));
  words->setObjectName("notSet");
  words->setWordWrap(true);
  auto* keep = new QPushButton(tr("Leave them at 0"));
  keep->setToolTip(tr("Takes 0 for what a repair has added, and takes the marks away"));
  connect(keep, &QPushButton::clicked, this, [this] {
    document_->tryEdit(tr("Set new entries of %1 to 0").arg(QString::fromStdString(id_.text())), [&](Sheet& sheet) { sheet.fresh.erase(id_); });
  });
  column().addWidget(words);
  column().addWidget(keep);
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
  field_ = field;
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
      // A 0 that is typed is set, though it changes nothing.
      if (field->isModified()) sheet.fresh.erase(id_);
    });
  });
  column().addWidget(field);
  column().addWidget(complaint);
}

}  // namespace ui
