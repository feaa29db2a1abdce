#pragma once

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

#include "ui/model/background.h"
#include "ui/model/huge_check.h"
#include "ui/model/huge_part.h"
#include "ui/model/huge_place.h"
#include "ui/model/huge_product.h"

namespace ui {

/// What has been read of a huge equation so far; null or empty where it has not.
struct HugeReadings {
  std::shared_ptr<const HugePart> whole;  ///< everything, once
  std::shared_ptr<const HugePart> seen;   ///< the part that the overview shows, where that is not everything
  std::shared_ptr<const HugePart> block;  ///< one block
  std::shared_ptr<const HugePart> numbers;  ///< the single numbers
  std::optional<HugeProduct> product = {};
  std::optional<HugeCheck> check = {};

  /// Bytes of all numbers that are kept.
  std::size_t bytes() const;
};

/// Reads what a view of a huge equation shows in the background: of each kind the latest wish only, and
/// nothing that is not seen. Lives on the interface's thread.
class HugeReader : public QObject {
  Q_OBJECT

public:
  explicit HugeReader(QObject* parent = nullptr);
  ~HugeReader() override;

  /// Forgets what was read, or keeps it until what was wished for is read again from an equation of the same
  /// shape. Without a trace nothing is checked.
  void setSubject(std::shared_ptr<const Equation> equation, std::shared_ptr<const core::Trace> trace,
                  bool keeps = false);
  const BlockGrid& grid() const { return grid_; }
  const HugeReadings& readings() const { return readings_; }

  // Wishes; one for what is there already costs nothing.
  /// Everything in `cells` × `cells` cells.
  void wishWhole(core::Index cells);
  /// A part of it; everything ends the reading of a part.
  void wishSeen(const core::Window& window, core::Index cells);
  void wishBlock(const core::Window& window, core::Index rows, core::Index columns);
  void wishNumbers(const core::Window& window);
  /// The inner product of a downstream entry; empty forgets it.
  void wishProduct(std::optional<HugeEntry> rowAndEntry);

  /// Whether an overview is being read, of everything or of a part.
  bool isReadingOverview() const { return whole_.isBusy() || seen_.isBusy(); }
  bool isBusy() const;
  /// Ends the reading of the overview; what was found so far stays.
  void stopOverview();
  /// Reads a stopped overview again.
  void readOn();
  bool isStopped() const { return stopped_; }

signals:
  void changed();
  void failed(const QString& message);

private:
  struct Progress;
  struct OverviewWish {
    core::Window window;
    core::Index cells = 0;
    bool operator==(const OverviewWish&) const = default;
  };
  void readWhole();
  void readSeen();
  void takeProgress();
  /// Does what had to wait: everything after a part, the check after all.
  void next();

  std::shared_ptr<const Equation> equation_;
  std::shared_ptr<const core::Trace> trace_;
  BlockGrid grid_;
  HugeReadings readings_;
  OverviewWish wholeWish_, seenWish_;
  std::pair<core::Window, std::pair<core::Index, core::Index>> blockWish_;
  core::Window numbersWish_;
  std::optional<HugeEntry> productWish_;
  bool wholeIsRead_ = false;
  bool stopped_ = false;
  std::shared_ptr<Progress> progress_;
  QTimer poll_;
  Background whole_, seen_, block_, numbers_, product_, check_;
};

}  // namespace ui
