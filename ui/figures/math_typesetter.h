#pragma once

#include <QEvent>
#include <QObject>
#include <QString>

#include <memory>
#include <mutex>

#include "ui/figures/math_store.h"

class QThread;

namespace ui {

class MathEngine;

/// Typesets formulas in a thread of its own for every `MathText` of the process as long as it lives. The
/// engine is loaded when the first formula is asked for after `start`.
class MathTypesetter : public QObject {
  Q_OBJECT

public:
  /// `script` is the bundle of resources/mathematics, a file or resource.
  explicit MathTypesetter(QString script, QObject* parent = nullptr);
  ~MathTypesetter() override;

  void start();
  MathStore& store() { return *store_; }

signals:
  /// Formulas that had been asked for are there: those that show some are measured and drawn anew.
  void arrived();

private:
  void work();
  void end();

  QString script_;
  std::shared_ptr<MathStore> store_;
  std::unique_ptr<QThread> thread_;
  std::mutex engineMutex_;
  MathEngine* engine_ = nullptr;  // while the thread has one
  bool ended_ = false;
};

/// Sent to every widget of the window when formulas have arrived, for those that keep a layout: they draw
/// themselves anew where it changes. A widget that has drawn a formula before it was typeset is drawn again anyway.
QEvent::Type formulasArrived();

}  // namespace ui
