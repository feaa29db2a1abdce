#pragma once

#include <QPainterPath>
#include <QStringView>

#include <optional>

namespace ui {

/// The path of an SVG `d` attribute (commands M L H V Q T C S Z, absolute and relative). Nothing where it is
/// malformed or has more than `most` elements.
std::optional<QPainterPath> readSvgPath(QStringView text, int most);

}  // namespace ui
