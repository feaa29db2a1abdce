#include "ui/model/tensor_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>
#include <limits>

#include "core/graph/shapes.h"

namespace ui {
namespace {

QString say(const char* text) { return QCoreApplication::translate("ui::TensorText", text); }

}  // namespace

TypedNumber typedNumber(const QString& text) {
  QString trimmed = text.trimmed();
  trimmed.replace(QChar(0x2212), u'-');
  static const QHash<QString, double> words{{"nan", std::numeric_limits<double>::quiet_NaN()},
                                            {"inf", std::numeric_limits<double>::infinity()},
                                            {"+inf", std::numeric_limits<double>::infinity()},
                                            {"-inf", -std::numeric_limits<double>::infinity()},
                                            {"infinity", std::numeric_limits<double>::infinity()},
                                            {"-infinity", -std::numeric_limits<double>::infinity()},
                                            {"∞", std::numeric_limits<double>::infinity()},
                                            {"-∞", -std::numeric_limits<double>::infinity()}};
  if (const auto word = words.constFind(trimmed.toLower()); word != words.cend()) return {*word, {}};
  bool isNumber = false;
  const double number = trimmed.toDouble(&isNumber);
  if (isNumber) return {number, {}};
  if (trimmed.isEmpty()) return {std::nullopt, say("A number is missing.")};
  QString withPoint = trimmed;
  withPoint.replace(u',', u'.');
  bool pointHelps = false;
  withPoint.toDouble(&pointHelps);
  if (pointHelps) return {std::nullopt, say("%1: use a point: %2").arg(trimmed, withPoint)};
  return {std::nullopt, say("%1 is not a number: write 1.5, −2e-3, nan or inf").arg(trimmed)};
}

TypedShape typedShape(const QString& text) {
  static const QRegularExpression separators("[\\s,;×xX*]+");
  QString trimmed = text.trimmed();
  if (trimmed.startsWith(u'(') || trimmed.startsWith(u'[')) trimmed = trimmed.mid(1, trimmed.size() - 2).trimmed();
  if (trimmed.isEmpty() || trimmed == say("scalar") || trimmed == "scalar") return {core::Shape{}, {}};
  std::vector<core::Index> axes;
  double entries = 1;
  for (const QString& part : trimmed.split(separators, Qt::SkipEmptyParts)) {
    bool isSize = false;
    const qlonglong size = part.toLongLong(&isSize);
    if (!isSize || size < 0) {
      return {std::nullopt, say("%1 is not a size: write whole numbers, such as 3×5").arg(part)};
    }
    axes.push_back(size);
    entries *= static_cast<double>(size);
  }
  if (axes.size() > 16) return {std::nullopt, say("At most 16 axes can be edited here.")};
  if (entries > static_cast<double>(core::largestTensor)) {
    return {std::nullopt, say("That is more than the %1 entries that a tensor may have.").arg(core::largestTensor)};
  }
  return {core::Shape(axes), {}};
}

PastedBlock pastedBlock(const QString& text) {
  QString clean = text;
  clean.remove(u'\r');
  while (clean.endsWith(u'\n')) clean.chop(1);
  // The strongest separator that occurs divides; a comma beside tabs or semicolons would be a decimal comma.
  const QRegularExpression separator(clean.contains(u'\t')   ? "\t"
                                     : clean.contains(u';') ? "\\s*;\\s*"
                                     : clean.contains(u',') ? "\\s*,\\s*"
                                                            : "\\s+");
  PastedBlock block;
  std::size_t width = 0;
  const QStringList lines = clean.split(u'\n');
  for (qsizetype line = 0; line < lines.size(); ++line) {
    std::vector<double> row;
    QString content = lines[line].trimmed();
    static const QRegularExpression brackets("[\\[\\]()]");
    content.remove(brackets);
    const QStringList fields = content.split(separator);
    for (qsizetype k = 0; k < fields.size(); ++k) {
      if (fields[k].trimmed().isEmpty() && k + 1 == fields.size() && k > 0) continue;  // a separator at the line's end
      const TypedNumber typed = typedNumber(fields[k]);
      if (!typed.number) {
        block.rows.clear();
        block.complaint = say("Line %1, column %2: %3").arg(line + 1).arg(k + 1).arg(typed.complaint);
        return block;
      }
      row.push_back(*typed.number);
    }
    width = std::max(width, row.size());
    block.rows.push_back(std::move(row));
  }
  for (std::vector<double>& row : block.rows) row.resize(width);
  return block;
}

core::Tensor reshapedKeeping(const core::Tensor& tensor, const core::Shape& shape) {
  core::Tensor result(shape);
  const core::Index shared = std::min(tensor.shape().rank(), shape.rank());
  const core::Index rank = tensor.shape().rank();
  if (result.size() == 0 || tensor.size() == 0) return result;
  for (core::Index flat = 0; flat < tensor.size(); ++flat) {
    const core::IndexVector from = core::indexVector(tensor.shape(), flat);
    core::IndexVector to(static_cast<std::size_t>(shape.rank()));
    // Axes are aligned from the end: a vector that becomes a matrix is its first row.
    bool hasPlace = true;
    for (core::Index axis = 0; axis < rank; ++axis) {
      const core::Index index = from[static_cast<std::size_t>(axis)];
      if (axis < rank - shared) {
        hasPlace = hasPlace && index == 0;
        continue;
      }
      const core::Index target = axis - rank + shape.rank();
      hasPlace = hasPlace && index < shape[target];
      to[static_cast<std::size_t>(target)] = index;
    }
    if (hasPlace) result[core::flatIndex(shape, std::span<const core::Index>(to.data(), to.size()))] = tensor[flat];
  }
  return result;
}

}  // namespace ui
