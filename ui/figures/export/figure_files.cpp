#include "ui/figures/export/figure_files.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

#include "core/exchange/tex_text.h"
#include "core/message.h"
#include "ui/figures/export/animation.h"
#include "ui/figures/export/figure_words.h"
#include "ui/figures/export/number_files.h"
#include "ui/figures/export/tikz/tikz_file.h"

namespace ui {
namespace {

QString whatWord(const FigureRequest& request) {
  switch (request.what) {
    case FigureWhat::Graph: return QStringLiteral("graph");
    case FigureWhat::Equation: return QStringLiteral("equation");
    case FigureWhat::Both: return QStringLiteral("step");
    case FigureWhat::Chart: return chartWord(request.chart);
    case FigureWhat::Panel: break;
  }
  return request.panel == PanelRole::Upstream ? QStringLiteral("upstream")
         : request.panel == PanelRole::Local  ? QStringLiteral("local")
                                              : QStringLiteral("downstream");
}

/// Letters, digits, "-", "_" and "." of a text; everything else becomes "-".
QString fileWord(const QString& text) {
  static const QRegularExpression others(QStringLiteral("[^\\p{L}\\p{N}_.-]+"));
  return QString(text).replace(others, QStringLiteral("-"));
}

bool hasStep(const QString& pattern) { return pattern.contains(QStringLiteral("{step}")) || pattern.contains(QStringLiteral("{name}")); }

}  // namespace

const std::vector<FormatName>& formatNames() {
  static const std::vector<FormatName> names{
      {FigureFormat::Png, "png", "png", false},   {FigureFormat::Svg, "svg", "svg", false}, {FigureFormat::Pdf, "pdf", "pdf", true},
      {FigureFormat::Tikz, "tikz", "tex", true},  {FigureFormat::Latex, "latex", "eq.tex", false},
      {FigureFormat::Csv, "csv", "csv", false},   {FigureFormat::Npy, "npy", "npy", false}, {FigureFormat::Txt, "txt", "txt", false},
      {FigureFormat::Gif, "gif", "gif", true},    {FigureFormat::Mp4, "mp4", "mp4", true},  {FigureFormat::Apng, "apng", "apng", true}};
  return names;
}

const FormatName& nameOf(FigureFormat format) {
  return *std::find_if(formatNames().begin(), formatNames().end(), [&](const FormatName& name) { return name.format == format; });
}

std::optional<FigureFormat> formatOf(const QString& name) {
  for (const FormatName& known : formatNames()) {
    if (name == QLatin1String(known.name)) return known.format;
  }
  return std::nullopt;
}

QString filledPattern(const QString& pattern, const FigurePages& figure, int position, const FileWish& wish) {
  QString result;
  qsizetype done = 0;
  static const QRegularExpression hole(QStringLiteral("\\{([^{}]*)\\}"));
  for (auto found = hole.globalMatch(pattern); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    const QString word = match.captured(1);
    result += QStringView(pattern).mid(done, match.capturedStart() - done);
    done = match.capturedEnd();
    if (word == QStringLiteral("graph")) {
      result += fileWord(wish.graph);
    } else if (word == QStringLiteral("what")) {
      result += whatWord(figure.request());
    } else if (word == QStringLiteral("step")) {
      result += position < 0 ? QStringLiteral("all") : QStringLiteral("%1").arg(position, 3, 10, QChar(u'0'));
    } else if (word == QStringLiteral("name")) {
      result += position < 0 ? QStringLiteral("all") : fileWord(stepName(figure.momentAt(position)));
    } else if (word == QStringLiteral("width")) {
      result += QString::number(figure.request().widthMm);
    } else {
      throw core::Error("{%1} stands for nothing in a name of files: there are {graph}, {what}, {step}, {name} and {width}",
                        {word.toStdString()});
    }
  }
  return result.append(QStringView(pattern).mid(done));
}

std::vector<PlannedFile> plannedFiles(const FigurePages& figure, const std::vector<int>& positions, FigureFormat format,
                                      const FileWish& wish) {
  const FormatName& name = nameOf(format);
  const bool ofPanels = format == FigureFormat::Latex || format == FigureFormat::Npy;
  if (figure.request().what == FigureWhat::Chart && ofPanels) {
    throw core::Error("a chart is not written as %1: choose pdf, svg, png or tikz, or csv for its numbers", {name.name});
  }
  if (format == FigureFormat::Tikz && figure.request().language == TextLanguage::Chinese)
    throw core::Error("the words of a figure for TikZ are English: LaTeX has no Chinese letters of its own; choose pdf, svg or png, or the language English");
  if (wish.pattern.contains(u'/')) throw core::Error("the name %1 holds a /: choose the folder by itself, not with the name", {wish.pattern.toStdString()});
  QString pattern = wish.pattern.isEmpty() ? QStringLiteral("{graph}") : wish.pattern;
  const auto path = [&](int position) {
    return QDir(wish.folder).filePath(filledPattern(pattern, figure, position, wish) + u'.' + QLatin1String(name.extension));
  };
  if (name.manyPages) return {{format, path(positions.size() == 1 && hasStep(pattern) ? positions.front() : -1), positions}};
  if (!hasStep(pattern) && (positions.size() > 1 || wish.pattern.isEmpty())) pattern += QStringLiteral("-{step}");
  std::vector<PlannedFile> files;
  for (const int position : positions) files.push_back({format, path(position), {position}});
  // The same function stands at several steps: then the name alone tells them not apart.
  const bool unique = [&] {
    QStringList paths;
    for (const PlannedFile& file : files) paths << file.path;
    return paths.removeDuplicates() == 0;
  }();
  if (unique) return files;
  pattern += QStringLiteral("-{step}");
  for (PlannedFile& file : files) file.path = path(file.positions.front());
  return files;
}

QStringList writeFile(const FigurePages& figure, const PlannedFile& file, const FileWish& wish, const Progress& progress,
                      const std::stop_token& stop) {
  if (stop.stop_requested()) throw core::Stopped();
  requireWritable(file.path);
  const int first = file.positions.front();
  const auto write = [&](const QByteArray& bytes) {
    writeWhole(file.path, bytes);
    return QStringList{file.path};
  };
  switch (file.format) {
    case FigureFormat::Png: return write(pngOf(figure, first, wish.dpi));
    case FigureFormat::Svg: return write(svgOf(figure, first, wish.outlines));
    case FigureFormat::Pdf: return write(pdfOf(figure, file.positions, progress, stop));
    case FigureFormat::Txt: return write(figure.alternativeText(first).toUtf8());
    case FigureFormat::Tikz: {
      const QFileInfo info(file.path);
      const TikzFiles tikz = tikzOf(figure, file.positions, info.completeBaseName(), progress, stop);
      QStringList written;
      for (const TikzImage& image : tikz.images) {
        written << info.dir().filePath(image.name);
        writeWhole(written.back(), image.png);
      }
      return written + write(tikz.tex);
    }
    case FigureFormat::Latex: {
      const QByteArray latex = equationLatex(figure, first);
      return latex.isEmpty() ? QStringList() : write(latex);
    }
    case FigureFormat::Csv:
    case FigureFormat::Npy: return writeNumbers(figure, first, file.path, file.format == FigureFormat::Npy);
    case FigureFormat::Gif:
    case FigureFormat::Mp4:
    case FigureFormat::Apng: return writeAnimation(figure, file, wish, progress, stop);
  }
  return {};
}

QString beamerSnippet(const FigurePages& figure, const std::vector<PlannedFile>& files) {
  if (files.empty()) return {};
  const std::string title = core::texText(figure.momentAt(0).graph().title());
  QString body, needs;
  const PlannedFile& first = files.front();
  const QString name = QFileInfo(first.path).completeBaseName();
  const std::size_t pages = first.positions.size() > 1 ? first.positions.size() : files.size();
  const QString size = QStringLiteral("width=\\linewidth");
  switch (first.format) {
    case FigureFormat::Pdf:
      if (pages > 1) {
        needs = QStringLiteral("pgffor");
        body = QStringLiteral("  \\foreach \\n in {1,...,%1}{\\only<\\n>{%\n    \\includegraphics[page=\\n,%2]{%3}}}\n").arg(pages).arg(size, name);
      } else {
        body = QStringLiteral("  \\includegraphics[%1]{%2}\n").arg(size, name);
      }
      break;
    case FigureFormat::Tikz:
      needs = QStringLiteral("tikz");
      body = QStringLiteral("  \\input{%1}\n").arg(name);
      break;
    case FigureFormat::Png:
      for (std::size_t k = 0; k < files.size(); ++k) {
        const QString own = QFileInfo(files[k].path).completeBaseName();
        body += files.size() > 1 ? QStringLiteral("  \\only<%1>{\\includegraphics[%2]{%3}}%\n").arg(k + 1).arg(size, own)
                                 : QStringLiteral("  \\includegraphics[%1]{%2}\n").arg(size, own);
      }
      break;
    default: return {};
  }
  if (!needs.isEmpty()) needs = QStringLiteral("% in the preamble: \\usepackage{%1}\n").arg(needs);
  return needs + QStringLiteral("\\begin{frame}{%1}\n%2\\end{frame}\n").arg(QString::fromStdString(title), body);
}

}  // namespace ui
