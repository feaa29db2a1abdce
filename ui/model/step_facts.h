#pragma once

#include <QObject>

#include <memory>
#include <stop_token>
#include <vector>

#include "core/autodiff/trace.h"
#include "ui/model/background.h"

namespace ui {

/// What conditions of breakpoints ask about the numbers of each node of a run.
struct NodeFacts {
  bool valueFinite = true;
  bool gradientFinite = true;
  double gradientNorm = 0;
};

/// Goes through all values and gradients once. Throws `core::Stopped`.
std::vector<NodeFacts> nodeFactsOf(const core::Trace& trace, const std::stop_token& stop = {});

/// The facts of the latest run that was asked for: at once where it is small, else in the background.
class StepFacts : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Null wants none any more.
  void want(std::shared_ptr<const core::Trace> trace);
  /// Null until they are known.
  const std::vector<NodeFacts>* of(const core::Trace& trace) const { return known_ && trace_.get() == &trace ? &facts_ : nullptr; }

 signals:
  /// Facts that were searched for in the background are known.
  void found();

 private:
  std::shared_ptr<const core::Trace> trace_;
  std::vector<NodeFacts> facts_;
  bool known_ = false;
  Background work_;
};

}  // namespace ui
