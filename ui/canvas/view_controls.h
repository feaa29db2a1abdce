#pragma once

#include <QFrame>
#include <QLabel>

#include "ui/model/theme.h"

class QToolButton;

namespace ui {

class CanvasView;
class Document;

/// What floats over the canvas: the title at the left, zooming at the right.
class ViewControls : public QObject {
  Q_OBJECT

public:
  ViewControls(CanvasView& view, Document& document);

  void setTheme(const Theme& theme);
  void place();

private:
  QToolButton* button(const QString& text, const QString& name, void (CanvasView::*slot)());
  void showTitle();

  CanvasView& view_;
  Document& document_;
  QLabel* title_;
  QFrame* bar_;
  QToolButton* percent_;
};

}  // namespace ui
