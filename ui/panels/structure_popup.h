#pragma once

#include <QFrame>

#include "ui/figures/equation_content.h"
#include "ui/model/theme.h"

namespace ui {

/// What the form of a local gradient is: its glyph and name, how many entries it has and can have other than
/// 0, what it costs to apply and to keep. Goes at the next click or Esc.
class StructurePopup : public QFrame {
  Q_OBJECT

public:
  StructurePopup(const EquationContent& content, const Theme& theme, QWidget* parent);

  /// All that is written, line by line.
  QString text() const;
};

}  // namespace ui
