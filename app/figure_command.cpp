#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHashFunctions>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/figure_options.h"
#include "app/output.h"
#include "core/message.h"
#include "ui/figures/math_typesetter.h"
#include "ui/formulas.h"
#include "ui/model/sheet_file.h"

namespace app {
namespace {

constexpr std::string_view help =
    "chainrule figure FILE... [options]: writes the steps of graphs as figures\n"
    "\n"
    "  --step N|FIRST-LAST|all|last  positions on the timeline: 0 before the first forward step, then n forward steps,\n"
    "                                the seed and m backward steps, 0 ... n + 1 + m (default last)\n"
    "  --format png,svg,pdf          one or more formats (default png); PDF holds all steps as pages of one file\n"
    "  --out DIR                     the folder, made where it is missing (default: the current one)\n"
    "  --width MM                    the figure's width, 10 to 2000 (default 160)\n"
    "  --dpi N                       dots per inch of PNG, 20 to 2400 (default 200)\n"
    "  --theme light|dark|print      (default light)\n"
    "\n"
    "Files are named STEM-NNN.EXT by position, PDF STEM.pdf; each is written whole or not at all.\n"
    "Exit status: 0 done, 1 bad input, 2 wrong command line.\n";

void writeFigures(const std::string& file, const FigureOptions& options) {
  const QString path = QString::fromLocal8Bit(file.c_str());
  ui::StepFigures figures(ui::loadSheet(path).first, *options.theme);
  const std::vector<int> positions = positionsOf(options.steps, figures.last());
  figures.layOutFor(positions);
  const QString stem = QDir(options.folder).filePath(QFileInfo(path).completeBaseName());
  for (const std::string& format : options.formats) {
    if (format == "pdf") {
      ui::writeWhole(stem + ".pdf", ui::pdfOf(figures, positions, options.size));
      continue;
    }
    for (const int position : positions) {
      const QByteArray bytes = format == "png" ? ui::pngOf(figures, position, options.size) : ui::svgOf(figures, position, options.size);
      ui::writeWhole(QString("%1-%2.%3").arg(stem).arg(position, 3, 10, QChar('0')).arg(QString::fromStdString(format)), bytes);
    }
  }
}

}  // namespace

int figureCommand(std::span<const std::string> given) {
  const FigureOptions options = figureOptions(given);
  if (options.help) {
    print(help);
    return Done;
  }
  // Standard error is for what is wrong with the input, one line a file.
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  // Fonts stand in a PDF in the order of a hash: a fixed one gives the same bytes every time.
  QHashSeed::setDeterministicGlobalSeed();
  // Figures are drawn without a display, and look the same with one.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int count = 1;
  char name[] = "chainrule";
  char* values[] = {name, nullptr};
  const QGuiApplication application(count, values);
  // Only what cannot be laid out without it is typeset, and waited for.
  ui::MathTypesetter typesetter(ui::mathScript());
  typesetter.store().setWaiting(true);
  typesetter.start();
  for (const std::string& file : options.files) {
    try {
      if (!QDir().mkpath(options.folder)) {
        throw core::Error("the folder %1 cannot be made", {options.folder.toStdString()});
      }
      writeFigures(file, options);
    } catch (const core::Error& error) {
      // Messages of the reader begin with the file's name already.
      const std::string said = error.what();
      throw core::Error("%1", {said.starts_with(file) ? said : file + ": " + said});
    }
  }
  return Done;
}

}  // namespace app
