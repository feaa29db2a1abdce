#pragma once

#include <QString>

#include <cstdint>
#include <span>

namespace ui {

/// How a number that is exactly 0 is written: "0.00" like its neighbours, or "0", which tells it from a
/// rounded one.
enum class Zero { Padded, Bare };

/// Number for a cell or a label: fixed decimals, U+2212 as minus, "0.00" and never "−0.00", powers of ten
/// when it would take more than six digits ("1.2 × 10⁴"), "NaN", "∞", "−∞".
QString numberText(double v, int decimals = 2, Zero zero = Zero::Padded);

/// Whether `numberText` writes a number that is not 0 as "0.00".
bool readsAsZero(double v);

/// A number that stands alone, without neighbours or a scale that tell its size: one that is not 0 never reads
/// "0.00".
QString loneNumberText(double v);

/// The same as a factor: "(−0.91)".
QString bracketedText(double v);

/// Power-of-ten form "−2.2 × 10⁻¹⁰" with so many decimals of the mantissa; 0 is "0".
QString scientificText(double v, int decimals = 1);

/// Number with so many significant digits, fixed where that is readable, else as a power of ten.
QString significantText(double v, int digits = 3);

/// Number for copies and files: ASCII, the shortest text that reads back as the same double; "nan", "inf",
/// "-inf".
QString plainNumber(double v);

/// A count with commas between thousands: "16,777,216".
QString countText(std::int64_t count);

/// "scalar", "5", "3 × 5", "2 × 3 × 4".
QString shapeText(std::span<const std::int64_t> shape);

/// Shape of a generalized Jacobian, output first: "3 × 5", "3 × (3 × 5)", "(2 × 2) × 4"; a scalar counts
/// as 1.
QString shapeText(std::span<const std::int64_t> output, std::span<const std::int64_t> input);

/// Index vector as the screen shows it, counting from 1: "2" for one axis, "(1,3)" for more, "()" for none.
/// `index` counts from 0.
QString indexText(std::span<const std::int64_t> index);

/// Small digits below or above the line: "₁₂", "⁻¹²".
QString subscriptText(std::int64_t number);
QString superscriptText(std::int64_t number);

/// ASCII form of a displayed text for copies: minus, times, infinity and powers of ten as a program reads
/// them.
QString asciiText(const QString& displayed);

}  // namespace ui
