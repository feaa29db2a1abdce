#include "ui/figures/math_typesetter.h"

#include <QElapsedTimer>
#include <QThread>

#include <utility>

#include "ui/figures/math_engine.h"

namespace ui {
namespace {

constexpr qint64 betweenNews = 400;  // ms while more is to come: a layout moves once, not with every formula
constexpr uint stackSize = 16U << 20U;

}  // namespace

MathTypesetter::MathTypesetter(QString script, QObject* parent)
    : QObject(parent), script_(std::move(script)), store_(std::make_shared<MathStore>()) {
  MathStore::setCurrent(store_);
}

MathTypesetter::~MathTypesetter() {
  if (MathStore::current() == store_) MathStore::setCurrent(nullptr);
  end();
}

void MathTypesetter::start() {
  if (thread_) return;
  thread_.reset(QThread::create([this] { work(); }));
  thread_->setObjectName(QStringLiteral("mathematics"));
  thread_->setStackSize(stackSize);
  thread_->start(QThread::LowPriority);
}

void MathTypesetter::end() {
  store_->close();
  {
    const std::lock_guard lock(engineMutex_);
    ended_ = true;
    if (engine_) engine_->stop();
  }
  if (thread_) thread_->wait();
}

void MathTypesetter::work() {
  std::optional<MathRequest> request = store_->take();
  if (!request) return;
  MathEngine engine;
  {
    const std::lock_guard lock(engineMutex_);
    engine_ = &engine;
    if (ended_) engine.stop();
  }
  engine.load(script_);
  QElapsedTimer sinceNews;
  sinceNews.start();
  bool news = false;
  for (; request; request = store_->take()) {
    news |= store_->put(*request, engine.typeset(*request));
    if (!news || (!store_->isIdle() && sinceNews.elapsed() < betweenNews)) continue;
    emit arrived();
    sinceNews.restart();
    news = false;
  }
  const std::lock_guard lock(engineMutex_);
  engine_ = nullptr;
}

QEvent::Type formulasArrived() {
  static const int type = QEvent::registerEventType();
  return static_cast<QEvent::Type>(type);
}

}  // namespace ui
