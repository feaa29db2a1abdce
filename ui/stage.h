#pragma once

#include <QWidget>

namespace ui {

/// Where the graph is worked on: the canvas fills it, the timeline floats at its bottom, and the start page and the search box
/// lie over it.
class Stage : public QWidget {
  Q_OBJECT

 public:
  explicit Stage(QWidget* parent);

  /// The widgets become children of the stage.
  void setCanvas(QWidget* canvas);
  void setStrip(QWidget* strip);
  void setCover(QWidget* cover);

  /// Lies over the canvas, under the timeline; null takes it away.
  void setOverlay(QWidget* overlay);

  /// How much of the canvas the timeline hides at the bottom, in pixels.
  int reservedBottom() const;
  void showCover(bool shown);
  bool coverShown() const;

 protected:
  /// The timeline asks for more room when it has something to say.
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  QWidget* canvas_ = nullptr;
  QWidget* strip_ = nullptr;
  QWidget* cover_ = nullptr;
  QWidget* overlay_ = nullptr;
};

}  // namespace ui
