#include "ui/panels/inspector/names_section.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "ui/model/edits.h"

namespace ui {

NamesSection::NamesSection(QWidget* parent) : Section(parent) {
  auto* form = new QFormLayout;
  form->setContentsMargins({});
  form->setVerticalSpacing(4);
  idField_ = new QLineEdit;
  idField_->setMaxLength(200);
  idField_->setAccessibleName(tr("Name"));
  idField_->setToolTip(tr("The node's name in files and on the command line; unique in this graph"));
  labelField_ = new QLineEdit;
  labelField_->setAccessibleName(tr("Label"));
  labelField_->setToolTip(tr("LaTeX shown instead of the name, such as W_1 or \\hat{y}"));
  form->addRow(tr("Name"), idField_);
  form->addRow(tr("Label"), labelField_);
  complaint_ = new QLabel;
  complaint_->setObjectName("complaint");
  complaint_->setWordWrap(true);
  complaint_->hide();
  column().addLayout(form);
  column().addWidget(complaint_);
  connect(idField_, &QLineEdit::editingFinished, this, &NamesSection::applyId);
  connect(labelField_, &QLineEdit::editingFinished, this, &NamesSection::applyLabel);
}

void NamesSection::show(const Subject& subject) {
  const bool isSameNode = document_ == subject.document && id_ == subject.id;
  document_ = subject.document;
  id_ = subject.id;
  // A text that is being typed is not taken away by a run that arrives meanwhile.
  if (!isSameNode || !idField_->hasFocus()) idField_->setText(QString::fromStdString(id_.text()));
  if (!isSameNode || !labelField_->hasFocus()) labelField_->setText(QString::fromStdString(subject.node().label));
  labelField_->setPlaceholderText(QString::fromStdString(id_.text()));
  if (!isSameNode) complaint_->hide();
}

void NamesSection::applyId() {
  const core::NodeId wanted(idField_->text().trimmed().toStdString());
  complaint_->hide();
  if (!document_ || wanted == id_ || !document_->graph().find(id_)) return;
  try {
    if (wanted.text().empty()) throw core::Error("A node needs a name: type at least one character.");
    document_->edit(tr("Rename %1").arg(QString::fromStdString(id_.text())),
                    [&](Sheet& sheet) { renameNode(sheet, id_, wanted); });
    emit renamed(wanted);
  } catch (const core::Error& error) {
    complaint_->setText(translated(error.message()));
    complaint_->show();
  }
}

void NamesSection::applyLabel() {
  if (!document_ || !document_->graph().find(id_)) return;
  const std::string label = labelField_->text().trimmed().toStdString();
  document_->tryEdit(tr("Label of %1").arg(QString::fromStdString(id_.text())),
                     [&](Sheet& sheet) { setLabel(sheet, id_, label); });
}

}  // namespace ui
