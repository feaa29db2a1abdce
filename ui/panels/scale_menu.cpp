#include "ui/panels/scale_menu.h"

#include <QActionGroup>
#include <QInputDialog>

#include <cmath>

#include "ui/figures/number_text.h"

namespace ui {

ScaleMenu::ScaleMenu(QWidget* parent) : QMenu(parent) {
  setAccessibleName(tr("Colour scale of the gradients"));
  scopes_ = new QActionGroup(this);
  for (const auto& [scope, text, tip] :
       {std::tuple(ScaleScope::Panel, tr("This &panel"), tr("Each panel from its own largest magnitude")),
        std::tuple(ScaleScope::Equation, tr("This &equation"), tr("Upstream, local and downstream alike")),
        std::tuple(ScaleScope::Run, tr("Whole &run"), tr("The same at every step, so that steps compare"))}) {
    QAction* action = addAction(text);
    action->setToolTip(tip);
    action->setCheckable(true);
    action->setData(static_cast<int>(scope));
    scopes_->addAction(action);
  }
  connect(scopes_, &QActionGroup::triggered, this, [this](const QAction* action) {
    ScaleChoice next = choice_;
    next.scope = static_cast<ScaleScope>(action->data().toInt());
    choose(next);
  });
  addSeparator();
  log_ = addAction(tr("&Logarithm, with sign"));
  log_->setObjectName(QStringLiteral("logScale"));
  log_->setCheckable(true);
  connect(log_, &QAction::triggered, this, [this](bool on) {
    ScaleChoice next = choice_;
    next.log = on;
    choose(next);
  });
  QMenu* taus = addMenu(tr("Logarithm from \u03c4 ="));
  taus_ = new QActionGroup(this);
  const auto add = [&](const QString& text, double tau) {
    QAction* action = taus->addAction(text);
    action->setCheckable(true);
    action->setData(tau);
    taus_->addAction(action);
  };
  add(tr("the smallest magnitude but 0"), 0);
  for (const int exponent : {-12, -9, -6, -3}) {
    add(QStringLiteral("10") + superscriptText(exponent), std::pow(10.0, exponent));
  }
  ownTau_ = taus->addAction(tr("Other\u2026"));
  ownTau_->setCheckable(true);
  connect(ownTau_, &QAction::triggered, this, &ScaleMenu::askTau);
  connect(taus_, &QActionGroup::triggered, this, [this](const QAction* action) {
    ScaleChoice next = choice_;
    next.tau = action->data().toDouble();
    next.log = true;
    choose(next);
  });
}

void ScaleMenu::show(const ScaleChoice& choice, ScaleScope scope) {
  choice_ = choice;
  for (QAction* action : scopes_->actions())
    action->setChecked(action->data().toInt() == static_cast<int>(scope));
  log_->setChecked(choice.log);
  bool listed = false;
  taus_->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
  for (QAction* action : taus_->actions()) {
    action->setChecked(action->data().toDouble() == choice.tau);
    listed = listed || action->isChecked();
  }
  taus_->setExclusionPolicy(QActionGroup::ExclusionPolicy::Exclusive);
  ownTau_->setChecked(!listed);
}

void ScaleMenu::choose(const ScaleChoice& choice) {
  choice_ = choice;
  emit chosen(choice);
}

void ScaleMenu::askTau() {
  bool accepted = false;
  const QString typed = QInputDialog::getText(
      this, tr("Logarithmic scale"), tr("Magnitudes up to \u03c4 are drawn nearly linearly. \u03c4 ="),
      QLineEdit::Normal, choice_.tau > 0 ? plainNumber(choice_.tau) : QStringLiteral("1e-6"), &accepted);
  bool isNumber = false;
  const double tau = typed.trimmed().toDouble(&isNumber);
  ScaleChoice next = choice_;
  if (accepted && isNumber && tau > 0 && std::isfinite(tau)) {
    next.tau = tau;
    next.log = true;
  }
  choose(next);
}

}  // namespace ui
