// The rules of resources/docs/architecture.md that the include paths of the targets let slip.
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

namespace {

constexpr int mostLines = 600;

/// Height of each layer: a file may include its own folder and every lower one, so neighbours do not know
/// each other.
const QHash<QString, int> heights = {
    {"core", 0},       {"core/tensor", 1},   {"core/linear_map", 2}, {"core/functions", 3},
    {"core/graph", 4}, {"core/autodiff", 5}, {"core/file", 6},       {"core/exchange", 6},
    {"ui/model", 7},   {"ui/figures", 8},    {"ui/canvas", 9},       {"ui/panels", 9},
    {"ui", 10},        {"app", 11}};

/// The layer that `path` (from the root of the repository) belongs to; empty outside of all layers.
QString layerOf(QString path) {
  while (path.contains('/')) {
    path.truncate(path.lastIndexOf('/'));
    if (heights.contains(path)) return path;
  }
  return {};
}

bool qtModuleHas(const QString& module, const QString& header) {
  return QFile::exists(QLibraryInfo::path(QLibraryInfo::HeadersPath) + '/' + module + '/' + header);
}

/// Which rule `#include <name>` in a file of `layer` breaks; empty if none.
QString brokenBySystemInclude(const QString& layer, const QString& name) {
  const QString header = name.section('/', -1);
  if (header.startsWith("Qt") && qtModuleHas(header, header))
    return "takes all of a Qt module: name the single header";
  const bool qt = name.startsWith('Q') || (name.startsWith('q') && name.endsWith(".h"));
  if (qt && layer.startsWith("core")) return "core knows no Qt";
  const bool widget = qtModuleHas("QtWidgets", header) || qtModuleHas("QtCharts", header);
  if (widget && (layer == "ui/model" || layer == "ui/figures")) return layer + " knows no widgets";
  return {};
}

/// Which rule `#include "name"` in a file of `layer` breaks; empty if none.
QString brokenByOwnInclude(const QString& layer, const QString& name) {
  if (name.endsWith(".moc")) return {};
  const QString target = layerOf(name);
  if (target.isEmpty() && !name.startsWith("tests/"))
    return "includes by a relative path: write it from the root";
  if (layer.isEmpty() || target == layer || heights[target] < heights[layer]) return {};
  return layer + " may not use " + target;
}

/// What the file `path` with this content breaks, as "file:line: rule".
QStringList findings(const QString& path, const QString& content) {
  static const QRegularExpression include(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  static const QRegularExpression notCode(R"re("(\\.|[^"\\])*"|//.*)re");
  static const QRegularExpression macro(R"re(\bQ_(OBJECT|GADGET|NAMESPACE)\b)re");
  static const QRegularExpression onlyMacro(R"re(^\s*Q_(OBJECT|GADGET|NAMESPACE)\s*$)re");
  const QString layer = layerOf(path);
  QStringList found;
  const QStringList lines = content.split('\n');
  for (int i = 0; i < lines.size(); ++i) {
    QString rule;
    if (const auto match = include.match(lines[i]); match.hasMatch()) {
      rule = match.captured(1) == "<" ? brokenBySystemInclude(layer, match.captured(2))
                                      : brokenByOwnInclude(layer, match.captured(2));
    } else if (QString code = QString(lines[i]).remove(notCode);
               macro.match(code).hasMatch() && !onlyMacro.match(code).hasMatch()) {
      rule = "Q_OBJECT and its like stand alone at the start of a line, or AUTOMOC misses them";
    }
    if (!rule.isEmpty()) found << QString("%1:%2: %3").arg(path).arg(i + 1).arg(rule);
  }
  const qsizetype count = content.count('\n');
  if (count > mostLines)
    found << QString("%1:%2: more than %3 lines: which file has become two?")
                 .arg(path)
                 .arg(count)
                 .arg(mostLines);
  if (path.endsWith(".h") && !content.contains("#pragma once"))
    found << path + ":1: a header begins with #pragma once";
  return found;
}

}  // namespace

class tst_Architecture : public QObject {
  Q_OBJECT

private slots:
  void everySourceFileKeepsTheRules() {
    const QDir root(CHAINRULE_SOURCE_DIR);
    QStringList found;
    int files = 0;
    for (const char* folder : {"app", "core", "ui", "tests"}) {
      for (QDirIterator it(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files,
                           QDirIterator::Subdirectories);
           it.hasNext();) {
        QFile file(it.next());
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        found << findings(root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()));
        ++files;
      }
    }
    QVERIFY2(files > 20, "the sources were not found");
    found.sort();
    QVERIFY2(found.isEmpty(), qPrintable('\n' + found.join('\n')));
  }

  void eachRuleIsFound_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char* name, const char* path, const QString& content, const char* finding) {
      QTest::newRow(name) << path << content << finding;
    };
    row("Qt in core", "core/tensor/a.cpp", "#include <QString>\n", "core/tensor/a.cpp:1: core knows no Qt");
    row("Qt in core's root", "core/a.cpp", "\n#include <QtCore/QString>\n", "core/a.cpp:2: core knows no Qt");
    row("Qt's own file name in core", "core/file/a.cpp", "#include <qstring.h>\n",
        "core/file/a.cpp:1: core knows no Qt");
    row("widget in the model", "ui/model/a.cpp", "#include <QtWidgets/QLabel>\n",
        "ui/model/a.cpp:1: ui/model knows no widgets");
    row("widget in figures", "ui/figures/a.cpp", "#include <QGraphicsItem>\n",
        "ui/figures/a.cpp:1: ui/figures knows no widgets");
    row("chart in figures", "ui/figures/a.cpp", "#include <QChartView>\n",
        "ui/figures/a.cpp:1: ui/figures knows no widgets");
    row("core to ui", "core/graph/a.cpp", "#include \"ui/model/b.h\"\n",
        "core/graph/a.cpp:1: core/graph may not use ui/model");
    row("tensor to graph", "core/tensor/a.cpp", "#include \"core/graph/b.h\"\n",
        "core/tensor/a.cpp:1: core/tensor may not use core/graph");
    row("model to panels", "ui/model/a.cpp", "#include \"ui/panels/b.h\"\n",
        "ui/model/a.cpp:1: ui/model may not use ui/panels");
    row("figures to canvas", "ui/figures/a.cpp", "#include \"ui/canvas/b.h\"\n",
        "ui/figures/a.cpp:1: ui/figures may not use ui/canvas");
    row("panels to canvas", "ui/panels/a.cpp", "#include \"ui/canvas/b.h\"\n",
        "ui/panels/a.cpp:1: ui/panels may not use ui/canvas");
    row("ui to app", "ui/a.cpp", "#include \"app/b.h\"\n", "ui/a.cpp:1: ui may not use app");
    row("subfolder", "ui/panels/heatmap/a.cpp", "#include \"ui/window.h\"\n",
        "ui/panels/heatmap/a.cpp:1: ui/panels may not use ui");
    row("relative", "core/graph/a.cpp", "#include \"graph.h\"\n",
        "core/graph/a.cpp:1: includes by a relative path: write it from the root");
    row("umbrella", "ui/a.cpp", "#include <QtWidgets>\n",
        "ui/a.cpp:1: takes all of a Qt module: name the single header");
    row("umbrella by folder", "tests/ui/a.cpp", "#include <QtGui/QtGui>\n",
        "tests/ui/a.cpp:1: takes all of a Qt module: name the single header");
    row("macro behind a brace", "ui/a.h", "#pragma once\nclass A { Q_OBJECT\n",
        "ui/a.h:2: Q_OBJECT and its like stand alone at the start of a line, or AUTOMOC misses them");
    row("long file", "core/a.cpp", QString(601, '\n'),
        "core/a.cpp:601: more than 600 lines: which file has become two?");
    row("unguarded header", "core/a.h", "int a;\n", "core/a.h:1: a header begins with #pragma once");
  }

  void eachRuleIsFound() {
    QFETCH(QString, path);
    QFETCH(QString, content);
    QFETCH(QString, finding);
    QCOMPARE(findings(path, content), QStringList{finding});
  }

  void whatIsAllowedPasses() {
    QCOMPARE(findings("core/graph/a.cpp",
                      "#include \"core/tensor/b.h\"\n#include \"core/graph/b.h\"\n#include <queue>\n"),
             QStringList());
    QCOMPARE(
        findings("ui/model/a.h",
                 "#pragma once\n#include <QObject>\n#include <QtMath>\nclass A : QObject {\n  Q_OBJECT\n"),
        QStringList());
    QCOMPARE(findings("ui/panels/a.cpp", "#include <QLabel>\n#include \"ui/figures/b.h\"\n// a Q_OBJECT\n"),
             QStringList());
    QCOMPARE(findings("tests/core/a.cpp",
                      "#include <QTest>\n#include \"core/b.h\"\n#include \"a.moc\"\n" + QString(596, '\n')),
             QStringList());
  }
};

QTEST_GUILESS_MAIN(tst_Architecture)
#include "tst_architecture.moc"
