#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <exception>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

#include "ui/model/document.h"

namespace ui {

/// Work of one kind in the background, the latest wish only: a newer one stops the one that runs, whose result never
/// arrives. Lives on the interface's thread.
class Background : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~Background() override { cancel(); }

  /// Calls `work(std::stop_token)` on another thread, then `done` with its result on this one. What it throws arrives
  /// through `failed`; `core::Stopped` is silent. `work` must own or share all that it reads.
  template <typename Work, typename Done>
  void start(Work work, Done done);
  /// Stops what runs; nothing of it arrives any more.
  void cancel();
  bool isBusy() const { return watcher_ != nullptr; }

 signals:
  void failed(const QString& message);

 private:
  template <typename Result>
  struct Outcome {
    std::optional<Result> result;
    QString message;
  };
  template <typename Result, typename Work>
  static Outcome<Result> outcomeOf(const Work& work, const std::stop_token& stop);

  std::stop_source stop_;
  QObject* watcher_ = nullptr;
};

inline void Background::cancel() {
  stop_.request_stop();
  watcher_ = nullptr;
}

template <typename Result, typename Work>
Background::Outcome<Result> Background::outcomeOf(const Work& work, const std::stop_token& stop) {
  // Qt 6.4 loses the text of an exception that crosses a future.
  try {
    return {work(stop), {}};
  } catch (const core::Stopped&) {
    return {};
  } catch (const core::Error& error) {
    return {std::nullopt, translated(error.message())};
  } catch (const std::bad_alloc&) {
    return {std::nullopt, tr("There is not enough memory for this.")};
  }
}

template <typename Work, typename Done>
void Background::start(Work work, Done done) {
  using Result = std::invoke_result_t<Work, std::stop_token>;
  cancel();
  stop_ = std::stop_source();
  auto* watcher = new QFutureWatcher<Outcome<Result>>(this);
  watcher_ = watcher;
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done = std::move(done)] {
    watcher->deleteLater();
    if (watcher != watcher_) return;
    watcher_ = nullptr;
    Outcome<Result> outcome = watcher->result();
    if (outcome.result)
      done(*std::move(outcome.result));
    else if (!outcome.message.isEmpty())
      emit failed(outcome.message);
  });
  watcher->setFuture(QtConcurrent::run(
      [work = std::move(work), stop = stop_.get_token()] { return outcomeOf<Result>(work, stop); }));
}

}  // namespace ui
