#pragma once

#include <QString>

#include <memory>

#include "ui/figures/math_store.h"

namespace ui {

/// MathJax in a JavaScript engine. Lives in one thread, the one that makes it; a formula that takes too long
/// is given up.
class MathEngine {
public:
  /// Problems that are none of the formula's: nothing typesets here; it ran into the time that one may take.
  static constexpr const char* notThere = "there is no typesetter";
  static constexpr const char* tookTooLong = "took too long";

  MathEngine();
  ~MathEngine();

  /// Loads the script, a file or resource; takes about a second. False where it cannot be used.
  bool load(const QString& script);
  MathAnswer typeset(const MathRequest& request);
  /// Ends whatever is asked for later; what runs may end by itself within a second; from any thread.
  void stop();

private:
  struct Part;
  std::unique_ptr<Part> part_;
};

}  // namespace ui
