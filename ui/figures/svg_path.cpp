#include "ui/figures/svg_path.h"

#include <array>
#include <cmath>
#include <utility>

namespace ui {
namespace {

constexpr double farthest = 1e7;

/// Reads a path from left to right. Every step takes at least one character or ends the reading, so that no
/// input can hold it up.
class PathReader {
public:
  PathReader(QStringView text, int most) : text_(text), most_(most) {}

  std::optional<QPainterPath> read() {
    path_.setFillRule(Qt::WindingFill);
    char16_t command = 0;
    while (skipSeparators(), at_ < text_.size()) {
      const QChar c = text_[at_];
      if (c.isLetter()) {
        command = c.unicode();
        ++at_;
      } else if (command == 0 || isClose(command)) {
        return std::nullopt;
      }
      if (!apply(command) || path_.elementCount() > most_) return std::nullopt;
      // Pairs that follow a start are lines.
      if (command == u'M') command = u'L';
      if (command == u'm') command = u'l';
    }
    return path_;
  }

private:
  static bool isClose(char16_t command) { return command == u'Z' || command == u'z'; }

  void skipSeparators() {
    while (at_ < text_.size() && (text_[at_].isSpace() || text_[at_] == u',')) ++at_;
  }

  /// One number, which ends where the next begins: "0-155" and ".5.5" are two.
  std::optional<double> number() {
    skipSeparators();
    const qsizetype start = at_;
    const auto isAt = [this](QStringView set) { return at_ < text_.size() && set.contains(text_[at_]); };
    const auto digits = [this] {
      while (at_ < text_.size() && text_[at_] >= u'0' && text_[at_] <= u'9') ++at_;
    };
    if (isAt(u"+-")) ++at_;
    digits();
    if (isAt(u".")) {
      ++at_;
      digits();
    }
    if (isAt(u"eE") && at_ > start) {
      ++at_;
      if (isAt(u"+-")) ++at_;
      digits();
    }
    bool valid = false;
    const double value = text_.mid(start, at_ - start).toDouble(&valid);
    if (!valid || !std::isfinite(value) || std::abs(value) > farthest) return std::nullopt;
    return value;
  }

  template <std::size_t count>
  std::optional<std::array<QPointF, count>> points(bool relative) {
    const QPointF origin = relative ? path_.currentPosition() : QPointF();
    std::array<QPointF, count> result;
    for (QPointF& point : result) {
      const auto x = number();
      const auto y = x ? number() : std::nullopt;
      if (!y) return std::nullopt;
      point = origin + QPointF(*x, *y);
    }
    return result;
  }

  /// The control point that continues the last curve of the same kind smoothly.
  QPointF mirrored(bool continues) const {
    const QPointF here = path_.currentPosition();
    return continues ? 2 * here - control_ : here;
  }

  bool apply(char16_t command) {
    const bool relative = command >= u'a';
    const char16_t kind = relative ? command - u'a' + u'A' : command;
    const char16_t before = std::exchange(last_, kind);
    if (before == 0 && kind != u'M') return false;
    switch (kind) {
      case u'Z': path_.closeSubpath(); return true;
      case u'H':
      case u'V': {
        const auto value = number();
        if (!value) return false;
        QPointF to = path_.currentPosition();
        double& part = kind == u'H' ? to.rx() : to.ry();
        part = *value + (relative ? part : 0);
        path_.lineTo(to);
        return true;
      }
      case u'M':
      case u'L':
        if (const auto to = points<1>(relative)) {
          kind == u'M' ? path_.moveTo((*to)[0]) : path_.lineTo((*to)[0]);
          return true;
        }
        return false;
      case u'T':
        control_ = mirrored(before == u'Q' || before == u'T');
        if (const auto to = points<1>(relative)) {
          path_.quadTo(control_, (*to)[0]);
          return true;
        }
        return false;
      case u'Q':
        if (const auto to = points<2>(relative)) {
          control_ = (*to)[0];
          path_.quadTo(control_, (*to)[1]);
          return true;
        }
        return false;
      case u'S': {
        const QPointF first = mirrored(before == u'C' || before == u'S');
        const auto to = points<2>(relative);
        if (!to) return false;
        control_ = (*to)[0];
        path_.cubicTo(first, control_, (*to)[1]);
        return true;
      }
      case u'C':
        if (const auto to = points<3>(relative)) {
          control_ = (*to)[1];
          path_.cubicTo((*to)[0], control_, (*to)[2]);
          return true;
        }
        return false;
      default: return false;
    }
  }

  QStringView text_;
  int most_;
  qsizetype at_ = 0;
  QPainterPath path_;
  QPointF control_;
  char16_t last_ = 0;
};

}  // namespace

std::optional<QPainterPath> readSvgPath(QStringView text, int most) { return PathReader(text, most).read(); }

}  // namespace ui
