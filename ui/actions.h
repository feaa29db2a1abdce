#pragma once

#include <QActionGroup>
#include <vector>

#include "ui/model/theme.h"

class QAction;
class QWidget;

namespace ui {

/// Everything that can be done from a menu, the toolbar or by key, made once. The window connects them; menus and toolbar show
/// them.
struct Actions {
  QAction *newGraph, *open, *startPage, *save, *saveAs, *forgetRecent, *quit;
  QAction *undo, *redo, *duplicate, *remove, *selectAll, *replace, *title;
  QAction *zoomIn, *zoomOut, *actualSize, *fit, *fitAll;
  QAction *systemTheme, *lightTheme, *darkTheme;
  QAction *showPalette, *showDock, *showInspector, *enlargeDock, *nextRegion, *previousRegion;
  QAction *columnGradients, *reducedMotion;
  QAction *order;
  QAction *addFunction, *autoLayout, *makeOutput, *seed, *gates;
  QAction *paths, *chain, *nudge, *charts, *cost, *check, *exchange, *problems, *nextProblem, *previousProblem;
  QAction *forward, *next, *previous, *backward, *runBackward, *runTo, *reset;
  QAction *play, *predict, *breakpoint, *wireByWire, *keepValues, *takeStep;
  QAction *exportStep, *exportFigure, *copyPicture, *copySvg, *copyLatex, *saveNumbers;
  QAction *shortcuts, *about;

  /// Those whose keys are single letters or signs: they act only while the graph or the equation has the focus.
  std::vector<QAction*> onCanvas() const;
  /// Those that open a view of the dock; their data is its name.
  std::vector<QAction*> views() const;
  /// Those that need a graph with at least one node.
  std::vector<QAction*> onGraph() const;
};

/// Makes the actions as children of `window`.
Actions makeActions(QWidget* window);

/// Draws the icons again in the theme's inks.
void setTheme(const Actions& actions, const Theme& theme);

}  // namespace ui
