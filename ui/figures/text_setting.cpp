#include "ui/figures/text_setting.h"

namespace ui {
namespace {

thread_local TextSetting current;

}  // namespace

const TextSetting& textSetting() { return current; }

const TextSizes& textSizes() {
  static constexpr TextSizes screen{.note = 10.5, .label = 11.5, .tail = 12.5, .gate = 12.5, .formula = 14.25, .slope = 11.5, .index = 11, .words = 12};
  static constexpr TextSizes page{.note = 11.4, .label = 12.35, .tail = 13, .gate = 13, .formula = 14.25, .slope = 13, .index = 13, .words = 13};
  return current.page ? page : screen;
}

TextScope::TextScope(const TextSetting& setting) : before_(current) { current = setting; }

TextScope::~TextScope() { current = before_; }

}  // namespace ui
