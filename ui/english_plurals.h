#pragma once

#include <QTranslator>

namespace ui {

/// Writes "%n node(s)" as "1 node" and "2 nodes". A language with a translation file has its own plural forms and does not ask.
class EnglishPlurals : public QTranslator {
  Q_OBJECT

 public:
  using QTranslator::QTranslator;
  QString translate(const char* context, const char* sourceText, const char* disambiguation, int n) const override;
  bool isEmpty() const override { return false; }
};

}  // namespace ui
