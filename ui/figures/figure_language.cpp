#include "ui/figures/figure_language.h"

#include "ui/figures/text_setting.h"

namespace ui {

FigureTranslator::FigureTranslator(QObject* parent) : QTranslator(parent) {
  for (const char* name : {"chainrule_zh_CN", "catalogue_zh_CN"}) {
    auto* texts = new QTranslator(this);
    const bool loaded = texts->load(QStringLiteral(":/translations/%1.qm").arg(QLatin1String(name)));
    Q_ASSERT(loaded);
    if (loaded) chinese_.push_back(texts);
  }
}

QString FigureTranslator::translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const {
  const TextLanguage language = textSetting().language;
  if (language == TextLanguage::Window) return {};
  if (language == TextLanguage::Chinese) {
    for (const QTranslator* texts : chinese_) {
      const QString found = texts->translate(context, sourceText, disambiguation, n);
      if (!found.isNull()) return found;
    }
  }
  // Not null, so that nobody else is asked: English is written in the source.
  const QString english = QString::fromUtf8(sourceText);
  return n < 0 ? english
               : QString(english).replace(QStringLiteral("(s)"), n == 1 ? QString() : QStringLiteral("s"));
}

}  // namespace ui
