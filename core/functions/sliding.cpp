#include "core/functions/sliding.h"

namespace core {

AttributeSpec strideAttribute(AttributeValue defaultValue) {
  const bool mayBeNull = std::holds_alternative<std::monostate>(defaultValue);
  return {.name = "stride",
          .type = mayBeNull ? AttributeType::MaybeSizes : AttributeType::Sizes,
          .defaultValue = std::move(defaultValue),
          .meaning = mayBeNull
                         ? "How far the window moves from one output to the next; null for its own size."
                         : "How far the kernel moves from one output to the next.",
          .minimum = 1,
          .maximum = largestStep};
}

AttributeSpec paddingAttribute(std::string_view meaning) {
  return {.name = "padding",
          .type = AttributeType::Sizes,
          .defaultValue = Index(0),
          .meaning = meaning,
          .minimum = 0,
          .maximum = largestStep};
}

}  // namespace core
