#include "ui/panels/stop_menu.h"

#include <QApplication>
#include <QInputDialog>
#include <QMenu>

#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/model/tensor_text.h"
#include "ui/model/timeline.h"

namespace ui {
namespace {

/// Words, for translators.
struct Words {
  Q_DECLARE_TR_FUNCTIONS(StopMenu)
};

template <typename Change>
QAction* addCondition(QMenu& menu, Timeline& timeline, const QString& text, bool on, Change change) {
  QAction* action = menu.addAction(text);
  action->setCheckable(true);
  action->setChecked(on);
  QObject::connect(action, &QAction::triggered, &timeline, [&timeline, change](bool checked) {
    Breakpoints changed = timeline.breakpoints();
    change(changed, checked);
    timeline.setBreakpoints(std::move(changed));
  });
  return action;
}

void askLimit(QWidget* parent, Timeline& timeline) {
  Breakpoints changed = timeline.breakpoints();
  QString text = plainNumber(changed.gradientBelow.value_or(usualLeastNorm));
  QString label = Words::tr("Stop where the norm of a gradient is below:");
  while (true) {
    bool accepted = false;
    text = QInputDialog::getText(parent, Words::tr("Small gradients"), label, QLineEdit::Normal, text, &accepted);
    if (!accepted) return;
    const TypedNumber typed = typedNumber(text);
    if (typed.number && *typed.number > 0) {
      changed.gradientBelow = *typed.number;
      return timeline.setBreakpoints(std::move(changed));
    }
    label = typed.number ? Words::tr("A norm is below a number greater than 0:") : typed.complaint;
  }
}

}  // namespace

void fillStopMenu(QMenu& menu, Timeline& timeline) {
  const Breakpoints& now = timeline.breakpoints();
  addCondition(menu, timeline, Words::tr("A &NaN or ∞ comes up"), now.notFinite,
               [](Breakpoints& b, bool on) { b.notFinite = on; });
  const double limit = now.gradientBelow.value_or(usualLeastNorm);
  addCondition(menu, timeline, Words::tr("A &gradient's norm falls below %1").arg(plainNumber(limit)), now.gradientBelow.has_value(),
               [limit](Breakpoints& b, bool on) { b.gradientBelow = on ? std::optional(limit) : std::nullopt; });
  QAction* edit = menu.addAction(Words::tr("Change this &limit…"));
  QObject::connect(edit, &QAction::triggered, &timeline, [&timeline] { askLimit(QApplication::activeWindow(), timeline); });
  addCondition(menu, timeline, Words::tr("A sum is &incomplete"), now.sumIncomplete,
               [](Breakpoints& b, bool on) { b.sumIncomplete = on; });
  menu.addSeparator();
  const Moment* moment = timeline.moment();
  int listed = 0;
  for (const core::NodeId& id : now.nodes) {
    const core::Node* node = moment != nullptr ? moment->graph().find(id) : nullptr;
    if (node == nullptr) continue;
    addCondition(menu, timeline, Words::tr("Before %1").arg(plainName(*node)), true,
                 [id](Breakpoints& b, bool) { b.nodes.erase(id); });
    ++listed;
  }
  if (listed == 0) menu.addAction(Words::tr("No node has a breakpoint (B sets one)"))->setEnabled(false);
  QAction* clear = menu.addAction(Words::tr("&Clear All"));
  clear->setEnabled(!now.empty());
  QObject::connect(clear, &QAction::triggered, &timeline, [&timeline] { timeline.setBreakpoints({}); });
}

}  // namespace ui
