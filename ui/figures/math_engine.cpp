#include "ui/figures/math_engine.h"

#include <QFile>
#include <QJSEngine>
#include <QLoggingCategory>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "ui/figures/math_svg.h"

namespace ui {
namespace {

constexpr auto longestWait = std::chrono::seconds(5);
/// What a formula in work gets at the end of the program.
constexpr auto lastWait = std::chrono::seconds(1);

QLoggingCategory::CategoryFilter otherCategories = nullptr;

/// The engine's compiler warns of orders in the script that are right as they are.
void filterCategories(QLoggingCategory* category) {
  otherCategories(category);
  if (qstrcmp(category->categoryName(), "qt.qml.compiler") == 0) category->setEnabled(QtWarningMsg, false);
}

void silenceCompiler() {
  static std::once_flag once;
  std::call_once(once, [] {
    // A filter is asked before it is known what it replaces.
    otherCategories = QLoggingCategory::installFilter(nullptr);
    QLoggingCategory::installFilter(filterCategories);
  });
}

/// Interrupts the engine when one formula takes longer than it may.
class Watch {
public:
  explicit Watch(QJSEngine& engine) : engine_(engine), thread_([this] { run(); }) {}
  ~Watch() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  void begin() { set(std::chrono::steady_clock::now() + longestWait); }
  void end() { set({}); }
  /// What is in work has less time left.
  void hurry() {
    {
      const std::lock_guard lock(mutex_);
      if (deadline_ != Time()) deadline_ = std::min(deadline_, std::chrono::steady_clock::now() + lastWait);
    }
    changed_.notify_all();
  }

private:
  using Time = std::chrono::steady_clock::time_point;

  void set(Time deadline) {
    {
      const std::lock_guard lock(mutex_);
      deadline_ = deadline;
    }
    changed_.notify_all();
  }

  void run() {
    std::unique_lock lock(mutex_);
    while (!over_) {
      if (deadline_ == Time()) {
        changed_.wait(lock);
      } else if (changed_.wait_until(lock, deadline_) == std::cv_status::timeout && deadline_ != Time() &&
                 std::chrono::steady_clock::now() >= deadline_) {
        engine_.setInterrupted(true);
        deadline_ = {};
      }
    }
  }

  QJSEngine& engine_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Time deadline_ = {};
  bool over_ = false;
  std::thread thread_;
};

}  // namespace

struct MathEngine::Part {
  QJSEngine engine;
  QJSValue typeset;
  Watch watch{engine};
  std::atomic<bool> stopped = false;
};

MathEngine::MathEngine() {
  silenceCompiler();
  part_ = std::make_unique<Part>();
}

MathEngine::~MathEngine() = default;

bool MathEngine::load(const QString& script) {
  QFile file(script);
  if (part_->stopped || !file.open(QIODevice::ReadOnly)) return false;
  part_->engine.evaluate(QString::fromUtf8(file.readAll()), script);
  part_->typeset = part_->engine.globalObject().property(QStringLiteral("typeset"));
  return part_->typeset.isCallable();
}

MathAnswer MathEngine::typeset(const MathRequest& request) {
  if (!part_->typeset.isCallable() || part_->stopped) return {.problem = QLatin1String(notThere)};
  part_->watch.begin();
  const QJSValue result = part_->typeset.call({request.tex, request.display});
  part_->watch.end();
  if (part_->engine.isInterrupted()) {
    if (!part_->stopped) part_->engine.setInterrupted(false);
    return {.problem = QLatin1String(tookTooLong)};
  }
  if (result.isError()) return {.problem = result.toString()};
  MathAnswer answer{.problem = result.property(QStringLiteral("error")).toString()};
  if (!answer.problem.isEmpty()) return answer;
  answer.drawing = readMathSvg(result.property(QStringLiteral("svg")).toString());
  if (!answer.drawing) answer.problem = QStringLiteral("not a drawing of a formula");
  return answer;
}

void MathEngine::stop() {
  part_->stopped = true;
  // A formula takes some 50 ms and is waited for: an engine that is interrupted within one can crash (Qt 6.4).
  part_->watch.hurry();
}

}  // namespace ui
