#include "ui/shell.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QSplitter>
#include <QToolButton>

#include "ui/panels/palette.h"
#include "ui/panels/palette_rail.h"
#include "ui/settings.h"

namespace ui {
namespace {

constexpr int kNarrow = 1200;        // below it the palette folds and the inspector hides
constexpr int kWide = 1360;          // below it the inspector folds to a tab
constexpr int kAmple = 1760;         // below it both fold while the dock is enlarged: it needs the width as well
constexpr int kInspectorWidth = 296;
constexpr int kTabWidth = 36;
constexpr int kDockLeast = 240;
constexpr int kStageLeast = 180;

/// The folded inspector: a word that runs downwards, and its key.
class SideTab : public QToolButton {
 public:
  using QToolButton::QToolButton;
  const Theme* theme = &lightTheme();

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.fillRect(rect(), underMouse() ? theme->accentTint : theme->panel);
    painter.fillRect(QRect(0, 0, 1, height()), theme->line);
    if (hasFocus()) {
      painter.setPen(QPen(theme->focus, 2));
      painter.drawRect(rect().adjusted(2, 2, -2, -2));
    }
    painter.setPen(theme->muted);
    painter.translate(width() / 2.0 + 1, 14);
    painter.rotate(90);
    painter.drawText(QRectF(0, -10, 160, 20), Qt::AlignLeft | Qt::AlignVCenter, text());
  }
};

}  // namespace

Shell::Shell(const Parts& parts, QWidget* parent)
    : QWidget(parent),
      parts_(parts),
      splitter_(new QSplitter(Qt::Vertical)),
      inspectorTab_(new SideTab(this)),
      paletteWanted_(panelWanted(QStringLiteral("palette"))),
      inspectorWanted_(panelWanted(QStringLiteral("inspector"))) {
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(1);
  splitter_->addWidget(parts.stage);
  splitter_->addWidget(parts.dock);
  splitter_->setStretchFactor(0, 1);
  splitter_->setStretchFactor(1, 0);
  parts.inspector->setFixedWidth(kInspectorWidth);
  parts.dock->setMinimumHeight(kDockLeast);
  parts.stage->setMinimumHeight(kStageLeast);
  splitter_->setSizes({10000, dockHeight({})});
  inspectorTab_->setText(tr("Inspector   I"));
  inspectorTab_->setAccessibleName(tr("Open the inspector"));
  inspectorTab_->setToolTip(tr("Show what is known about the selected node"));
  inspectorTab_->setFixedWidth(kTabWidth);
  inspectorTab_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
  connect(inspectorTab_, &QToolButton::clicked, this, [this] { showInspector(!inspectorOver_); });

  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  row->addWidget(parts.rail);
  row->addWidget(parts.palette);
  row->addWidget(splitter_, 1);
  row->addWidget(parts.inspector);
  row->addWidget(inspectorTab_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(parts.toolBar);
  column->addLayout(row, 1);
  column->addWidget(parts.status);
  for (QWidget* panel : {static_cast<QWidget*>(parts.palette), parts.inspector}) panel->installEventFilter(this);
}

void Shell::setTheme(const Theme& theme) {
  static_cast<SideTab*>(inspectorTab_)->theme = &theme;
  inspectorTab_->update();
}

Shell::Fold Shell::fold() const {
  if (width() >= widthFor(kWide)) return Fold::Wide;
  return width() >= kNarrow ? Fold::Tab : Fold::Hidden;
}

bool Shell::railShown() const { return width() < widthFor(kNarrow); }

int Shell::widthFor(int usual) const { return isDockEnlarged() ? kAmple : usual; }

QWidget* Shell::middle() const { return splitter_; }

bool Shell::isPaletteShown() const { return railShown() ? paletteOver_ : paletteWanted_; }
bool Shell::isDockShown() const { return dockWanted_; }
bool Shell::isInspectorShown() const { return fold() == Fold::Wide ? inspectorWanted_ : inspectorOver_; }

void Shell::showPalette(bool shown) {
  if (railShown()) {
    paletteOver_ = shown;
  } else {
    paletteWanted_ = shown;
    setPanelWanted(QStringLiteral("palette"), shown);
  }
  arrange();
}

void Shell::showDock(bool shown) {
  dockWanted_ = shown;
  arrange();
}

void Shell::showInspector(bool shown) {
  if (fold() == Fold::Wide) {
    inspectorWanted_ = shown;
    setPanelWanted(QStringLiteral("inspector"), shown);
  } else {
    inspectorOver_ = shown;
  }
  arrange();
}

void Shell::keepInspector(bool kept) {
  if (kept == inspectorKept_) return;
  inspectorKept_ = kept;
  inspectorOver_ = kept;
  arrange();
}

bool Shell::closeOverlays() {
  const bool over = inspectorOver_ && !inspectorKept_;
  if (!paletteOver_ && !over) return false;
  paletteOver_ = false;
  if (over) inspectorOver_ = false;
  arrange();
  return true;
}

void Shell::closePaletteOverlay() {
  if (!std::exchange(paletteOver_, false)) return;
  arrange();
}

void Shell::setStarting(bool starting) {
  starting_ = starting;
  if (starting) inspectorOver_ = false;
  arrange();
}

void Shell::setDockTo(int height) { splitter_->setSizes({std::max(splitter_->height() - height, 1), height}); }

void Shell::setView(const QString& name, int wantedHeight) {
  if (name == view_) return;
  remember();
  view_ = name;
  heightBefore_ = 0;
  foldAnew();
  setDockTo(dockHeight(view_, wantedHeight));
}

void Shell::enlargeDock(bool enlarged) {
  if (enlarged == isDockEnlarged()) return;
  if (enlarged && !dockWanted_) showDock(true);
  const int before = std::exchange(heightBefore_, enlarged ? parts_.dock->height() : 0);
  foldAnew();
  setDockTo(enlarged ? splitter_->height() - kStageLeast : before);
}

void Shell::remember() const {
  if (parts_.dock->isVisible()) setDockHeight(view_, isDockEnlarged() ? heightBefore_ : parts_.dock->height());
}

void Shell::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  foldAnew();
}

void Shell::foldAnew() {
  if (!railShown()) paletteOver_ = false;
  if (fold() == Fold::Wide) inspectorOver_ = inspectorKept_;
  arrange();
}

void Shell::arrange() {
  auto* row = static_cast<QHBoxLayout*>(layout()->itemAt(1)->layout());
  const bool rail = railShown();
  // Folded panels leave the row and lie over the graph.
  const auto put = [&](QWidget* panel, int place, bool inside) {
    if (inside && row->indexOf(panel) < 0) row->insertWidget(place, panel);
    if (!inside) row->removeWidget(panel);
  };
  put(parts_.palette, 1, !rail);
  put(parts_.inspector, row->indexOf(inspectorTab_), fold() == Fold::Wide || inspectorKept_);
  parts_.rail->setVisible(rail);
  parts_.palette->setVisible(isPaletteShown());
  parts_.dock->setVisible(dockWanted_ && !starting_);
  parts_.inspector->setVisible(isInspectorShown() && !starting_);
  inspectorTab_->setVisible(fold() == Fold::Tab && !starting_);
  layout()->activate();
  const QRect middle(splitter_->geometry());
  if (rail && paletteOver_) {
    parts_.palette->setGeometry(middle.left(), middle.top(), parts_.palette->width(), middle.height());
    parts_.palette->raise();
  }
  if (fold() != Fold::Wide && inspectorOver_ && !inspectorKept_) {
    parts_.inspector->setGeometry(middle.right() + 1 - kInspectorWidth, middle.top(), kInspectorWidth, middle.height());
    parts_.inspector->raise();
  }
  emit arranged();
}

bool Shell::eventFilter(QObject* watched, QEvent* event) {
  // The parts of an open overlay get Escape first; what they leave closes it.
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && closeOverlays())
    return true;
  return QWidget::eventFilter(watched, event);
}

}  // namespace ui
