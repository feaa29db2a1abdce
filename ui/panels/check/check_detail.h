#pragma once

#include <QScrollArea>

#include <optional>

#include "ui/model/check_list.h"
#include "ui/model/theme.h"
#include "ui/panels/rich_line.h"

class QLabel;
class QVBoxLayout;

namespace ui {

/// One check in detail: both numbers at the worst entry, a corner explained, and what all checks say
/// together.
class CheckDetail : public QScrollArea {
  Q_OBJECT

public:
  explicit CheckDetail(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  /// The check of one node, null where there is none yet; `summary` and `method` stand below it.
  void show(const core::Trace* trace, const NodeCheck* check, const QString& summary, const QString& method);
  /// Everything that it says, a line each.
  QString text() const;

private:
  void line(std::vector<LinePiece> left, std::vector<LinePiece> right = {}, double pixelSize = 13);
  QLabel& words(const QString& text, const char* kind);

  const Theme* theme_ = &lightTheme();
  QWidget* page_ = nullptr;
  QVBoxLayout* column_ = nullptr;
  QStringList text_;
};

}  // namespace ui
