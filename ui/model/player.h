#pragma once

#include <QObject>
#include <QTimer>

namespace ui {

class Timeline;

/// Takes one step after the other by itself, each 2 s at speed 1, until the end, a breakpoint or a question. It always rests at a whole step.
class Player : public QObject {
  Q_OBJECT

 public:
  explicit Player(Timeline& timeline, QObject* parent = nullptr);

  bool isPlaying() const { return timer_.isActive(); }
  /// Takes the first step at once; from the end it begins again at the start. A breakpoint at which it stands does not hold it.
  void play();
  void pause();
  void toggle() { isPlaying() ? pause() : play(); }

  double speed() const { return speed_; }
  /// Between `slowest` and `fastest`; acts on the step that is being waited for too.
  void setSpeed(double speed);

  static constexpr double slowest = 0.25;
  static constexpr double fastest = 4;

 signals:
  void playingChanged(bool playing);
  void speedChanged(double speed);
  /// A step was taken.
  void stepped();
  /// Why it stopped by itself.
  void said(const QString& text);

 private:
  int interval() const;
  void tick();
  /// `first`: the user has just started it, so that a breakpoint at which it stands does not hold it.
  void advance(bool first);
  /// Pauses where the next step is not to be taken, and says why.
  void stopIfHeld();

  Timeline& timeline_;
  QTimer timer_;
  double speed_ = 1;
};

}  // namespace ui
