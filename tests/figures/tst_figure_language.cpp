#include <QDir>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "core/functions/catalogue.h"
#include "core/message.h"
#include "tests/core/samples.h"
#include "tests/figures/figure_runs.h"
#include "ui/figures/equation_content.h"
#include "ui/figures/export/figure_files.h"
#include "ui/figures/figure_language.h"
#include "ui/figures/text_setting.h"
#include "ui/figures/text_style.h"
#include "ui/model/names.h"
#include "ui/model/sheet_file.h"

using namespace ui;

namespace {

const QString examples = QStringLiteral(CHAINRULE_SOURCE_DIR "/resources/examples/");

/// A window that speaks another language than any figure.
struct Shouting : QTranslator {
  QString translate(const char*, const char*, const char*, int) const override {
    return QStringLiteral("WINDOW");
  }
  bool isEmpty() const override { return false; }
};

}  // namespace

class TestFigureLanguage : public QObject {
  Q_OBJECT

private slots:
  void initTestCase() {
    QCoreApplication::installTranslator(new Shouting);
    QCoreApplication::installTranslator(new FigureTranslator(qApp));
  }

  void aChinesePdfHasTheTermsInAnEmbeddedFont() {
    QTemporaryDir folder;
    const FigurePages figure =
        laidOut("10-two-layer-network", {.language = TextLanguage::Chinese}, {11});
    writeWhole(folder.filePath("f.pdf"), pdfOf(figure, {11}));
    const QString text = output("pdftotext", {"f.pdf", "-"}, folder.path());
    for (const char* term : {"上游梯度", "局部梯度", "下游梯度", "雅可比矩阵", "当前节点，第 4 步",
                             "反向第 4 步，共 6 步", "贡献", "线性"})
      QVERIFY2(text.contains(QString::fromUtf8(term)), term);
    static const QRegularExpression radicals(QStringLiteral("[\\x{2e80}-\\x{2fdf}]"));
    QVERIFY2(!text.contains(radicals), qPrintable(text));
    QVERIFY2(!text.contains(QChar(0xfffd)) && !text.contains("WINDOW"), qPrintable(text));
    const QStringList fonts =
        output("pdffonts", {"f.pdf"}, folder.path()).split('\n', Qt::SkipEmptyParts).mid(2);
    static const QRegularExpression chinese("(WenQuanYi|NotoSansCJK)"), embedded(" yes yes yes ");
    QVERIFY(!fonts.filter(chinese).isEmpty());
    static const QRegularExpression bold("NotoSansCJK\\S*-Bold");
    QVERIFY2(!fonts.filter(bold).isEmpty(), "headings are bold; fonts-noto-cjk is a package of the program");
    QCOMPARE(fonts.filter(embedded).size(), fonts.size());
    static const QRegularExpression slanted("(WenQuanYi|NotoSansCJK)\\S*(Italic|Oblique)");
    QVERIFY(fonts.filter(slanted).isEmpty());
  }

  void aFigureInEnglishStaysEnglishInAnotherWindow() {
    const FigurePages figure = laidOut("10-two-layer-network", {}, {11});
    const QByteArray svg = svgOf(figure, 11, false);
    QVERIFY(svg.contains(">Upstream") && svg.contains(">downstream") && !svg.contains("WINDOW"));
    QVERIFY(figure.alternativeText(11).startsWith("Step 4 of 6 backward: the gradient of L passes Linear, "));
    QCOMPARE(QCoreApplication::translate("Figure", "seed"), QStringLiteral("WINDOW"));
  }

  void everyFunctionHasAChineseName() {
    const TextScope scope({.language = TextLanguage::Chinese});
    static const QRegularExpression english(
        "\\b(?!ReLU|tanh|Sigmoid|Softmax|Leaky|Hard|Softsign|Softplus|Mish|LogSumExp|Huber|Dropout|Cholesky)[A-Z]?[a-z]{3,}");
    for (const core::Function& function : core::catalogue())
      QVERIFY2(!title(function).contains(english), function.title.data());
  }

  void everyStructureHasChineseWords() {
    const TextScope scope({.language = TextLanguage::Chinese});
    // What stands for matrices and maps in formulas.
    static const QRegularExpression formula("softmax|diag|Cholesky"), english("[A-Za-z]{3,}");
    QSet<QString> names;
    for (const core::Function& function : core::catalogue()) {
      if (function.local == nullptr) continue;
      for (const samples::Sample& sample : samples::samplesOf(function)) {
        const core::Tensor output = sample.value();
        for (std::size_t k = 0; k < sample.inputs.size(); ++k) {
          if (!sample.has(k) || !function.argument(k).differentiable) continue;
          const std::vector<core::TensorView> views = sample.views();
          names.insert(QString::fromStdString(function.local(k, core::Inputs{views, sample.absent}, output, sample.settings).structureName()));
        }
      }
    }
    QVERIFY(names.size() > 30);
    names += {"zero", "scaled selection", "composed: a product", "composed: a sum", "composed: a product of 3 maps", "composed: a sum over paths through 12 maps",
              "contraction of the other operands, diagonal in i, j", "block pattern: I ⊗ inputᵀ, rows reordered, batch by batch"};
    QStringList left;
    for (const QString& name : names) {
      if (structureWords(name).remove(formula).contains(english)) left << name;
    }
    QVERIFY2(left.isEmpty(), qPrintable(left.join('\n')));
    QCOMPARE(structureWords("composed: a sum over paths through 12 maps"), QString::fromUtf8("复合：经过 12 个映射的各路径之和"));
    QCOMPARE(structureWords("contraction of the other operands, diagonal in i, j"), QString::fromUtf8("其余操作数的缩并，对 i, j 对角"));
    QCOMPARE(structureWords("block pattern: I ⊗ inputᵀ, rows reordered"), QString::fromUtf8("分块：I ⊗ 输入ᵀ，行重排"));
    const TextScope inEnglish({.language = TextLanguage::English});
    for (const QString& name : names) QCOMPARE(structureWords(name), name);
  }

  void chineseIsNeverSlanted() {
    const auto drawn = [](const QString& text, bool italic) {
      QImage image(200, 60, QImage::Format_RGB32);
      image.fill(Qt::white);
      QPainter painter(&image);
      drawText(painter, {20, 40}, text, {.pixelSize = 30, .italic = italic, .family = TextStyle::Family::Math}, Qt::black);
      return image;
    };
    QVERIFY(drawn(QString::fromUtf8("损失"), true) == drawn(QString::fromUtf8("损失"), false));
    QVERIFY(drawn("loss", true) != drawn("loss", false));
    QCOMPARE(textWidth(QString::fromUtf8("损失"), {.pixelSize = 30, .italic = true}), textWidth(QString::fromUtf8("损失"), {.pixelSize = 30}));
  }

  void tikzInChineseIsRefusedWithTheWayOut() {
    const FigurePages figure = laidOut("03-fan-out", {.language = TextLanguage::Chinese}, {7});
    QVERIFY_EXCEPTION_THROWN(plannedFiles(figure, {7}, FigureFormat::Tikz, {}), core::Error);
  }

  void noExampleKeepsAnEnglishWord_data() {
    QTest::addColumn<QString>("name");
    for (const QString& name : QDir(examples).entryList({"*.chainrule"}))
      QTest::newRow(qPrintable(name)) << name;
  }
  void noExampleKeepsAnEnglishWord() {
    QFETCH(QString, name);
    FigurePages figure(loadSheet(examples + name).first, {.language = TextLanguage::Chinese});
    const int last = figure.last();
    figure.layOutFor({last});
    // Titles and names come from the file; names of functions stay as they are known.
    static const QRegularExpression known(
        "tanh|slice|weight|ReLU|[Ss]igmoid|[Ss]oftmax|mask|diag|exp|log|softplus|LogSumExp|NaN|Cholesky|Huber|bool|cost|loss|mean|max|conv|rows|query|scores|keys|values|weights|heads|attn|joint|hidden|logits|probs|label|labels|image|kernel");
    static const QRegularExpression english("[A-Za-z]{4,}");
    const QString fileTitle = QString::fromStdString(figure.momentAt(0).graph().title());
    for (int position = 0; position <= last; ++position) {
      QString text = figure.alternativeText(position).remove(fileTitle).remove(known);
      for (const core::NodePointer& node : figure.momentAt(0).graph().nodes())
        text.remove(QString::fromStdString(node->id.text()));
      const auto left = english.match(text);
      QVERIFY2(!left.hasMatch(), qPrintable(left.captured() + QStringLiteral(" in ") + text));
    }
  }
};

QTEST_MAIN(TestFigureLanguage)
#include "tst_figure_language.moc"
