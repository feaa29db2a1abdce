#pragma once

#include <QTimer>

#include <map>
#include <memory>

#include "ui/model/background.h"
#include "ui/model/check_list.h"
#include "ui/panels/inspector/section.h"

class QLabel;
class QPushButton;

namespace ui {

/// Whether the node's gradients are right: central differences, and the product with the local gradient
/// written out. What takes no longer than a glance is checked by itself, the rest when it is asked for;
/// always in the background.
class CheckSection : public Section {
  Q_OBJECT

public:
  explicit CheckSection(QWidget* parent = nullptr);
  void show(const Subject& subject) override;
  void forget() override { shown_.reset(); }

  /// What has been found about the shown node; null as long as nothing has.
  const NodeCheck* found() const;
  bool isBusy() const { return work_.isBusy(); }

signals:
  /// Every gradient of the graph is to be checked.
  void wholeGraphAsked();

private:
  void check(core::Index most);
  /// Says what is known: in the lines that are there, as all of it comes anew at each move of a slider.
  void fill();

  std::shared_ptr<const core::Trace> trace_;
  std::map<std::size_t, NodeCheck> found_;  ///< of this trace, by position
  std::optional<std::size_t> shown_;
  std::optional<std::size_t> running_;
  const Theme* theme_ = nullptr;
  QTimer settled_;
  Background work_;

  RichLine* heading_;
  RichLine* difference_;
  RichLine* product_;
  RichLine* entries_;
  QLabel* corner_;
  QPushButton* act_;  ///< begins the check of this node, or cancels it
  QPushButton* whole_;
};

}  // namespace ui
