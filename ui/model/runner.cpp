#include "ui/model/runner.h"

#include <QMetaObject>
#include <new>

#include "core/autodiff/workspace.h"
#include "ui/model/document.h"
#include "ui/model/value_range.h"

namespace ui {

Runner::Runner(QObject* parent) : QObject(parent), thread_([this](const std::stop_token& quit) { work(quit); }) {}

Runner::~Runner() {
  const std::lock_guard lock(mutex_);
  current_.request_stop();
}

void Runner::request(const core::Graph& graph, std::vector<double> priority) {
  {
    const std::lock_guard lock(mutex_);
    pending_ = Request{graph, std::move(priority), ++latest_};
    current_.request_stop();
  }
  wake_.notify_one();
  if (!std::exchange(busy_, true)) emit started();
}

void Runner::work(const std::stop_token& quit) {
  core::Workspace workspace;
  std::shared_ptr<const core::Plan> plan;
  while (true) {
    Request request;
    std::stop_token stop;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, quit, [this] { return pending_.has_value(); })) return;
      request = *std::move(pending_);
      pending_.reset();
      current_ = std::stop_source();
      stop = current_.get_token();
    }
    std::shared_ptr<const core::Trace> trace;
    QString message;
    // Every exception ends here: one that left the thread would end the program.
    try {
      plan = core::Plan::compile(request.graph, request.priority, plan.get());
      trace = std::make_shared<const core::Trace>(workspace.run(plan, std::nullopt, stop));
      // The window asks at every step: this thread reads the numbers for it.
      (void)trace->firstNotFinite();
      (void)valueRange(trace);
    } catch (const core::Stopped&) {
      continue;
    } catch (const core::Error& error) {
      message = translated(error.message());
    } catch (const std::bad_alloc&) {
      message = tr("There is not enough memory to run this graph: use smaller tensors.");
    }
    QMetaObject::invokeMethod(
        this, [this, number = request.number, trace, message] { deliver(number, trace, message); }, Qt::QueuedConnection);
  }
}

void Runner::deliver(std::uint64_t number, std::shared_ptr<const core::Trace> trace, const QString& message) {
  if (number != latest_) return;
  busy_ = false;
  if (trace) emit finished(std::move(trace));
  else emit failed(message);
}

}  // namespace ui
