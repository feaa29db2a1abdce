#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHashFunctions>

#include <cstdio>
#include <map>
#include <memory>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/figure_options.h"
#include "app/leaf_tensors.h"
#include "app/output.h"
#include "core/message.h"
#include "ui/figures/figure_language.h"
#include "ui/figures/math_typesetter.h"
#include "ui/formulas.h"
#include "ui/model/sheet_file.h"

namespace app {
namespace {

/// One graph's figure, laid out, and the files that it becomes.
struct Job {
  std::string file;
  std::unique_ptr<ui::FigurePages> figure;
  ui::FileWish wish;
  std::vector<ui::PlannedFile> files;
};

/// Whether a --delta is numbers alone, with or without brackets.
bool isNumbers(const std::string& delta) { return delta.find_first_not_of("0123456789.+-eE, []") == std::string::npos; }

/// What --delta changes, and by how much; numbers alone leave open which leaves they are for.
ui::NudgeChoice nudgeFor(const std::vector<std::string>& deltas, const core::Graph& graph) {
  ui::NudgeChoice nudge;
  const auto append = [&](const core::Tensor& tensor) { nudge.dx.insert(nudge.dx.end(), tensor.data().begin(), tensor.data().end()); };
  if (deltas.size() == 1 && isNumbers(deltas.front())) {
    const bool bare = deltas.front().find('[') == std::string::npos;
    append(tensorFrom(bare ? '[' + deltas.front() + ']' : deltas.front(), "--delta"));
  } else if (!deltas.empty()) {
    for (const core::LeafTensor& change : leafTensors(*core::Plan::compile(graph), deltas, "--delta")) {
      nudge.leaves.push_back(graph.node(change.leaf).id);
      append(change.tensor);
    }
  }
  return nudge;
}

ui::FigureRequest requestFor(const FigureOptions& options, const core::Graph& graph) {
  ui::FigureRequest request = options.request;
  for (const std::string& id : options.nodes) {
    if (!graph.find(core::NodeId(id))) throw core::Error("there is no node %1", {id});
    request.nodes.insert(core::NodeId(id));
  }
  request.nudge = nudgeFor(options.deltas, graph);
  return request;
}

/// Text that is too small to read is no reason to stop, but one to say so.
void warnOfSmallText(const std::string& file, const ui::FigurePages& figure, int position) {
  const double smallest = figure.smallestPt(position);
  if (figure.graphScale() < 0.995) {
    std::fprintf(stderr, "%s: warning: the graph does not fit on the page with text of %g pt and is drawn at %.0f %%, its smallest text has %.1f pt: ask for a larger page or smaller text\n",
                 file.c_str(), figure.request().textPt, 100 * figure.graphScale(), smallest);
    return;
  }
  if (smallest >= ui::leastLegiblePt - 0.05) return;
  std::fprintf(stderr, "%s: warning: the smallest text has %.1f pt; below %g pt it can hardly be read: ask for a wider figure or larger text\n",
               file.c_str(), smallest, ui::leastLegiblePt);
}

/// A chart that no asked step has.
void requireChart(const ui::FigurePages& figure, const std::vector<int>& positions) {
  if (figure.request().what != ui::FigureWhat::Chart) return;
  std::string reason;
  for (const int position : positions) {
    reason = figure.chartAt(position).missing.toStdString();
    if (reason.empty()) return;
  }
  if (figure.request().chart == ui::ChartKind::Nudge)
    throw core::Error("there is no such chart: %1 Say what changes with --delta ID=TENSOR and where it is seen with --node", {reason});
  throw core::Error("position %1 has no such chart: %2 Choose another step with --step, or a node with --node",
                    {std::to_string(positions.back()), reason});
}

/// An argument or an entry that no asked step has.
void requireParts(const ui::FigurePages& figure, const std::vector<int>& positions) {
  const ui::FigureRequest& request = figure.request();
  if (!request.argument && !request.entry) return;
  bool argument = !request.argument, entry = !request.entry;
  for (const int position : positions) {
    const ui::Moment moment = figure.momentAt(position);
    const auto content = ui::contentAt(moment, request);
    if (!content) continue;
    argument = argument || *request.argument < moment.trace().plan().inputsOf(moment.shown()->node).size();
    entry = entry || *request.entry < content->equation.upstreamRows() * content->columns();
  }
  const std::string where = positions.size() == 1 ? "position " + std::to_string(positions.back()) + " has" : "these positions have";
  if (!argument) throw core::Error("%1 no argument %2: they are counted from 0; choose others with --step", {where, std::to_string(*request.argument)});
  if (!entry) throw core::Error("%1 no entry %2 of the downstream gradient: they are counted from 0; choose others with --step", {where, std::to_string(*request.entry)});
}

Job prepared(const std::string& file, const FigureOptions& options) {
  const QString path = QString::fromLocal8Bit(file.c_str());
  const ui::Sheet sheet = ui::loadSheet(path).first;
  Job job{.file = file, .figure = std::make_unique<ui::FigurePages>(sheet, requestFor(options, sheet.graph)), .wish = options.wish, .files = {}};
  const std::vector<int> positions = positionsOf(options.steps, job.figure->last());
  job.figure->layOutFor(positions);
  requireChart(*job.figure, positions);
  requireParts(*job.figure, positions);
  job.wish.graph = QFileInfo(path).completeBaseName();
  for (const ui::FigureFormat format : options.formats) {
    const auto files = ui::plannedFiles(*job.figure, positions, format, job.wish);
    job.files.insert(job.files.end(), files.begin(), files.end());
  }
  return job;
}

void refuseTwice(const std::vector<Job>& jobs) {
  std::map<QString, const Job*> owners;
  for (const Job& job : jobs) {
    for (const ui::PlannedFile& file : job.files) {
      const auto [owner, fresh] = owners.emplace(QDir::cleanPath(file.path), &job);
      if (!fresh) throw UsageError(file.path.toStdString() + " would be written twice: give --name a pattern with {graph} and {step}");
    }
  }
}

/// Runs `work`; an error's message then begins with the file's name.
template <typename Work>
auto naming(const std::string& file, Work work) {
  try {
    return work();
  } catch (const core::Error& error) {
    // Messages of the reader begin with the file's name already.
    const std::string said = error.what();
    throw core::Error("%1", {said.starts_with(file) ? said : file + ": " + said});
  }
}

}  // namespace

int figureCommand(std::span<const std::string> given) {
  const FigureOptions options = figureOptions(given);
  if (options.help) {
    print(figureHelp);
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
  ui::FigureTranslator translator;
  QCoreApplication::installTranslator(&translator);

  // Everything that can be wrong is known before the first file is written.
  std::vector<Job> jobs;
  for (const std::string& file : options.files) jobs.push_back(naming(file, [&] { return prepared(file, options); }));
  refuseTwice(jobs);
  if (!QDir().mkpath(options.wish.folder)) {
    throw core::Error("%1: the folder %2 cannot be made", {options.files.front(), options.wish.folder.toStdString()});
  }
  for (const Job& job : jobs) {
    naming(job.file, [&] {
      QStringList written;
      for (const ui::PlannedFile& file : job.files) written += ui::writeFile(*job.figure, file, job.wish);
      if (written.isEmpty()) throw core::Error("these steps have no numbers and no equation to write: choose others with --step");
      warnOfSmallText(job.file, *job.figure, job.files.front().positions.back());
      return true;
    });
    if (options.snippet) print(ui::beamerSnippet(*job.figure, job.files).toStdString());
  }
  return Done;
}

}  // namespace app
