#include "ui/panels/structure_popup.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>

#include <array>

#include "ui/figures/number_text.h"
#include "ui/figures/structure_glyph.h"

namespace ui {
namespace {

constexpr int glyphSide = 72;

QPixmap glyphOf(const core::Pattern& pattern, const Theme& theme, double ratio) {
  QPixmap pixmap(QSize(glyphSide, glyphSide) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  drawStructureGlyph(painter, QRectF(0, 0, glyphSide, glyphSide), pattern, theme);
  return pixmap;
}

/// "34.4 kB", in decimal units.
QString memoryText(double bytes) {
  const std::array units{"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  for (; bytes >= 1000 && unit + 1 < units.size(); ++unit) bytes /= 1000;
  return significantText(bytes) + QChar(0xa0) + QLatin1String(units[unit]);
}

}  // namespace

StructurePopup::StructurePopup(const EquationContent& content, const Theme& theme, QWidget* parent)
    : QFrame(parent, Qt::Popup) {
  setObjectName(QStringLiteral("structurePopup"));
  setAttribute(Qt::WA_DeleteOnClose);
  setAccessibleName(tr("Structure of the local gradient"));
  const core::LinearMap& local = content.equation.local;
  const double entries = static_cast<double>(content.rows()) * static_cast<double>(content.columns());
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(16, 14, 16, 14);
  grid->setHorizontalSpacing(18);
  grid->setVerticalSpacing(5);
  auto* glyph = new QLabel;
  glyph->setPixmap(glyphOf(local.pattern(), theme, devicePixelRatioF()));
  grid->addWidget(glyph, 0, 0, Qt::AlignLeft | Qt::AlignTop);
  auto* name = new QLabel(content.structure);
  name->setObjectName(QStringLiteral("structureName"));
  name->setWordWrap(true);
  grid->addWidget(name, 0, 1, Qt::AlignLeft | Qt::AlignVCenter);
  const core::Index filled = content.structuralNonZeros;
  const std::array rows{std::pair(tr("Rows × columns"),
                                  tr("%1 × %2").arg(countText(content.rows()), countText(content.columns()))),
                        std::pair(tr("Entries"), significantText(entries, 15).contains(u'\u00d7')
                                                     ? significantText(entries)
                                                     : countText(content.rows() * content.columns())),
                        std::pair(tr("Can differ from 0"), countText(filled)),
                        std::pair(tr("Share"), filled > 0 ? tr("1 in %1").arg(significantText(
                                                                entries / static_cast<double>(filled), 3))
                                                          : tr("none")),
                        std::pair(tr("Multiplications to apply it"), countText(local.multiplications())),
                        std::pair(tr("As a table"), memoryText(entries * 8)),
                        std::pair(tr("Kept"), memoryText(static_cast<double>(local.bytes())))};
  int line = 1;
  for (const auto& [what, how] : rows) {
    auto* left = new QLabel(what);
    left->setObjectName(QStringLiteral("muted"));
    grid->addWidget(left, line, 0);
    grid->addWidget(new QLabel(how), line++, 1, Qt::AlignRight);
  }
  setStyleSheet(QStringLiteral("#structurePopup { background: %1; border: 1px solid %2; }"
                               "QLabel { color: %3; font-size: 12px; background: transparent; }"
                               "QLabel#muted { color: %4; }"
                               "QLabel#structureName { font-size: 14px; font-weight: 600; color: %5; }")
                    .arg(theme.panel.name(), theme.line.name(), theme.ink.name(), theme.muted.name(),
                         theme.local.name()));
}

QString StructurePopup::text() const {
  QStringList lines;
  for (const QLabel* label : findChildren<QLabel*>()) {
    if (!label->text().isEmpty()) lines << label->text();
  }
  return lines.join(u'\n');
}

}  // namespace ui
