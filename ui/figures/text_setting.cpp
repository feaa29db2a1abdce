#include "ui/figures/text_setting.h"

namespace ui {
namespace {

thread_local TextSetting current;

}  // namespace

const TextSetting& textSetting() { return current; }

TextScope::TextScope(const TextSetting& setting) : before_(current) { current = setting; }

TextScope::~TextScope() { current = before_; }

}  // namespace ui
