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
  bool page = false;           ///< for a page, which nobody can zoom into: small texts are larger than on the screen
};

const TextSetting& textSetting();

/// Sizes of the texts beside titles of 13 px, in px. On a page of 8 pt notes have 7 pt, numbers at wires 7.6 pt, indices 5.5 pt at
/// least.
struct TextSizes {
  double note;     ///< second line of a leaf, pills, limits of a legend
  double label;    ///< at wires
  double tail;     ///< behind a leaf's name
  double gate;     ///< title and formula of a gate
  double formula;  ///< in a box
  double slope;    ///< "∂L/∂W" in a parameter
  double index;    ///< names of columns, titles of blocks
  double words;    ///< subtitles, keys of a legend
};
const TextSizes& textSizes();

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
