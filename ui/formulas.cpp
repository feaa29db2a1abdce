#include "ui/formulas.h"

#include <QApplication>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include "core/functions/catalogue.h"
#include "ui/figures/math_awaited.h"
#include "ui/figures/math_text.h"
#include "ui/model/palette.h"

namespace ui {
namespace {

constexpr int afterFirstSight = 300;  // ms: the window is drawn and can be used

/// What cards (stacked) and lists (on one line) show of the catalogue.
std::vector<MathRequest> catalogueFormulas() {
  std::vector<MathRequest> requests;
  for (const core::Function& function : core::catalogue()) {
    requests.push_back(MathText::request(formulaTex(function), MathText::Style::Display));
    if (!function.isLeaf()) {
      for (const QString& local : localFormulasTex(function)) {
        requests.push_back(MathText::request(local, MathText::Style::Display));
      }
    }
    requests.push_back(MathText::request(formulaTex(function)));
  }
  return requests;
}

}  // namespace

QString mathScript() { return QStringLiteral(":/mathematics/mathjax.js"); }

Formulas::Formulas(QWidget* window) : QObject(window), typesetter_(mathScript()) {
  window->installEventFilter(this);
  connect(&typesetter_, &MathTypesetter::arrived, this, &Formulas::tell);
}

bool Formulas::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show) {
    watched->removeEventFilter(this);
    QTimer::singleShot(afterFirstSight, this, &Formulas::start);
  }
  return QObject::eventFilter(watched, event);
}

void Formulas::start() {
  typesetter_.start();
  typesetter_.store().prefetch(catalogueFormulas());
}

void Formulas::tell() {
  // Only those that show a formula as long as it is not typeset are drawn again.
  const QSet<const QPaintDevice*> awaiting = takeAwaiting();
  QList<QPointer<QWidget>> widgets;
  for (QWidget* widget : QApplication::allWidgets()) widgets << widget;
  for (const QPointer<QWidget>& widget : widgets) {
    if (!widget) continue;
    QEvent news(formulasArrived());
    QCoreApplication::sendEvent(widget, &news);
    if (widget && awaiting.contains(widget)) widget->update();
  }
}

}  // namespace ui
