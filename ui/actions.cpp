#include "ui/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

#include "ui/figures/icons.h"

namespace ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ui::Actions", text); }

/// Makes actions one after the other, each with its text, its keys (the first is shown) and a sentence for the status bar.
class Maker {
 public:
  explicit Maker(QWidget* window) : window_(window) {}

  QAction* operator()(const QString& text, const QList<QKeySequence>& keys, const QString& sentence) const {
    auto* action = new QAction(text, window_);
    action->setShortcuts(keys);
    action->setStatusTip(sentence);
    const QString key = keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    action->setToolTip(key.isEmpty() ? sentence : QStringLiteral("%1 (%2)").arg(sentence, key));
    return action;
  }

  QAction* choice(const QString& text, const QString& sentence, QActionGroup* group = nullptr) const {
    QAction* action = (*this)(text, {}, sentence);
    action->setCheckable(true);
    if (group != nullptr) group->addAction(action);
    return action;
  }

 private:
  QWidget* window_;
};

void makeFileActions(Actions& a, const Maker& make) {
  a.newGraph = make(tr("&New"), {QKeySequence(Qt::CTRL | Qt::Key_N)}, tr("Begin a new graph"));
  a.open = make(tr("&Open…"), {QKeySequence(Qt::CTRL | Qt::Key_O)}, tr("Open a graph file"));
  a.startPage = make(tr("S&tart Page"), {}, tr("Show the lessons and the recent files"));
  a.save = make(tr("&Save"), {QKeySequence(Qt::CTRL | Qt::Key_S)}, tr("Save the graph"));
  a.saveAs = make(tr("Save &As…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
                  tr("Save the graph to another file"));
  a.forgetRecent = make(tr("&Clear This List"), {}, tr("Forget the recent files"));
  a.quit = make(tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, tr("Leave the program"));
  a.quit->setMenuRole(QAction::QuitRole);
}

void makeEditActions(Actions& a, const Maker& make) {
  a.undo = make(tr("&Undo"), {QKeySequence(Qt::CTRL | Qt::Key_Z)}, tr("Take the last change back"));
  a.redo = make(tr("&Redo"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)},
                tr("Do the change again"));
  a.duplicate = make(tr("&Duplicate"), {QKeySequence(Qt::CTRL | Qt::Key_D), QKeySequence(Qt::SHIFT | Qt::Key_D)},
                     tr("Copy the selected nodes with the wires among them"));
  a.remove = make(tr("D&elete"), {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)},
                  tr("Delete the selected nodes and wires"));
  a.selectAll = make(tr("Select &All"), {QKeySequence(Qt::CTRL | Qt::Key_A)}, tr("Select every node"));
  a.replace = make(tr("Re&place Function…"), {QKeySequence(Qt::Key_R)},
                   tr("Put another function in the selected node's place; wires stay where they fit"));
  a.title = make(tr("&Title…"), {}, tr("Give the graph a title"));
}

void makeViewActions(Actions& a, const Maker& make, QWidget* window) {
  a.zoomIn = make(tr("Zoom &In"), {QKeySequence(Qt::Key_Plus), QKeySequence(Qt::Key_Equal)}, tr("Show the graph larger"));
  a.zoomOut = make(tr("Zoom &Out"), {QKeySequence(Qt::Key_Minus)}, tr("Show the graph smaller"));
  a.actualSize = make(tr("&100 %"), {QKeySequence(Qt::CTRL | Qt::Key_0)}, tr("Show the graph in its own size"));
  a.fit = make(tr("&Fit"), {QKeySequence(Qt::Key_F)}, tr("Fit the selection, or the whole graph, into the view"));
  a.fitAll = make(tr("Fit &All"), {QKeySequence(Qt::SHIFT | Qt::Key_F)}, tr("Fit the whole graph into the view"));
  auto* themes = new QActionGroup(window);
  a.systemTheme = make.choice(tr("As the &System"), tr("Light or dark, as the system is"), themes);
  a.lightTheme = make.choice(tr("&Light"), tr("Dark ink on a light ground"), themes);
  a.darkTheme = make.choice(tr("&Dark"), tr("Light ink on a dark ground"), themes);
  a.showPalette = make.choice(tr("&Palette"), tr("Show the functions at the left"));
  a.showDock = make.choice(tr("&Equation"), tr("Show upstream · local = downstream under the graph"));
  a.showInspector = make.choice(tr("I&nspector"), tr("Show what is known about the selected node at the right"));
  a.enlargeDock = make.choice(tr("En&large Equation"), tr("Give the dock all the room but a strip of the graph"));
  a.enlargeDock->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
  a.nextRegion = make(tr("Ne&xt Region"), {QKeySequence(Qt::Key_F6)},
                      tr("Move the keyboard on: palette, graph, timeline, equation, inspector"));
  a.previousRegion = make(tr("Pre&vious Region"), {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
                          tr("Move the keyboard back to the previous region"));
  a.showInspector->setShortcut(QKeySequence(Qt::Key_I));
  a.columnGradients = make.choice(tr("&Column Gradients"),
                                  tr("Draw gradients of vectors as columns: only the drawing is transposed"));
  a.reducedMotion = make.choice(tr("Reduced &Motion"), tr("Pictures change at once; nothing glides or pulses"));
  a.order = make.choice(tr("&Order"), tr("Show the number of each node's forward step on the node"));
}

void makeGraphActions(Actions& a, const Maker& make) {
  // The canvas itself reads Space: held, it pans.
  a.addFunction = make(tr("&Add Function…") + u'\t' + tr("Space"), {}, tr("Find a function and place it"));
  a.autoLayout = make(tr("Auto &Layout"), {QKeySequence(Qt::CTRL | Qt::Key_L)},
                      tr("Arrange the nodes from left to right"));
  a.makeOutput = make(tr("Make &Output"), {}, tr("Differentiate the selected node"));
  a.gates = make(tr("&Group Gates"), {}, tr("Gates in a row that are one function become one node, and such a node its gates"));
  a.seed = make(tr("&Seed"), {}, tr("Choose the gradient that backpropagation starts with, in the inspector"));
}

/// Questions to the run, each answered by a view of the dock.
void makeViewsOfDock(Actions& a, const Maker& make) {
  const auto question = [&](const char* view, const QString& text, const QList<QKeySequence>& keys, const QString& sentence) {
    QAction* action = make(text, keys, sentence);
    action->setData(QString::fromLatin1(view));
    return action;
  };
  a.paths = question("paths", tr("All &Paths to Here"), {QKeySequence(Qt::SHIFT | Qt::Key_P)},
                     tr("The gradient as a sum over all paths, each a product of local gradients"));
  a.chain = question("chain", tr("&Chain Rule of Selection"), {QKeySequence(Qt::SHIFT | Qt::Key_C)},
                     tr("The derivative through the selected nodes as a product of Jacobians"));
  a.nudge = question("nudge", tr("&Nudge Inputs"), {QKeySequence(Qt::Key_N)},
                     tr("Change an input by Δx: what the Jacobian predicts beside what happens"));
  a.charts = question("charts", tr("C&harts"), {QKeySequence(Qt::Key_G)},
                      tr("Curve and tangents, the norm of every gradient, histograms"));
  a.cost = question("cost", tr("Forward or Re&verse Mode"), {},
                    tr("Both modes on this graph, with the multiplications of each"));
  a.check = question("check", tr("Chec&k Gradients"), {QKeySequence(Qt::CTRL | Qt::Key_K)},
                     tr("Every gradient beside central differences: is it right?"));
  a.exchange = question("exchange", tr("E&xchange and Compare…"), {QKeySequence(Qt::CTRL | Qt::Key_R)},
                        tr("Exchange a function and compare before and after: rules, numbers, bits"));
  a.problems = question("problems", tr("Pro&blems"), {}, tr("What is wrong, where, why, and the ways out"));
  a.nextProblem = make(tr("Next Problem"), {QKeySequence(Qt::Key_F8)}, tr("Show the next problem and go to its node"));
  a.previousProblem = make(tr("Previous Problem"), {QKeySequence(Qt::SHIFT | Qt::Key_F8)},
                           tr("Show the previous problem and go to its node"));
}

void makeRunActions(Actions& a, const Maker& make) {
  a.forward = make(tr("&Forward"), {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
                   tr("Compute every value"));
  a.next = make(tr("&Next Step"), {QKeySequence(Qt::Key_BracketRight)},
                tr("One step on: a value, the seed, or one node backward"));
  a.previous = make(tr("&Step Back"), {QKeySequence(Qt::Key_BracketLeft)}, tr("Back to the previous step, exactly as it was"));
  a.backward = make(tr("&Backward"), {}, tr("One node backward: upstream · local = downstream"));
  a.runBackward = make(tr("Run Back&ward"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
                                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter)},
                       tr("All backward steps that remain"));
  a.runTo = make(tr("Run &to Node"), {}, tr("On to the step at which the selected node is active"));
  a.reset = make(tr("&Reset"), {QKeySequence(Qt::Key_Home)}, tr("Back to the start; the graph stays as it is"));
  a.play = make(tr("&Play"), {QKeySequence(Qt::Key_P)}, tr("One step after the other by itself, up to the end, a breakpoint or a question"));
  a.predict = make.choice(tr("Pre&dict"), tr("Ask for what each backward step sends before it is shown"));
  a.breakpoint = make(tr("&Breakpoint"), {QKeySequence(Qt::Key_B)},
                      tr("Play and Run stop before the selected node is computed; once more takes it away"));
  a.wireByWire = make.choice(tr("&One Wire at a Time"), tr("Split a backward step: its inputs get their gradients one by one"));
  a.keepValues = make.choice(tr("&Keep Values"), tr("Values that are still to be computed stay to be seen, faintly"));
  a.takeStep = make(tr("Take a &Step Downhill…"), {}, tr("Change every parameter by −η times its gradient"));
}

void makeExportActions(Actions& a, const Maker& make) {
  a.exportStep = make(tr("Export &Step…"), {}, tr("Make a figure of the step that is shown"));
  a.exportFigure = make(tr("Export &Figure…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)},
                        tr("Make figures of the steps: PDF, SVG, PNG, TikZ, animations"));
  a.copyPicture = make(tr("&Copy Picture"), {}, tr("Put the graph and its equation on the clipboard as a picture"));
  a.copySvg = make(tr("Copy as S&VG"), {}, tr("Put the graph and its equation on the clipboard as SVG"));
  a.copyLatex = make(tr("Copy Equation as &LaTeX"), {}, tr("Put upstream · local = downstream on the clipboard as LaTeX"));
  a.saveNumbers = make(tr("Save &Numbers…"), {}, tr("Write the numbers of the three panels to files: CSV or NumPy"));
}

}  // namespace

std::vector<QAction*> Actions::onCanvas() const {
  return {remove, replace, zoomIn, zoomOut, fit, fitAll, showInspector, next, previous, reset,
          duplicate, selectAll, shortcuts, paths, chain, nudge, charts, play, breakpoint};
}

std::vector<QAction*> Actions::views() const { return {paths, chain, nudge, charts, cost, check, exchange, problems}; }

std::vector<QAction*> Actions::onGraph() const {
  return {saveAs, selectAll, title, zoomIn, zoomOut, actualSize, fit, fitAll, autoLayout, forward, reset,
          exportStep, exportFigure, copyPicture, copySvg};
}

Actions makeActions(QWidget* window) {
  Actions a{};
  const Maker make(window);
  makeFileActions(a, make);
  makeEditActions(a, make);
  makeViewActions(a, make, window);
  makeGraphActions(a, make);
  makeViewsOfDock(a, make);
  makeRunActions(a, make);
  makeExportActions(a, make);
  a.shortcuts = make(tr("&Keyboard Shortcuts"), {QKeySequence(Qt::Key_Question)}, tr("All keys on one sheet"));
  a.about = make(tr("&About Chainrule"), {}, tr("Version and licences"));
  a.about->setMenuRole(QAction::AboutRole);
  for (QAction* action : a.onCanvas()) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  return a;
}

void setTheme(const Actions& actions, const Theme& theme) {
  actions.open->setIcon(iconNamed(QStringLiteral("open"), theme.muted));
  actions.save->setIcon(iconNamed(QStringLiteral("save"), theme.muted));
  actions.undo->setIcon(iconNamed(QStringLiteral("undo"), theme.muted));
  actions.redo->setIcon(iconNamed(QStringLiteral("redo"), theme.muted));
  for (QAction* action : {actions.open, actions.save, actions.undo, actions.redo}) action->setIconVisibleInMenu(false);
}

}  // namespace ui
