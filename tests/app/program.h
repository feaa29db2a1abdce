#pragma once

#include <QProcess>
#include <QStringList>
#include <nlohmann/json.hpp>
#include <string>

// The program itself, run as a process.
namespace program {

using Json = nlohmann::ordered_json;

struct Outcome {
  int status = -1;
  std::string output;
  std::string errors;
};

inline Outcome chainrule(const QStringList& arguments) {
  QProcess process;
  // Neither a display nor a platform plugin: these commands start no graphical system.
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.remove("DISPLAY");
  environment.remove("WAYLAND_DISPLAY");
  environment.insert("QT_QPA_PLATFORM", "none-such");
  process.setProcessEnvironment(environment);
  process.start(CHAINRULE_BINARY, arguments);
  process.closeWriteChannel();
  if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit) return {};
  return {process.exitCode(), process.readAllStandardOutput().toStdString(),
          process.readAllStandardError().toStdString()};
}

inline QString example(const QString& name) {
  return CHAINRULE_SOURCE_DIR "/resources/examples/" + name + ".chainrule";
}

/// The results of a run that must succeed.
inline Json results(const QString& file, const QStringList& options = {}) {
  const Outcome outcome = chainrule(QStringList{"run", file, "--json"} + options);
  if (outcome.status != 0 || !outcome.errors.empty()) {
    qWarning("%s", outcome.errors.c_str());
    return Json::object();
  }
  return Json::parse(outcome.output);
}

}  // namespace program
