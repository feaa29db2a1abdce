#include "ui/model/huge_reader.h"

#include <mutex>
#include <utility>

namespace ui {
namespace {

using core::Index;

template <typename Value>
std::shared_ptr<const Value> shared(Value value) {
  return std::make_shared<const Value>(std::move(value));
}

}  // namespace

/// What a reading has found so far, handed from its thread to the interface's.
struct HugeReader::Progress {
  std::mutex mutex;
  std::optional<HugePart> latest;
  bool ofWhole = false;
};

std::size_t HugeReadings::bytes() const {
  std::size_t total = 0;
  for (const auto& part : {whole, seen, block, numbers}) {
    if (part) total += part->numbers.capacity() * sizeof(double);
  }
  return total;
}

HugeReader::HugeReader(QObject* parent) : QObject(parent) {
  poll_.setInterval(60);
  connect(&poll_, &QTimer::timeout, this, &HugeReader::takeProgress);
  for (const Background* work : {&whole_, &seen_, &block_, &numbers_, &product_, &check_})
    connect(work, &Background::failed, this, &HugeReader::failed);
}

HugeReader::~HugeReader() = default;

void HugeReader::setSubject(std::shared_ptr<const Equation> equation,
                            std::shared_ptr<const core::Trace> trace, bool keeps) {
  for (Background* work : {&whole_, &seen_, &block_, &numbers_, &product_, &check_}) work->cancel();
  poll_.stop();
  equation_ = std::move(equation);
  trace_ = std::move(trace);
  grid_ = equation_ ? blockGrid(equation_->local) : BlockGrid{};
  if (!keeps) readings_ = {};
  readings_.product.reset();
  readings_.check.reset();
  wholeWish_ = seenWish_ = {};
  blockWish_ = {};
  numbersWish_ = {};
  productWish_.reset();
  wholeIsRead_ = stopped_ = false;
}

bool HugeReader::isBusy() const {
  return isReadingOverview() || block_.isBusy() || numbers_.isBusy() || product_.isBusy() || check_.isBusy();
}

void HugeReader::wishWhole(Index cells) {
  const OverviewWish wish{grid_.whole(), cells};
  if (!equation_ || wish == wholeWish_) return;
  wholeWish_ = wish;
  wholeIsRead_ = false;
  stopped_ = false;
  readWhole();
}

void HugeReader::wishSeen(const core::Window& window, Index cells) {
  const OverviewWish wish = window == grid_.whole() ? OverviewWish{} : OverviewWish{window, cells};
  if (!equation_ || wish == seenWish_) return;
  seenWish_ = wish;
  stopped_ = false;
  readSeen();
}

void HugeReader::readWhole() {
  progress_ = std::make_shared<Progress>();
  progress_->ofWhole = true;
  poll_.start();
  whole_.start(
      [equation = equation_, wish = wholeWish_, progress = progress_](const std::stop_token& stop) {
        return shared(
            readPart(equation->local, wish.window, wish.cells, wish.cells, stop, [&](HugePart part) {
              const std::lock_guard lock(progress->mutex);
              progress->latest = std::move(part);
            }));
      },
      [this](std::shared_ptr<const HugePart> part) {
        readings_.whole = std::move(part);
        wholeIsRead_ = true;
        next();
        emit changed();
      });
}

void HugeReader::readSeen() {
  if (seenWish_.cells == 0) {
    seen_.cancel();
    readings_.seen.reset();
    next();
    emit changed();
    return;
  }
  // One long reading at a time: everything waits for the part that the reader looks at.
  whole_.cancel();
  check_.cancel();
  progress_ = std::make_shared<Progress>();
  poll_.start();
  seen_.start(
      [equation = equation_, wish = seenWish_, progress = progress_](const std::stop_token& stop) {
        return shared(
            readPart(equation->local, wish.window, wish.cells, wish.cells, stop, [&](HugePart part) {
              const std::lock_guard lock(progress->mutex);
              progress->latest = std::move(part);
            }));
      },
      [this](std::shared_ptr<const HugePart> part) {
        readings_.seen = std::move(part);
        next();
        emit changed();
      });
}

void HugeReader::takeProgress() {
  if (!isReadingOverview()) return poll_.stop();
  std::optional<HugePart> latest;
  {
    const std::lock_guard lock(progress_->mutex);
    latest = std::exchange(progress_->latest, {});
  }
  if (!latest) return;
  (progress_->ofWhole ? readings_.whole : readings_.seen) = shared(*std::move(latest));
  emit changed();
}

void HugeReader::wishBlock(const core::Window& window, Index rows, Index columns) {
  const auto wish = std::pair(window, std::pair(rows, columns));
  if (!equation_ || wish == blockWish_) return;
  blockWish_ = wish;
  block_.start(
      [equation = equation_, window, rows, columns](const std::stop_token& stop) {
        return shared(readPart(equation->local, window, rows, columns, stop));
      },
      [this](std::shared_ptr<const HugePart> part) {
        readings_.block = std::move(part);
        next();
        emit changed();
      });
}

void HugeReader::wishNumbers(const core::Window& window) {
  if (!equation_ || window == numbersWish_) return;
  numbersWish_ = window;
  numbers_.start(
      [equation = equation_, window](const std::stop_token& stop) {
        return shared(readPart(equation->local, window, window.rowCount, window.columnCount, stop));
      },
      [this](std::shared_ptr<const HugePart> part) {
        readings_.numbers = std::move(part);
        next();
        emit changed();
      });
}

void HugeReader::wishProduct(std::optional<HugeEntry> rowAndEntry) {
  if (!equation_ || rowAndEntry == productWish_) return;
  productWish_ = rowAndEntry;
  if (!rowAndEntry) {
    product_.cancel();
    readings_.product.reset();
    return;
  }
  product_.start(
      [equation = equation_, grid = grid_, wish = *rowAndEntry](const std::stop_token& stop) {
        return readProduct(*equation, grid, wish.row, wish.column, {stop, {}});
      },
      [this](const HugeProduct& product) {
        readings_.product = product;
        emit changed();
      });
}

void HugeReader::stopOverview() {
  takeProgress();
  whole_.cancel();
  seen_.cancel();
  poll_.stop();
  stopped_ = true;
  emit changed();
}

void HugeReader::readOn() {
  stopped_ = false;
  next();
  if (seenWish_.cells > 0 && !(readings_.seen && readings_.seen->isComplete())) readSeen();
  emit changed();
}

void HugeReader::next() {
  if (!equation_ || stopped_ || isReadingOverview()) return;
  if (wholeWish_.cells > 0 && !wholeIsRead_) return readWhole();
  if (!trace_ || readings_.check || check_.isBusy() || !readings_.numbers) return;
  const core::Window columns = windowOf(grid_, blockAt(grid_, numbersWish_.row, numbersWish_.column));
  check_.start([trace = trace_, equation = equation_, grid = grid_, columns](
                   const std::stop_token& stop) { return checkHuge(*trace, *equation, grid, columns, stop); },
               [this](const HugeCheck& check) {
                 readings_.check = check;
                 emit changed();
               });
}

}  // namespace ui
