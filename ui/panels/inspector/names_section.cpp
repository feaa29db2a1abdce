#include "ui/panels/inspector/names_section.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include "ui/figures/math_typesetter.h"
#include "ui/figures/tex_problem.h"
#include "ui/model/edits.h"

namespace ui {
namespace {

constexpr int pauseOfTyping = 500;  // ms

}  // namespace

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
  previewRow_ = new QWidget;
  auto* previewLayout = new QHBoxLayout(previewRow_);
  previewLayout->setContentsMargins({});
  auto* previewTitle = new QLabel(tr("Looks like"));
  previewTitle->setObjectName("muted");
  preview_ = new RichLine(17);
  previewLayout->addWidget(previewTitle);
  previewLayout->addWidget(preview_, 1);
  labelComplaint_ = new QLabel;
  labelComplaint_->setObjectName("complaint");
  labelComplaint_->setWordWrap(true);
  labelComplaint_->hide();
  column().addLayout(form);
  column().addWidget(previewRow_);
  column().addWidget(labelComplaint_);
  column().addWidget(complaint_);
  typing_.setSingleShot(true);
  typing_.setInterval(pauseOfTyping);
  connect(idField_, &QLineEdit::editingFinished, this, &NamesSection::applyId);
  connect(labelField_, &QLineEdit::editingFinished, this, &NamesSection::applyLabel);
  connect(labelField_, &QLineEdit::textChanged, this, &NamesSection::showPreview);
  connect(labelField_, &QLineEdit::textEdited, this, [this] {
    labelComplaint_->hide();
    typing_.start();
  });
  connect(&typing_, &QTimer::timeout, this, &NamesSection::judgeLabel);
  showPreview();
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
  preview_->setTheme(*subject.theme);
  if (!isSameNode) typing_.stop();
  showPreview();
  judgeLabel();
}

void NamesSection::showPreview() {
  const QString label = labelField_->text().trimmed();
  previewRow_->setVisible(!label.isEmpty());
  const bool isParameter = document_ && document_->graph().find(id_) && document_->graph().find(id_)->isParameter();
  preview_->setPieces({}, {{.text = label, .isTex = true, .bold = isParameter}});
}

void NamesSection::judgeLabel() {
  if (typing_.isActive()) return;
  const QString label = labelField_->text().trimmed();
  const QString problem = label.isEmpty() ? QString() : problemOfTex(label);
  labelComplaint_->setText(problem);
  labelComplaint_->setVisible(!problem.isEmpty());
}

void NamesSection::customEvent(QEvent* event) {
  if (event->type() == formulasArrived()) judgeLabel();
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
  typing_.stop();
  judgeLabel();
  const std::string label = labelField_->text().trimmed().toStdString();
  document_->tryEdit(tr("Label of %1").arg(QString::fromStdString(id_.text())),
                     [&](Sheet& sheet) { setLabel(sheet, id_, label); });
}

}  // namespace ui
