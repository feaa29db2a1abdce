#include "ui/figures/export/animation.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

#include "core/message.h"

namespace ui {
namespace {

constexpr int framesPerSecond = 15;
constexpr int fadeFrames = 3;
constexpr double firstSeconds = 2;
constexpr QSize fullHdPixels(1920, 1080);
constexpr int patience = 30'000;  // ms without any progress of ffmpeg
constexpr int step = 50;          // ms until it is asked again whether to stop

/// Video needs an even number of pixels each way.
QImage evenFrame(const QImage& page, const QColor& ground) {
  QImage frame(QSize(page.width() + page.width() % 2, page.height() + page.height() % 2), QImage::Format_RGB32);
  frame.fill(ground.alpha() == 0 ? QColor(Qt::white) : ground);
  QPainter painter(&frame);
  painter.drawImage(0, 0, page);
  return frame;
}

QImage mixed(const QImage& before, const QImage& after, double share) {
  QImage frame = before;
  QPainter painter(&frame);
  painter.setOpacity(share);
  painter.drawImage(0, 0, after);
  return frame;
}

/// What is read: raw frames of this size from the pipe.
QStringList inputOf(QSize size) {
  return {"-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgra", "-s",
          QStringLiteral("%1x%2").arg(size.width()).arg(size.height()), "-r", QString::number(framesPerSecond), "-i", "-"};
}

QStringList argumentsFor(const PlannedFile& file, const FileWish& wish, QSize size, const QString& palette, const QString& target) {
  QStringList arguments = inputOf(size);
  if (file.format == FigureFormat::Gif) arguments << "-i" << palette;
  arguments << "-threads" << "1" << "-fflags" << "+bitexact" << "-flags:v" << "+bitexact" << "-map_metadata" << "-1";
  switch (file.format) {
    case FigureFormat::Gif:
      // Its muxer counts repetitions, and -1 means none.
      arguments << "-lavfi" << "paletteuse=dither=none" << "-loop" << QString::number(wish.plays == 1 ? -1 : std::max(wish.plays - 1, 0)) << "-f" << "gif";
      break;
    case FigureFormat::Apng: arguments << "-pix_fmt" << "rgb24" << "-plays" << QString::number(wish.plays) << "-f" << "apng"; break;
    default: arguments << "-c:v" << "libx264" << "-preset" << "medium" << "-crf" << "16" << "-pix_fmt" << "yuv420p" << "-movflags" << "+faststart" << "-f" << "mp4"; break;
  }
  return arguments << target;
}

/// Feeds frames to ffmpeg and keeps what it says.
class Encoder {
public:
  Encoder(const QString& program, const QStringList& arguments) {
    process_.start(program, arguments);
    if (!process_.waitForStarted()) fail();
  }
  ~Encoder() {
    if (process_.state() == QProcess::NotRunning) return;
    process_.kill();
    process_.waitForFinished();
  }

  void add(const QImage& frame, int times, const std::stop_token& stop) {
    for (int k = 0; k < times; ++k) {
      if (stop.stop_requested()) throw core::Stopped();
      process_.write(reinterpret_cast<const char*>(frame.constBits()), frame.sizeInBytes());
      while (process_.bytesToWrite() > 8 * frame.sizeInBytes()) {
        if (!process_.waitForBytesWritten(patience)) fail();
      }
    }
  }

  void finish(const std::stop_token& stop) {
    process_.closeWriteChannel();
    for (int waited = 0; process_.state() != QProcess::NotRunning && waited < 10 * patience; waited += step) {
      if (stop.stop_requested()) throw core::Stopped();
      process_.waitForFinished(step);
    }
    if (process_.state() != QProcess::NotRunning || process_.exitStatus() != QProcess::NormalExit || process_.exitCode() != 0) fail();
  }

private:
  [[noreturn]] void fail() {
    const QString said = QString::fromLocal8Bit(process_.readAllStandardError()).simplified().left(200);
    throw core::Error("ffmpeg cannot make the animation: %1", {(said.isEmpty() ? process_.errorString() : said).toStdString()});
  }

  QProcess process_;
};

}  // namespace

QString animator() { return QStandardPaths::findExecutable(QStringLiteral("ffmpeg")); }

double animationDpi(const FigurePages& figure, const FileWish& wish) {
  if (!wish.fullHd) return wish.dpi;
  const QSizeF inches = figure.pageSizeMm() / mmPerInch;
  return std::min((fullHdPixels.width() - 0.5) / inches.width(), (fullHdPixels.height() - 0.5) / inches.height());
}

QStringList writeAnimation(const FigurePages& figure, const PlannedFile& file, const FileWish& wish, const Progress& progress,
                           const std::stop_token& stop) {
  const QString program = animator();
  const QFileInfo info(file.path);
  const QString stem = info.dir().filePath(info.completeBaseName());
  const double dpi = animationDpi(figure, wish);
  if (program.isEmpty()) {
    for (const int position : file.positions) {
      if (stop.stop_requested()) throw core::Stopped();
      writeWhole(QStringLiteral("%1-%2.png").arg(stem).arg(position, 3, 10, QChar(u'0')), pngOf(figure, position, dpi));
    }
    throw core::Error("ffmpeg is not installed: instead of %1 there are the pages %2-NNN.png; install ffmpeg to get the animation", {file.path.toStdString(), stem.toStdString()});
  }
  const QTemporaryDir folder;
  if (!folder.isValid()) throw core::Error("there is no temporary folder for %1: %2", {file.path.toStdString(), folder.errorString().toStdString()});
  const QString target = folder.filePath(QStringLiteral("animation"));
  const QColor ground = figure.theme().canvas;
  const auto frameOf = [&](int position) { return evenFrame(imageOf(figure, position, dpi), ground); };
  QImage page = frameOf(file.positions.front());
  const QString palette = folder.filePath(QStringLiteral("palette.png"));
  const std::size_t count = file.positions.size();
  const bool isGif = file.format == FigureFormat::Gif;
  if (isGif) {
    // Its colours first, from each page once: while they are not known, a single run of ffmpeg would keep every frame in memory.
    Encoder colours(program, inputOf(page.size()) << "-vf" << "palettegen=stats_mode=full" << "-threads" << "1" << palette);
    for (std::size_t k = 0; k < count; ++k) {
      colours.add(frameOf(file.positions[k]), 1, stop);
      if (progress) progress(static_cast<int>((k + 1) / 2));
    }
    colours.finish(stop);
  }
  {
    Encoder encoder(program, argumentsFor(file, wish, page.size(), palette, target));
    const auto frames = [](double seconds) { return std::max(1, static_cast<int>(std::lround(seconds * framesPerSecond))); };
    for (std::size_t k = 0; k < count; ++k) {
      encoder.add(page, frames(k == 0 ? std::max(firstSeconds, wish.secondsPerStep) : wish.secondsPerStep), stop);
      if (progress) progress(static_cast<int>(isGif ? (count + k + 1) / 2 : k + 1));
      if (k + 1 == count) break;
      const QImage next = frameOf(file.positions[k + 1]);
      for (int f = 1; f <= fadeFrames; ++f) encoder.add(mixed(page, next, double(f) / (fadeFrames + 1)), 1, stop);
      page = next;
    }
    encoder.finish(stop);
  }
  QFile made(target);
  if (!made.open(QIODevice::ReadOnly)) throw core::Error("ffmpeg has made no file for %1", {file.path.toStdString()});
  writeWhole(file.path, made.readAll());
  if (!wish.poster) return {file.path};
  const QString poster = stem + QStringLiteral("-poster.png");
  writeWhole(poster, pngOf(figure, file.positions.front(), dpi));
  return {file.path, poster};
}

}  // namespace ui
