#pragma once

namespace ui {

/// The fonts that figures are set in: the program's own (Inter, symbols in STIX), or one family for all.
enum class FontChoice { Program, LatinModern, Stix };

/// The language of a figure's words. `Window`: whatever the program speaks.
enum class TextLanguage { Window, English, Chinese };

/// How this thread draws text while it makes a figure.
struct TextSetting {
  FontChoice fonts = FontChoice::Program;
  TextLanguage language = TextLanguage::Window;
  bool outlines = false;       ///< letters as filled outlines, for readers that have not the fonts
  double* smallest = nullptr;  ///< takes the size of the smallest letters drawn, in units of the device
};

const TextSetting& textSetting();

/// Sets the texts of this thread while it lives.
class TextScope {
public:
  explicit TextScope(const TextSetting& setting);
  ~TextScope();
  TextScope(const TextScope&) = delete;
  TextScope& operator=(const TextScope&) = delete;

private:
  TextSetting before_;
};

}  // namespace ui
