#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "ui/model/tensor_model.h"
#include "ui/model/tensor_text.h"

using core::Shape;
using core::Tensor;
using ui::TensorModel;

class TestTensorModel : public QObject {
  Q_OBJECT

 private slots:
  void numbersAreReadAsTyped() {
    QCOMPARE(*ui::typedNumber("−2.5e-3").number, -2.5e-3);
    QVERIFY(std::isnan(*ui::typedNumber("NaN").number));
    QVERIFY(std::isinf(*ui::typedNumber("-inf").number));
    QVERIFY(!ui::typedNumber("").number);
  }

  void aDecimalCommaIsToldThePoint() {
    QCOMPARE(ui::typedNumber("1,5").complaint, QString("1,5: use a point: 1.5"));
    QVERIFY(ui::typedNumber("abc").complaint.contains("abc"));
  }

  void shapesAreReadInManySpellings() {
    for (const char* text : {"3×5", "3x5", "3, 5", "3 5", "(3, 5)", "[3,5]", "3*5"}) {
      const auto typed = ui::typedShape(text);
      QVERIFY2(typed.shape && *typed.shape == Shape({3, 5}), text);
    }
    QVERIFY(*ui::typedShape("").shape == Shape{});
    QVERIFY(ui::typedShape("3×-1").complaint.contains("-1"));
    QVERIFY(!ui::typedShape("100000×100000").shape);
  }

  void spreadsheetsPasteByTabsAndTextsByCommas() {
    QCOMPARE(ui::pastedBlock("1\t2\n3\t4\n").rows, (std::vector<std::vector<double>>{{1, 2}, {3, 4}}));
    QCOMPARE(ui::pastedBlock("[[1, 2],\n [3, 4]]").rows, (std::vector<std::vector<double>>{{1, 2}, {3, 4}}));
    QCOMPARE(ui::pastedBlock("1;2\r\n3\r\n").rows, (std::vector<std::vector<double>>{{1, 2}, {3, 0}}));
    const QString complaint = ui::pastedBlock("1\t2\n3\t4,5").complaint;
    QVERIFY2(complaint.contains("Line 2") && complaint.contains("4.5"), qPrintable(complaint));
  }

  void aLargerShapeKeepsTheEntriesInTheirPlace() {
    const Tensor grown = ui::reshapedKeeping(Tensor({2, 2}, {1, 2, 3, 4}), {3, 3});
    QVERIFY(grown == Tensor({3, 3}, {1, 2, 0, 3, 4, 0, 0, 0, 0}));
    QVERIFY(ui::reshapedKeeping(Tensor({3}, {1, 2, 3}), {2, 2}) == Tensor({2, 2}, {1, 2, 0, 0}));
    QVERIFY(ui::reshapedKeeping(Tensor({2, 2}, {1, 2, 3, 4}), {}) == Tensor::scalar(1));
    QVERIFY(ui::reshapedKeeping(Tensor::scalar(7), {2}) == Tensor({2}, {7, 0}));
  }

  void aPasteBeyondTheEdgeGrowsTheTensor() {
    TensorModel model({Tensor({2, 2}, {1, 2, 3, 4}), std::nullopt});
    QCOMPARE(model.paste("5\t6\n7\t8", 1, 1), QString());
    QVERIFY(model.value().tensor == Tensor({3, 3}, {1, 2, 0, 3, 5, 6, 0, 7, 8}));
  }

  void aBadPasteChangesNothing() {
    TensorModel model({Tensor({2}, {1, 2}), std::nullopt});
    QVERIFY(!model.paste("1\tx", 0, 0).isEmpty());
    QVERIFY(model.value().tensor == Tensor({2}, {1, 2}));
  }

  void aRuleFillsAsTheFileWould() {
    TensorModel model({Tensor(Shape{4, 5}), std::nullopt});
    const core::Initialiser rule{.kind = core::InitialiserKind::Normal, .seed = 7};
    model.fill(rule);
    QVERIFY(model.value().tensor == core::initialised({4, 5}, rule));
    QVERIFY(model.value().rule == rule);
    QVERIFY(model.setData(model.index(0, 0), "3"));
    QVERIFY2(!model.value().rule, "an entry set by hand ends the rule");
  }

  void slicesShowTheLastTwoAxes() {
    Tensor cube(Shape{2, 2, 3});
    for (core::Index k = 0; k < 12; ++k) cube[k] = static_cast<double>(k);
    TensorModel model({cube, std::nullopt});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 3);
    model.setSlice({1});
    QCOMPARE(model.data(model.index(1, 2), Qt::EditRole).toString(), QString("11"));
  }

  void aTextThatIsNoNumberIsRefusedAndTold() {
    TensorModel model({Tensor({2}, {1, 2}), std::nullopt});
    QSignalSpy complained(&model, &TensorModel::complained);
    QVERIFY(!model.setData(model.index(0, 0), "1,5"));
    QCOMPARE(complained.size(), 1);
    QCOMPARE(model.value().tensor[0], 1.0);
  }

  void scalarsAndEmptyTensorsHaveATable() {
    TensorModel scalar({Tensor::scalar(3), std::nullopt});
    QCOMPARE(scalar.rowCount() * scalar.columnCount(), 1);
    TensorModel none({Tensor(Shape{2, 0}), std::nullopt});
    QCOMPARE(none.columnCount(), 0);
  }
};

QTEST_GUILESS_MAIN(TestTensorModel)
#include "tst_tensor_model.moc"
