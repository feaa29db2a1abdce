#include "ui/model/sheet_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/file/graph_file.h"
#include "ui/model/layout.h"

namespace ui {
namespace {

Breakpoints breakpointsFrom(const QJsonObject& view) {
  Breakpoints result;
  for (const QJsonValue& id : view["breakpoints"].toArray()) {
    if (!id.toString().isEmpty()) result.nodes.insert(core::NodeId(id.toString().toStdString()));
  }
  const QJsonObject stops = view["stops"].toObject();
  result.notFinite = stops["notFinite"].toBool();
  if (stops["gradientBelow"].isDouble()) result.gradientBelow = stops["gradientBelow"].toDouble();
  result.sumIncomplete = stops["sumIncomplete"].toBool();
  return result;
}

void write(QJsonObject& view, const Breakpoints& breakpoints) {
  QJsonArray nodes;
  for (const core::NodeId& id : breakpoints.nodes) nodes.append(QString::fromStdString(id.text()));
  if (!nodes.isEmpty()) view["breakpoints"] = nodes;
  if (!breakpoints.hasConditions()) return;
  QJsonObject stops;
  if (breakpoints.notFinite) stops["notFinite"] = true;
  if (breakpoints.gradientBelow) stops["gradientBelow"] = *breakpoints.gradientBelow;
  if (breakpoints.sumIncomplete) stops["sumIncomplete"] = true;
  view["stops"] = stops;
}

SlicePlaces slicesFrom(const QJsonArray& array) {
  SlicePlaces places;
  for (const QJsonValue& value : array) {
    const QJsonObject object = value.toObject();
    if (object["node"].toString().isEmpty()) continue;
    SlicePlace place;
    for (int k = 0; k < 3; ++k) {
      std::vector<core::Index> cut;
      for (const QJsonValue& at : object["cut"].toArray()[k].toArray()) cut.push_back(std::max(0, at.toInt()));
      place.cut[static_cast<std::size_t>(k)] = core::IndexVector(std::span<const core::Index>(cut));
      place.page[static_cast<std::size_t>(k)] = std::max(0, object["page"].toArray()[k].toInt());
    }
    places[{core::NodeId(object["node"].toString().toStdString()), std::max(0, object["argument"].toInt())}] = place;
  }
  return places;
}

QJsonArray arrayOf(const SlicePlaces& places) {
  QJsonArray array;
  for (const auto& [key, place] : places) {
    if (place == SlicePlace()) continue;
    QJsonArray cut, page;
    for (std::size_t k = 0; k < 3; ++k) {
      QJsonArray axes;
      for (const core::Index at : place.cut[k]) axes.append(static_cast<qint64>(at));
      cut.append(axes);
      page.append(place.page[k]);
    }
    array.append(QJsonObject{{"node", QString::fromStdString(key.first.text())}, {"argument", key.second}, {"cut", cut}, {"page", page}});
  }
  return array;
}

/// As files name them, in the order of `TensorSpot`.
constexpr std::array spots{"stepValue", "stepGradient", "value", "gradient"};

TensorPlaces tensorPlacesFrom(const QJsonArray& array) {
  TensorPlaces places;
  for (const QJsonValue& value : array) {
    const QJsonObject object = value.toObject();
    const auto spot = std::ranges::find_if(
        spots, [&](const char* name) { return object["of"].toString() == QLatin1String(name); });
    if (object["node"].toString().isEmpty() || spot == spots.end()) continue;
    std::vector<core::Index> cut;
    for (const QJsonValue& at : object["cut"].toArray()) cut.push_back(std::max(0, at.toInt()));
    places[{core::NodeId(object["node"].toString().toStdString()),
            static_cast<TensorSpot>(spot - spots.begin())}] = {
        core::IndexVector(std::span<const core::Index>(cut)), std::max(0, object["page"].toInt())};
  }
  return places;
}

QJsonArray arrayOf(const TensorPlaces& places) {
  QJsonArray array;
  for (const auto& [key, place] : places) {
    if (place == TensorPlace()) continue;
    QJsonArray cut;
    for (const core::Index at : place.cut) cut.append(static_cast<qint64>(at));
    array.append(QJsonObject{{"node", QString::fromStdString(key.first.text())},
                             {"of", QLatin1String(spots[static_cast<std::size_t>(key.second)])},
                             {"cut", cut},
                             {"page", place.page}});
  }
  return array;
}

/// Runs of marked entries, first and count: {"W": [[15, 5]]}.
QJsonObject objectOf(const FreshEntries& fresh) {
  QJsonObject object;
  for (const auto& [id, entries] : fresh) {
    QJsonArray runs;
    for (std::size_t k = 0; k < entries.size();) {
      std::size_t end = k + 1;
      while (end < entries.size() && entries[end] == entries[end - 1] + 1) ++end;
      runs.append(QJsonArray{static_cast<qint64>(entries[k]), static_cast<qint64>(end - k)});
      k = end;
    }
    object[QString::fromStdString(id.text())] = runs;
  }
  return object;
}

/// Only what the graph has: a file may hold anything.
FreshEntries freshFrom(const QJsonObject& object, const core::Graph& graph) {
  FreshEntries fresh;
  for (auto at = object.begin(); at != object.end(); ++at) {
    const core::Node* node = at.key().isEmpty() ? nullptr : graph.find(core::NodeId(at.key().toStdString()));
    if (node == nullptr || !node->value) continue;
    std::vector<core::Index> entries;
    for (const QJsonValue& run : at.value().toArray()) {
      const core::Index first = run[0].toInteger(-1), size = node->value->tensor.size();
      if (first < 0 || first >= size) continue;
      const core::Index count = std::min<core::Index>(run[1].toInteger(), size - first);
      for (core::Index k = 0; k < count && entries.size() < static_cast<std::size_t>(size); ++k) entries.push_back(first + k);
    }
    std::ranges::sort(entries);
    entries.erase(std::ranges::unique(entries).begin(), entries.end());
    fresh[node->id] = std::move(entries);
  }
  return fresh;
}

ViewState viewFrom(const std::string& json) {
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
  ViewState view;
  view.cursor = std::max(0, object["step"].toInt());
  view.zoom = std::clamp(object["zoom"].toDouble(1), 0.1, 4.0);
  if (object["centre"].isArray()) {
    view.centre = QPointF(object["centre"][0].toDouble(), object["centre"][1].toDouble());
  }
  if (object["selected"].isString()) view.selected = core::NodeId(object["selected"].toString().toStdString());
  view.argument = std::max(0, object["argument"].toInt());
  view.reading = object["reading"].toString();
  view.tensors = object["tensors"].toString();
  view.slices = slicesFrom(object["slices"].toArray());
  view.valueTensors = object["valueTensors"].toString();
  view.gradientTensors = object["gradientTensors"].toString();
  view.tensorPlaces = tensorPlacesFrom(object["tensorPlaces"].toArray());
  view.breakpoints = breakpointsFrom(object);
  return view;
}

std::string jsonOf(const ViewState& view, const FreshEntries& fresh) {
  QJsonObject object{{"step", view.cursor}, {"zoom", view.zoom}, {"argument", view.argument}};
  if (view.centre) object["centre"] = QJsonArray{view.centre->x(), view.centre->y()};
  if (view.selected) object["selected"] = QString::fromStdString(view.selected->text());
  if (!view.reading.isEmpty()) object["reading"] = view.reading;
  if (!view.tensors.isEmpty()) object["tensors"] = view.tensors;
  if (const QJsonArray slices = arrayOf(view.slices); !slices.isEmpty()) object["slices"] = slices;
  const auto named = [&](const char* key, const QString& reading) {
    if (!reading.isEmpty() && reading != QStringLiteral("slices")) object[QLatin1String(key)] = reading;
  };
  named("valueTensors", view.valueTensors);
  named("gradientTensors", view.gradientTensors);
  if (const QJsonArray places = arrayOf(view.tensorPlaces); !places.isEmpty())
    object["tensorPlaces"] = places;
  write(object, view.breakpoints);
  if (!fresh.empty()) object["unset"] = objectOf(fresh);
  return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

[[noreturn]] void refuse(const char* pattern, const QFileDevice& file) {
  throw core::Error(pattern, {file.fileName().toStdString(), file.errorString().toStdString()});
}

}  // namespace

std::pair<Sheet, ViewState> loadSheet(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) refuse("%1 cannot be opened: %2", file);
  constexpr qint64 largestFile = qint64(1) << 28;
  if (file.size() > largestFile) {
    throw core::Error("%1 is larger than the 256 MiB that a graph file may have", {path.toStdString()});
  }
  const QByteArray content = file.readAll();
  core::GraphFile read =
      core::readGraphFile(std::string_view(content.constData(), static_cast<std::size_t>(content.size())),
                          path.toStdString());
  Sheet sheet;
  sheet.graph = std::move(read.graph);
  for (const auto& [id, position] : read.layout) {
    if (sheet.graph.find(id)) sheet.positions[id] = {position.x, position.y};
  }
  if (sheet.positions.size() < sheet.graph.size()) placeMissing(sheet);
  sheet.unknown = std::move(read.unknown);
  const QJsonObject kept = QJsonDocument::fromJson(QByteArray::fromStdString(read.view)).object();
  sheet.fresh = freshFrom(kept["unset"].toObject(), sheet.graph);
  settleFresh(sheet);
  return {std::move(sheet), viewFrom(read.view)};
}

void saveSheet(const QString& path, const Sheet& sheet, const ViewState& view) {
  core::GraphFile written{sheet.graph, {}, jsonOf(view, sheet.fresh), sheet.unknown};
  for (const auto& [id, position] : sheet.positions) written.layout[id] = {position.x(), position.y()};
  QSaveFile file(path);
  const std::string text = core::writeGraphFile(written);
  if (!file.open(QIODevice::WriteOnly)) refuse("%1 cannot be written: %2. Choose another folder or name.", file);
  if (file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !file.commit()) {
    refuse("%1 could not be written: %2. The file on disk is unchanged.", file);
  }
}

}  // namespace ui
