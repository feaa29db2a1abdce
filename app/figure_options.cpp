#include "app/figure_options.h"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "app/arguments.h"

namespace app {
namespace {

double numberOf(const std::string& option, const std::string& text, double least, double most) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !(number >= least && number <= most)) {
    throw UsageError(option + " takes a number from " + std::to_string(static_cast<int>(least)) + " to " +
                     std::to_string(static_cast<int>(most)) + ", not " + text);
  }
  return number;
}

std::vector<std::string> formatsOf(const std::string& list) {
  std::vector<std::string> formats;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    const std::string format = list.substr(at, comma - at);
    if (format != "png" && format != "svg" && format != "pdf") {
      throw UsageError("--format takes png, svg and pdf, with commas between them, not " + (format.empty() ? "an empty word" : format));
    }
    if (std::find(formats.begin(), formats.end(), format) == formats.end()) formats.push_back(format);
    at = comma + 1;
  }
  return formats;
}

// A whole number, or −1.
int wholeNumber(std::string_view text) {
  int number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0 ? number : -1;
}

}  // namespace

FigureOptions figureOptions(std::span<const std::string> given) {
  const Arguments arguments = parse(given, {.values = {"--step", "--format", "--out", "--width", "--dpi", "--theme"},
                                            .fewest = 1,
                                            .most = 100'000,
                                            .words = "one FILE or more"});
  FigureOptions options;
  options.help = arguments.has("--help");
  if (options.help) return options;
  options.files = arguments.words;
  if (const auto* steps = arguments.value("--step")) options.steps = *steps;
  static_cast<void>(positionsOf(options.steps, 1 << 30));
  const auto* formats = arguments.value("--format");
  options.formats = formatsOf(formats ? *formats : "png");
  if (const auto* folder = arguments.value("--out")) options.folder = QString::fromLocal8Bit(folder->c_str());
  if (const auto* width = arguments.value("--width")) options.size.widthMm = numberOf("--width", *width, 10, 2000);
  if (const auto* dpi = arguments.value("--dpi")) options.size.dpi = numberOf("--dpi", *dpi, 20, 2400);
  const auto* theme = arguments.value("--theme");
  if (!theme || *theme == "light") options.theme = &ui::lightTheme();
  else if (*theme == "dark") options.theme = &ui::darkTheme();
  else if (*theme == "print") options.theme = &ui::printTheme();
  else throw UsageError("--theme takes light, dark or print, not " + *theme);
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
