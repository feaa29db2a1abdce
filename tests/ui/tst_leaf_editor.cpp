#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "ui/panels/leaf_editor.h"

using core::Shape;
using core::Tensor;
using ui::LeafEditor;

namespace {

template <typename Widget>
Widget* named(QWidget& parent, const QString& name) {
  for (Widget* widget : parent.findChildren<Widget*>()) {
    if (widget->accessibleName() == name) return widget;
  }
  return nullptr;
}

QPushButton* button(QWidget& parent, const QString& text) {
  for (QPushButton* one : parent.findChildren<QPushButton*>()) {
    if (one->text() == text) return one;
  }
  return nullptr;
}

}  // namespace

class TestLeafEditor : public QObject {
  Q_OBJECT

 private slots:
  void aBlockFromASpreadsheetIsPasted() {
    LeafEditor editor("W", {Tensor(Shape{2, 2}), std::nullopt});
    editor.show();
    QApplication::clipboard()->setText("1\t2.5\n-3\t4e-1\n");
    auto* table = editor.findChild<QTableView*>();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keySequence(table, QKeySequence::Paste);
    QVERIFY(editor.value().tensor == Tensor({2, 2}, {1, 2.5, -3, 0.4}));
  }

  void anEntryWaitsToBeSetAlsoTo0() {
    LeafEditor editor("W", {Tensor({2, 2}, {1, 0, 2, 0}), std::nullopt}, nullptr, {1, 3});
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    auto* table = editor.findChild<QTableView*>();
    const QModelIndex index = table->model()->index(0, 1);
    QVERIFY(index.data(ui::TensorModel::freshRole).toBool());
    QVERIFY(!table->model()->index(0, 0).data(ui::TensorModel::freshRole).toBool());
    table->setCurrentIndex(index);
    table->edit(index);
    auto* field = table->viewport()->findChild<QLineEdit*>();
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, "0");
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(editor.fresh(), (std::vector<core::Index>{3}));
    table->setCurrentIndex(table->model()->index(1, 1));
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(editor.fresh().empty());
  }

  void aWrongNumberStaysInItsFieldAndIsTold() {
    LeafEditor editor("x", {Tensor({2}, {1, 2}), std::nullopt});
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    auto* table = editor.findChild<QTableView*>();
    table->setCurrentIndex(table->model()->index(0, 0));
    table->edit(table->model()->index(0, 0));
    auto* field = table->viewport()->findChild<QLineEdit*>();
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, "1,5");
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(field->text(), QString("1,5"));
    QCOMPARE(editor.findChild<QLabel*>("complaint")->text(), QString("1,5: use a point: 1.5"));
    QCOMPARE(editor.value().tensor[0], 1.0);
    field->selectAll();
    QTest::keyClicks(field, "1.5");
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(editor.value().tensor[0], 1.5);
  }

  void randomNumbersComeFromTheSeed() {
    LeafEditor editor("W", {Tensor(Shape{3, 4}), std::nullopt});
    editor.show();
    named<QSpinBox>(editor, "Seed of the random numbers")->setValue(7);
    QTest::mouseClick(button(editor, "Normal"), Qt::LeftButton);
    const core::Initialiser rule{.kind = core::InitialiserKind::Normal, .seed = 7};
    QVERIFY(editor.value().tensor == core::initialised({3, 4}, rule));
    QVERIFY(editor.value().rule == rule);
  }

  void theShapeIsChangedByItsField() {
    LeafEditor editor("W", {Tensor({2, 2}, {1, 2, 3, 4}), std::nullopt});
    editor.show();
    auto* shape = named<QLineEdit>(editor, "Shape");
    shape->selectAll();
    QTest::keyClicks(shape, "2x3");
    QTest::keyClick(shape, Qt::Key_Return);
    QVERIFY(editor.value().tensor == Tensor({2, 3}, {1, 2, 0, 3, 4, 0}));
    QVERIFY2(editor.isVisible(), "Enter belongs to the field");
  }

  void aLargeMatrixOpens() {
    LeafEditor editor("W", {Tensor(Shape{784, 256}), std::nullopt});
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    QCOMPARE(editor.findChild<QTableView*>()->model()->rowCount(), 784);
  }

  void leadingAxesAreChosenBySlice() {
    LeafEditor editor("T", {Tensor(Shape{2, 3, 4}), std::nullopt});
    editor.show();
    auto* axis = named<QSpinBox>(editor, "Index on axis 1");
    QVERIFY(axis);
    axis->setValue(2);
    auto* table = editor.findChild<QTableView*>();
    table->model()->setData(table->model()->index(1, 2), "5");
    QCOMPARE(editor.value().tensor[12 + 4 + 2], 5.0);
  }
};

QTEST_MAIN(TestLeafEditor)
#include "tst_leaf_editor.moc"
