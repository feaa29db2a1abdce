#include "ui/panels/inspector/attribute_text.h"

#include <QRegularExpression>
#include <QStringList>

namespace ui {

std::optional<core::AttributeValue> typedAttribute(const core::AttributeSpec& spec, const QString& text) {
  QString trimmed = text.trimmed();
  trimmed.replace(QChar(0x2212), u'-');
  if (spec.type == core::AttributeType::Text) return trimmed.toStdString();
  if (trimmed == "null" || trimmed == "none" || trimmed.isEmpty()) return std::monostate{};
  if (trimmed == "true") return true;
  if (trimmed == "false") return false;
  bool isNumber = false;
  if (const qlonglong integer = trimmed.toLongLong(&isNumber); isNumber && spec.type != core::AttributeType::IntegerList) {
    return core::Index(integer);
  }
  const bool wantsReal = spec.type == core::AttributeType::Real || spec.type == core::AttributeType::MaybeReal;
  if (const double real = trimmed.toDouble(&isNumber); isNumber && wantsReal) return real;
  QString inner = trimmed;
  static const QRegularExpression brackets("^[\\[(]|[\\])]$");
  static const QRegularExpression separators("[\\s,;×x]+");
  inner.remove(brackets);
  std::vector<core::Index> list;
  for (const QString& part : inner.split(separators, Qt::SkipEmptyParts)) {
    const qlonglong entry = part.toLongLong(&isNumber);
    if (!isNumber) return std::nullopt;
    list.push_back(entry);
  }
  return list;
}

}  // namespace ui
