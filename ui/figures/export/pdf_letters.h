#pragma once

#include <string>

namespace ui {

/// The table of a PDF's font that says which letters its glyphs are (ToUnicode), with Chinese letters in the place of radicals. A
/// font draws 比 and the radical ⽐ with one glyph, Qt writes the radical, and nobody finds what looks like the word.
std::string withLettersForRadicals(const std::string& table);

}  // namespace ui
