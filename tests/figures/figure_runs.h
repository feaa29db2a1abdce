#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <vector>

#include "ui/figures/export/figure_pages.h"
#include "ui/model/sheet_file.h"

/// The graph of a bundled example: "10-two-layer-network".
inline ui::Sheet exampleSheet(const QString& name) {
  return ui::loadSheet(QString(CHAINRULE_SOURCE_DIR "/resources/examples/%1.chainrule").arg(name)).first;
}

/// An example laid out for these positions of its timeline.
inline ui::FigurePages laidOut(const QString& name, const ui::FigureRequest& request,
                               const std::vector<int>& positions) {
  ui::FigurePages figure(exampleSheet(name), request);
  figure.layOutFor(positions);
  return figure;
}

/// What a program prints, warnings among it.
inline QString output(const QString& program, const QStringList& arguments, const QString& folder) {
  QProcess process;
  process.setWorkingDirectory(folder);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments);
  process.waitForFinished(120'000);
  return QString::fromUtf8(process.readAll());
}
