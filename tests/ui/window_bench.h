#pragma once

#include <QSignalSpy>
#include <QTest>

#include "ui/main_window.h"
#include "ui/model/layout.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/predict_panel.h"

/// A window with a graph that has run; it asks nothing.
struct WindowBench {
  ui::MainWindow window;
  QString toSave;

  explicit WindowBench(const core::Graph& graph) {
    window.files().setQuestions({.unsaved = [](const QString&) { return ui::Answer::Discard; },
                                 .pathToOpen = [] { return QString(); },
                                 .pathToSave = [this](const QString&) { return toSave; },
                                 .complain = [](const QString&, const QString&) {}});
    window.resize(1440, 900);
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
    QSignalSpy arrived(&window.timeline(), &ui::Timeline::traceChanged);
    window.document().edit("graph", [&](ui::Sheet& sheet) {
      sheet.graph = graph;
      sheet.positions = ui::layoutOf(graph);
    });
    QVERIFY(arrived.wait(5000));
  }
  ui::Timeline& timeline() { return window.timeline(); }
  const ui::Actions& actions() { return window.actions(); }
  ui::CanvasView& canvas() { return *window.findChild<ui::CanvasView*>(); }
  ui::EquationDock& dock() { return *window.findChild<ui::EquationDock*>(); }
  ui::PredictPanel& panel() { return *window.findChild<ui::PredictPanel*>(); }
};
