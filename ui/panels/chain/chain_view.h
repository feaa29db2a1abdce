#pragma once

#include <memory>
#include <optional>

#include "ui/model/background.h"
#include "ui/model/chain_product.h"
#include "ui/panels/dock_view.h"

class QButtonGroup;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace ui {

class Companion;
class MatrixView;
class PathTable;
class Timeline;

/// "What is the derivative through several nodes at once, why do the shapes fit, what does the order of the
/// products cost?"
class ChainView : public DockView {
  Q_OBJECT

public:
  explicit ChainView(Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("chain"); }
  std::vector<Sentence> tabs() const override;
  int tab() const override;
  void chooseTab(int tab) override;
  std::vector<QWidget*> chips() override;
  QWidget* companion() override;
  int wantedHeight() const override { return 386; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;
  void bracketDragged(const core::NodeId& node) override;

  /// Null while it is being computed.
  const ChainAnswer* answer() const { return answer_.get(); }
  const ChainMatrices* matrices() const { return matrices_ ? &*matrices_ : nullptr; }
  MatrixView& view() { return *view_; }
  /// The node at which the two factors meet; empty where each stands alone.
  std::optional<std::size_t> meetingNode() const;
  void meetAt(std::size_t node);

private:
  enum class Kind { Meet, Alone, Branches };
  struct Ends {
    core::NodeId from, to;
    bool operator==(const Ends&) const = default;
  };
  std::vector<Kind> kinds() const;
  bool stands(const Ends& ends) const;
  std::optional<Ends> wish(QString* why = nullptr) const;
  void show(std::shared_ptr<const ChainAnswer> answer);
  void openBranch(std::optional<std::size_t> row);
  void compute();
  void showMatrices();
  void fillMenu();
  void fillCompanion();
  void sayOrders();
  void sayModes();
  void mark();
  void arrange();
  void copy();

  Timeline& timeline_;
  Theme theme_;
  bool isOpen_ = false;
  Kind kind_ = Kind::Meet;
  std::optional<Ends> ends_;
  std::vector<core::NodeId> lastSelection_;
  std::shared_ptr<const core::Trace> trace_;
  std::shared_ptr<const ChainAnswer> answer_;
  std::optional<std::size_t> branch_;      ///< the branch that is open
  std::vector<ChainLink> links_;           ///< of the chain or of the branch
  std::size_t meet_ = 0;                   ///< how many links lie before the meeting point
  std::optional<core::NodeId> meetingId_;  ///< kept where the chain is computed anew
  std::optional<ChainMatrices> matrices_;
  Background work_, products_;

  QStackedWidget* pages_;
  MatrixView* view_;
  PathTable* table_;
  QToolButton* back_;
  QToolButton* meetAt_;
  QLabel* scale_;
  QToolButton* numbers_;
  QToolButton* copy_;
  Companion* companion_ = nullptr;
};

}  // namespace ui
