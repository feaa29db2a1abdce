#pragma once

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

#include "ui/model/background.h"
#include "ui/model/magnitudes.h"
#include "ui/model/moment.h"

namespace ui {

class Timeline;

/// The magnitudes of every upstream, local and downstream gradient of a run, contributions one by one. Throws
/// `core::Stopped`.
Magnitudes runMagnitudes(const Moment& moment, const std::stop_token& stop = {});

/// Finds the limits that all steps of the run share: once for each run and only while somebody wants them; in
/// the background where the run is large. A newer run makes an older search worthless.
class RunScale : public QObject {
  Q_OBJECT

public:
  explicit RunScale(const Timeline& timeline, QObject* parent = nullptr);

  void setWanted(bool wanted);
  /// Of the latest run for which they are known; empty before the first.
  const std::optional<Magnitudes>& magnitudes() const { return magnitudes_; }

signals:
  void changed();

private:
  void refresh();
  void found(const Magnitudes& magnitudes);

  const Timeline& timeline_;
  bool wanted_ = false;
  std::weak_ptr<const core::Trace> known_;  ///< the run that was read or is being read
  std::optional<Magnitudes> magnitudes_;
  Background search_;
};

}  // namespace ui
