#include <QTest>

#include <set>

#include "tests/core/counted_memory.h"
#include "tests/core/samples.h"

using namespace core;
using samples::Sample;

namespace {

/// Local gradients that no structure makes smaller than a table.
const std::set<std::string_view> trulyDense = {};

/// Shapes large enough for a table of output × input to stand out from the two, of all ranks.
const std::vector<Shape>& largeShapes() {
  static const std::vector<Shape> shapes = {
      {},       {1},         {4},        {32},           {128},        {1024},    {32, 32},  {16, 64},
      {64, 16}, {4, 16, 16}, {16, 8, 8}, {2, 4, 12, 12}, {4, 4, 3, 3}, {4, 4, 3}, {4, 4, 64}};
  return shapes;
}

/// Attributes that the common ones leave out or make too small.
std::vector<Attributes> largeAttributes(const Function& function) {
  std::vector<Attributes> sets;
  const auto add = [&](const std::string& name, AttributeValue value) {
    sets.emplace_back();
    sets.back().set(name, std::move(value));
  };
  using List = std::vector<Index>;
  if (function.name == "reshape") add("shape", List{-1, 8});
  if (function.name == "expand") add("shape", List{2, -1, -1});
  if (function.name == "einsum") {
    for (const char* equation : {"ij,jk->ik", "ij,jk->ki", "ij->ji", "bij,bjk->bik", "ij,ij->j", "i,j->ij"})
      add("equation", std::string(equation));
  }
  if (!sets.empty()) return sets;
  const bool ready = std::ranges::none_of(function.attributes, &AttributeSpec::required);
  if (ready) sets.emplace_back();
  for (const Example& example : function.examples) {
    if (std::ranges::find(sets, example.attributes) == sets.end()) sets.push_back(example.attributes);
  }
  if (function.examples.empty()) {
    for (const Attributes& attributes : samples::attributeSets(function)) {
      if (sets.size() < 8) sets.push_back(attributes);
    }
  }
  return sets;
}

/// Every tuple of `largeShapes` for the arguments.
std::vector<std::vector<const Shape*>> largeTuples(const Function& function) {
  std::vector<std::vector<const Shape*>> tuples(1);
  for (std::size_t place = 0; place < (function.isVariadic() ? 2 : function.arguments.size()); ++place) {
    std::vector<std::vector<const Shape*>> longer;
    for (const auto& tuple : tuples) {
      for (const Shape& shape : largeShapes()) {
        longer.push_back(tuple);
        longer.back().push_back(&shape);
      }
      if (!function.argument(place).optional) continue;
      longer.push_back(tuple);
      longer.back().push_back(nullptr);
    }
    tuples = std::move(longer);
  }
  return tuples;
}

double tableSize(const Sample& sample, std::size_t argument) {
  return static_cast<double>(sample.outputShape.size()) * static_cast<double>(sample.inputs[argument].size());
}

/// The call with the largest table by each argument for each set of attributes.
std::vector<std::pair<Sample, std::size_t>> largestCalls(const Function& function) {
  std::vector<std::pair<Sample, std::size_t>> calls;
  std::mt19937 random(3);
  const auto tuples = largeTuples(function);
  for (const Attributes& attributes : largeAttributes(function)) {
    const Settings settings(function, attributes);
    std::vector<std::optional<Sample>> best(tuples.front().size());
    for (const auto& tuple : tuples) {
      try {
        function.shape(tuple, settings);
      } catch (const Error&) {
        continue;
      }
      const Sample sample = samples::sampleAt(function, settings, tuple);
      for (std::size_t k = 0; k < best.size(); ++k) {
        if (!sample.has(k) || !function.isDifferentiated(k, tuple)) continue;
        if (tableSize(sample, k) > 3e6 || (best[k] && tableSize(*best[k], k) >= tableSize(sample, k)))
          continue;
        best[k] = sample;
      }
    }
    for (std::size_t k = 0; k < best.size(); ++k) {
      if (best[k] && samples::draw(*best[k], random)) calls.emplace_back(std::move(*best[k]), k);
    }
  }
  return calls;
}

/// Bytes that may be held beside what was asked for: a few times input and output, and a fixed place to work
/// in.
std::size_t allowance(const Sample& sample) {
  Index entries = sample.outputShape.size();
  for (const Tensor& input : sample.inputs) entries += input.size();
  return 8 * sizeof(double) * static_cast<std::size_t>(entries) + (std::size_t(1) << 20);
}

struct Reading {
  const char* name;
  std::size_t asked;  ///< bytes of the answer
  std::function<void()> read;
};

/// Everything that is done with a local gradient but making a table of it.
std::vector<Reading> readingsOf(const LinearMap& map) {
  const Index rows = map.rows(), columns = map.columns();
  const Index height = std::min<Index>(rows, 60), width = std::min<Index>(columns, 50);
  const auto bytes = [](Index entries) { return static_cast<std::size_t>(entries) * sizeof(double); };
  return {{"apply", bytes(rows), [&map] { map.apply(Tensor(map.inputShape(), 1)); }},
          {"apply transposed", bytes(columns), [&map] { map.applyTransposed(Tensor(map.outputShape(), 1)); }},
          {"block", bytes(height * width),
           [=, &map] {
             std::vector<double> block(static_cast<std::size_t>(height * width));
             map.readBlock({rows - height, (columns - width) / 2, height, width}, block, {});
           }},
          {"sample", bytes(height * width),
           [=, &map] {
             map.sample({0, rows / height, height}, {0, columns / width, width});
           }},
          {"row", bytes(columns), [=, &map] { map.row(rows / 2); }},
          {"column", bytes(rows), [=, &map] { map.column(columns / 2); }},
          {"overview", bytes(37 * 41), [&map] { map.overview(37, 41); }},
          {"largest", 5 * sizeof(LocalEntry), [&map] { map.largest(5); }}};
}

}  // namespace

class LocalMemoryTest : public QObject {
  Q_OBJECT

private slots:
  void theMeterCounts() {
    QVERIFY(peakOf([] { std::vector<double> numbers(1000); }) >= 8000);
    QVERIFY(peakOf([] { Tensor tensor(Shape{100, 10}); }) >= 8000);
    QVERIFY(peakOf([] {}) == 0);
  }

  void noReadingHoldsMoreThanInputAndOutput_data() {
    QTest::addColumn<QString>("function");
    for (const Function& function : catalogue()) {
      if (!function.isLeaf()) QTest::newRow(function.name.data()) << QString::fromUtf8(function.name.data());
    }
  }

  void noReadingHoldsMoreThanInputAndOutput() {
    QFETCH(QString, function);
    const Function& row = functionNamed(function.toStdString());
    const bool dense = trulyDense.contains(row.name);
    double largest = 0;
    bool exceeds = false;
    Index mostRows = 0;
    for (const auto& [sample, argument] : largestCalls(row)) {
      const std::string name = sample.name() + " by " + std::string(row.argument(argument).name) + ": ";
      largest = std::max(largest, tableSize(sample, argument));
      mostRows = std::max(mostRows, sample.outputShape.size());
      const Tensor output = sample.value();
      const std::size_t allowed = allowance(sample);
      std::optional<LinearMap> map;
      const auto check = [&](const char* what, std::size_t asked, const std::function<void()>& work) {
        const std::size_t peak = peakOf(work);
        exceeds = exceeds || peak > allowed + asked;
        const std::string message = name + what + " held " + std::to_string(peak) + " bytes, more than " +
                                    std::to_string(allowed + asked);
        QVERIFY2(dense || peak <= allowed + asked, message.c_str());
      };
      check("local gradient", 0, [&] { map = sample.local(argument, output); });
      for (const Reading& reading : readingsOf(*map)) {
        check(reading.name, reading.asked, reading.read);
        if (QTest::currentTestFailed()) return;
      }
    }
    QVERIFY2(!dense || exceeds, "not dense any more: take it off the list");
    QVERIFY2(largest >= 2.5e5 || mostRows <= 64, "no call is large enough to see a table");
  }
};

QTEST_GUILESS_MAIN(LocalMemoryTest)
#include "tst_local_memory.moc"
