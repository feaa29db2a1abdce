#pragma once

#include <QString>

#include "ui/model/path_list.h"

namespace ui {

/// What exchanging one node's function would do to a factor that was derived by hand.
enum class HandWork {
  Stays,        ///< its formula does not contain the function
  Substituted,  ///< its rule stays, but numbers that the function computes stand in it
  Derived       ///< the local gradient of the exchanged function itself: derived anew
};

/// One factor of a derivative that is written out whole.
struct WrittenFactor {
  std::size_t wire = 0;  ///< into the list's wires
  QString derivative;    ///< \partial p/\partial a
  QString rule;          ///< the right side of its formula; empty where there is none
};

/// The factors of a row, the last local gradient first, as the product is written.
std::vector<WrittenFactor> writtenFactors(const PathList& list, const PathRow& row);

/// What exchanging the function of `node` does to the factor along `wire`.
HandWork handWork(const PathList& list, std::size_t wire, std::size_t node);

/// How much work the exchange of a node's function makes in the derivative that is written out, over the
/// listed rows.
struct ExchangeWork {
  int factors = 0;  ///< in all rows together
  int derived = 0;
  int substituted = 0;
  int paths = 0;  ///< rows that hold a factor of either kind
};
ExchangeWork exchangeWork(const PathList& list, std::size_t node);

/// The nodes whose functions can be exchanged: those that some listed path leads through.
std::vector<std::size_t> exchangeable(const PathList& list);

/// The derivative as LaTeX: a sum over paths of products of derivatives, then of their rules or numbers,
/// ready to paste into `align*`.
QString pathsLatex(const PathList& list);

/// One path's product as LaTeX.
QString pathLatex(const PathList& list, const PathRow& row);

}  // namespace ui
