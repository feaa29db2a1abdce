#pragma once

#include <QAbstractButton>

#include "ui/figures/sentence.h"
#include "ui/model/theme.h"

namespace ui {

/// A tab whose label may hold symbols: "to input a  3×5". Filled in the local gradient's tint while it is
/// chosen.
class SentenceButton : public QAbstractButton {
  Q_OBJECT

public:
  /// `label` is bold while chosen, `detail` never.
  SentenceButton(Sentence label, Sentence detail, QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// Without its detail, which the tooltip still says, a tab takes less room.
  void setDetailShown(bool shown);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

protected:
  void paintEvent(QPaintEvent* event) override;
  void customEvent(QEvent* event) override;

private:
  Sentence line() const;

  Sentence label_;
  Sentence detail_;
  bool detailShown_ = true;
  Theme theme_;
};

}  // namespace ui
