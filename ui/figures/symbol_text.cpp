#include "ui/figures/symbol_text.h"

#include "ui/figures/math_text.h"
#include "ui/model/names.h"

namespace ui {

QString symbolText(const core::Node& node) { return MathText::parse(nameTex(node)).plain(); }

}  // namespace ui
