#pragma once

#include "ui/figures/huge_layout.h"
#include "ui/model/theme.h"

class QPainter;

namespace ui {

/// Draws upstream · local = downstream where the local gradient is too large to be drawn whole: what it is,
/// all of it pooled, one block, a window of single numbers, and how the product was computed without it.
void paintHuge(QPainter& painter, const HugePicture& picture, const HugeLayout& layout, const Theme& theme);

/// The two halves of `paintHuge`: what stays while the pointer moves, and what follows it.
void paintHugeStill(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                    const Theme& theme);
void paintHugeLight(QPainter& painter, const HugePicture& picture, const HugeLayout& layout,
                    const Theme& theme);

/// The frame of the block in the overview; empty where it is not seen.
QRectF blockFrame(const HugePicture& picture, const HugeLayout& layout);
/// The frames of the window of numbers in the overview (empty where that shows too much to see it) and in the
/// block.
QRectF numbersFrame(const HugePicture& picture, const HugeLayout& layout);
QRectF numbersFrameInBlock(const HugePicture& picture, const HugeLayout& layout);

}  // namespace ui
