#pragma once

#include <memory>

#include "ui/model/background.h"
#include "ui/model/problems.h"
#include "ui/panels/dock_view.h"
#include "ui/panels/problems/problem_page.h"

class QLabel;
class QToolButton;

namespace ui {

class Companion;
class Timeline;

/// "What is wrong, where, why, and which ways out are there?"
class ProblemsView : public DockView {
  Q_OBJECT

 public:
  ProblemsView(Document& document, Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("problems"); }
  std::vector<Sentence> tabs() const override;
  std::vector<QWidget*> chips() override;
  QWidget* companion() override;
  int wantedHeight() const override { return 370; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void refresh() override;

  const std::vector<ProblemReport>& problems() const { return problems_; }
  int chosen() const { return chosen_; }
  /// Shows the next (+1) or previous (−1) problem and goes to its node.
  void step(int direction);
  ProblemPage& page() { return *page_; }
  /// Beside it the problem that was chosen before, where there is room; not visible where there is none.
  ProblemPage& otherPage() { return *other_; }

protected:
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  void connectPage(ProblemPage* page);
  void placePages();
  void choose(int index);
  void showChosen();
  void fillCompanion();
  void goTo(const ProblemReport& report);
  void repair(const Repair& repair);
  GraphMarks marks(const Repair* previewed) const;

  Document& document_;
  Timeline& timeline_;
  Theme theme_;
  Background work_;
  std::vector<ProblemReport> problems_;
  std::shared_ptr<const core::Trace> trace_;
  int chosen_ = 0;
  int before_ = -1;  ///< chosen before; −1 for none
  bool looked_ = false;

  ProblemPage *page_, *other_;
  QLabel* none_;
  QToolButton* nextChip_;
  Companion* companion_ = nullptr;
};

}  // namespace ui
