#include <QTest>

#include <array>
#include <cmath>

#include "core/tensor/initialiser.h"
#include "core/tensor/tiled_product.h"
#include "tests/core/samples.h"

using namespace core;

namespace {

constexpr double gap = 77;  // what stands between the lines of a result

/// Two factors and where the product goes, with a gap behind each line of it.
struct Product {
  Index rows, inner, columns;
  bool aByColumns, bByColumns;

  Tensor a() const { return numbers(rows * inner, 1); }
  Tensor b() const { return numbers(inner * columns, 2); }
  MatrixView<const double> viewOfA(const Tensor& a) const {
    return {a.data().data(), rows, inner, aByColumns ? 1 : inner, aByColumns ? rows : 1};
  }
  MatrixView<const double> viewOfB(const Tensor& b) const {
    return {b.data().data(), inner, columns, bByColumns ? 1 : columns, bByColumns ? inner : 1};
  }
  std::vector<double> tiled(int width, bool adds, double before) const {
    const Tensor left = a(), right = b();
    std::vector<double> result(static_cast<std::size_t>(rows * (columns + 3)), gap);
    for (Index i = 0; i < rows; ++i) std::fill_n(result.begin() + i * (columns + 3), columns, before);
    multiplyTiled(width, viewOfA(left), viewOfB(right), adds, {result.data(), rows, columns, columns + 3, 1});
    return result;
  }
  std::vector<double> plain(double before) const {
    const Tensor left = a(), right = b();
    const auto x = viewOfA(left), y = viewOfB(right);
    std::vector<double> result(static_cast<std::size_t>(rows * (columns + 3)), gap);
    for (Index i = 0; i < rows; ++i) {
      for (Index j = 0; j < columns; ++j) {
        double sum = before;
        for (Index k = 0; k < inner; ++k)
          sum += x.data[i * x.rowStep + k * x.columnStep] * y.data[k * y.rowStep + j * y.columnStep];
        result[static_cast<std::size_t>(i * (columns + 3) + j)] = sum;
      }
    }
    return result;
  }

private:
  static Tensor numbers(Index count, std::uint64_t seed) {
    return initialised(Shape{count}, {.kind = InitialiserKind::Uniform, .seed = seed});
  }
};

std::vector<Product> products() {
  std::vector<Product> result;
  const std::vector<std::array<Index, 3>> sizes = {{8, 5, 24},   {1, 1, 1},      {7, 130, 25},
                                                   {97, 3, 193}, {100, 300, 50}, {4, 12, 12}};
  for (const auto& [m, k, n] : sizes) {
    for (const bool a : {false, true}) {
      for (const bool b : {false, true}) result.push_back({m, k, n, a, b});
    }
  }
  return result;
}

}  // namespace

class TestTiledProduct : public QObject {
  Q_OBJECT

private slots:
  void init() {
    if (tiledWidth() == 0) QSKIP("this machine has no fused multiply-add");
  }

  void everyEntryIsItsSum() {
    for (const Product& product : products()) {
      QVERIFY(samples::agree(product.tiled(tiledWidth(), false, std::nan("")), product.plain(0), 1e-14));
      QVERIFY(samples::agree(product.tiled(tiledWidth(), true, 0.5), product.plain(0.5), 1e-14));
    }
  }

  void everyWidthGivesTheSameBits() {
    if (tiledWidth() < 8) QSKIP("this machine has vectors of one width only");
    for (const Product& product : products())
      QVERIFY(product.tiled(8, true, 0.25) == product.tiled(4, true, 0.25));
  }

  void ontoZerosIsTheSameAsWritten() {
    for (const Product& product : products())
      QVERIFY(product.tiled(tiledWidth(), false, 9) == product.tiled(tiledWidth(), true, 0));
  }
};

QTEST_GUILESS_MAIN(TestTiledProduct)
#include "tst_tiled_product.moc"
