#pragma once

#include <QSignalSpy>
#include <QTest>

#include "ui/figures/graph_marks.h"
#include "ui/model/document.h"
#include "ui/model/runner.h"
#include "ui/model/timeline.h"
#include "ui/panels/equation_dock.h"

/// A dock with one view beside the equation, and the run of a graph.
template <typename View>
struct DockBench {
  ui::Document document;
  ui::Runner runner;
  ui::Timeline timeline{document, runner};
  ui::EquationDock dock{timeline};
  View* view = new View(timeline, &dock);
  ui::GraphMarks marks;  ///< what the view shows on the graph

  DockBench(const core::Graph& graph, QSize size) {
    dock.addView(view);
    QObject::connect(&dock, &ui::EquationDock::marked, &dock, [this](const ui::GraphMarks& now) { marks = now; });
    QSignalSpy arrived(&timeline, &ui::Timeline::traceChanged);
    document.edit(QStringLiteral("build"), [&](ui::Sheet& sheet) { sheet.graph = graph; });
    QVERIFY(arrived.wait(5000));
    dock.resize(size);
    dock.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dock));
  }
};
