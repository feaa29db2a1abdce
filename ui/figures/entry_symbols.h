#pragma once

#include <QString>

#include "ui/figures/equation_content.h"

namespace ui {

// How single entries of an equation are named and written.

/// Two decimals like the cells, more digits where those would all be zeros.
QString entryNumber(const EquationContent& content, double v);
/// "(1,3)", counted from 1.
QString entryIndex(const core::Shape& shape, core::Index entry);
/// Whether an entry can be written as a_3: a scalar, or a vector whose name has no subscript of its own.
bool hasEntrySymbol(const QString& name, const core::Shape& shape);
/// a_3 in TeX; the bare name where there is no symbol for the entry.
QString entryTex(const QString& name, const core::Shape& shape, core::Index entry);

}  // namespace ui
