#pragma once

#include <memory>
#include <optional>

#include "ui/model/background.h"
#include "ui/model/path_list.h"
#include "ui/panels/dock_view.h"

class QAction;
class QStackedWidget;
class QToolButton;

namespace ui {

class BarList;
class Companion;
class DoublingNote;
class ExchangeNote;
class PathTable;
class Timeline;
class WrittenTable;

/// "Why is the gradient a sum over paths, and why does nobody compute it so?"
class PathsView : public DockView {
  Q_OBJECT

public:
  explicit PathsView(Timeline& timeline, QWidget* parent = nullptr);

  QString name() const override { return QStringLiteral("paths"); }
  std::vector<Sentence> tabs() const override;
  int tab() const override { return tab_; }
  void chooseTab(int tab) override;
  std::vector<QWidget*> chips() override;
  QWidget* companion() override;
  int wantedHeight() const override { return 362; }
  void setTheme(const Theme& theme) override;
  QString refusal() const override;
  void enter() override;
  void refresh() override;
  void leave() override;

  /// Null while the paths are being counted.
  const PathList* list() const { return list_.get(); }
  PathTable& table() { return *table_; }
  WrittenTable& written() { return *written_; }

protected:
  void resizeEvent(QResizeEvent* event) override;

private:
  struct Ends {
    core::NodeId from, to;
    bool operator==(const Ends&) const = default;
  };
  /// What the selection asks for, or the text that says why it asks for nothing.
  std::optional<Ends> wish(QString* why = nullptr) const;
  bool stands(const Ends& ends) const;
  void takeWires();
  void show(std::shared_ptr<const PathList> list);
  void setThrough(std::optional<std::size_t> wire);
  void setExchanged(std::optional<std::size_t> node);
  void fillMenu();
  void fillCompanion();
  void mark();
  void arrange();
  void copy();

  Timeline& timeline_;
  Theme theme_;
  int tab_ = 0;
  bool isOpen_ = false;
  bool noteAsked_ = false;
  std::optional<Ends> ends_;
  std::vector<core::NodeId> lastSelection_;
  std::vector<core::Wire> lastWires_;
  std::shared_ptr<const core::Trace> trace_;
  std::shared_ptr<const PathList> list_;
  Background work_;

  QStackedWidget* pages_;
  PathTable* table_;
  WrittenTable* written_;
  QWidget* rule_;
  QStackedWidget* notes_;
  DoublingNote* doubling_;
  ExchangeNote* exchange_;
  QToolButton* sort_;
  QToolButton* shares_;
  QToolButton* through_;
  QToolButton* exchanged_;
  QToolButton* copy_;
  QToolButton* whyNot_;
  Companion* companion_ = nullptr;
  BarList* bars_ = nullptr;
};

}  // namespace ui
