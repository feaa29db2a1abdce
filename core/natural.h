#pragma once

#include <boost/multiprecision/cpp_int.hpp>

namespace core {

/// A whole number without a bound; `str()` writes it in decimal digits. Counts of paths and of
/// multiplications outgrow 64 bits in graphs of a few dozen nodes.
using Natural = boost::multiprecision::cpp_int;

}  // namespace core
