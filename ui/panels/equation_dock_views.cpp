// The further views that open in the equation's place.
#include <QKeyEvent>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

#include "ui/panels/dock_view.h"
#include "ui/panels/equation_dock.h"
#include "ui/panels/view_header.h"

namespace ui {

void EquationDock::addView(DockView* view) {
  views_.push_back(view);
  pages_->addWidget(view);
  view->setTheme(theme_);
  connect(view, &DockView::tabsChanged, this, [this, view] {
    if (view == opened_) viewHeader_->setTabs(view->tabs(), view->tab());
  });
  connect(view, &DockView::marked, this, [this, view](const GraphMarks& marks) {
    if (view == opened_) emit marked(marks);
  });
  connect(view, &DockView::entriesLit, this, &EquationDock::entriesLit);
  connect(view, &DockView::said, this, &EquationDock::said);
  connect(view, &DockView::nodeChosen, this, &EquationDock::nodeChosen);
  connect(view, &DockView::closeRequested, this, &EquationDock::closeView);
}

DockView* EquationDock::viewNamed(const QString& name) const {
  const auto found = std::ranges::find(views_, name, &DockView::name);
  return found != views_.end() ? *found : nullptr;
}

bool EquationDock::openView(const QString& name) {
  DockView* view = viewNamed(name);
  if (view == nullptr) return false;
  if (const QString refusal = view->refusal(); !refusal.isEmpty()) {
    emit said(refusal);
    return false;
  }
  if (opened_ != nullptr && opened_ != view) {
    std::exchange(opened_, nullptr)->leave();
    emit marked({});
  }
  opened_ = view;
  tellWires({});
  viewHeader_->setChips(view->chips());
  pages_->setCurrentWidget(view);
  headers_->setCurrentWidget(viewHeader_);
  view->enter();
  view->refresh();
  viewHeader_->setTabs(view->tabs(), view->tab());
  emit viewChanged(view);
  view->setFocus(Qt::OtherFocusReason);
  return true;
}

void EquationDock::closeView() {
  if (opened_ == nullptr) return;
  std::exchange(opened_, nullptr)->leave();
  pages_->setCurrentWidget(equationPage_);
  headers_->setCurrentWidget(header_);
  emit marked({});
  emit viewChanged(nullptr);
  equationPage_->setFocus(Qt::OtherFocusReason);
}

void EquationDock::setSelection(const std::vector<core::NodeId>& nodes, const std::vector<core::Wire>& wires) {
  for (DockView* view : views_) {
    view->setSelection(nodes);
    view->setWires(wires);
  }
  refreshView();
}

void EquationDock::refreshView() {
  if (opened_ == nullptr) return;
  if (!opened_->refusal().isEmpty()) return closeView();
  opened_->refresh();
}

void EquationDock::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && opened_ != nullptr) return closeView();
  QWidget::keyPressEvent(event);
}

}  // namespace ui
