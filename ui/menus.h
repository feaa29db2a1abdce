#pragma once

#include <QObject>

#include "ui/actions.h"

class QMenu;
class QMenuBar;

namespace ui {

struct Example;

/// The menus; recent files are listed when their menu opens.
class Menus : public QObject {
  Q_OBJECT

 public:
  Menus(QMenuBar& bar, const Actions& actions, const std::vector<Example>& examples, QObject* parent);
  /// What Play and Run stop at; the window fills it when it opens.
  QMenu& stops() { return *stops_; }

 signals:
  void openRecent(const QString& path);
  void openExample(const QString& path);
  /// Other colours of gradients or values stand in the settings.
  void coloursChosen();

 private:
  void listRecent();

  Actions actions_;
  QMenu* recent_;
  QMenu* stops_;
};

}  // namespace ui
