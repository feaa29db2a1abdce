#pragma once

#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/autodiff/trace.h"

namespace ui {

/// Runs graphs in the background: one running and at most one pending request. A newer request replaces the pending one and stops the running
/// one; its result never arrives.
class Runner : public QObject {
  Q_OBJECT

 public:
  explicit Runner(QObject* parent = nullptr);
  ~Runner() override;

  /// `priority` as in `core::topologicalOrder`.
  void request(const core::Graph& graph, std::vector<double> priority);
  bool isBusy() const { return busy_; }

 signals:
  void started();
  /// The result of the latest request.
  void finished(std::shared_ptr<const core::Trace> trace);
  /// The latest request could not be run at all (a seed that does not fit, no memory).
  void failed(const QString& message);

 private:
  struct Request {
    core::Graph graph;
    std::vector<double> priority;
    std::uint64_t number = 0;
  };
  void work(const std::stop_token& quit);
  void deliver(std::uint64_t number, std::shared_ptr<const core::Trace> trace, const QString& message);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<Request> pending_;
  std::stop_source current_;
  std::uint64_t latest_ = 0;  // only used on the interface's thread
  bool busy_ = false;
  std::jthread thread_;  // last: joins before the rest goes
};

}  // namespace ui
