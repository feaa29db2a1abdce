#include "ui/figures/export/figure_request.h"

namespace ui {

Theme themeOf(const FigureRequest& request) {
  Theme theme = request.theme == FigureTheme::Dark    ? darkTheme()
                : request.theme == FigureTheme::Print ? printTheme()
                                                      : lightTheme();
  // Paper and slides are white, and a figure must not stand out from them as a tinted sheet.
  if (request.theme == FigureTheme::Light) theme.canvas = Qt::white;
  // Greys tell how large, a hatch tells the sign.
  if (request.theme == FigureTheme::Print) theme.gradientMap = DivergingMap::Greys;
  if (request.transparent) theme.canvas.setAlpha(0);
  return theme;
}

}  // namespace ui
