#include "ui/figures/math_store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

namespace ui {
namespace {

constexpr int mostElements = 400'000;  // of the outlines of all answers, some 10 MB
constexpr std::size_t mostWanted = 400;
constexpr auto prefetchPause = std::chrono::milliseconds(40);

std::atomic<quint64> revisionNumber = 1;
std::mutex currentMutex;
std::shared_ptr<MathStore> currentStore;

}  // namespace

MathStore::MathStore() : answers_(mostElements) {}

void MathStore::ask(const MathRequest& request) {
  if (closed_ || pending_.contains(request)) return;
  wanted_.push_back(request);
  pending_.insert(request);
  if (wanted_.size() > mostWanted) {
    pending_.remove(wanted_.front());
    wanted_.pop_front();
  }
  asked_.notify_one();
}

SharedMathAnswer MathStore::find(const MathRequest& request) {
  const std::lock_guard lock(mutex_);
  if (const SharedMathAnswer* answer = answers_.object(request)) return *answer;
  ask(request);
  return nullptr;
}

SharedMathAnswer MathStore::wait(const MathRequest& request) {
  std::unique_lock lock(mutex_);
  SharedMathAnswer answer;
  const auto isThere = [&] {
    if (const SharedMathAnswer* known = answers_.object(request))
      answer = *known;
    else
      ask(request);
    return answer || closed_ || !waiting_;
  };
  answered_.wait(lock, isThere);
  return answer;
}

void MathStore::setWaiting(bool allowed) {
  const std::lock_guard lock(mutex_);
  waiting_ = allowed;
  answered_.notify_all();
}

void MathStore::prefetch(std::vector<MathRequest> requests) {
  const std::lock_guard lock(mutex_);
  std::ranges::move(requests, std::back_inserter(later_));
  asked_.notify_one();
}

std::optional<MathRequest> MathStore::take() {
  std::unique_lock lock(mutex_);
  while (!closed_) {
    if (!wanted_.empty()) {
      MathRequest request = std::move(wanted_.back());
      wanted_.pop_back();
      return request;
    }
    if (later_.empty()) {
      asked_.wait(lock);
    } else if (asked_.wait_for(lock, prefetchPause) == std::cv_status::timeout && wanted_.empty() &&
               !later_.empty()) {
      MathRequest request = std::move(later_.front());
      later_.pop_front();
      if (!answers_.contains(request)) return request;
    }
  }
  return std::nullopt;
}

bool MathStore::put(const MathRequest& request, MathAnswer answer) {
  const std::lock_guard lock(mutex_);
  const int cost = 20 + (answer.drawing ? answer.drawing->elementCount() : 0);
  answers_.insert(request, new SharedMathAnswer(std::make_shared<const MathAnswer>(std::move(answer))), cost);
  const bool wasAsked = pending_.remove(request);
  ++revisionNumber;
  answered_.notify_all();
  return wasAsked;
}

bool MathStore::isIdle() const {
  const std::lock_guard lock(mutex_);
  return pending_.isEmpty();
}

void MathStore::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  wanted_.clear();
  pending_.clear();
  later_.clear();
  asked_.notify_all();
  answered_.notify_all();
}

std::shared_ptr<MathStore> MathStore::current() {
  const std::lock_guard lock(currentMutex);
  return currentStore;
}

void MathStore::setCurrent(std::shared_ptr<MathStore> store) {
  const std::lock_guard lock(currentMutex);
  currentStore = std::move(store);
  ++revisionNumber;
}

quint64 MathStore::revision() { return revisionNumber; }

}  // namespace ui
