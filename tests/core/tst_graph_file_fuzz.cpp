#include <QElapsedTimer>
#include <QTest>
#include <filesystem>
#include <random>

#include "core/file/graph_file.h"

using namespace core;

namespace {

// Pieces that a file is made of, and some that break one.
const std::vector<std::string> pieces = {"{",
                                         "}",
                                         "[",
                                         "]",
                                         ",",
                                         ":",
                                         "\"",
                                         "null",
                                         "true",
                                         "-",
                                         "0",
                                         "1e999",
                                         "-0",
                                         "1e-400",
                                         "\"NaN\"",
                                         "\"Infinity\"",
                                         "[]",
                                         "{}",
                                         "\"x\"",
                                         "\"id\"",
                                         "\"inputs\"",
                                         "\"value\"",
                                         "\"shape\"",
                                         "\"data\"",
                                         "\"init\"",
                                         "\"normal\"",
                                         "\"function\"",
                                         "\"sum\"",
                                         "\"matmul\"",
                                         "\"attributes\"",
                                         "\"dim\"",
                                         "\"seed\"",
                                         "\"identity\"",
                                         "\"layout\"",
                                         "18446744073709551616",
                                         "-9223372036854775808",
                                         "9007199254740993",
                                         "268435456",
                                         "4611686018427387904",
                                         "\\u0000",
                                         "\\ud83d",
                                         "\xFF",
                                         "\xC2\x80",
                                         "\n",
                                         "…",
                                         "[[[[[[[["};

std::string mutated(std::string text, const std::vector<std::string>& seeds, std::mt19937& random) {
  const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
  for (std::size_t count = 1 + below(4); count > 0; --count) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(text.size() - at, below(12));
    const std::string& other = seeds[below(seeds.size())];
    switch (below(6)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, pieces[below(pieces.size())]); break;
      case 2: text.replace(at, length, pieces[below(pieces.size())]); break;
      case 3: text.insert(at, text.substr(below(text.size() + 1), below(80))); break;
      case 4: text.insert(at, other.substr(below(other.size() + 1), below(200))); break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random());
    }
  }
  return text;
}

// Whole values in the place of others, so that most of the mutants are JSON.
std::string withOtherValue(std::string text, std::mt19937& random) {
  std::vector<std::size_t> starts;
  for (std::size_t at = text.find(": "); at != std::string::npos; at = text.find(": ", at + 1))
    starts.push_back(at + 2);
  if (starts.empty()) return text;
  const std::size_t from = starts[random() % starts.size()];
  const std::size_t to = text.find_first_of(",}\n", from);
  return text.replace(from, to == std::string::npos ? std::string::npos : to - from,
                      pieces[random() % pieces.size()]);
}

}  // namespace

class GraphFileFuzz : public QObject {
  Q_OBJECT

private slots:
  void mutantsAreReadOrRefused();
};

/// Whatever stands in a file: it loads and is written stably, or it is refused with one line; and soon.
void GraphFileFuzz::mutantsAreReadOrRefused() {
  std::vector<std::string> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(CHAINRULE_SOURCE_DIR "/resources/examples")) {
    if (entry.path().extension() == ".chainrule") seeds.push_back(loadText(entry.path(), 1 << 20));
  }
  std::sort(seeds.begin(), seeds.end());
  QVERIFY(!seeds.empty());
  std::mt19937 random(20240501);
  int loaded = 0;
  int refused = 0;
  QElapsedTimer timer;
  timer.start();
  for (int k = 0; k < 20000; ++k) {
    const std::string& seed = seeds[random() % seeds.size()];
    const std::string text = k % 2 == 0 ? mutated(seed, seeds, random) : withOtherValue(seed, random);
    QElapsedTimer one;
    one.start();
    try {
      const GraphFile file = readGraphFile(text, "mutant");
      const std::string written = writeGraphFile(file);
      QVERIFY2(writeGraphFile(readGraphFile(written, "written")) == written, text.c_str());
      ++loaded;
    } catch (const Error& error) {
      const std::string message = error.what();
      QVERIFY2(message.starts_with("mutant: "), message.c_str());
      QVERIFY2(message.find('\n') == std::string::npos && message.size() < 2000, message.c_str());
      ++refused;
    }
    QVERIFY2(one.elapsed() < 20000, text.c_str());
  }
  qInfo("%d mutants loaded, %d refused, in %lld ms", loaded, refused,
        static_cast<long long>(timer.elapsed()));
  QVERIFY(loaded > 100 && refused > 1000);
}

QTEST_GUILESS_MAIN(GraphFileFuzz)
#include "tst_graph_file_fuzz.moc"
