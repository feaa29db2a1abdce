#include "ui/export/export_dialog.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

#include "ui/export/export_form.h"
#include "ui/export/figure_clipboard.h"
#include "ui/export/figure_preview.h"
#include "ui/export/page_strip.h"
#include "ui/figures/export/animation.h"
#include "ui/figures/export/figure_words.h"
#include "ui/figures/graph_drawing.h"
#include "ui/panels/chip.h"

namespace ui {
namespace {

constexpr QSize kSize(1236, 820);
constexpr QSize kLeast(900, 600);
constexpr int kFormWidth = 420;
constexpr double kDragDpi = 300;

QScrollArea* scrolled(QWidget* content, QWidget* parent) {
  auto* area = new QScrollArea(parent);
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  return area;
}

}  // namespace

ExportDialog::ExportDialog(ExportSubject subject, const ExportSettings& settings, const Theme& theme, QWidget* parent)
    : QDialog(parent), subject_(std::move(subject)), theme_(theme) {
  setWindowTitle(tr("Export figure — %1").arg(subject_.document.isEmpty() ? subject_.name : QFileInfo(subject_.document).fileName()));
  setObjectName(QStringLiteral("exportDialog"));
  setMinimumSize(kLeast);
  resize(kSize.boundedTo(screen()->availableSize() - QSize(20, 40)));
  form_ = new ExportForm(settings, subject_.last, static_cast<int>(subject_.selected.size()), this);
  form_->setTheme(theme_);
  form_->setReason(FigureStyle::Edges, whyNotStyle(FigureStyle::Edges, drawingOf(subject_.sheet)));

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(0);
  QScrollArea* left = scrolled(form_, this);
  left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  left->setFixedWidth(kFormWidth);
  middle->addWidget(left);
  middle->addWidget(buildRight(), 1);
  column->addLayout(middle, 1);
  column->addWidget(buildFoot());
  setStyleSheet(QStringLiteral("#exportDialog, QScrollArea, QScrollArea > QWidget > QWidget { background: %1; }"
                               "#exportRight, #exportRight QScrollArea, #exportRight QScrollArea > QWidget > QWidget { background: %2; }"
                               "#exportFoot { border-top: 1px solid %3; }"
                               "#muted { color: %4; } #strong { font-weight: 600; }")
                    .arg(theme_.panel.name(), theme_.window.name(), theme_.line.name(), theme_.muted.name()));

  mayReplace = [this](const QStringList& existing) {
    const QString question = existing.size() == 1 ? tr("%1 is there already. Replace it?").arg(QFileInfo(existing.first()).fileName())
                                                  : tr("%n of these files are there already. Replace them?", nullptr, static_cast<int>(existing.size()));
    return QMessageBox::question(this, tr("Export"), question) == QMessageBox::Yes;
  };
  connect(form_, &ExportForm::changed, this, &ExportDialog::refresh);
  for (Background* background : {&render_, &writing_}) connect(background, &Background::failed, this, &ExportDialog::fail);
  page_ = settings.steps == ExportSteps::All ? subject_.cursor : 0;
  refresh();
}

ExportDialog::~ExportDialog() = default;

QWidget* ExportDialog::buildRight() {
  auto* right = new QWidget(this);
  right->setObjectName(QStringLiteral("exportRight"));
  right->setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(28, 18, 28, 18);
  column->setSpacing(12);
  auto* head = new QHBoxLayout;
  auto* title = new QLabel(tr("Preview at final size"), right);
  title->setObjectName(QStringLiteral("strong"));
  place_ = new QLabel(right);
  place_->setObjectName(QStringLiteral("muted"));
  head->addWidget(title);
  head->addSpacing(6);
  head->addWidget(place_);
  head->addStretch();
  zoom_ = makeChip(tr("100 %"), tr("The whole page, however large, or its final size"), right);
  zoom_->setCheckable(true);
  connect(zoom_, &QToolButton::toggled, this, &ExportDialog::fitPreview);
  head->addWidget(zoom_);
  column->addLayout(head);
  preview_ = new FigurePreview(right);
  preview_->setTheme(theme_);
  preview_->setDragged([this]() -> QMimeData* {
    if (!shown_.figure) return nullptr;
    return mimeOf(*shown_.figure, shown_.positions[static_cast<std::size_t>(page_)], kDragDpi, carriedFile());
  });
  QScrollArea* area = scrolled(preview_, right);
  area->setWidgetResizable(false);
  area->setAlignment(Qt::AlignCenter);
  area->viewport()->installEventFilter(this);
  column->addWidget(area, 1);
  strip_ = new PageStrip(right);
  strip_->setTheme(theme_);
  connect(strip_, &PageStrip::picked, this, &ExportDialog::showPage);
  column->addWidget(strip_);

  snippetCard_ = new QWidget(right);
  auto* card = new QVBoxLayout(snippetCard_);
  card->setContentsMargins(0, 0, 0, 0);
  auto* cardHead = new QHBoxLayout;
  auto* cardTitle = new QLabel(tr("For your slides"), snippetCard_);
  cardTitle->setObjectName(QStringLiteral("strong"));
  auto* cardNote = new QLabel(tr("LaTeX beamer, one page an overlay"), snippetCard_);
  cardNote->setObjectName(QStringLiteral("muted"));
  copySnippet_ = new QPushButton(tr("Copy"), snippetCard_);
  copySnippet_->setAutoDefault(false);
  connect(copySnippet_, &QPushButton::clicked, this, [this] {
    QGuiApplication::clipboard()->setText(snippet_->toPlainText());
    copySnippet_->setText(tr("Copied"));
    QTimer::singleShot(1500, copySnippet_, [this] { copySnippet_->setText(tr("Copy")); });
  });
  cardHead->addWidget(cardTitle);
  cardHead->addSpacing(6);
  cardHead->addWidget(cardNote);
  cardHead->addStretch();
  cardHead->addWidget(copySnippet_);
  card->addLayout(cardHead);
  snippet_ = new QPlainTextEdit(snippetCard_);
  snippet_->setReadOnly(true);
  snippet_->setTabChangesFocus(true);
  snippet_->setAccessibleName(tr("For your slides"));
  snippet_->setFont(QFont(QStringLiteral("monospace")));
  snippet_->setFixedHeight(96);
  card->addWidget(snippet_);
  snippetCard_->hide();
  column->addWidget(snippetCard_);
  return right;
}

QWidget* ExportDialog::buildFoot() {
  auto* foot = new QWidget(this);
  foot->setObjectName(QStringLiteral("exportFoot"));
  foot->setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout(foot);
  row->setContentsMargins(20, 12, 20, 12);
  facts_ = new QLabel(foot);
  facts_->setWordWrap(true);
  wider_ = new QPushButton(tr("Use a wider size"), foot);
  wider_->setAutoDefault(false);
  wider_->hide();
  connect(wider_, &QPushButton::clicked, form_, &ExportForm::takeWider);
  bar_ = new QProgressBar(foot);
  bar_->setFixedWidth(150);
  bar_->hide();
  cancel_ = new QPushButton(tr("Cancel"), foot);
  copy_ = new QPushButton(tr("Copy this page"), foot);
  export_ = new QPushButton(tr("Export…"), foot);
  cancel_->setAutoDefault(false);
  copy_->setAutoDefault(false);
  export_->setDefault(true);
  connect(cancel_, &QPushButton::clicked, this, [this] {
    if (!writing_.isBusy()) return reject();
    writing_.cancel();
    setWriting(false);
    facts_->setText(tr("Stopped. What was written whole stays."));
  });
  connect(copy_, &QPushButton::clicked, this, &ExportDialog::copyPage);
  connect(export_, &QPushButton::clicked, this, &ExportDialog::askFolder);
  row->addWidget(facts_, 1);
  row->addWidget(wider_);
  row->addWidget(bar_);
  row->addWidget(cancel_);
  row->addWidget(copy_);
  row->addWidget(export_);
  return foot;
}

void ExportDialog::fitPreview() {
  const bool whole = zoom_->isChecked();
  zoom_->setText(whole ? tr("Whole page") : tr("100 %"));
  const QWidget* room = preview_->parentWidget();
  preview_->setRoom(whole ? room->size() : QSize());
}

bool ExportDialog::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && watched == preview_->parentWidget()) fitPreview();
  return QDialog::eventFilter(watched, event);
}

void ExportDialog::refresh() {
  keepExportSettings(subject_.document, form_->settings());
  preview_->setBusy(true);
  export_->setEnabled(false);
  ExportWish wish{.sheet = subject_.sheet,
                  .trace = subject_.trace,
                  .settings = form_->settings(),
                  .cursor = subject_.cursor,
                  .page = page_,
                  .dpi = logicalDpiX() * devicePixelRatioF()};
  wish.settings.request.nodes = form_->onlySelected() ? subject_.selected : std::set<core::NodeId>();
  wish.settings.request.nudge = subject_.nudge;
  pages_.cancel();
  render_.start([wish = std::move(wish)](const std::stop_token& stop) { return rendered(wish, stop); },
                [this](const RenderedFigure& figure) { present(figure); });
}

void ExportDialog::present(const RenderedFigure& figure) {
  shown_ = figure;
  subject_.trace = figure.figure->momentAt(0).sharedTrace();
  page_ = figure.page;
  preview_->setPage(figure.picture, figure.figure->pageSizeMm());
  strip_->setPages(figure.names);
  strip_->choose(page_);
  strip_->setVisible(figure.names.size() > 1);
  export_->setEnabled(true);
  showFacts();
  showFiles();
  pages_.start([shown = shown_](const std::stop_token& stop) { return thumbnails(*shown.figure, shown.positions, stop); },
               [this](const std::vector<QImage>& pictures) {
                 for (std::size_t k = 0; k < pictures.size(); ++k) strip_->setPicture(static_cast<int>(k), pictures[k]);
               });
}

void ExportDialog::showPage(int page) {
  if (!shown_.figure) return;
  page_ = page;
  preview_->setBusy(true);
  const double dpi = logicalDpiX() * devicePixelRatioF();
  render_.start(
      [shown = shown_, page, dpi](const std::stop_token&) {
        RenderedFigure figure = shown;
        figure.page = page;
        figure.picture = imageOf(*shown.figure, shown.positions[static_cast<std::size_t>(page)], dpi);
        return figure;
      },
      [this](const RenderedFigure& figure) {
        shown_ = figure;
        preview_->setPage(figure.picture, figure.figure->pageSizeMm());
        showFacts();
      });
}

void ExportDialog::showFacts() {
  const ExportSettings& settings = form_->settings();
  const auto pages = static_cast<int>(shown_.positions.size());
  place_->setText(tr("page %1 of %2, %3").arg(page_ + 1).arg(pages).arg(shown_.names.value(page_)));
  QString facts;
  switch (settings.format) {
    case FigureFormat::Pdf: facts = tr("Text stays text; lines stay lines. Fonts are embedded."); break;
    case FigureFormat::Svg: facts = tr("Text stays text; lines stay lines."); break;
    case FigureFormat::Tikz: facts = tr("Nodes and colours have names; text takes the document's font."); break;
    case FigureFormat::Gif:
    case FigureFormat::Mp4:
    case FigureFormat::Apng:
      facts = animator().isEmpty() ? tr("ffmpeg is not installed: the pages are written as PNG.") : tr("%1 s a step, frames of at most 1920 × 1080.").arg(settings.secondsPerStep);
      break;
    case FigureFormat::Csv: facts = tr("Numbers with all digits, one file a panel or chart."); break;
    default: facts = tr("%1 dots per inch.").arg(settings.dpi); break;
  }
  const bool small = shown_.smallestPt < leastLegiblePt - 0.05;
  facts += small ? tr(" The smallest text has %1 pt and can hardly be read.").arg(shown_.smallestPt, 0, 'f', 1)
                 : tr(" Smallest text %1 pt.").arg(shown_.smallestPt, 0, 'f', 1);
  facts_->setText(facts);
  facts_->setStyleSheet(QStringLiteral("color: %1").arg((small ? theme_.error : theme_.ok).name()));
  wider_->setVisible(small);
  export_->setText(pages > 1 ? tr("Export %n pages…", nullptr, pages) : tr("Export…"));
}

FileWish ExportDialog::fileWish(const QString& folder) const {
  const ExportSettings& settings = form_->settings();
  return {.folder = folder,
          .graph = subject_.document.isEmpty() ? subject_.name : QFileInfo(subject_.document).completeBaseName(),
          .pattern = settings.pattern,
          .dpi = settings.dpi,
          .outlines = settings.outlines,
          .secondsPerStep = settings.secondsPerStep,
          .plays = settings.plays,
          .poster = settings.poster,
          .fullHd = true};
}

CarriedFile ExportDialog::carriedFile() const {
  const FigureFormat format = form_->settings().format;
  const bool isPage = format == FigureFormat::Pdf || format == FigureFormat::Svg || format == FigureFormat::Png;
  CarriedFile file{.format = isPage ? format : FigureFormat::Svg, .wish = fileWish({})};
  if (!isPage) file.wish.outlines = true;
  return file;
}

void ExportDialog::showFiles() {
  try {
    ExportSettings settings = form_->settings();
    const bool texts = std::exchange(settings.alternativeText, false);
    const std::vector<PlannedFile> files = filesOf(*shown_.figure, shown_.positions, settings, fileWish({}));
    const bool isMoving = settings.format == FigureFormat::Gif || settings.format == FigureFormat::Mp4 ||
                          settings.format == FigureFormat::Apng;
    const QFileInfo first(files.front().path);
    // Without ffmpeg the pages are written one by one.
    const QString name = isMoving && animator().isEmpty() ? first.completeBaseName() + QStringLiteral("-NNN.png") : first.fileName();
    QString written = files.size() == 1 ? name : tr("%1 and %n more", nullptr, static_cast<int>(files.size()) - 1).arg(name);
    if (files.size() == 1 && files.front().positions.size() > 1) written += tr(", %n pages", nullptr, static_cast<int>(files.front().positions.size()));
    if (texts) written += tr(", and .txt");
    form_->setWritten(written);
    const QString snippet = beamerSnippet(*shown_.figure, files);
    snippet_->setPlainText(snippet);
    snippetCard_->setVisible(!snippet.isEmpty());
  } catch (const core::Error& error) {
    form_->setWritten(translated(error.message()));
    export_->setEnabled(false);
  }
}

QString ExportDialog::defaultFolder() const {
  if (!form_->settings().folder.isEmpty()) return form_->settings().folder;
  return subject_.document.isEmpty() ? QDir::homePath() : QFileInfo(subject_.document).path();
}

void ExportDialog::askFolder() {
  if (!shown_.figure) return;
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder for the figures"), defaultFolder());
  if (!folder.isEmpty()) exportTo(folder);
}

void ExportDialog::exportTo(const QString& folder) {
  if (!shown_.figure) return;
  ExportSettings kept = form_->settings();
  kept.folder = folder;
  keepExportSettings(subject_.document, kept);
  const FileWish wish = fileWish(folder);
  const std::vector<PlannedFile> files = filesOf(*shown_.figure, shown_.positions, form_->settings(), wish);
  QStringList existing;
  for (const PlannedFile& file : files) {
    if (QFileInfo::exists(file.path)) existing << file.path;
  }
  if (!existing.isEmpty() && !mayReplace(existing)) return;
  progress_ = std::make_shared<std::atomic<int>>(0);
  bar_->setRange(0, pagesOf(files));
  setWriting(true);
  writing_.start([figure = shown_.figure, files, wish, progress = progress_](
                     const std::stop_token& stop) { return writeAll(*figure, files, wish, *progress, stop); },
                 [this, folder](const QStringList& written) {
                   setWriting(false);
                   facts_->setText(tr("%n file(s) written to %1", nullptr, static_cast<int>(written.size())).arg(QDir::toNativeSeparators(folder)));
                   facts_->setStyleSheet(QStringLiteral("color: %1").arg(theme_.ok.name()));
                   emit exported(written);
                 });
}

void ExportDialog::setWriting(bool writing) {
  bar_->setVisible(writing);
  bar_->setValue(0);
  export_->setEnabled(!writing);
  form_->setEnabled(!writing);
  if (!writing) return;
  auto* timer = new QTimer(this);
  connect(timer, &QTimer::timeout, this, [this, timer, progress = progress_] {
    if (!writing_.isBusy() || progress != progress_) return timer->deleteLater();
    bar_->setValue(*progress);
  });
  timer->start(50);
}

void ExportDialog::fail(const QString& message) {
  if (!writing_.isBusy() && bar_->isVisible()) {
    setWriting(false);
    facts_->setText(message);
    facts_->setStyleSheet(QStringLiteral("color: %1").arg(theme_.error.name()));
    return;
  }
  preview_->setMessage(message);
}

void ExportDialog::copyPage() {
  if (!shown_.figure) return;
  copyPicture(*shown_.figure, shown_.positions[static_cast<std::size_t>(page_)]);
  copy_->setText(tr("Copied"));
  QTimer::singleShot(1500, copy_, [this] { copy_->setText(tr("Copy this page")); });
}

void ExportDialog::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) return copyPage();
  QDialog::keyPressEvent(event);
}

void ExportDialog::done(int result) {
  render_.cancel();
  pages_.cancel();
  writing_.cancel();
  QDialog::done(result);
}

}  // namespace ui
