#include "ui/panels/inspector/notes_section.h"

#include <QLabel>

#include "ui/model/names.h"

namespace ui {

void NotesSection::show(const Subject& subject) {
  clear();
  setVisible(false);
  if (!subject.position) return;
  const core::Trace& trace = subject.moment->trace();
  const std::size_t position = *subject.position;
  if (const core::Problem* problem = trace.problem(position)) {
    addNote("problem", translated(problem->message));
    return;
  }
  if (!subject.moment->valueKnown(position)) return;
  if (const core::Message corner = trace.corner(position); !corner.empty()) addNote("note", translated(corner));
  if (trace.firstNotFinite() == position) {
    addNote("problem", tr("NaN or infinity arises here first: its inputs are all finite."));
  }
}

void NotesSection::addNote(const QString& kind, const QString& text) {
  setVisible(true);
  auto* label = new QLabel(text);
  label->setObjectName(kind);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setAccessibleName(text);
  column().addWidget(label);
}

}  // namespace ui
