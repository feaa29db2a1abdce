#pragma once

#include <QCache>
#include <QHashFunctions>
#include <QSet>
#include <QString>

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "ui/figures/math_drawing.h"

namespace ui {

/// A formula that is to be typeset.
struct MathRequest {
  QString tex;
  bool display = false;

  bool operator==(const MathRequest&) const = default;
};

inline size_t qHash(const MathRequest& request, size_t seed = 0) {
  return qHashMulti(seed, request.tex, request.display);
}

/// What became of a request: a drawing, or the reason why there is none.
struct MathAnswer {
  std::optional<MathDrawing> drawing = {};
  QString problem = {};
};
using SharedMathAnswer = std::shared_ptr<const MathAnswer>;

/// Typeset formulas and those that are asked for, between the threads that draw and the one that typesets.
/// What was asked for last comes first, each formula once; old answers go when there are too many.
class MathStore {
public:
  MathStore();

  /// The answer, or nothing yet: then it is asked for.
  SharedMathAnswer find(const MathRequest& request);
  /// The answer, waited for; nothing once closed, or where waiting is not allowed and it is not there yet.
  SharedMathAnswer wait(const MathRequest& request);
  /// Whether those who write files may wait: not in a window, which would stand still.
  void setWaiting(bool allowed);
  /// Asks for formulas that may be needed, when nothing else is to be done.
  void prefetch(std::vector<MathRequest> requests);

  /// The next request, waited for; nothing once closed.
  std::optional<MathRequest> take();
  /// True where it was asked for by someone who goes on without it.
  bool put(const MathRequest& request, MathAnswer answer);
  /// Whether somebody waits for an answer that is not there.
  bool isIdle() const;
  void close();

  /// The store that formulas of this process come from, if there is one.
  static std::shared_ptr<MathStore> current();
  static void setCurrent(std::shared_ptr<MathStore> store);
  /// Another number whenever `current` may know more than before.
  static quint64 revision();

private:
  void ask(const MathRequest& request);

  mutable std::mutex mutex_;
  std::condition_variable asked_;
  std::condition_variable answered_;
  QCache<MathRequest, SharedMathAnswer> answers_;
  std::deque<MathRequest> wanted_;  // the last one is the next
  QSet<MathRequest> pending_;       // wanted, or in the works
  std::deque<MathRequest> later_;
  bool waiting_ = false;
  bool closed_ = false;
};

}  // namespace ui
