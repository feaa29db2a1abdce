#pragma once

#include <QProcess>
#include <QTest>
#include <QWidget>

// A real pointer on a real X display: the server sends the events, so that drags go through the window system as a user's do.

/// Runs xdotool with these words while the program's events go on; false where it fails.
inline bool xdotool(const QStringList& words) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start("xdotool", words);
  while (!process.waitForFinished(5)) {
    if (process.state() == QProcess::NotRunning) break;
    QTest::qWait(5);
  }
  if (process.exitCode() != 0) qWarning("xdotool: %s", process.readAll().constData());
  QTest::qWait(60);
  return process.exitCode() == 0;
}

inline QStringList to(QPoint global) {
  return {"mousemove", QString::number(global.x()), QString::number(global.y()), "sleep", "0.05"};
}

inline bool realClick(const QWidget& widget, QPoint at) {
  return xdotool(to(widget.mapToGlobal(at)) + QStringList{"click", "1"});
}

/// Presses at `from`, moves in steps to `to`, lets go there.
inline bool realDrag(QPoint from, QPoint end) {
  QStringList words = to(from) + QStringList{"mousedown", "1", "sleep", "0.1"};
  constexpr int steps = 12;
  for (int k = 1; k <= steps; ++k) words += to(from + (end - from) * k / steps);
  words += to(end);
  words += QStringList{"sleep", "0.1", "mouseup", "1", "sleep", "0.1"};
  return xdotool(words);
}
