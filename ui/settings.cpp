#include "ui/settings.h"

#include <QFileInfo>
#include <QSettings>

namespace ui {
namespace {

constexpr int kRecentFiles = 8;

QSettings stored() {
  return QSettings(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
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
