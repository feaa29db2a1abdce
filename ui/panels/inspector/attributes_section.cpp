#include "ui/panels/inspector/attributes_section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include "ui/model/edits.h"
#include "ui/panels/inspector/attribute_text.h"

namespace ui {
namespace {

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

core::AttributeValue valueOf(const core::AttributeSpec& spec, const core::Node& node) {
  const core::AttributeValue* given = node.attributes.find(spec.name);
  return given ? *given : spec.defaultValue;
}

}  // namespace

void AttributesSection::show(const Subject& subject) {
  const core::Node& node = subject.node();
  setVisible(!node.function->attributes.empty());
  // Editors are kept while they show the same, so that a run that arrives does not take a half-typed text away.
  if (document_ == subject.document && id_ == subject.id && function_ == node.function && shown_ == node.attributes) return;
  document_ = subject.document;
  id_ = subject.id;
  function_ = node.function;
  shown_ = node.attributes;
  clear();
  if (node.function->attributes.empty()) return;
  addHeading(*subject.theme, tr("Attributes"));
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins({});
  grid->setVerticalSpacing(4);
  grid->setColumnStretch(1, 1);
  int row = 0;
  for (const core::AttributeSpec& spec : node.function->attributes) {
    const QString name = fromView(spec.name);
    const QString tip = QCoreApplication::translate("catalogue", std::string(spec.meaning).c_str()) + "\n" +
                        tr("Expected: %1").arg(QString::fromStdString(core::expectation(spec))) +
                        (spec.required ? QString() : "\n" + tr("Default: %1").arg(QString::fromStdString(core::text(spec.defaultValue))));
    auto* label = new QLabel(name);
    QWidget* editor = editorFor(spec, node);
    editor->setAccessibleName(name);
    label->setToolTip(tip);
    editor->setToolTip(tip);
    label->setBuddy(editor);
    grid->addWidget(label, row, 0);
    grid->addWidget(editor, row, 1);
    if (!spec.required && node.attributes.find(spec.name)) {
      auto* reset = new QToolButton;
      reset->setText("↺");
      reset->setToolTip(tr("Back to the default, %1").arg(QString::fromStdString(core::text(spec.defaultValue))));
      reset->setAccessibleName(tr("Reset %1 to its default").arg(name));
      connect(reset, &QToolButton::clicked, this, [this, key = std::string(spec.name)] {
        document_->tryEdit(tr("Reset %1").arg(QString::fromStdString(key)),
                           [&](Sheet& sheet) { removeAttribute(sheet, id_, key); });
      });
      grid->addWidget(reset, row, 2);
    }
    ++row;
  }
  column().addWidget(box);
  complaint_ = new QLabel;
  complaint_->setObjectName("complaint");
  complaint_->setWordWrap(true);
  complaint_->hide();
  column().addWidget(complaint_);
}

QWidget* AttributesSection::editorFor(const core::AttributeSpec& spec, const core::Node& node) {
  const core::AttributeValue value = valueOf(spec, node);
  if (spec.type == core::AttributeType::Boolean) {
    auto* box = new QCheckBox;
    box->setChecked(std::holds_alternative<bool>(value) && std::get<bool>(value));
    connect(box, &QCheckBox::toggled, this, [this, &spec](bool on) { apply(spec, on); });
    return box;
  }
  if (!spec.choices.empty()) {
    auto* box = new QComboBox;
    for (const std::string_view choice : spec.choices) box->addItem(fromView(choice));
    box->setCurrentText(QString::fromStdString(core::text(value)));
    connect(box, &QComboBox::textActivated, this, [this, &spec](const QString& text) { apply(spec, text.toStdString()); });
    return box;
  }
  auto* field = new QLineEdit(QString::fromStdString(core::text(value)));
  if (!spec.required) field->setPlaceholderText(QString::fromStdString(core::text(spec.defaultValue)));
  connect(field, &QLineEdit::editingFinished, this, [this, &spec, field] {
    const auto typed = typedAttribute(spec, field->text());
    if (typed) apply(spec, *typed);
    else complain(tr("%1: expected %2").arg(field->text(), QString::fromStdString(core::expectation(spec))));
  });
  return field;
}

void AttributesSection::apply(const core::AttributeSpec& spec, const core::AttributeValue& value) {
  complain({});
  const core::Node* node = document_->graph().find(id_);
  if (!node || valueOf(spec, *node) == value) return;
  try {
    document_->edit(tr("%1 of %2").arg(fromView(spec.name), QString::fromStdString(id_.text())),
                    [&](Sheet& sheet) { ui::setAttribute(sheet, id_, std::string(spec.name), value); });
  } catch (const core::Error& error) {
    complain(translated(error.message()));
  }
}

void AttributesSection::complain(const QString& text) {
  if (!complaint_) return;
  complaint_->setText(text);
  complaint_->setVisible(!text.isEmpty());
}

}  // namespace ui
