#include "ui/style.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QProxyStyle>
#include <QToolTip>

#include "ui/english_plurals.h"
#include "ui/figures/figure_language.h"
#include "ui/figures/icons.h"

/// The resources are part of a static library: nothing else pulls them in. Outside of the namespace, as the macro asks.
static void loadResources() { Q_INIT_RESOURCE(resources); }

namespace ui {
namespace {

/// Fusion without lines under the menus' letters and without icons in the buttons of dialogs: the design has none.
class Style : public QProxyStyle {
 public:
  Style() : QProxyStyle(QStringLiteral("Fusion")) {}
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* answer) const override {
    if (hint == SH_UnderlineShortcut || hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
  }
};

QPalette paletteOf(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.panel);
  palette.setColor(QPalette::WindowText, theme.ink);
  palette.setColor(QPalette::Base, theme.panel);
  palette.setColor(QPalette::AlternateBase, theme.panelSoft);
  palette.setColor(QPalette::Text, theme.ink);
  palette.setColor(QPalette::PlaceholderText, theme.faint);
  palette.setColor(QPalette::Button, theme.panel);
  palette.setColor(QPalette::ButtonText, theme.ink);
  palette.setColor(QPalette::BrightText, theme.error);
  palette.setColor(QPalette::Light, theme.nodeFill);
  palette.setColor(QPalette::Midlight, theme.lineSoft);
  palette.setColor(QPalette::Mid, theme.line);
  palette.setColor(QPalette::Dark, theme.nodeLine);
  palette.setColor(QPalette::Shadow, theme.dark ? QColor(Qt::black) : theme.muted);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.onRole);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::LinkVisited, theme.upstream);
  palette.setColor(QPalette::ToolTipBase, theme.nodeFill);
  palette.setColor(QPalette::ToolTipText, theme.ink);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, theme.faint);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
  palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.muted);
  return palette;
}

/// `:/style.qss` with each `@name` replaced by the theme's colour of that name.
QString styleSheetOf(const Theme& theme) {
  QFile file(QStringLiteral(":/style.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  const std::pair<const char*, QColor> names[] = {
      {"@window", theme.window},         {"@panelSoft", theme.panelSoft}, {"@panel", theme.panel},
      {"@ink", theme.ink},               {"@muted", theme.muted},         {"@faint", theme.faint},
      {"@lineSoft", theme.lineSoft},     {"@line", theme.line},           {"@accentTint", theme.accentTint},
      {"@accent", theme.accent},         {"@focus", theme.focus},         {"@nodeFill", theme.nodeFill},
      {"@nodeLine", theme.nodeLine},     {"@onRole", theme.onRole},       {"@errorTint", theme.errorTint},
      {"@errorLine", theme.errorLine},   {"@error", theme.error},
  };
  // Longer names stand before the shorter ones that begin them.
  for (const auto& [name, colour] : names) sheet.replace(QLatin1String(name), colour.name());
  return sheet.replace(QStringLiteral("@theme"), theme.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

}  // namespace

QFont programFont() {
  QFont font;
  font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC"),
                    QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("Noto Sans"),
                    QStringLiteral("DejaVu Sans")});
  font.setPixelSize(13);
  return font;
}

void prepareApplication(QApplication& application) {
  loadResources();
  application.setFont(programFont());
  application.setWindowIcon(programIcon());
  QCoreApplication::installTranslator(new EnglishPlurals(&application));
  QCoreApplication::installTranslator(new FigureTranslator(&application));
}

void applyTheme(QApplication& application, const Theme& theme) {
  if (application.styleSheet().isEmpty()) application.setStyle(new Style);  // the first time
  application.setPalette(paletteOf(theme));
  QToolTip::setPalette(paletteOf(theme));
  application.setStyleSheet(styleSheetOf(theme));
}

const Theme& systemTheme(QApplication& application) {
  const QPalette ours = application.palette();
  application.setPalette(QPalette());
  const QPalette system = application.palette();
  application.setPalette(ours);
  return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness()
             ? darkTheme()
             : lightTheme();
}

}  // namespace ui
