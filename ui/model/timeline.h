#pragma once

#include <QObject>
#include <set>

#include "ui/model/moment.h"

namespace ui {

class Document;
class Runner;

/// The cursor over the run of the document's graph. Buttons, keys, the strip and export all move this one cursor; a move computes nothing but what
/// the step shows. An edit keeps the run up to the first step that it affects and marks what follows as stale.
class Timeline : public QObject {
  Q_OBJECT

 public:
  Timeline(Document& document, Runner& runner, QObject* parent = nullptr);

  /// Null until the first result has arrived, and while the document is empty.
  const Moment* moment() const { return moment_ ? &*moment_ : nullptr; }
  int cursor() const { return moment_ ? moment_->cursor() : 0; }
  int last() const { return moment_ ? moment_->last() : 0; }

  void setCursor(int cursor);
  void next();
  void previous();
  /// All forward steps; stops at the first node that cannot be computed.
  void runForward();
  /// One backward step (the seed counts as one); runs forward first where that is not done, and says so.
  void stepBackward();
  void runBackward();
  /// To the node's step: forward while the forward pass is not done, else backward.
  void runTo(const core::NodeId& id);
  void reset();

  /// A node whose value changed since it was last shown as computed: drawn hatched until the cursor passes its forward step again.
  bool isStale(const core::NodeId& id) const { return stale_.contains(id); }
  bool hasStale() const { return !stale_.empty(); }
  /// "Values changed from h on. Run forward again (Ctrl+Enter)." or empty.
  QString staleText() const;

 signals:
  /// The trace or the cursor changed: everything that shows the run draws again.
  void changed();
  /// A new trace arrived (its graph may have other nodes than the last one).
  void traceChanged();
  /// Something to tell in the status bar: "Ran forward first: 6 nodes".
  void said(const QString& text);

 private:
  void onSheetChanged(const core::Graph& before, const core::Graph& after);
  void onOpened();
  void onFinished(std::shared_ptr<const core::Trace> trace);
  int keptCursor(const Moment& old, const Moment& fresh);
  void clearPassedStale();
  bool sayWhyNoBackward();

  Document& document_;
  Runner& runner_;
  std::optional<Moment> moment_;
  std::set<core::NodeId> stale_;
  std::optional<int> wanted_;  // a cursor to restore when the first trace of an opened file arrives
};

}  // namespace ui
