#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include "ui/figures/math_engine.h"
#include "ui/figures/math_text.h"
#include "ui/figures/math_typesetter.h"
#include "ui/figures/tex_problem.h"

using ui::MathRequest;
using ui::MathStore;
using ui::MathText;
using ui::MathTypesetter;

namespace {

/// Typesets every formula as a square of 3 em; counts its calls; refuses what holds \bad and never ends with
/// \loop.
const QByteArray squares = R"JS(
var calls = 0;
function typeset(tex, display) {
  ++calls;
  if (tex.indexOf('\\bad') >= 0) return {svg: '', error: 'Undefined control sequence \\bad'};
  if (tex.indexOf('\\broken') >= 0) return {svg: '<svg viewBox="0 0 1 1"><path d="M0 0L"/></svg>', error: ''};
  if (tex.indexOf('\\throw') >= 0) throw new Error('thrown');
  if (tex.indexOf('\\loop') >= 0) for (;;);
  return {svg: '<svg viewBox="0 -3000 3000 3000"><path d="M0 0H3000V-3000H0Z"/></svg>', error: ''};
}
)JS";

struct Script {
  QTemporaryDir folder;
  QString path = folder.filePath(QStringLiteral("squares.js"));

  explicit Script(const QByteArray& text = squares) {
    QFile file(path);
    file.open(QIODevice::WriteOnly);
    file.write(text);
  }
};

bool isSquare(const QString& tex, MathText::Style style = MathText::Style::Inline) {
  return MathText::parse(tex, style).width(10) == 30;
}

}  // namespace

class TestMathTypesetter : public QObject {
  Q_OBJECT

private slots:
  void aFormulaIsThereAtOnceAndTypesetSoon() {
    const Script script;
    MathTypesetter typesetter(script.path);
    QSignalSpy news(&typesetter, &MathTypesetter::arrived);
    const MathText before = MathText::parse(u"a_1 + b"_qs);
    QVERIFY(!before.isEmpty() && !before.isTypeset() && before.width(10) > 5);
    typesetter.start();
    QVERIFY(news.wait());
    QVERIFY(isSquare(u"a_1 + b"_qs));
    QCOMPARE(MathText::parse(u"a_1 + b"_qs).plain(), before.plain());
    QCOMPARE(MathText::parse(u"a_1 + b"_qs).ascent(10), 30.0);
  }

  void nothingIsAskedForWithoutATypesetter() {
    QVERIFY(!MathStore::current());
    QVERIFY(!MathText::parse(u"a_2 + b"_qs).isTypeset());
  }

  void formulasAskedForWithoutOneAreTypesetByALaterOne() {
    MathText::parse(u"a_3 + b"_qs);
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    QTRY_VERIFY(isSquare(u"a_3 + b"_qs));
  }

  void manyFormulasAreFewNews() {
    const Script script;
    MathTypesetter typesetter(script.path);
    QSignalSpy news(&typesetter, &MathTypesetter::arrived);
    for (int k = 0; k < 60; ++k) MathText::parse(u"c_{%1} + b"_qs.arg(k));
    typesetter.start();
    QTRY_VERIFY(isSquare(u"c_{0} + b"_qs));
    QTRY_VERIFY(typesetter.store().isIdle());
    QTest::qWait(50);
    QVERIFY2(news.count() >= 1 && news.count() <= 5, qPrintable(QString::number(news.count())));
  }

  void aRefusedFormulaIsLaidOutHereAndSaysWhy() {
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    const QString tex = u"x + \\bad"_qs;
    const double width = MathText::parse(tex).width(10);
    QTRY_COMPARE(MathText::parse(tex).problem(), u"Undefined control sequence \\bad"_qs);
    QVERIFY(!MathText::parse(tex).isTypeset());
    QCOMPARE(MathText::parse(tex).width(10), width);
    QCOMPARE(ui::problemOfTex(tex), u"\\bad is no LaTeX command that is known here."_qs);
  }

  void whatTheReaderRefusesIsLaidOutHere() {
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    for (const QString& tex : {u"x \\broken"_qs, u"x \\throw"_qs}) {
      QTRY_VERIFY(!MathText::parse(tex).problem().isEmpty());
      QVERIFY(!MathText::parse(tex).isTypeset());
    }
    QTRY_VERIFY(isSquare(u"x + y_9"_qs));
  }

  void aScriptThatIsMissingLeavesFormulasAsTheyAre() {
    MathTypesetter typesetter(u"/nowhere/at/all.js"_qs);
    typesetter.start();
    QTRY_COMPARE(MathText::parse(u"d_1 + b"_qs).problem(), QString::fromLatin1(ui::MathEngine::notThere));
    QVERIFY(ui::problemOfTex(u"d_1 + b"_qs).isEmpty());
  }

  void closingDoesNotWaitForAFormulaThatNeverEnds() {
    const Script script;
    QElapsedTimer timer;
    {
      MathTypesetter typesetter(script.path);
      typesetter.start();
      MathText::parse(u"e_1 \\loop"_qs);
      QTest::qWait(200);
      timer.start();
    }
    QVERIFY(timer.elapsed() < 3000);
  }

  void readingsAreNotTypeset() {
    const Script script;
    MathTypesetter typesetter(script.path);
    MathText::parse(u"x = 0.1234"_qs);
    MathText::parse(u"x_{1}"_qs, MathText::Style::Label);
    QVERIFY(typesetter.store().isIdle());
    MathText::parse(u"x_{1}"_qs);
    QVERIFY(!typesetter.store().isIdle());
  }

  void namesThatCannotBeLaidOutHereAreTypesetEverywhere() {
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    QTRY_VERIFY(isSquare(u"\\underbrace{x}_1"_qs, MathText::Style::Label));
  }

  void theSameFormulaIsAskedForOnce() {
    MathStore store;
    const MathRequest a{u"a"_qs, false};
    const MathRequest b{u"b"_qs, false};
    for (int k = 0; k < 3; ++k) QVERIFY(!store.find(a));
    QVERIFY(!store.find(b));
    QVERIFY(!store.find({u"a"_qs, true}));
    // What was asked for last comes first.
    QCOMPARE(*store.take(), (MathRequest{u"a"_qs, true}));
    QCOMPARE(*store.take(), b);
    QVERIFY(!store.find(a));
    QCOMPARE(*store.take(), a);
    QVERIFY(!store.find(a));  // in the works
    QVERIFY(store.put(a, {.drawing = ui::MathDrawing{.width = 2}}));
    QCOMPARE(store.find(a)->drawing->width, 2.0);
    QVERIFY(!store.isIdle());
    store.close();
    QVERIFY(!store.take());
  }

  void theQueueIsBounded() {
    MathStore store;
    for (int k = 0; k < 5000; ++k) store.find({QString::number(k), false});
    int taken = 0;
    for (; !store.isIdle() && taken < 5000; ++taken) {
      const MathRequest request = *store.take();
      if (taken == 0) QCOMPARE(request.tex, u"4999"_qs);
      store.put(request, {});
    }
    QVERIFY2(taken < 1000, qPrintable(QString::number(taken)));
  }

  void answersAreBounded() {
    MathStore store;
    ui::MathDrawing large;
    QPainterPath path;
    for (int k = 0; k < 10'000; ++k) path.lineTo(k, 1);
    large.pieces.push_back({path, {}});
    for (int k = 0; k < 100; ++k) store.put({QString::number(k), false}, {.drawing = large});
    QVERIFY(store.find({u"99"_qs, false}));
    QVERIFY(!store.find({u"0"_qs, false}));
  }

  void whatMayBeNeededComesAfterWhatIs() {
    MathStore store;
    store.prefetch({{u"later"_qs, false}, {u"last"_qs, false}});
    store.find({u"now"_qs, false});
    QCOMPARE(store.take()->tex, u"now"_qs);
    store.put({u"now"_qs, false}, {});
    QCOMPARE(store.take()->tex, u"later"_qs);
    QVERIFY(!store.put({u"later"_qs, false}, {}));  // nobody waits for it: no news
    QCOMPARE(store.take()->tex, u"last"_qs);
  }

  void filesAreLaidOutHereWhereverThatIsPossible() {
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    const QString tex = u"f_1 + b"_qs;
    const double width = MathText::parse(tex).width(10);
    QTRY_VERIFY(isSquare(tex));
    const ui::MathForFiles forFiles;
    QCOMPARE(MathText::parse(tex).width(10), width);
    QVERIFY(!MathText::parse(tex).isTypeset());
    // One that needs the typesetter is waited for where that is allowed.
    QVERIFY(!MathText::parse(u"\\overbrace{x}"_qs).isTypeset());
    typesetter.store().setWaiting(true);
    QVERIFY(isSquare(u"\\overbrace{y}"_qs));
  }

  void oneLineStaysOneLine_data() {
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("asked");
    const auto row = [](const char* tex, const char* asked) {
      QTest::newRow(tex) << QString::fromUtf8(tex) << QString::fromUtf8(asked);
    };
    row("W^{(1)}", "W^{(1)}");
    row("\\hat{y} - \\tilde{x}", "\\hat{y} - \\tilde{x}");
    row("50% + x", "50\\% + x");
    row("50\\% + x", "50\\% + x");
    row("\\frac{a}{b}", "{{a } / {b } }");
    row("\\frac{1}{2} x", "\u00bd x");
    row("\\sqrt{\\frac{\\max x}{2}}", "\\sqrt{{{( {\\operatorname{max} x } ) / {2 } } }}");
  }
  void oneLineStaysOneLine() {
    QFETCH(QString, tex);
    QFETCH(QString, asked);
    const MathRequest request = MathText::request(tex);
    QCOMPARE(request.tex.simplified(), asked);
    QVERIFY(!request.display);
    QVERIFY(MathText::request(tex, MathText::Style::Display).display);
  }

  void formulasAreReadInManyThreads() {
    const Script script;
    MathTypesetter typesetter(script.path);
    typesetter.start();
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([t] {
        for (int round = 0; round < 20; ++round) {
          for (int k = 0; k < 20; ++k) MathText::parse(u"g_{%1} + %2"_qs.arg(k).arg((k + t) % 5));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    QTRY_VERIFY(typesetter.store().isIdle());
    QVERIFY(isSquare(u"g_{3} + 4"_qs));
  }

  void mistakesAreSaidInPlainWords_data() {
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* problem, const char* words) {
      QTest::newRow(problem) << QString::fromUtf8(problem) << QString::fromUtf8(words);
    };
    row("", "");
    row("Undefined control sequence \\foo", "\\foo is no LaTeX command that is known here.");
    row("Unknown environment 'foo'", "foo is no LaTeX environment that is known here.");
    row("Extra open brace or missing close brace", "A { is not closed: a } is missing.");
    row("Extra close brace or missing open brace", "A } closes nothing: a { is missing before it.");
    row("Missing argument for \\hat", "\\hat needs something after it, such as \\hat{x}.");
    row("Double subscripts: use braces to clarify",
        "Two subscripts follow each other: put both into one pair of { }.");
    row("Missing \\end{cases}", "\\end{cases} is missing at the end.");
    row("Misplaced &", "& separates columns; the character itself is written \\&.");
    row("You can't use 'macro parameter character #' in math mode",
        "# has a meaning of its own; the character itself is written \\#.");
    row("Something new", "LaTeX: Something new.");
  }
  void mistakesAreSaidInPlainWords() {
    QFETCH(QString, problem);
    QFETCH(QString, words);
    QCOMPARE(ui::texProblemText(problem), words);
  }
};

QTEST_MAIN(TestMathTypesetter)
#include "tst_math_typesetter.moc"
