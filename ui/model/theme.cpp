#include "ui/model/theme.h"

namespace ui {

const QColor& Theme::inkOf(Role role) const {
  switch (role) {
    case Role::Value: return value;
    case Role::Upstream: return upstream;
    case Role::Local: return local;
    case Role::Downstream: break;
  }
  return downstream;
}

const QColor& Theme::tintOf(Role role) const {
  switch (role) {
    case Role::Value: return valueTint;
    case Role::Upstream: return upstreamTint;
    case Role::Local: return localTint;
    case Role::Downstream: break;
  }
  return downstreamTint;
}

const Theme& lightTheme() {
  static const Theme theme{
      .dark = false,
      .window = QColor(0xf3f4f6),
      .panel = QColor(0xffffff),
      .panelSoft = QColor(0xf8f9fb),
      .canvas = QColor(0xfbfcfd),
      .gridDot = QColor(0xdde2e9),
      .ink = QColor(0x1b2430),
      .muted = QColor(0x566273),
      .faint = QColor(0x656f80),
      .line = QColor(0xd9dee5),
      .lineSoft = QColor(0xe8ebf0),
      .accent = QColor(0x1569c7),
      .accentTint = QColor(0xe6f0fa),
      .focus = QColor(0x1569c7),
      .nodeFill = QColor(0xffffff),
      .nodeLine = QColor(0xb9c2ce),
      .wire = QColor(0x9aa6b5),
      .shadow = QColor(20, 30, 45, 20),
      .value = QColor(0x00684c),
      .valueTint = QColor(0xe3f4ee),
      .upstream = QColor(0x8a1c7c),
      .upstreamTint = QColor(0xf8e8f5),
      .local = QColor(0x1569c7),
      .localTint = QColor(0xe7f0fb),
      .downstream = QColor(0xb04300),
      .downstreamTint = QColor(0xfdeee3),
      .parameter = QColor(0x7a5a00),
      .parameterTint = QColor(0xfff4d1),
      .error = QColor(0xb3001e),
      .errorTint = QColor(0xfdecee),
      .errorLine = QColor(0xe3a3ad),
      .ok = QColor(0x1e7a3c),
      .onRole = QColor(0xffffff),
      .onPrimary = QColor(0xffffff),
      .onValue = QColor(0xffffff),
      .ringInner = QColor(0x111111),
      .ringOuter = QColor(0xffffff),
      .cellLine = QColor(20, 30, 45, 26),
      .gradientMap = DivergingMap::Vik,
      .valueMap = SequentialMap::Viridis,
  };
  return theme;
}

const Theme& darkTheme() {
  static const Theme theme{
      .dark = true,
      .window = QColor(0x14181d),
      .panel = QColor(0x1c2128),
      .panelSoft = QColor(0x20262e),
      .canvas = QColor(0x171b21),
      .gridDot = QColor(0x272e37),
      .ink = QColor(0xe8edf3),
      .muted = QColor(0xa3afbd),
      .faint = QColor(0x8b96a5),
      .line = QColor(0x343c47),
      .lineSoft = QColor(0x2a313a),
      .accent = QColor(0x4f9dff),
      .accentTint = QColor(0x1b3350),
      .focus = QColor(0x4f9dff),
      .nodeFill = QColor(0x232a33),
      .nodeLine = QColor(0x4a5563),
      .wire = QColor(0x66727f),
      .shadow = QColor(0, 0, 0, 128),
      .value = QColor(0x5fd3ab),
      .valueTint = QColor(0x15352b),
      .upstream = QColor(0xf2a0e0),
      .upstreamTint = QColor(0x43233e),
      .local = QColor(0x4f9dff),
      .localTint = QColor(0x1b3350),
      .downstream = QColor(0xf5903d),
      .downstreamTint = QColor(0x43281a),
      .parameter = QColor(0xf0cd6a),
      .parameterTint = QColor(0x3b3115),
      .error = QColor(0xff8f9a),
      .errorTint = QColor(0x43202a),
      .errorLine = QColor(0x7c3b48),
      .ok = QColor(0x6fd08c),
      .onRole = QColor(0x10141a),
      .onPrimary = QColor(0x231004),
      .onValue = QColor(0x08251b),
      .ringInner = QColor(0xffffff),
      .ringOuter = QColor(0x000000u),
      .cellLine = QColor(255, 255, 255, 41),
      .gradientMap = DivergingMap::Berlin,
      .valueMap = SequentialMap::Viridis,
  };
  return theme;
}

Theme withColours(Theme theme, const ColourChoice& choice) {
  switch (choice.gradients) {
    case GradientColours::AsTheme: break;
    case GradientColours::Vik: theme.gradientMap = DivergingMap::Vik; break;
    case GradientColours::Berlin: theme.gradientMap = DivergingMap::Berlin; break;
    case GradientColours::RdBu: theme.gradientMap = DivergingMap::RdBu; break;
    case GradientColours::Greys:
      theme.gradientMap = theme.dark ? DivergingMap::DarkGreys : DivergingMap::Greys;
      break;
  }
  theme.valueMap = choice.values;
  theme.divergingValues = choice.divergingValues;
  theme.valuesByPanel = choice.valuesByPanel;
  theme.zeroDots = choice.zeroDots;
  return theme;
}

const Theme& printTheme() {
  static const Theme theme = [] {
    Theme print = lightTheme();
    print.window = print.panel = print.canvas = print.gridDot = QColor(Qt::white);
    print.panelSoft = QColor(0xf4f5f7);
    print.shadow = QColor(0, 0, 0, 0);
    return print;
  }();
  return theme;
}

}  // namespace ui
