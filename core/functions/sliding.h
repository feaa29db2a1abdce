#pragma once

#include "core/functions/function.h"
#include "core/tensor/convolution.h"

namespace core {

// What convolution and pooling share.

/// No stride or padding is larger than this: sums of them stay in range.
constexpr double largestStep = 1e6;

/// How far the window moves from one output place to the next; null where the row has a better default.
AttributeSpec strideAttribute(AttributeValue defaultValue);

AttributeSpec paddingAttribute(std::string_view meaning);

}  // namespace core
