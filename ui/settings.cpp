#include "ui/settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr int kRecentFiles = 8;

/// Names in the settings file, in the order of the enumerations.
constexpr std::array gradientNames{"theme", "vik", "berlin", "RdBu", "greys"};
constexpr std::array valueNames{"viridis", "cividis", "batlow", "greys"};

/// The place of a name in a list; 0 where it is not there.
template <typename Names>
int placeOf(const Names& names, const QString& name) {
  const auto found = std::ranges::find_if(names, [&](const char* each) { return name == QLatin1String(each); });
  return found == names.end() ? 0 : static_cast<int>(found - names.begin());
}

QSettings stored() {
  return QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
}

/// GTK and KDE write it into files of their own; other desktops keep it where it cannot be read without them.
bool desktopReducesMotion() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
  for (const QString& gtk : {QStringLiteral("/gtk-4.0/settings.ini"), QStringLiteral("/gtk-3.0/settings.ini")}) {
    const QVariant animations =
        QSettings(folder + gtk, QSettings::IniFormat).value(QStringLiteral("Settings/gtk-enable-animations"));
    if (animations.isValid()) return !(animations.toString() == QStringLiteral("1") || animations.toBool());
  }
  const QVariant factor =
      QSettings(folder + QStringLiteral("/kdeglobals"), QSettings::IniFormat).value(QStringLiteral("KDE/AnimationDurationFactor"));
  return factor.isValid() && factor.toDouble() == 0;
}

}  // namespace

ThemeChoice themeChoice() {
  const QString text = stored().value(QStringLiteral("theme")).toString();
  if (text == QStringLiteral("light")) return ThemeChoice::Light;
  return text == QStringLiteral("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void setThemeChoice(ThemeChoice choice) {
  const QString text = choice == ThemeChoice::Light  ? QStringLiteral("light")
                       : choice == ThemeChoice::Dark ? QStringLiteral("dark")
                                                     : QStringLiteral("system");
  stored().setValue(QStringLiteral("theme"), text);
}

ColourChoice colourChoice() {
  const QSettings settings(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
  const auto flag = [&](const char* key) { return settings.value(QLatin1String(key), false).toBool(); };
  return {.gradients = static_cast<GradientColours>(
              placeOf(gradientNames, settings.value(QStringLiteral("colours/gradients")).toString())),
          .values = static_cast<SequentialMap>(
              placeOf(valueNames, settings.value(QStringLiteral("colours/values")).toString())),
          .divergingValues = flag("colours/divergingValues"),
          .valuesByPanel = flag("colours/valuesByPanel"),
          .zeroDots = flag("colours/zeroDots")};
}

void setColourChoice(const ColourChoice& choice) {
  QSettings settings(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
  settings.setValue(QStringLiteral("colours/gradients"),
                    QLatin1String(gradientNames[static_cast<size_t>(choice.gradients)]));
  settings.setValue(QStringLiteral("colours/values"), QLatin1String(valueNames[static_cast<size_t>(choice.values)]));
  settings.setValue(QStringLiteral("colours/divergingValues"), choice.divergingValues);
  settings.setValue(QStringLiteral("colours/valuesByPanel"), choice.valuesByPanel);
  settings.setValue(QStringLiteral("colours/zeroDots"), choice.zeroDots);
}

QByteArray windowGeometry() { return stored().value(QStringLiteral("geometry")).toByteArray(); }

void setWindowGeometry(const QByteArray& geometry) { stored().setValue(QStringLiteral("geometry"), geometry); }

int dockHeight(const QString& view, int wanted) { return stored().value(QStringLiteral("dockHeight") + view, wanted).toInt(); }

void setDockHeight(const QString& view, int pixels) { stored().setValue(QStringLiteral("dockHeight") + view, pixels); }

bool hintWanted() { return stored().value(QStringLiteral("hint"), true).toBool(); }

void setHintWanted(bool wanted) { stored().setValue(QStringLiteral("hint"), wanted); }

bool panelWanted(const QString& panel) {
  return stored().value(QStringLiteral("panels/") + panel, true).toBool();
}

void setPanelWanted(const QString& panel, bool wanted) {
  stored().setValue(QStringLiteral("panels/") + panel, wanted);
}

bool reducedMotion() {
  const QVariant chosen = stored().value(QStringLiteral("reducedMotion"));
  return chosen.isValid() ? chosen.toBool() : desktopReducesMotion();
}

void setReducedMotion(bool reduced) { stored().setValue(QStringLiteral("reducedMotion"), reduced); }

bool columnGradients() { return stored().value(QStringLiteral("columnGradients"), false).toBool(); }

void setColumnGradients(bool columns) { stored().setValue(QStringLiteral("columnGradients"), columns); }

QStringList recentFiles() { return stored().value(QStringLiteral("recent")).toStringList(); }

void rememberFile(const QString& path) {
  QStringList files = recentFiles();
  const QString full = QFileInfo(path).absoluteFilePath();
  files.removeAll(full);
  files.prepend(full);
  stored().setValue(QStringLiteral("recent"), files.mid(0, kRecentFiles));
}

void forgetFile(const QString& path) {
  QStringList files = recentFiles();
  files.removeAll(path);
  stored().setValue(QStringLiteral("recent"), files);
}

void forgetAllFiles() { stored().remove(QStringLiteral("recent")); }

}  // namespace ui
