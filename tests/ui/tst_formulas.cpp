#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <stdexcept>

#include "core/functions/catalogue.h"
#include "tests/core/sample_graphs.h"
#include "ui/canvas/canvas_view.h"
#include "ui/figures/math_engine.h"
#include "ui/figures/math_text.h"
#include "ui/figures/tex_problem.h"
#include "ui/formulas.h"
#include "ui/model/names.h"
#include "ui/model/palette.h"
#include "ui/model/runner.h"
#include "ui/panels/function_card.h"
#include "ui/panels/rich_line.h"

using ui::MathRequest;
using ui::MathText;

namespace {

/// MathJax itself, loaded once for all tests.
ui::MathEngine& mathJax() {
  static ui::MathEngine engine;
  static const bool ready = engine.load(ui::mathScript());
  return ready ? engine : throw std::runtime_error("MathJax cannot be loaded");
}

QString refusal(const MathRequest& request) {
  const ui::MathAnswer answer = mathJax().typeset(request);
  if (!answer.problem.isEmpty()) return request.tex + ": " + answer.problem;
  return answer.drawing->width > 0 && !answer.drawing->pieces.empty() ? QString()
                                                                      : request.tex + ": nothing is drawn";
}

/// A widget that paints a formula, or nothing, and counts how often.
class Painted : public QWidget {
 public:
  Painted(QWidget* parent, QString tex) : QWidget(parent), tex_(std::move(tex)) {}
  int paints = 0;
  bool wasTypeset = false;

 protected:
  void paintEvent(QPaintEvent*) override {
    ++paints;
    QPainter painter(this);
    const MathText text = MathText::parse(tex_);
    wasTypeset = text.isTypeset();
    text.draw(painter, {10, 30}, 16, Qt::black);
  }

 private:
  QString tex_;
};

}  // namespace

class TestFormulas : public QObject {
  Q_OBJECT

private slots:
  void everyFormulaOfTheCatalogueIsTypeset() {
    QStringList refused;
    const auto check = [&](const QString& tex) {
      const MathRequest stacked = MathText::request(tex, MathText::Style::Display);
      const MathRequest line = MathText::request(tex);
      refused << refusal(stacked);
      if (line.tex != stacked.tex) refused << refusal(line);
    };
    for (const core::Function& function : core::catalogue()) {
      check(ui::formulaTex(function));
      if (function.isLeaf()) continue;
      for (const QString& local : ui::localFormulasTex(function)) check(local);
    }
    refused.removeAll(QString());
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join('\n')));
  }

  void formulasOfNodesWithTheirNamesAreTypeset() {
    const core::Graph graph = twoLayers();
    for (const core::NodePointer& node : graph.nodes()) {
      if (node->isLeaf()) continue;
      QCOMPARE(refusal(MathText::request(ui::equationTex(graph, *node))), QString());
      for (const QString& local : ui::localFormulasTex(graph, *node))
        QCOMPARE(refusal(MathText::request(local)), QString());
    }
  }

  void labelsAreTypeset_data() {
    QTest::addColumn<QString>("label");
    for (const char* label : {"W^{(1)}",
                              "\\hat{y}",
                              "\\tilde{x}",
                              "\\bar{h}",
                              "\\mathbf{W}",
                              "\\boldsymbol{\\theta}",
                              "\\bm{W}",
                              "\\vec{v}",
                              "\\frac{\\partial L}{\\partial W}",
                              "\\mathcal{L}",
                              "\\mathbb{R}^{3 \\times 5}",
                              "\\sqrt[3]{x}",
                              "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
                              "\\begin{cases} x & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
                              "\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}",
                              "\\text{交叉熵}_1",
                              "交叉熵",
                              "\\operatorname{tr} A",
                              "\\overbrace{a + b}^{n}",
                              "\\left( \\frac{\\frac{a}{b}}{c} \\right)",
                              "\\nabla_\\theta J",
                              "x \\odot y",
                              "\\color{red}{x}",
                              "\\boxed{x}",
                              "h'_{t-1}",
                              "é_1",
                              "\\overline{abc}",
                              "\\widehat{abc}",
                              "50%",
                              "a < b",
                              "\\mathrm{a\\_b}"}) {
      QTest::newRow(label) << QString::fromUtf8(label);
    }
  }
  void labelsAreTypeset() {
    QFETCH(QString, label);
    QCOMPARE(refusal(MathText::request(label)), QString());
    QCOMPARE(refusal(MathText::request(u"\\boldsymbol{"_qs + label + u"}"_qs)), QString());
    QCOMPARE(refusal(MathText::request(label, MathText::Style::Display)), QString());
  }

  /// The typesetter's letters are as large and as wide as those that stand there before.
  void typesettingChangesLittle() {
    for (const char* tex : {"W_1", "s = W_1 a + b_1", "\\partial L/\\partial W_1", "\\max(0, x)", "\\hat{y}",
                            "\\frac{1}{1 + e^{-x}}", "x \\in \\mathbb{R}^{3 \\times 5}"}) {
      const QString text = QString::fromLatin1(tex);
      const MathText own = MathText::parse(text);
      const ui::MathAnswer answer = mathJax().typeset(MathText::request(text));
      QVERIFY2(answer.drawing, tex);
      const double change = answer.drawing->width / own.width(1);
      QVERIFY2(change > 0.85 && change < 1.2, qPrintable(text + " " + QString::number(change)));
    }
  }

  void definitionsDoNotOutliveTheirFormula() {
    QVERIFY(!refusal({QStringLiteral("\\def\\alpha{\\beta} \\alpha"), false}).isEmpty());
    QVERIFY(!refusal({QStringLiteral("\\newcommand{\\x}{y} \\x"), false}).isEmpty());
    QCOMPARE(refusal({QStringLiteral("\\alpha"), false}), QString());
  }

  void mistakesAreRefusedInWordsThatAreKnown_data() {
    QTest::addColumn<QString>("tex");
    for (const char* tex : {"\\foo", "x^{", "x}", "\\frac{a}", "a_", "x_1_2", "x^1^2", "a&b", "#", "\\left(x",
                            "x\\right)", "\\begin{foo}\\end{foo}", "\\begin{cases} a", "\\hat", "\\text{a"}) {
      QTest::newRow(tex) << QString::fromLatin1(tex);
    }
  }
  void mistakesAreRefusedInWordsThatAreKnown() {
    QFETCH(QString, tex);
    const QString problem = mathJax().typeset({tex, false}).problem;
    QVERIFY(!problem.isEmpty());
    const QString words = ui::texProblemText(problem);
    QVERIFY2(!words.startsWith(u"LaTeX:"_qs), qPrintable(problem));
  }

  void aWindowIsDrawnAnewWhenItsFormulasArrive() {
    QWidget window;
    window.resize(400, 200);
    ui::Formulas formulas(&window);
    ui::RichLine line(16, &window);
    line.setGeometry(0, 0, 400, 30);
    const QString tex = QStringLiteral("\\text{line}_7 + \\frac{a}{b}");
    line.setPieces({{.text = tex, .isTex = true}});
    window.show();
    const QImage before = line.grab().toImage();
    QTRY_VERIFY_WITH_TIMEOUT(MathText::parse(tex).isTypeset(), 60000);
    QTRY_VERIFY(line.grab().toImage() != before);
  }

  void onlyWhatShowsAFormulaIsDrawnAnewWhenOneArrives() {
    QWidget window;
    window.resize(400, 200);
    ui::Formulas formulas(&window);
    const QString tex = QStringLiteral("\\text{painted}_8 + \\frac{a}{b}");
    Painted with(&window, tex), without(&window, {});
    with.setGeometry(0, 0, 400, 50);
    without.setGeometry(0, 60, 400, 50);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(with.paints > 0 && without.paints > 0);
    const int before = without.paints;
    QTRY_VERIFY_WITH_TIMEOUT(with.wasTypeset, 60000);
    QCOMPARE(without.paints, before);
  }

  void nodesAreMeasuredAnewWhenTheirFormulasArrive() {
    ui::Document document;
    ui::Runner runner;
    ui::Timeline timeline(document, runner);
    QWidget window;
    ui::Formulas formulas(&window);
    auto* canvas = new ui::CanvasView(document, timeline, &window);
    const QString label = QStringLiteral("\\overbrace{\\mathbf{hidden} + \\mathbf{visible}}^{\\text{units}}");
    document.edit("edit", [&](ui::Sheet& sheet) {
      core::Node node = leaf("input", "x", core::Tensor::scalar(1));
      node.label = label.toStdString();
      sheet.graph = sheet.graph.withNode(node);
      sheet.positions[core::NodeId("x")] = {0, 0};
    });
    window.show();
    const double before = canvas->canvas().drawing().texts.front().width;
    QTRY_VERIFY_WITH_TIMEOUT(canvas->canvas().drawing().texts.front().width != before, 60000);
  }
};

QTEST_MAIN(TestFormulas)
#include "tst_formulas.moc"
