#include "core/exchange/tikz_document.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "core/exchange/tex_text.h"

namespace core {
namespace {

std::string number(double v) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.3f", v);
  return digits;
}

struct Variant {
  std::string command;
  std::vector<int> pages;  // from 1
};

struct Thing {
  std::string key;
  std::vector<Variant> variants;
};

/// All keys in an order that every page keeps: a key goes behind the one that it follows on its page.
std::vector<Thing> thingsOf(const TikzFigure& figure) {
  std::vector<Thing> things;
  std::map<std::string, std::size_t> known;  // key -> variant lists, by the order of `things` below
  std::vector<std::string> order;
  for (const auto& page : figure.pages) {
    auto at = order.begin();
    for (const TikzElement& element : page) {
      const auto found = std::find(at, order.end(), element.key);
      if (found != order.end()) {
        at = found + 1;
      } else if (!known.contains(element.key)) {
        at = order.insert(at, element.key) + 1;
      }
      known.emplace(element.key, 0);
    }
  }
  for (std::size_t k = 0; k < order.size(); ++k) {
    known[order[k]] = k;
    things.push_back({order[k], {}});
  }
  for (std::size_t p = 0; p < figure.pages.size(); ++p) {
    for (const TikzElement& element : figure.pages[p]) {
      std::vector<Variant>& variants = things[known[element.key]].variants;
      const auto same = std::find_if(variants.begin(), variants.end(), [&](const Variant& v) { return v.command == element.command; });
      if (same == variants.end()) {
        variants.push_back({element.command, {static_cast<int>(p) + 1}});
      } else {
        same->pages.push_back(static_cast<int>(p) + 1);
      }
    }
  }
  return things;
}

/// What a file needs to know where it is read, and to show one page where there is no beamer.
constexpr const char* machinery = R"(\makeatletter
\ifx\@nodocument\relax\def\crAlone{0}\else\def\crAlone{1}\fi
\ifnum\crAlone=1
  \ifdefined\crClass\else\def\crClass{article}\fi
  \documentclass{\crClass}
  \usepackage{tikz}
  \usepackage{amsmath}
\fi
% \crOn{1-3,5-5}{...}: in beamer on these overlays, elsewhere when \crPage is one of them.
\@ifclassloaded{beamer}{\long\def\crOn#1#2{\only<#1>{#2}}}{%
  \long\def\crOn#1#2{\def\crSeen{0}\@for\crPart:=#1\do{\expandafter\crRange\crPart\relax}\ifnum\crSeen=1 #2\fi}}
\def\crRange#1-#2\relax{\ifnum\crPage<#1 \else\ifnum\crPage>#2 \else\def\crSeen{1}\fi\fi}
\makeatother
)";

constexpr const char* macros = R"(% \crCell{x}{y}{width}{height}{R,G,B}{text}: a cell of a heatmap; \crNegative hatches it.
\def\crCell#1#2#3#4#5#6{\definecolor{crcell}{RGB}{#5}\fill[crcell] (#1,#2) rectangle +(#3,#4);%
  \path (#1,#2) +(#3/2,#4/2) node[crnumber] {#6};}
\def\crNegative#1#2#3#4#5{\begin{scope}\clip (#1,#2) rectangle +(#3,#4);%
  \foreach \crk in {0,0.08,...,#5} \draw[crhatch] (#1+\crk,#2) -- +(-#4,#4);\end{scope}}
)";

void appendBody(std::string& text, const TikzFigure& figure) {
  const int pages = static_cast<int>(figure.pages.size());
  text += "\\def\\crPicture{%\n\\begin{tikzpicture}[x=1cm,y=1cm,line cap=butt]\n";
  text += "\\useasboundingbox (0,0) rectangle (" + number(figure.width) + "," + number(figure.height) + ");\n";
  for (const Thing& thing : thingsOf(figure)) {
    for (const Variant& variant : thing.variants) {
      const bool always = static_cast<int>(variant.pages.size()) == pages;
      text += always ? variant.command + "\n" : "\\crOn{" + overlayText(variant.pages) + "}{" + variant.command + "}\n";
    }
  }
  text += "\\end{tikzpicture}}\n";
}

/// In the file itself `#` would stand for an argument of the macro that holds the picture.
std::string asComment(const std::string& title) {
  std::string line;
  for (const char c : title) line += c == '\n' || c == '\r' ? ' ' : c;
  return line;
}

}  // namespace

std::string overlayText(const std::vector<int>& pages) {
  std::string text;
  for (std::size_t k = 0; k < pages.size();) {
    std::size_t end = k;
    while (end + 1 < pages.size() && pages[end + 1] == pages[end] + 1) ++end;
    if (!text.empty()) text += ',';
    text += std::to_string(pages[k]) + "-" + std::to_string(pages[end]);
    k = end + 1;
  }
  return text;
}

std::string tikzDocument(const TikzFigure& figure) {
  const std::string pages = std::to_string(figure.pages.size());
  const std::string paper = "paperwidth=" + number(figure.width) + "cm,paperheight=" + number(figure.height) + "cm";
  std::string text = "% " + asComment(figure.title) + "\n% Made by Chainrule; edit it as you like.\n%\n";
  text += "% Alone:       pdflatex FILE                         (" + pages + (figure.pages.size() == 1 ? " page)\n" : " pages)\n");
  text += "% In article:  \\input{FILE}                          after \\usepackage{tikz,amsmath}; \\def\\crPage{2} before it chooses the page\n";
  text += "% In beamer:   \\begin{frame}\\centering\\input{FILE}\\end{frame}   one overlay a page\n";
  text += machinery;
  text += "\\ifnum\\crAlone=1\n  \\makeatletter\\@ifclassloaded{beamer}{\\geometry{" + paper +
          "}\\setbeamersize{text margin left=0pt,text margin right=0pt}\\setbeamertemplate{navigation symbols}{}}{\\usepackage[" + paper +
          ",margin=0pt]{geometry}\\pagestyle{empty}\\parindent0pt\\topskip0pt\\parskip0pt}\\makeatother\n  \\begin{document}\n\\fi\n";
  text += "\\ifdefined\\crPage\\else\\def\\crPage{" + pages + "}\\fi\n\n% Colours: change them here.\n";
  for (const TikzColour& colour : figure.colours) {
    text += "\\definecolor{" + colour.name + "}{RGB}{" + std::to_string(colour.red) + "," + std::to_string(colour.green) + "," +
            std::to_string(colour.blue) + "}\n";
  }
  text += "\n% Styles.\n\\tikzset{\n";
  for (const std::string& style : figure.styles) text += "  " + style + ",\n";
  text += "}\n" + std::string(macros) + "\n";
  appendBody(text, figure);
  text += "\n\\ifnum\\crAlone=1\n  \\makeatletter\\@ifclassloaded{beamer}{\\begin{frame}[plain]\\crPicture\\end{frame}}{%\n"
          "    \\foreach \\crNow in {1,...," + pages + "}{\\let\\crPage\\crNow\\noindent\\crPicture\\par\\clearpage}}\\makeatother\n"
          "\\else\\crPicture\\fi\n\\ifnum\\crAlone=1 \\expandafter\\enddocument\\fi\n";
  return text;
}

}  // namespace core
