#pragma once

#include "ui/figures/export/figure_files.h"

namespace ui {

/// The program that makes animations; empty where it is not installed.
QString animator();

/// So that a frame fits into 1920 × 1080, or as asked.
double animationDpi(const FigurePages& figure, const FileWish& wish);

/// The pages one after the other as GIF, MP4 or APNG: every step stands for a while and fades into the next in three frames, the
/// first stands for two seconds; beside it, if wished, the first page as PNG. Where ffmpeg is not installed the pages are written as a sequence
/// of PNG instead, and `core::Error` says so.
QStringList writeAnimation(const FigurePages& figure, const PlannedFile& file, const FileWish& wish, const Progress& progress,
                           const std::stop_token& stop);

}  // namespace ui
