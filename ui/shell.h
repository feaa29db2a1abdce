#pragma once

#include <QWidget>

#include "ui/model/theme.h"

class QSplitter;
class QToolButton;

namespace ui {

class Palette;
class PaletteRail;

/// The regions of the window: toolbar, palette at the left, stage over dock in the middle, inspector at the right, status line.
/// A narrow window folds the palette to a rail and the inspector to a tab, or hides it; folded they open over the graph.
class Shell : public QWidget {
  Q_OBJECT

 public:
  struct Parts {
    QWidget* toolBar;
    Palette* palette;
    PaletteRail* rail;
    QWidget* stage;
    QWidget* dock;
    QWidget* inspector;
    QWidget* status;
  };
  Shell(const Parts& parts, QWidget* parent);

  void setTheme(const Theme& theme);
  /// The start page has neither dock nor inspector.
  void setStarting(bool starting);

  bool isPaletteShown() const;
  bool isDockShown() const;
  bool isInspectorShown() const;
  void showPalette(bool shown);
  void showDock(bool shown);
  void showInspector(bool shown);
  /// While something in the inspector's place has to be seen together with graph and equation, it stands
  /// beside them, however narrow the window is.
  void keepInspector(bool kept);
  /// Closes what lies over the graph; false where nothing does.
  bool closeOverlays();
  void closePaletteOverlay();
  /// The dock shows this view (empty: the equation), which wants so much height: each keeps the height that the user gave it.
  void setView(const QString& name, int wantedHeight);
  /// Enlarges the dock until the graph is a strip and the panels beside it are folded, or gives all their room back.
  void enlargeDock(bool enlarged);
  bool isDockEnlarged() const { return heightBefore_ > 0; }
  /// Remembers the dock's height for the next start.
  void remember() const;
  /// Holds graph, timeline and equation: keys of single letters act inside of it.
  QWidget* middle() const;

 signals:
  /// What is shown changed: the check marks in the menu follow.
  void arranged();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  enum class Fold { Wide, Tab, Hidden };
  Fold fold() const;
  bool railShown() const;
  /// The least width of the window at which a panel stays unfolded, where it is `usual` beside a dock of its own height.
  int widthFor(int usual) const;
  /// After the window's width or the dock's height has changed: what has its own place again lies over nothing.
  void foldAnew();
  void arrange();
  void setDockTo(int height);

  Parts parts_;
  QSplitter* splitter_;
  QToolButton* inspectorTab_;
  bool starting_ = false;
  bool paletteWanted_;
  bool inspectorWanted_;
  bool dockWanted_ = true;
  QString view_;          // what the dock shows; empty: the equation
  int heightBefore_ = 0;  // of the enlarged dock; 0 while it is not enlarged
  bool paletteOver_ = false;    // the folded palette is open over the graph
  bool inspectorOver_ = false;
  bool inspectorKept_ = false;  ///< beside the graph at any width
};

}  // namespace ui
