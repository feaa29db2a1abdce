#include "ui/panels/leaf_editor.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/figures/number_text.h"
#include "ui/model/edits.h"
#include "ui/model/names.h"
#include "ui/model/tensor_text.h"
#include "ui/panels/number_delegate.h"

namespace ui {
namespace {

QPushButton* button(const QString& text, const QString& tip) {
  auto* result = new QPushButton(text);
  result->setAutoDefault(false);
  result->setToolTip(tip);
  result->setAccessibleDescription(tip);
  return result;
}

}  // namespace

LeafEditor::LeafEditor(const QString& name, core::LeafValue value, QWidget* parent, std::vector<core::Index> fresh)
    : QDialog(parent), model_(new TensorModel(std::move(value), std::move(fresh), this)) {
  setWindowTitle(tr("Values of %1").arg(name));
  resize(560, 420);
  auto* column = new QVBoxLayout(this);
  column->addWidget(shapeRow());
  column->addWidget(fillRow());
  auto* sliceBox = new QWidget;
  slices_ = new QHBoxLayout(sliceBox);
  slices_->setContentsMargins({});
  column->addWidget(sliceBox);

  table_ = new QTableView;
  table_->setModel(model_);
  table_->setAccessibleName(tr("Entries of %1").arg(name));
  table_->setToolTip(tr("Type numbers; Ctrl+V pastes a block from a spreadsheet, Ctrl+C copies, Delete sets to 0"));
  table_->horizontalHeader()->setDefaultSectionSize(72);
  table_->verticalHeader()->setDefaultSectionSize(28);
  table_->setContextMenuPolicy(Qt::CustomContextMenu);
  table_->installEventFilter(this);
  auto* delegate = new NumberDelegate(this);
  table_->setItemDelegate(delegate);
  column->addWidget(table_, 1);

  complaint_ = new QLabel;
  complaint_->setObjectName("complaint");
  complaint_->setWordWrap(true);
  complaint_->setAccessibleName(tr("What is wrong"));
  complaint_->hide();
  column->addWidget(complaint_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(delegate, &NumberDelegate::complained, this, &LeafEditor::complain);
  connect(model_, &TensorModel::complained, this, &LeafEditor::complain);
  connect(model_, &TensorModel::edited, this, &LeafEditor::updateFacts);
  connect(model_, &QAbstractItemModel::modelReset, this, &LeafEditor::rebuildSlices);
  connect(table_, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    QMenu menu(this);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &LeafEditor::copyToClipboard);
    menu.addAction(tr("Paste"), QKeySequence::Paste, this, &LeafEditor::pasteFromClipboard);
    menu.addAction(tr("Set to 0"), QKeySequence::Delete, this, &LeafEditor::clearSelected);
    menu.exec(table_->viewport()->mapToGlobal(at));
  });
  rebuildSlices();
  updateFacts();
  if (model_->rowCount() > 0 && model_->columnCount() > 0) table_->setCurrentIndex(model_->index(0, 0));
  table_->setFocus();
}

// An open field loses the focus when it goes, and may still complain to this dialog.
LeafEditor::~LeafEditor() { delete table_; }

QWidget* LeafEditor::shapeRow() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  auto* label = new QLabel(tr("S&hape"));
  shape_ = new QLineEdit;
  shape_->setMaximumWidth(140);
  shape_->setPlaceholderText(tr("scalar"));
  shape_->setToolTip(tr("Sizes of the axes, such as 3×5 (or 3x5, or 3, 5); empty for a scalar. Entries keep their place, new ones are 0."));
  shape_->setAccessibleName(tr("Shape"));
  label->setBuddy(shape_);
  facts_ = new QLabel;
  facts_->setObjectName("muted");
  layout->addWidget(label);
  layout->addWidget(shape_);
  layout->addWidget(facts_, 1);
  connect(shape_, &QLineEdit::editingFinished, this, &LeafEditor::applyShape);
  return row;
}

QWidget* LeafEditor::fillRow() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins({});
  layout->addWidget(new QLabel(tr("Fill with")));
  const auto add = [&](const QString& text, const QString& tip, core::InitialiserKind kind) {
    QPushButton* one = button(text, tip);
    connect(one, &QPushButton::clicked, this, [this, kind] { fill(kind); });
    layout->addWidget(one);
  };
  add(tr("Zeros"), tr("Sets every entry to 0"), core::InitialiserKind::Zeros);
  add(tr("Ones"), tr("Sets every entry to 1"), core::InitialiserKind::Ones);
  add(tr("Normal"), tr("Random numbers with mean 0 and standard deviation 1"), core::InitialiserKind::Normal);
  add(tr("Uniform"), tr("Random numbers from −1 to 1"), core::InitialiserKind::Uniform);
  auto* label = new QLabel(tr("See&d"));
  seed_ = new QSpinBox;
  seed_->setRange(0, 999'999);
  seed_->setToolTip(tr("The same seed gives the same random numbers, on every machine"));
  seed_->setAccessibleName(tr("Seed of the random numbers"));
  label->setBuddy(seed_);
  if (model_->value().rule) seed_->setValue(static_cast<int>(std::min<std::uint64_t>(model_->value().rule->seed, 999'999)));
  layout->addWidget(label);
  layout->addWidget(seed_);
  layout->addStretch();
  return row;
}

void LeafEditor::applyShape() {
  const TypedShape typed = typedShape(shape_->text());
  complain(typed.complaint);
  if (typed.shape) model_->setShape(*typed.shape);
}

void LeafEditor::fill(core::InitialiserKind kind) {
  complain({});
  const bool isRandom = kind == core::InitialiserKind::Normal || kind == core::InitialiserKind::Uniform;
  model_->fill({.kind = kind, .seed = isRandom ? static_cast<std::uint64_t>(seed_->value()) : 0});
}

void LeafEditor::rebuildSlices() {
  const core::Shape leading = model_->leadingShape();
  if (leading == shownLeading_) return;
  shownLeading_ = leading;
  while (QLayoutItem* item = slices_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (leading.rank() == 0) return;
  slices_->addWidget(new QLabel(tr("Slice")));
  for (core::Index axis = 0; axis < leading.rank(); ++axis) {
    auto* box = new QSpinBox;
    box->setRange(1, std::max(1, static_cast<int>(leading[axis])));
    box->setSuffix(tr(" of %1").arg(leading[axis]));
    box->setAccessibleName(tr("Index on axis %1").arg(axis + 1));
    box->setToolTip(tr("Which slice of axis %1 the grid shows").arg(axis + 1));
    connect(box, &QSpinBox::valueChanged, this, [this, axis](int index) {
      std::vector<core::Index> slice = model_->slice();
      slice[static_cast<std::size_t>(axis)] = index - 1;
      model_->setSlice(std::move(slice));
    });
    slices_->addWidget(box);
  }
  slices_->addStretch();
}

void LeafEditor::updateFacts() {
  const core::Shape& shape = model_->shape();
  const QSignalBlocker quiet(shape_);
  shape_->setText(shape.rank() == 0 ? QString() : QString::fromStdString(core::text(shape)));
  QString facts = shape.size() == 1 ? tr("1 entry") : tr("%1 entries").arg(countText(shape.size()));
  if (model_->value().rule) {
    const auto& rule = *model_->value().rule;
    const bool isRandom = rule.kind == core::InitialiserKind::Normal || rule.kind == core::InitialiserKind::Uniform;
    const QString name = QString::fromUtf8(core::name(rule.kind).data());
    facts += isRandom ? tr(", %1 with seed %2").arg(name).arg(rule.seed) : ", " + name;
  }
  if (const auto waiting = model_->fresh().size(); waiting > 0)
    facts += tr(", %n new and not set yet", nullptr, static_cast<int>(waiting));
  facts_->setText(facts);
}

void LeafEditor::complain(const QString& text) {
  complaint_->setText(text);
  complaint_->setVisible(!text.isEmpty());
}

void LeafEditor::pasteFromClipboard() {
  const QModelIndex at = table_->currentIndex();
  complain(model_->paste(QApplication::clipboard()->text(), std::max(0, at.row()), std::max(0, at.column())));
}

void LeafEditor::copyToClipboard() {
  const QItemSelection selection = table_->selectionModel()->selection();
  if (selection.isEmpty()) return;
  const QItemSelectionRange& range = selection.first();
  QApplication::clipboard()->setText(model_->copied(range.top(), range.left(), range.height(), range.width()));
}

void LeafEditor::clearSelected() {
  for (const QModelIndex& index : table_->selectionModel()->selectedIndexes()) model_->setData(index, "0");
}

bool LeafEditor::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_ && event->type() == QEvent::KeyPress) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Paste)) return pasteFromClipboard(), true;
    if (key->matches(QKeySequence::Copy)) return copyToClipboard(), true;
    if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace) return clearSelected(), true;
  }
  return QDialog::eventFilter(watched, event);
}

void LeafEditor::keyPressEvent(QKeyEvent* event) {
  const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!isEnter) return QDialog::keyPressEvent(event);
  if (event->modifiers() & Qt::ControlModifier) accept();
}

void editLeaf(Document& document, const core::NodeId& id, QWidget* parent) {
  const core::Node* node = document.graph().find(id);
  if (!node || !node->isLeaf()) return;
  const QString name = QString::fromStdString(id.text());
  const auto marks = document.sheet().fresh.find(id);
  LeafEditor editor(name, node->value.value_or(core::LeafValue{}), parent,
                    marks != document.sheet().fresh.end() ? marks->second : std::vector<core::Index>());
  if (editor.exec() != QDialog::Accepted) return;
  document.tryEdit(LeafEditor::tr("Edit values of %1").arg(name),
                   [&](Sheet& sheet) {
                     setLeafValue(sheet, id, editor.value());
                     sheet.fresh[id] = editor.fresh();
                   });
}

}  // namespace ui
