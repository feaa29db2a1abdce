#include "ui/model/player.h"

#include <algorithm>
#include <cmath>

#include "ui/model/timeline.h"

namespace ui {
namespace {

constexpr double stepMilliseconds = 2000;

}  // namespace

Player::Player(Timeline& timeline, QObject* parent) : QObject(parent), timeline_(timeline) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &Player::tick);
  // An edit that changed values, or another file, is not to be played over.
  connect(&timeline, &Timeline::traceChanged, this, [this] {
    if (timeline_.hasStale() || timeline_.cursor() == 0) pause();
  });
}

int Player::interval() const { return static_cast<int>(std::lround(stepMilliseconds / speed_)); }

void Player::play() {
  if (isPlaying() || timeline_.moment() == nullptr || timeline_.last() == 0) return;
  if (timeline_.haltBeforeNext() == Timeline::Halt::End) timeline_.reset();
  timer_.start(interval());
  emit playingChanged(true);
  advance(true);
}

void Player::pause() {
  if (!isPlaying()) return;
  timer_.stop();
  emit playingChanged(false);
}

void Player::setSpeed(double speed) {
  speed = std::clamp(speed, slowest, fastest);
  if (speed == speed_) return;
  const int left = timer_.remainingTime();
  const double slower = speed_ / speed;
  speed_ = speed;
  if (isPlaying()) timer_.start(static_cast<int>(std::max(0, left) * slower));
  emit speedChanged(speed_);
}

void Player::tick() {
  // The timer has run out; while it plays it is always active.
  timer_.start(interval());
  advance(false);
}

void Player::advance(bool first) {
  const Timeline::Halt halt = timeline_.haltBeforeNext();
  if (halt == Timeline::Halt::Waits) return;  // the next tick looks again
  if (halt == Timeline::Halt::Asks) {
    timeline_.next();  // which asks
    return pause();
  }
  if (halt == Timeline::Halt::End || (halt == Timeline::Halt::Breakpoint && !first)) return stopIfHeld();
  timeline_.next();
  emit stepped();
  stopIfHeld();
}

void Player::stopIfHeld() {
  const Timeline::Halt halt = timeline_.haltBeforeNext();
  if (halt == Timeline::Halt::None || halt == Timeline::Halt::Waits) return;
  if (halt == Timeline::Halt::Asks && !timeline_.isAsking()) return;  // the seed is asked for when its turn comes
  if (halt == Timeline::Halt::Breakpoint) emit said(timeline_.whyStopBefore(timeline_.cursor()));
  pause();
}

}  // namespace ui
