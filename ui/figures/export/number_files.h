#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "ui/figures/export/figure_pages.h"

namespace ui {

/// Some numbers of a step with a name.
struct NamedNumbers {
  QString name;  ///< "upstream", "local", "downstream", "value"
  core::Shape shape;
  std::vector<double> numbers;
  core::Index columns = 1;  ///< of the matrix that they make
};

/// At a backward step the three panels, or the one that is asked for; at a forward step the value of its node; at the seed the
/// seed. Throws `core::Error` for a local gradient too large to be written entry by entry.
std::vector<NamedNumbers> numbersAt(const FigurePages& figure, int position);

/// "PATH-upstream.csv", … for a path "PATH.csv", of a chart the table of its points; the paths that were written.
QStringList writeNumbers(const FigurePages& figure, int position, const QString& path, bool npy);

/// The equation of a backward step as LaTeX; empty at other steps.
QByteArray equationLatex(const FigurePages& figure, int position);

}  // namespace ui
