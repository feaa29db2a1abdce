#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/figures/equation_content.h"
#include "ui/figures/equation_scales.h"
#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QMenu;
class QMimeData;
class QScrollArea;
class QToolButton;

namespace ui {

class DragHandle;
class ScaleMenu;

/// The row above the equation: a tab for each input of the node, and chips for reading, scale, numbers and
/// structure.
class EquationHeader : public QWidget {
  Q_OBJECT

public:
  /// An input of the node: which argument it feeds and how the tab names it.
  struct Tab {
    int argument = 0;
    Sentence label = {};
    Sentence detail = {};
  };

  explicit EquationHeader(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Tabs that stay the same keep their buttons, and so the keyboard's focus.
  void setTabs(const std::vector<Tab>& tabs, int chosen);
  /// What the chips tell; null hides them.
  void setContent(const EquationContent* content, bool huge = false);
  /// What holds for the equation that is shown, and what the reader chose.
  void setScales(const EquationScales& scales, const ScaleChoice& choice);
  /// "vector", "matrix" or "flat".
  void setReading(const QString& reading);
  /// "selected, was step 3"; empty hides it.
  void setState(const QString& text);
  /// What is dragged out of the window by the handle, which is there where this is set and an equation is shown.
  void setDragged(std::function<QMimeData*()> source);
  bool showsNumbers() const;
  bool showsCurve() const;

signals:
  void argumentChosen(int argument);
  void readingChosen(const QString& reading);
  void numbersToggled(bool on);
  void curveToggled(bool on);
  void scaleChosen(const ui::ScaleChoice& choice);
  /// The chip of the structure was clicked; its lower left corner on the screen.
  void structureAsked(const QPoint& where);
  /// The equation is to be copied as a picture.
  void copyWanted();
  /// The equation is to be shown as one with a huge local gradient, or not.
  void hugeToggled(bool huge);

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  void buildTabs(QHBoxLayout& row);
  void buildChips(QHBoxLayout& row);
  QMenu* readingMenu();
  QToolButton* chip(const QString& name, const QString& accessible);
  void drawGlyph();
  /// Writes the chips as long as the width permits.
  void write();

  Theme theme_;
  QString shownTabs_;
  QString reading_, structureWords_;
  core::Pattern pattern_;
  EquationScales scales_;
  ScaleChoice choice_;
  QScrollArea* scroll_ = nullptr;
  QWidget* tabs_ = nullptr;
  QButtonGroup* group_ = nullptr;
  QLabel* state_ = nullptr;
  QToolButton* readAs_ = nullptr;
  QToolButton* offer_ = nullptr;  ///< "panels differ by × 2,000,000": a scale for each
  QToolButton* scale_ = nullptr;
  ScaleMenu* scaleMenu_ = nullptr;
  QToolButton* log_ = nullptr;
  QToolButton* numbers_ = nullptr;
  QToolButton* curve_ = nullptr;  ///< beside scalars
  QToolButton* structure_ = nullptr;
  DragHandle* handle_ = nullptr;
  QToolButton* huge_ = nullptr;  ///< where the local gradient can be shown either way
};

}  // namespace ui
