#pragma once

#include <QScrollArea>
#include <vector>

#include "ui/model/examples.h"
#include "ui/model/theme.h"

class QBoxLayout;
class QGridLayout;
class QLabel;

namespace ui {

class KeyButton;
class KeyText;
class LessonCard;
class RecentList;
class StartHint;

/// The first minute: the lessons as cards, a new graph, recent files, and which three keys are enough. It lies over the empty
/// canvas; a function dropped on it lands on the canvas.
class StartPage : public QScrollArea {
  Q_OBJECT

 public:
  StartPage(const std::vector<Example>& examples, QWidget* parent);

  void setTheme(const Theme& theme);
  /// Lists the recent files again and shows the hint while it is wanted.
  void refresh();

 signals:
  void newRequested();
  void openRequested();
  void exampleRequested(const QString& path);
  void fileRequested(const QString& path);
  void searchRequested();
  /// Escape: back to the graph that lies under the page.
  void closeRequested();
  /// A function was dropped at `where`, in coordinates of the screen.
  void functionDropped(const QString& function, const QPoint& where);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;

 private:
  class Ground;
  QWidget* makeHead();
  QWidget* makeButtons();
  QWidget* makeSide(const std::vector<Example>& examples);
  void arrange();
  /// Moves the focus among the cards, by columns and rows; false where there is none.
  bool moveAmongCards(int key);

  const Theme* theme_ = &lightTheme();
  Ground* ground_;
  QGridLayout* page_;
  QLabel* title_ = nullptr;
  KeyText* invitation_ = nullptr;
  KeyButton* newButton_ = nullptr;
  KeyButton* openButton_ = nullptr;
  QWidget* cardArea_;
  QGridLayout* cardGrid_;
  std::vector<LessonCard*> cards_;
  QWidget* side_;
  QBoxLayout* sideLayout_ = nullptr;
  QWidget* recentArea_ = nullptr;
  RecentList* recent_ = nullptr;
  StartHint* hint_ = nullptr;
  int columns_ = 0;
  bool sideBelow_ = false;
};

}  // namespace ui
