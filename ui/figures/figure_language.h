#pragma once

#include <QTranslator>

#include <vector>

namespace ui {

/// Translates what is written while a figure is made, into the language of the figure
/// (`TextSetting::language`), whatever the window's. Installed last, so that it is asked first; outside
/// figures it leaves everything to the others.
class FigureTranslator : public QTranslator {
  Q_OBJECT

public:
  explicit FigureTranslator(QObject* parent = nullptr);

  QString translate(const char* context, const char* sourceText, const char* disambiguation,
                    int n) const override;
  bool isEmpty() const override { return false; }

private:
  std::vector<QTranslator*> chinese_;
};

}  // namespace ui
