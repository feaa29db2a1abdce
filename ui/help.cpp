#include "ui/help.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <vector>

#include "ui/figures/icons.h"
#include "ui/panels/key_text.h"

namespace ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("ui::Help", text); }

constexpr int kKeyRows = 18;  // in a column of the sheet

struct KeyLine {
  QString keys;
  QString effect;
};

struct KeyGroup {
  QString title;
  std::vector<KeyLine> lines;
};

std::vector<KeyGroup> keyGroups() {
  return {
      {tr("Run"),
       {{tr("<Ctrl ⏎>"), tr("run forward")},
        {tr("<]>"), tr("next step")},
        {tr("<[>"), tr("step back")},
        {tr("<Ctrl Shift ⏎>"), tr("run backward")},
        {tr("<Ctrl click>"), tr("run to a node")},
        {tr("<P>"), tr("play or pause")},
        {tr("<B>"), tr("breakpoint at the node")},
        {tr("<Home>"), tr("reset")}}},
      {tr("Graph"),
       {{tr("<Space>"), tr("find and place a function")},
        {tr("<C>"), tr("begin a wire; <Tab> next port, <⏎> connects")},
        {tr("<R>"), tr("replace the function")},
        {tr("<⏎>"), tr("edit the values of a leaf")},
        {tr("<Ctrl D>"), tr("duplicate")},
        {tr("<Del>"), tr("delete")},
        {tr("<Ctrl A>"), tr("select all")},
        {tr("<Ctrl L>"), tr("auto layout")}}},
      {tr("View"),
       {{tr("<F>"), tr("fit the selection")},
        {tr("<Shift F>"), tr("fit all")},
        {tr("<Ctrl 0>"), tr("100 %")},
        {tr("<I>"), tr("inspector")},
        {tr("<F6>"), tr("to the next region; with <Shift> back")},
        {tr("<←> <→> <↑> <↓>"), tr("to the next node; with <Ctrl> move it")},
        {tr("<Space> drag"), tr("pan; also the middle button")},
        {tr("<Ctrl> wheel"), tr("zoom at the pointer")}}},
      {tr("Questions"),
       {{tr("<Shift P>"), tr("all paths to the selected leaf or wire")},
        {tr("<Shift C>"), tr("chain rule of the selected nodes")},
        {tr("<N>"), tr("nudge the inputs")},
        {tr("<Ctrl R>"), tr("exchange the function and compare")},
        {tr("<G>"), tr("charts")},
        {tr("<F8>"), tr("next problem; with <Shift> the one before")},
        {tr("<Ctrl Shift D>"), tr("enlarge the equation; again: back")},
        {tr("<Esc>"), tr("back to the equation")}}},
      {tr("File"),
       {{tr("<Ctrl N>"), tr("new")},
        {tr("<Ctrl O>"), tr("open")},
        {tr("<Ctrl S>"), tr("save")},
        {tr("<Ctrl Shift E>"), tr("export figures")},
        {tr("<Ctrl Z>"), tr("undo")},
        {tr("<Ctrl Shift Z>"), tr("redo")},
        {tr("<Ctrl Q>"), tr("quit")}}},
  };
}

QDialogButtonBox* closeButton(QDialog& dialog) {
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
  QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
  return buttons;
}

QLabel* heading(const QString& text) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setWeight(QFont::DemiBold);
  label->setFont(font);
  label->setContentsMargins(0, 10, 0, 2);
  return label;
}

}  // namespace

void showShortcuts(QWidget* window) {
  QDialog dialog(window);
  dialog.setWindowTitle(tr("Keyboard shortcuts"));
  const QPalette palette = QApplication::palette();
  auto* page = new QVBoxLayout(&dialog);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(36);
  page->addLayout(columns);
  QGridLayout* grid = nullptr;
  int row = 0;
  for (const KeyGroup& group : keyGroups()) {
    if (grid == nullptr || row + static_cast<int>(group.lines.size()) > kKeyRows) {
      auto* column = new QVBoxLayout;
      columns->addLayout(column);
      grid = new QGridLayout;
      grid->setHorizontalSpacing(14);
      grid->setVerticalSpacing(4);
      column->addLayout(grid);
      column->addStretch();
      row = 0;
    }
    grid->addWidget(heading(group.title), row++, 0, 1, 2);
    for (const KeyLine& line : group.lines) {
      int part = 0;
      for (const QString& text : {line.keys, line.effect}) {
        auto* label = new KeyText(text, 13, &dialog);
        label->setInks(palette.color(QPalette::Text), palette.color(QPalette::Text));
        grid->addWidget(label, row, part++, Qt::AlignLeft);
      }
      ++row;
    }
  }
  page->addSpacing(10);
  page->addWidget(new QLabel(tr("Single keys act while the graph or the equation has the focus.")));
  page->addWidget(closeButton(dialog));
  dialog.exec();
}

void showAbout(QWidget* window) {
  QDialog dialog(window);
  dialog.setWindowTitle(tr("About Chainrule"));
  dialog.resize(620, 520);
  auto* grid = new QGridLayout(&dialog);
  auto* mark = new QLabel;
  mark->setPixmap(programIcon().pixmap(QSize(64, 64), dialog.devicePixelRatioF()));
  grid->addWidget(mark, 0, 0);
  auto* name = new QLabel(tr("<b>Chainrule %1</b><br>See backpropagation, one node at a time.<br>"
                             "Free software under the GNU General Public License, version 3 or later.")
                              .arg(QCoreApplication::applicationVersion()));
  grid->addWidget(name, 0, 1);
  auto* licences = new QTextBrowser;
  licences->setAccessibleName(tr("Licences"));
  licences->setOpenExternalLinks(true);
  QFile file(QStringLiteral(":/docs/licences.md"));
  if (file.open(QIODevice::ReadOnly)) licences->setMarkdown(QString::fromUtf8(file.readAll()));
  grid->addWidget(licences, 1, 0, 1, 2);
  grid->addWidget(closeButton(dialog), 2, 0, 1, 2);
  grid->setColumnStretch(1, 1);
  dialog.exec();
}

}  // namespace ui
