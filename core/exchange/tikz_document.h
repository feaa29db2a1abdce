#pragma once

#include <string>
#include <vector>

namespace core {

/// A colour by its name, which styles use, so that a lecturer changes it in one place.
struct TikzColour {
  std::string name;
  int red = 0, green = 0, blue = 0;
};

/// One thing on a page: the same key on two pages is the same thing, drawn alike or not.
struct TikzElement {
  std::string key;
  std::string command;  ///< complete, with its semicolons
  bool operator==(const TikzElement&) const = default;
};

/// A figure for TikZ: pages that beamer shows one after the other on one slide.
struct TikzFigure {
  std::string title;           ///< plain text, for the comment at the top
  double width = 0, height = 0;  ///< cm
  double fontPt = 8;
  std::vector<TikzColour> colours = {};
  std::vector<std::string> styles = {};  ///< "crbox/.style={...}"
  std::vector<std::vector<TikzElement>> pages = {};
};

/// A file that stands alone (`pdflatex FILE`: every page on paper of its own size) and that a document may take in with
/// `\input` in an article, where it shows one page, and in a beamer frame, where it shows them one after the other. What is alike on
/// several pages is written once.
std::string tikzDocument(const TikzFigure& figure);

/// The pages as beamer writes them: "1-3,5-5".
std::string overlayText(const std::vector<int>& pages);

}  // namespace core
