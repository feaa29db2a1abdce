#include "ui/menus.h"

#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

#include "ui/colour_menus.h"
#include "ui/model/examples.h"
#include "ui/settings.h"

namespace ui {
namespace {

/// Fills a menu; null is a separator.
QMenu* filled(QMenuBar& bar, const QString& title, const QList<QAction*>& actions) {
  QMenu* menu = bar.addMenu(title);
  menu->setToolTipsVisible(false);
  for (QAction* action : actions) action != nullptr ? menu->addAction(action) : static_cast<void>(menu->addSeparator());
  return menu;
}

}  // namespace

Menus::Menus(QMenuBar& bar, const Actions& actions, const std::vector<Example>& examples, QObject* parent)
    : QObject(parent), actions_(actions) {
  const Actions& a = actions_;
  QMenu* file = filled(bar, tr("&File"), {a.newGraph, a.open, a.startPage, nullptr, a.save, a.saveAs, nullptr, a.quit});
  recent_ = new QMenu(tr("Open &Recent"), file);
  file->insertMenu(a.startPage, recent_);
  connect(file, &QMenu::aboutToShow, this, &Menus::listRecent);
  listRecent();

  filled(bar, tr("&Edit"), {a.undo, a.redo, nullptr, a.duplicate, a.remove, a.selectAll, nullptr, a.replace, a.title});

  QMenu* view = filled(bar, tr("&View"), {a.zoomIn, a.zoomOut, a.actualSize, a.fit, a.fitAll, nullptr, a.showPalette,
                                          a.showDock, a.showInspector, a.enlargeDock, nullptr, a.charts, a.order, nullptr, a.nextRegion,
                                          a.previousRegion, nullptr, a.columnGradients, a.reducedMotion, nullptr});
  QMenu* theme = view->addMenu(tr("&Theme"));
  theme->addActions({a.systemTheme, a.lightTheme, a.darkTheme});
  connect(new ColourMenus(*view), &ColourMenus::chosen, this, &Menus::coloursChosen);

  filled(bar, tr("&Graph"), {a.addFunction, a.autoLayout, nullptr, a.makeOutput, a.seed, a.gates, nullptr, a.paths, a.chain, a.exchange});
  QMenu* run = filled(bar, tr("&Run"),
                      {a.forward, a.next, a.previous, nullptr, a.backward, a.runBackward, nullptr, a.play, a.runTo, a.reset,
                       nullptr, a.breakpoint, nullptr, a.predict, a.wireByWire, a.keepValues, a.takeStep, nullptr, a.nudge,
                       a.cost, a.check, nullptr, a.problems, a.nextProblem, a.previousProblem});
  stops_ = new QMenu(tr("Stop &When"), run);
  run->insertMenu(run->actions().at(run->actions().indexOf(a.breakpoint) + 1), stops_);

  QMenu* lessons = bar.addMenu(tr("&Lessons"));
  for (const Example& example : examples) {
    QAction* action = lessons->addAction(tr("%1  %2").arg(example.lesson).arg(example.title));
    action->setStatusTip(tr("Open a copy of this lesson's graph"));
    connect(action, &QAction::triggered, this, [this, path = example.path] { emit openExample(path); });
  }
  filled(bar, tr("E&xport"), {a.exportStep, a.exportFigure, nullptr, a.copyPicture, a.copySvg, nullptr, a.copyLatex, a.saveNumbers});
  QMenu* help = filled(bar, tr("&Help"), {a.shortcuts, nullptr, a.about});
  help->insertAction(a.shortcuts, a.startPage);
}

void Menus::listRecent() {
  recent_->clear();
  const QStringList files = recentFiles();
  for (const QString& path : files) {
    QAction* action = recent_->addAction(QFileInfo(path).fileName());
    action->setStatusTip(path);
    action->setEnabled(QFileInfo::exists(path));
    connect(action, &QAction::triggered, this, [this, path] { emit openRecent(path); });
  }
  if (!files.isEmpty()) recent_->addSeparator();
  recent_->addAction(actions_.forgetRecent);
  recent_->menuAction()->setEnabled(!files.isEmpty());
}

}  // namespace ui
