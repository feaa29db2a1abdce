#include "ui/panels/check/check_detail.h"

#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

#include "ui/figures/math_text.h"
#include "ui/figures/number_text.h"
#include "ui/model/names.h"
#include "ui/panels/check/check_words.h"

namespace ui {
namespace {

constexpr int digits = 10;  // of the two numbers: enough to see where they part

}  // namespace

CheckDetail::CheckDetail(QWidget* parent) : QScrollArea(parent) {
  setObjectName(QStringLiteral("checkDetail"));
  setAccessibleName(tr("The check in detail"));
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void CheckDetail::setTheme(const Theme& theme) {
  theme_ = &theme;
  setStyleSheet(
      QStringLiteral("#checkDetail, #checkPage { background: %1; border: none; }").arg(theme.panel.name()));
}

void CheckDetail::line(std::vector<LinePiece> left, std::vector<LinePiece> right, double pixelSize) {
  auto* line = new RichLine(pixelSize);
  line->setTheme(*theme_);
  line->setPieces(std::move(left), std::move(right));
  text_ += line->accessibleName();
  column_->addWidget(line);
}

QLabel& CheckDetail::words(const QString& text, const char* kind) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  label->setObjectName(QString::fromLatin1(kind));
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_ += text;
  column_->addWidget(label);
  return *label;
}

void CheckDetail::show(const core::Trace* trace, const NodeCheck* check, const QString& summary,
                       const QString& method) {
  text_.clear();
  page_ = new QWidget;
  page_->setObjectName(QStringLiteral("checkPage"));
  column_ = new QVBoxLayout(page_);
  column_->setContentsMargins(18, 10, 18, 10);
  column_->setSpacing(3);
  if (trace != nullptr && check != nullptr) {
    const core::GradientCheck& differences = check->differences;
    line({{.text = plainName(trace->graph().node(check->node)), .bold = true}},
         {{.text = verdictText(*check), .bold = true, .ink = verdictInk(check->verdict())}}, 14);
    if (differences.node) {
      line({{.text = tr("Worst entry"), .ink = &Theme::muted}},
           {{.text = worstEntryTex(*trace, differences), .isTex = true}});
      line({{.text = tr("The run's gradient"), .ink = &Theme::muted}},
           {{.text = significantText(differences.gradient, digits)}});
      line({{.text = tr("Central differences"), .ink = &Theme::muted}},
           {{.text = significantText(differences.difference, digits)}});
      line({{.text = tr("Difference, relative"), .ink = &Theme::muted}},
           {{.text = deviationText(differences.worst),
             .bold = true,
             .ink = differences.agrees() ? &Theme::ink : &Theme::error}});
    }
    if (check->product)
      line({{.text = tr("Vector–Jacobian product vs. full J"), .ink = &Theme::muted}},
           {{.text = check->product->isEqual ? tr("equal") : deviationText(check->product->worst),
             .bold = true,
             .ink = check->product->agrees() ? &Theme::ink : &Theme::error}});
    if (const QString corner = cornerText(*trace, *check); !corner.isEmpty()) words(corner, "note");
    column_->addSpacing(6);
  }
  if (!summary.isEmpty()) {
    QLabel& label = words(summary, "checkSummary");
    label.setStyleSheet(QStringLiteral("font-weight: 600;"));
  }
  if (!method.isEmpty()) words(method, "muted");
  column_->addStretch();
  setWidget(page_);
}

QString CheckDetail::text() const { return text_.join(u'\n'); }

}  // namespace ui
