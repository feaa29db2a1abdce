// What the Export menu leads to.
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>

#include "core/message.h"
#include "ui/export/export_dialog.h"
#include "ui/export/figure_clipboard.h"
#include "ui/figures/export/number_files.h"
#include "ui/main_window.h"
#include "ui/panels/charts/charts_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/nudge/nudge_view.h"
#include "ui/status.h"

namespace ui {
namespace {

constexpr double dragDpi = 300;

Reading readingNamed(const QString& name) {
  if (name == QStringLiteral("matrix")) return Reading::MatrixOfBlocks;
  return name == QStringLiteral("flat") ? Reading::Flat : Reading::VectorOfArrays;
}

/// As the dock shows the equation.
FigureRequest requestAs(const EquationDock& dock) {
  FigureRequest request;
  request.argument = static_cast<std::size_t>(std::max(0, dock.argument()));
  request.reading = readingNamed(dock.reading());
  return request;
}

/// The run of the sheet as it is; null where it has been edited since.
std::shared_ptr<const core::Trace> runOf(const Timeline& timeline, const Sheet& sheet) {
  const Moment* moment = timeline.moment();
  return moment != nullptr && moment->graph().sharesAllWith(sheet.graph) ? moment->sharedTrace() : nullptr;
}

/// The step that the window shows, laid out.
FigurePages stepFigure(const Timeline& timeline, const Sheet& sheet, const FigureRequest& request) {
  auto trace = runOf(timeline, sheet);
  FigurePages figure = trace ? FigurePages(sheet, std::move(trace), request) : FigurePages(sheet, request);
  figure.layOutFor({std::min(timeline.cursor(), figure.last())});
  return figure;
}

}  // namespace

void MainWindow::connectExport() {
  const Actions& a = actions_;
  const auto on = [this](QAction* action, auto effect) {
    connect(action, &QAction::triggered, this, [this, effect] {
      if (timeline_.isAsking()) return status_->say(tr("Answer first: this would tell what is asked for."));
      try {
        effect();
      } catch (const core::Error& error) {
        status_->say(translated(error.message()));
      }
    });
  };
  on(a.exportStep, [this] { openExport(true); });
  on(a.exportFigure, [this] { openExport(false); });
  const auto equation = [this] {
    FigureRequest request = requestAs(*dock_);
    request.what = FigureWhat::Equation;
    return stepFigure(timeline_, document_.sheet(), request);
  };
  dock_->header().setDragged([this, equation]() -> QMimeData* {
    try {
      const QString file = QFileInfo(document_.filePath()).completeBaseName();
      const FileWish wish{.graph = file.isEmpty() ? document_.displayName() : file, .pattern = QStringLiteral("{graph}-{what}-{step}"), .outlines = true};
      return mimeOf(equation(), timeline_.cursor(), dragDpi, CarriedFile{FigureFormat::Svg, wish});
    } catch (const core::Error& error) {
      status_->say(translated(error.message()));
      return nullptr;
    }
  });
  connect(&dock_->header(), &EquationHeader::copyWanted, this, [this, equation] {
    try {
      copyPicture(equation(), timeline_.cursor());
      status_->say(tr("The equation is on the clipboard as a picture."));
    } catch (const core::Error& error) {
      status_->say(translated(error.message()));
    }
  });
  if (const auto* charts = dock_->findChild<ChartsView*>()) {
    connect(charts, &ChartsView::exportWanted, this, [this](ChartKind chart) { openExport(true, chart); });
  }
  if (const auto* nudge = dock_->findChild<NudgeView*>())
    connect(nudge, &NudgeView::exportWanted, this, [this] { openExport(true, ChartKind::Nudge); });
  on(a.copyPicture, [this] {
    copyPicture(stepFigure(timeline_, document_.sheet(), requestAs(*dock_)), timeline_.cursor());
    status_->say(tr("The step is on the clipboard as a picture."));
  });
  on(a.copySvg, [this] {
    copySvg(stepFigure(timeline_, document_.sheet(), requestAs(*dock_)), timeline_.cursor());
    status_->say(tr("The step is on the clipboard as SVG."));
  });
  on(a.copyLatex, [this] {
    const FigurePages figure = stepFigure(timeline_, document_.sheet(), requestAs(*dock_));
    const QByteArray latex = equationLatex(figure, timeline_.cursor());
    if (latex.isEmpty()) return status_->say(tr("This step has no equation; step on to a backward step."));
    QApplication::clipboard()->setText(QString::fromUtf8(latex));
    status_->say(tr("The equation is on the clipboard as LaTeX."));
  });
  on(a.saveNumbers, [this] {
    const QString csv = tr("Numbers with commas (*.csv)");
    const QString numpy = tr("NumPy (*.npy)");
    QString filter = csv;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the numbers of this step"), document_.displayName(), csv + QStringLiteral(";;") + numpy,
                                                &filter, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty()) return;
    const bool npy = filter == numpy || path.endsWith(QStringLiteral(".npy"));
    const FigurePages figure = stepFigure(timeline_, document_.sheet(), requestAs(*dock_));
    const QStringList written = writeNumbers(figure, timeline_.cursor(), path, npy);
    status_->say(written.isEmpty() ? tr("This step has no numbers to write.")
                                   : tr("%n file(s) written beside %1", nullptr, static_cast<int>(written.size())).arg(written.first()));
  });
}

void MainWindow::openExport(bool thisStep, std::optional<ChartKind> chart) {
  const Sheet& sheet = document_.sheet();
  ExportSettings settings = exportSettings(document_.filePath());
  if (thisStep) settings.steps = ExportSteps::This;
  settings.request.argument = requestAs(*dock_).argument;
  settings.request.reading = requestAs(*dock_).reading;
  const std::vector<core::NodeId> selected = canvas_->selectedNodes();
  if (chart) {
    settings.request.what = FigureWhat::Chart;
    settings.request.chart = *chart;
    if (selected.size() == 1) settings.request.nodes.insert(selected.front());
  }
  ExportSubject subject{.sheet = sheet,
                        .trace = runOf(timeline_, sheet),
                        .document = document_.filePath(),
                        .name = document_.displayName(),
                        .cursor = timeline_.cursor(),
                        .last = timeline_.last(),
                        .selected = {selected.begin(), selected.end()}};
  if (const auto* nudge = dock_->findChild<NudgeView*>()) subject.nudge = nudge->choice();
  auto* dialog = new ExportDialog(std::move(subject), settings, theme_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ExportDialog::exported, this, [this](const QStringList& files) {
    status_->say(tr("%n file(s) written, the first is %1", nullptr, static_cast<int>(files.size())).arg(files.value(0)));
  });
  dialog->open();
}

}  // namespace ui
