#pragma once

#include <QWidget>

#include <memory>
#include <optional>

#include "ui/model/path_list.h"
#include "ui/model/theme.h"

class QVBoxLayout;

namespace ui {

/// What exchanging one function means for a derivative that is written out by hand, beside the one rule that
/// changes in backpropagation.
class ExchangeNote : public QWidget {
  Q_OBJECT

public:
  explicit ExchangeNote(QWidget* parent = nullptr);

  void setTheme(const Theme& theme);
  void show(std::shared_ptr<const PathList> list, std::optional<std::size_t> node);

private:
  void fill();

  Theme theme_;
  std::shared_ptr<const PathList> list_;
  std::optional<std::size_t> node_;
  QVBoxLayout* column_;
  QWidget* page_ = nullptr;
};

}  // namespace ui
