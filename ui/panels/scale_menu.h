#pragma once

#include <QMenu>

#include "ui/model/scale_choice.h"

class QActionGroup;

namespace ui {

/// Which numbers share a gradient's colour scale, and from where on its logarithm is one.
class ScaleMenu : public QMenu {
  Q_OBJECT

public:
  explicit ScaleMenu(QWidget* parent = nullptr);

  /// `scope`: what holds now, also where the reader has not chosen.
  void show(const ScaleChoice& choice, ScaleScope scope);

signals:
  void chosen(const ui::ScaleChoice& choice);

private:
  void choose(const ScaleChoice& choice);
  void askTau();

  ScaleChoice choice_;
  QActionGroup* scopes_ = nullptr;
  QActionGroup* taus_ = nullptr;
  QAction* log_ = nullptr;
  QAction* ownTau_ = nullptr;
};

}  // namespace ui
