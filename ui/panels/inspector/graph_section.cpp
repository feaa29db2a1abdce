#include "ui/panels/inspector/graph_section.h"

#include <QLabel>
#include <QLineEdit>

#include "ui/model/names.h"

namespace ui {

GraphSection::GraphSection(QWidget* parent) : Section(parent), title_(new QLineEdit), counts_(new RichLine), output_(new RichLine) {
  auto* label = new QLabel(tr("Title"));
  label->setBuddy(title_);
  title_->setAccessibleName(tr("Title of the graph"));
  title_->setToolTip(tr("Shown above the graph and in its figures"));
  title_->setPlaceholderText(tr("Untitled"));
  column().addWidget(label);
  column().addWidget(title_);
  column().addWidget(counts_);
  column().addWidget(output_);
  auto* hint = new QLabel(tr("Select a node to see its shapes, values and gradient."));
  hint->setObjectName("muted");
  hint->setWordWrap(true);
  column().addWidget(hint);
  connect(title_, &QLineEdit::editingFinished, this, [this] {
    if (!document_) return;
    const std::string text = title_->text().trimmed().toStdString();
    document_->tryEdit(tr("Title"), [&](Sheet& sheet) { sheet.graph = sheet.graph.withTitle(text); });
  });
}

void GraphSection::show(const Subject& subject) {
  document_ = subject.document;
  const core::Graph& graph = subject.graph();
  if (!title_->hasFocus()) title_->setText(QString::fromStdString(graph.title()));
  std::size_t leaves = 0;
  for (const auto& node : graph.nodes()) leaves += node->isLeaf() ? 1 : 0;
  counts_->setTheme(*subject.theme);
  counts_->setPieces({{.text = tr("Functions and leaves"), .ink = &Theme::muted}},
                     {{.text = tr("%1 and %2").arg(graph.size() - leaves).arg(leaves)}});
  output_->setTheme(*subject.theme);
  const core::Node* output = graph.output() ? graph.find(*graph.output()) : nullptr;
  output_->setPieces({{.text = tr("Output"), .ink = &Theme::muted}},
                     {output ? LinePiece{.text = nameTex(*output), .isTex = true} : LinePiece{.text = tr("none chosen")}});
}

}  // namespace ui
