#include "ui/export/export_settings.h"

#include <QCryptographicHash>
#include <QSettings>

#include <algorithm>

namespace ui {
namespace {

constexpr double automatic = 0;  // stands for a height that follows from the figure

/// The keys of one document; paths hold what keys may not.
QString groupOf(const QString& document) {
  const QByteArray hash = QCryptographicHash::hash(document.toUtf8(), QCryptographicHash::Sha1).toHex().left(16);
  return QStringLiteral("export/") + (document.isEmpty() ? QStringLiteral("new") : QString::fromLatin1(hash));
}

template <typename Enum>
Enum read(const QSettings& store, const char* key, Enum fallback, int count) {
  const int number = store.value(QLatin1String(key), static_cast<int>(fallback)).toInt();
  return number >= 0 && number < count ? static_cast<Enum>(number) : fallback;
}

double readNumber(const QSettings& store, const char* key, double fallback, double least, double most) {
  const double number = store.value(QLatin1String(key), fallback).toDouble();
  return number >= least && number <= most ? number : fallback;
}

}  // namespace

ExportSettings exportSettings(const QString& document) {
  QSettings store(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
  store.beginGroup(groupOf(document));
  ExportSettings settings;
  FigureRequest& request = settings.request;
  const auto flag = [&](const char* key, bool fallback) { return store.value(QLatin1String(key), fallback).toBool(); };
  request.what = read(store, "what", request.what, 5);
  request.panel = read(store, "panel", request.panel, 3);
  request.chart = read(store, "chart", request.chart, 5);
  request.logarithmic = flag("logarithmic", true);
  if (const int scope = store.value(QStringLiteral("scale"), -1).toInt(); scope >= 0 && scope < 3)
    request.scale.scope = static_cast<ScaleScope>(scope);
  request.scale.log = flag("scaleLog", false);
  request.style = read(store, "style", request.style, 4);
  request.theme = read(store, "theme", request.theme, 3);
  request.fonts = read(store, "fonts", request.fonts, 3);
  request.language = flag("chinese", false) ? TextLanguage::Chinese : TextLanguage::English;
  request.transparent = flag("transparent", false);
  request.title = request.legend = flag("title", true);
  request.values = flag("values", true);
  request.gradients = flag("gradients", true);
  request.names = flag("names", true);
  request.textPt = readNumber(store, "text", request.textPt, 2, 72);
  request.widthMm = readNumber(store, "width", request.widthMm, 10, 2000);
  const double height = readNumber(store, "height", *request.heightMm, automatic, 2000);
  request.heightMm = height == automatic ? std::nullopt : std::optional(height);
  settings.steps = read(store, "steps", settings.steps, 3);
  settings.first = store.value(QStringLiteral("first"), 0).toInt();
  settings.last = store.value(QStringLiteral("last"), 0).toInt();
  settings.format = read(store, "format", settings.format, static_cast<int>(formatNames().size()));
  settings.alternativeText = flag("alternativeText", true);
  settings.pattern = store.value(QStringLiteral("pattern"), settings.pattern).toString();
  settings.folder = store.value(QStringLiteral("folder")).toString();
  settings.dpi = readNumber(store, "dpi", settings.dpi, 20, 2400);
  settings.outlines = flag("outlines", false);
  settings.secondsPerStep = readNumber(store, "seconds", settings.secondsPerStep, 0.1, 60);
  settings.plays = static_cast<int>(readNumber(store, "plays", settings.plays, 0, 1000));
  settings.poster = flag("poster", true);
  return settings;
}

void keepExportSettings(const QString& document, const ExportSettings& settings) {
  QSettings store(QStringLiteral("chainrule"), QStringLiteral("chainrule"));
  store.beginGroup(groupOf(document));
  const FigureRequest& request = settings.request;
  const auto set = [&](const char* key, const QVariant& value) { store.setValue(QLatin1String(key), value); };
  set("what", static_cast<int>(request.what));
  set("panel", static_cast<int>(request.panel));
  set("chart", static_cast<int>(request.chart));
  set("logarithmic", request.logarithmic);
  set("scale", request.scale.scope ? static_cast<int>(*request.scale.scope) : -1);
  set("scaleLog", request.scale.log);
  set("style", static_cast<int>(request.style));
  set("theme", static_cast<int>(request.theme));
  set("fonts", static_cast<int>(request.fonts));
  set("chinese", request.language == TextLanguage::Chinese);
  set("transparent", request.transparent);
  set("title", request.title);
  set("values", request.values);
  set("gradients", request.gradients);
  set("names", request.names);
  set("text", request.textPt);
  set("width", request.widthMm);
  set("height", request.heightMm.value_or(automatic));
  set("steps", static_cast<int>(settings.steps));
  set("first", settings.first);
  set("last", settings.last);
  set("format", static_cast<int>(settings.format));
  set("alternativeText", settings.alternativeText);
  set("pattern", settings.pattern);
  set("folder", settings.folder);
  set("dpi", settings.dpi);
  set("outlines", settings.outlines);
  set("seconds", settings.secondsPerStep);
  set("plays", settings.plays);
  set("poster", settings.poster);
}

}  // namespace ui
