#include "ui/figures/export/page_texts.h"

#include <QFontDatabase>

#include <algorithm>

#include "ui/figures/export/figure_words.h"

namespace ui {
namespace {

constexpr double titlePixels = 16.25;  // 10 pt beside 8 pt
constexpr double textPixels = bodyPixels;
constexpr double keyPixels = bodyPixels;
constexpr double keyGap = 26;
constexpr double besideTitle = 16;

void add(std::vector<PlacedPiece>& pieces, double& height, const Sentence& sentence, double width, double pixels) {
  Paragraph lines = paragraphAt(sentence, {0, height}, width, pixels);
  pieces.insert(pieces.end(), lines.pieces.begin(), lines.pieces.end());
  height += lines.height;
}

Piece boldTitle(const QString& title) { return textPiece(title, Piece::Ink::Body, true); }

double widthOf(const std::vector<Sentence>& keys) {
  double width = -keyGap;
  for (const Sentence& key : keys) width += keyGap + sentenceWidth(key, keyPixels);
  return width;
}

/// The keys on one line from edge to edge where they fit, else as many on each as fit.
void addKeys(PageTexts& texts, const std::vector<Sentence>& keys, double width) {
  for (std::size_t first = 0; first < keys.size();) {
    double total = sentenceWidth(keys[first], keyPixels);
    std::size_t end = first + 1;
    while (end < keys.size() && total + keyGap + sentenceWidth(keys[end], keyPixels) <= width) {
      total += keyGap + sentenceWidth(keys[end], keyPixels);
      ++end;
    }
    const bool whole = first == 0 && end == keys.size() && end > 1;
    const double gap = whole ? keyGap + (width - total) / static_cast<double>(keys.size() - 1) : keyGap;
    double x = 0;
    double height = 0;
    for (std::size_t k = first; k < end; ++k) {
      const Paragraph line = paragraphAt(keys[k], {x, texts.footHeight}, width, keyPixels);
      texts.foot.insert(texts.foot.end(), line.pieces.begin(), line.pieces.end());
      height = std::max(height, line.height);
      x += sentenceWidth(keys[k], keyPixels) + gap;
    }
    texts.footHeight += height;
    first = end;
  }
}

}  // namespace

double noteHeightOf(const Sentence& note, double width) { return note.empty() ? 0 : paragraphAt(note, {}, width, keyPixels).height; }

PageTexts pageTexts(const Moment& moment, const FigureRequest& request, const Sentence& note,
                    double noteHeight, double width, const TextForm& form) {
  PageTexts texts;
  const QString title = QString::fromStdString(moment.graph().title());
  if (request.title && form.headInLine) {
    const Paragraph line = paragraphAt({boldTitle(title)}, {}, width, titlePixels);
    texts.head = line.pieces;
    texts.headHeight = line.height;
    const double x = sentenceWidth({boldTitle(title)}, titlePixels) + besideTitle;
    const Paragraph step = paragraphAt(stepSentence(moment, form.step), {}, width - x, textPixels);
    for (PlacedPiece piece : step.pieces) {
      piece.baseline = {piece.baseline.x() + x, line.pieces.front().baseline.y()};
      texts.head.push_back(piece);
    }
  } else if (request.title) {
    if (!title.isEmpty()) add(texts.head, texts.headHeight, {boldTitle(title)}, width, titlePixels);
    if (isOfStep(request)) add(texts.head, texts.headHeight, stepSentence(moment), width, textPixels);
  }
  const bool graph = request.what == FigureWhat::Graph || request.what == FigureWhat::Both;
  if (!request.legend || !graph) return texts;
  if (!note.empty()) {
    double ignored = 0;
    add(texts.foot, ignored, note, width, keyPixels);
  }
  texts.footHeight += noteHeight;
  std::vector<Sentence> keys = legendOf(moment, request, form.downwards);
  if (form.brief && widthOf(keys) > width) {
    std::vector<Sentence> brief = legendOf(moment, request, form.downwards, true);
    if (widthOf(brief) <= width) keys = std::move(brief);
  }
  addKeys(texts, keys, width);
  return texts;
}

bool headFitsInLine(const Moment& moment, const FigureRequest& request, double width, StepForm step) {
  const QString title = QString::fromStdString(moment.graph().title());
  if (!request.title || title.isEmpty() || !isOfStep(request)) return false;
  return sentenceWidth({boldTitle(title)}, titlePixels) + besideTitle +
             sentenceWidth(stepSentence(moment, step), textPixels) <=
         width;
}

QString missingFont(FontChoice fonts) {
  if (fonts == FontChoice::Program) return {};
  const QStringList names =
      fonts == FontChoice::LatinModern ? QStringList{u"Latin Modern Roman"_qs} : QStringList{u"STIXGeneral"_qs, u"STIX Two Text"_qs, u"STIX"_qs};
  const QStringList known = QFontDatabase::families();
  const bool found = std::any_of(names.begin(), names.end(), [&](const QString& name) { return known.contains(name); });
  return found ? QString() : names.first();
}

}  // namespace ui
