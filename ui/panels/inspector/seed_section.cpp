#include "ui/panels/inspector/seed_section.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/figures/number_text.h"
#include "ui/model/tensor_text.h"
#include "ui/panels/leaf_editor.h"

namespace ui {
namespace {

QLabel* explanation(const QString& text) {
  auto* label = new QLabel(text);
  label->setObjectName("muted");
  label->setWordWrap(true);
  return label;
}

}  // namespace

void SeedSection::show(const Subject& subject) {
  setVisible(!subject.node().isConstant());
  std::optional<core::Shape> shape;
  if (subject.position && !subject.moment->trace().plan().node(*subject.position).problem) {
    shape = subject.moment->trace().plan().node(*subject.position).shape;
  }
  const core::Seed& seed = subject.graph().seed();
  if (document_ == subject.document && id_ == subject.id && shownSeed_ == seed && shownShape_ == shape &&
      shownOutput_ == subject.isOutput()) {
    return;
  }
  document_ = subject.document;
  id_ = subject.id;
  shownSeed_ = seed;
  shownShape_ = shape;
  shownOutput_ = subject.isOutput();
  clear();
  addHeading(*subject.theme, tr("Output and seed"));
  addOutputBox(subject);
  if (!subject.isOutput() || !shape) return;
  if (shape->rank() == 0) addScalarSeed(seed);
  else addSeedChoices(*shape, seed);
}

void SeedSection::addOutputBox(const Subject& subject) {
  auto* box = new QCheckBox(tr("Differentiate this node"));
  box->setToolTip(tr("The output: backpropagation starts here, and every gradient is a derivative of it"));
  box->setChecked(subject.isOutput());
  connect(box, &QCheckBox::toggled, this, [this](bool on) {
    document_->tryEdit(on ? tr("Make %1 the output").arg(QString::fromStdString(id_.text())) : tr("No output"), [&](Sheet& sheet) {
      sheet.graph = sheet.graph.withOutput(on ? std::optional(id_) : std::nullopt);
      // A seed made for another output would not fit.
      sheet.graph = sheet.graph.withSeed({});
    });
  });
  column().addWidget(box);
}

void SeedSection::addScalarSeed(const core::Seed& seed) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  layout->addWidget(new QLabel(tr("Seed")));
  auto* field = new QLineEdit(seed.own ? plainNumber((*seed.own)[0]) : QStringLiteral("1"));
  field->setAccessibleName(tr("Seed"));
  field->setToolTip(tr("The upstream gradient at the output: 1 for its own derivative"));
  layout->addWidget(field, 1);
  column().addWidget(row);
  auto* complaint = new QLabel;
  complaint->setObjectName("complaint");
  complaint->setWordWrap(true);
  complaint->hide();
  column().addWidget(complaint);
  connect(field, &QLineEdit::editingFinished, this, [this, field, complaint] {
    const TypedNumber typed = typedNumber(field->text());
    complaint->setText(typed.complaint);
    complaint->setVisible(!typed.complaint.isEmpty());
    if (!typed.number) return;
    if (*typed.number == 1) apply({});
    else apply({.kind = core::Seed::Kind::Own, .own = core::Tensor::scalar(*typed.number)});
  });
}

void SeedSection::addSeedChoices(const core::Shape& output, const core::Seed& seed) {
  const QString name = QString::fromStdString(id_.text());
  if (output.size() != 1) {
    column().addWidget(explanation(tr("%1 has %2 entries, so there are %2 gradients, one per row of the Jacobian. Choose a seed:")
                                       .arg(name, countText(output.size()))));
  }
  auto* box = new QComboBox;
  box->setAccessibleName(tr("Seed"));
  box->setToolTip(tr("The upstream gradient at the output, from which the backward pass begins"));
  box->addItem(tr("all ones: gradient of the sum"), static_cast<int>(core::Seed::Kind::Ones));
  box->addItem(tr("one entry: one row of the Jacobian"), static_cast<int>(core::Seed::Kind::Element));
  box->addItem(tr("own numbers"), static_cast<int>(core::Seed::Kind::Own));
  box->addItem(tr("identity: full Jacobian, K = %1").arg(countText(output.size())), static_cast<int>(core::Seed::Kind::Identity));
  const auto kind = seed.kind == core::Seed::Kind::Default ? core::Seed::Kind::Ones : seed.kind;
  box->setCurrentIndex(box->findData(static_cast<int>(kind)));
  column().addWidget(box);
  connect(box, &QComboBox::activated, this, [this, box, output] {
    const auto chosen = static_cast<core::Seed::Kind>(box->currentData().toInt());
    if (chosen == core::Seed::Kind::Own) return editOwn(output);
    core::Seed next{.kind = chosen};
    if (chosen == core::Seed::Kind::Element) next.element.assign(static_cast<std::size_t>(output.rank()), 0);
    apply(std::move(next));
  });
  if (seed.kind == core::Seed::Kind::Element) addEntryFields(output, seed);
}

void SeedSection::addEntryFields(const core::Shape& output, const core::Seed& seed) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  layout->addWidget(new QLabel(tr("Row")));
  for (core::Index axis = 0; axis < output.rank(); ++axis) {
    auto* field = new QSpinBox;
    field->setRange(1, static_cast<int>(output[axis]));
    field->setValue(static_cast<int>(seed.element[static_cast<std::size_t>(axis)]) + 1);
    field->setAccessibleName(tr("Index on axis %1").arg(axis + 1));
    field->setToolTip(tr("Which entry of the output is differentiated, counted from 1"));
    connect(field, &QSpinBox::valueChanged, this, [this, axis](int index) {
      core::Seed next = document_->graph().seed();
      next.element[static_cast<std::size_t>(axis)] = index - 1;
      apply(std::move(next));
    });
    layout->addWidget(field);
  }
  layout->addStretch();
  column().addWidget(row);
}

void SeedSection::editOwn(const core::Shape& output) {
  const core::Seed& seed = document_->graph().seed();
  core::Tensor start(output, 1);
  if (seed.own && seed.own->shape() == output) start = *seed.own;
  LeafEditor editor(tr("the seed"), {start, std::nullopt}, this);
  const bool accepted = editor.exec() == QDialog::Accepted;
  if (accepted) apply({.kind = core::Seed::Kind::Own, .own = editor.value().tensor});
  else shownSeed_.reset();  // the box goes back to what holds at the next refresh
}

void SeedSection::apply(core::Seed seed) {
  document_->tryEdit(tr("Seed"), [&](Sheet& sheet) { sheet.graph = sheet.graph.withSeed(std::move(seed)); });
}

}  // namespace ui
