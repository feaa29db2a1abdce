#include "app/figure_options.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "app/arguments.h"
#include "ui/figures/export/size_presets.h"

namespace app {
namespace {

double numberOf(const std::string& option, const std::string& text, double least, double most) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !(number >= least && number <= most)) {
    const auto shown = [](double v) { return QString::number(v).toStdString(); };
    throw UsageError(option + " takes a number from " + shown(least) + " to " + shown(most) + ", not " + text);
  }
  return number;
}

std::vector<ui::FigureFormat> formatsOf(const std::string& list) {
  std::vector<ui::FigureFormat> formats;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    const std::string word = list.substr(at, comma - at);
    const auto format = ui::formatOf(QString::fromStdString(word));
    if (!format) {
      std::string known;
      for (const ui::FormatName& name : ui::formatNames()) known += (known.empty() ? "" : ", ") + std::string(name.name);
      throw UsageError("--format takes " + known + " with commas between them, not " + (word.empty() ? "an empty word" : word));
    }
    if (std::find(formats.begin(), formats.end(), *format) == formats.end()) formats.push_back(*format);
    at = comma + 1;
  }
  return formats;
}

/// A whole number, or −1.
int wholeNumber(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 ? number : -1;
}

int countOf(const std::string& option, const std::string& text) {
  const int number = wholeNumber(text);
  if (number < 0) throw UsageError(option + " takes a whole number from 0 on, not " + text);
  return number;
}

/// One of several words, and what each stands for.
template <typename T>
T chosen(const std::string& option, const std::string& text, std::initializer_list<std::pair<const char*, T>> choices) {
  std::string known;
  std::size_t k = 0;
  for (const auto& [word, meaning] : choices) {
    if (text == word) return meaning;
    known += (k == 0 ? "" : k + 1 == choices.size() ? " or " : ", ") + std::string(word);
    ++k;
  }
  throw UsageError(option + " takes " + known + ", not " + text);
}

void readWhat(const Arguments& arguments, FigureOptions& options) {
  ui::FigureRequest& request = options.request;
  if (const auto* steps = arguments.value("--step")) options.steps = *steps;
  static_cast<void>(positionsOf(options.steps, 1 << 30));
  if (const auto* what = arguments.value("--what")) {
    using What = std::tuple<ui::FigureWhat, ui::PanelRole, ui::ChartKind>;
    using enum ui::FigureWhat;
    using enum ui::PanelRole;
    using enum ui::ChartKind;
    std::tie(request.what, request.panel, request.chart) = chosen<What>("--what", *what,
                                                                        {{"graph", {Graph, Local, Norms}},
                                                                         {"equation", {Equation, Local, Norms}},
                                                                         {"both", {Both, Local, Norms}},
                                                                         {"upstream", {Panel, Upstream, Norms}},
                                                                         {"local", {Panel, Local, Norms}},
                                                                         {"downstream", {Panel, Downstream, Norms}},
                                                                         {"norms", {Chart, Local, Norms}},
                                                                         {"curve", {Chart, Local, Curve}},
                                                                         {"histogram", {Chart, Local, Values}},
                                                                         {"gradient-histogram", {Chart, Local, Gradients}},
                                                                         {"perturbation", {Chart, Local, Nudge}}});
  }
  for (const std::string& id : arguments.all("--node")) options.nodes.push_back(id);
  if (request.what == ui::FigureWhat::Chart && options.nodes.size() > 1) throw UsageError("--node: a chart is about one node");
  for (const std::string& delta : arguments.all("--delta")) options.deltas.push_back(delta);
  const bool perturbed = request.what == ui::FigureWhat::Chart && request.chart == ui::ChartKind::Nudge;
  if (!options.deltas.empty() && !perturbed) throw UsageError("--delta belongs to --what perturbation");
  if (const auto* argument = arguments.value("--argument")) request.argument = static_cast<std::size_t>(countOf("--argument", *argument));
  if (const auto* entry = arguments.value("--entry")) request.entry = countOf("--entry", *entry);
  if (const auto* reading = arguments.value("--reading")) {
    request.keepReading = true;
    request.reading = chosen<ui::Reading>(
        "--reading", *reading,
        {{"vector", ui::Reading::VectorOfArrays}, {"matrix", ui::Reading::MatrixOfBlocks}, {"flat", ui::Reading::Flat}});
  }
  if (const auto* scale = arguments.value("--scale")) {
    request.scale.scope = chosen<ui::ScaleScope>("--scale", *scale,
                                                 {{"panel", ui::ScaleScope::Panel}, {"equation", ui::ScaleScope::Equation}, {"run", ui::ScaleScope::Run}});
  }
  request.scale.log = arguments.has("--log");
  request.logarithmic = !arguments.has("--linear");
  request.title = !arguments.has("--no-title");
  request.legend = !arguments.has("--no-legend");
  request.values = !arguments.has("--no-values");
  request.gradients = !arguments.has("--no-gradients");
  request.names = !arguments.has("--no-names");
}

void readHow(const Arguments& arguments, FigureOptions& options) {
  ui::FigureRequest& request = options.request;
  if (const auto* style = arguments.value("--style")) {
    request.style = chosen<ui::FigureStyle>("--style", *style,
                                            {{"boxes", ui::FigureStyle::Boxes},
                                             {"circuit", ui::FigureStyle::Circuit},
                                             {"variables", ui::FigureStyle::Variables},
                                             {"edges", ui::FigureStyle::Edges}});
  }
  if (const auto* theme = arguments.value("--theme")) {
    request.theme = chosen<ui::FigureTheme>(
        "--theme", *theme,
        {{"light", ui::FigureTheme::Light}, {"dark", ui::FigureTheme::Dark}, {"print", ui::FigureTheme::Print}});
  }
  request.transparent = arguments.has("--transparent");
  if (const auto* size = arguments.value("--size")) {
    const ui::SizePreset* preset = ui::presetNamed(*size);
    if (!preset) {
      std::string known;
      for (const ui::SizePreset& one : ui::sizePresets()) known += (known.empty() ? "" : ", ") + std::string(one.name);
      throw UsageError("--size takes " + known + ", not " + *size);
    }
    request.widthMm = preset->widthMm;
    request.heightMm = preset->heightMm;
  }
  if (const auto* width = arguments.value("--width")) request.widthMm = numberOf("--width", *width, 10, 2000);
  if (const auto* height = arguments.value("--height")) request.heightMm = numberOf("--height", *height, 10, 2000);
  if (const auto* text = arguments.value("--text")) request.textPt = numberOf("--text", *text, 2, 72);
  if (const auto* font = arguments.value("--font")) {
    request.fonts = chosen<ui::FontChoice>(
        "--font", *font,
        {{"program", ui::FontChoice::Program}, {"latin-modern", ui::FontChoice::LatinModern}, {"stix", ui::FontChoice::Stix}});
  }
  if (const auto* language = arguments.value("--language")) {
    using enum ui::TextLanguage;
    request.language = chosen<ui::TextLanguage>("--language", *language, {{"en", English}, {"zh_CN", Chinese}, {"zh", Chinese}});
  }
}

void readFiles(const Arguments& arguments, FigureOptions& options) {
  const auto* formats = arguments.value("--format");
  options.formats = formatsOf(formats ? *formats : "png");
  if (const auto* folder = arguments.value("--out"); folder && folder->empty()) throw UsageError("--out takes a folder, not an empty name");
  if (const auto* folder = arguments.value("--out")) options.wish.folder = QString::fromLocal8Bit(folder->c_str());
  if (const auto* pattern = arguments.value("--name")) {
    options.wish.pattern = QString::fromLocal8Bit(pattern->c_str());
    if (options.wish.pattern.isEmpty()) throw UsageError("--name takes a pattern such as {graph}-{step}, not an empty one");
  }
  if (const auto* dpi = arguments.value("--dpi")) options.wish.dpi = numberOf("--dpi", *dpi, 20, 2400);
  if (const auto* seconds = arguments.value("--seconds")) options.wish.secondsPerStep = numberOf("--seconds", *seconds, 0.1, 60);
  options.wish.fullHd = !arguments.value("--dpi");
  if (const auto* plays = arguments.value("--plays")) {
    options.wish.plays = countOf("--plays", *plays);
    if (options.wish.plays > 1000) throw UsageError("--plays takes 0, for ever, to 1000, not " + *plays);
  }
  options.wish.poster = !arguments.has("--no-poster");
  options.wish.outlines = arguments.has("--outlines");
  options.snippet = arguments.has("--snippet");
}

}  // namespace

FigureOptions figureOptions(std::span<const std::string> given) {
  const Arguments arguments =
      parse(given, {.flags = {"--linear", "--log", "--no-poster", "--no-title", "--no-legend", "--no-values", "--no-gradients", "--no-names", "--transparent", "--outlines",
                              "--snippet"},
                    .values = {"--step", "--what", "--argument", "--entry", "--reading", "--scale", "--style", "--theme", "--width", "--height", "--size",
                               "--text", "--font", "--language", "--format", "--out", "--name", "--dpi", "--seconds", "--plays"},
                    .repeatable = {"--node", "--delta"},
                    .fewest = 1,
                    .most = 100'000,
                    .words = "one FILE or more"});
  FigureOptions options;
  options.help = arguments.has("--help");
  if (options.help) return options;
  options.files = arguments.words;
  readWhat(arguments, options);
  readHow(arguments, options);
  readFiles(arguments, options);
  return options;
}

std::vector<int> positionsOf(const std::string& steps, int last) {
  if (steps == "last") return {last};
  int from = 0;
  int to = last;
  if (steps != "all") {
    const std::size_t dash = steps.find('-');
    from = wholeNumber(std::string_view(steps).substr(0, dash));
    to = dash == std::string::npos ? from : wholeNumber(std::string_view(steps).substr(dash + 1));
    if (from < 0 || to < 0 || from > to) {
      throw UsageError("--step takes a position N, a range FIRST-LAST, all or last, not " + steps);
    }
    if (to > last) {
      throw UsageError("--step " + steps + ": the timeline ends at position " + std::to_string(last));
    }
  }
  if (last == 1 << 30) return {};  // only the words were to be checked
  std::vector<int> positions(static_cast<std::size_t>(to - from + 1));
  std::iota(positions.begin(), positions.end(), from);
  return positions;
}

}  // namespace app
