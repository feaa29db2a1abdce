#pragma once

#include <QString>

#include "core/natural.h"

namespace ui {

/// A count of any size: "1,048,576", from sixteen digits on "1.3 × 10³⁰".
QString naturalText(const core::Natural& count);

}  // namespace ui
