#include "ui/figures/export/tikz/tikz_file.h"

#include "core/message.h"
#include "ui/figures/math_text.h"
#include "ui/figures/plot_shapes.h"

namespace ui {
namespace {

std::vector<std::string> stylesOf(const TikzCanvas& canvas) {
  const auto pt = [&](double pixels) { return QByteArray::number(canvas.pointsOf(pixels), 'f', 2).toStdString() + "pt"; };
  return {
      "crtext/.style={inner sep=0pt,outer sep=0pt}",
      "crnode/.style={draw=crnodeline,fill=crnodefill,text=crink,line width=" + pt(1.4) + ",inner sep=0pt,outer sep=0pt,align=center}",
      "crbox/.style={crnode,rounded corners=" + pt(9) + "}",
      "crgate/.style={crnode,rounded corners=" + pt(9) + "}",
      "crinput/.style={crnode,draw=crvalue,rounded corners=" + pt(22) + "}",
      "crparam/.style={crnode,draw=crparameter,fill=crparameterfill,rounded corners=" + pt(5) + "}",
      "crconstant/.style={crnode,rounded corners=" + pt(5) + "}",
      "croutput/.style={crnode,rounded corners=" + pt(22) + "}",
      "cractive/.style={draw=crlocal,line width=" + pt(2.6) + "}",
      "crfinished/.style={draw=crdownstream}",
      "crproblem/.style={draw=crerror,line width=" + pt(2) + "}",
      "crnogradient/.style={dash pattern=on " + pt(4) + " off " + pt(3) + "}",
      "crwire/.style={draw=crwire,line width=" + pt(2) + "}",
      "crwiredone/.style={draw=crdownstream,line width=" + pt(2.2) + "}",
      "crwiredownstream/.style={draw=crdownstream,line width=" + pt(3.6) + "}",
      "crwireupstream/.style={draw=crupstream,line width=" + pt(4.4) + "}",
      "crwireerror/.style={draw=crerror,line width=" + pt(2.2) + "}",
      "crport/.style={fill=crnodefill,line width=" + pt(2) + "}",
      "crpill/.style={text=cronrole,rounded corners=" + pt(8.7) + ",inner xsep=" + pt(4.5) + ",inner ysep=" + pt(3) + "}",
      std::string("crlabelground/.style={") + (canvas.hasGround() ? "fill=crground," : "") + "inner sep=" + pt(1.5) + "}",
      "crbracket/.style={draw=crmuted,line width=" + pt(1.4) + "}",
      "crnumber/.style={inner sep=0pt}",
      "crgridline/.style={draw=crgrid,line width=" + pt(1) + "}",
      "craxis/.style={draw=crnodeline,line width=" + pt(1.4) + "}",
      "crcurve/.style={line join=round}",
      "crentry/.style={line width=" + pt(1) + ",draw opacity=" + QByteArray::number(tickOpacity, 'f', 1).toStdString() + "}",
      "crmark/.style={line width=" + pt(1.8) + "}",
      "crhatch/.style={draw=crink,line width=0.25pt}",
  };
}

}  // namespace

TikzFiles tikzOf(const FigurePages& figure, const std::vector<int>& positions, const QString& stem, const Progress& progress,
                 const std::stop_token& stop) {
  const TextScope scope({.fonts = figure.request().fonts, .page = true});
  const MathForFiles forFiles;
  const QSizeF mm = figure.pageSizeMm();
  const double cm = mm.width() / 10 / figure.pageSize().width();
  TikzFiles files;
  core::TikzFigure tikz{.title = figure.momentAt(0).graph().title(),
                        .width = mm.width() / 10,
                        .height = mm.height() / 10,
                        .fontPt = figure.request().textPt,
                        .colours = tikzColours(figure.theme()),
                        .styles = {},
                        .pages = {}};
  TikzCanvas canvas(cm, figure.pageSize().height(), 1 / pixelsPerPoint(figure.request()), !figure.request().transparent);
  tikz.styles = stylesOf(canvas);
  for (const int position : positions) {
    if (stop.stop_requested()) throw core::Stopped();
    const FigurePage page = figure.pageAt(position);
    canvas.setPlace({}, 1);
    if (canvas.hasGround()) {
      const QSizeF size = figure.pageSize();
      canvas.add("ground", "\\fill[crground] " + canvas.point({0, size.height()}) + " rectangle " + canvas.point({size.width(), 0}) + ";");
    }
    canvas.pieces("text", page.texts);
    canvas.setPlace(page.graphOrigin, page.graphScale);
    if (page.graph) writeGraph(canvas, *page.graph);
    if (page.schematic) writeSchematic(canvas, *page.schematic);
    if (page.chart) {
      canvas.setPlace({}, 1);
      writeChart(canvas, *page.chart, page.chartLayout);
    }
    canvas.setPlace(page.equationOrigin, 1);
    const QString name = QStringLiteral("%1-%2").arg(stem).arg(position, 3, 10, QChar(u'0'));
    if (page.equation) writeEquation(canvas, *page.equation, figure.request(), figure.theme(), name, files.images);
    tikz.pages.push_back(canvas.take());
    if (progress) progress(static_cast<int>(tikz.pages.size()));
  }
  files.tex = QByteArray::fromStdString(core::tikzDocument(tikz));
  return files;
}

}  // namespace ui
