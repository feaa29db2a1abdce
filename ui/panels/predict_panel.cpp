#include "ui/panels/predict_panel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QTextDocumentFragment>

#include "ui/figures/number_text.h"
#include "ui/figures/scale_legend.h"
#include "ui/model/tensor_text.h"
#include "ui/model/timeline.h"
#include "ui/panels/marks_row.h"
#include "ui/panels/predict_words.h"
#include "ui/panels/rich_line.h"
#include "ui/panels/tensor_panel.h"

namespace ui {
namespace {

QLabel* words(int pixelSize = 13) {
  auto* label = new QLabel;
  label->setWordWrap(true);
  QFont font = label->font();
  font.setPixelSize(pixelSize);
  label->setFont(font);
  return label;
}

QLabel* mutedWords(int pixelSize = 12) {
  QLabel* label = words(pixelSize);
  label->setObjectName(QStringLiteral("muted"));
  return label;
}

QString scoreNumber(double score) { return score == static_cast<int>(score) ? QString::number(static_cast<int>(score)) : QString::number(score, 'f', 1); }

}  // namespace

PredictPanel::PredictPanel(Timeline& timeline, Quiz& quiz, QWidget* parent) : QWidget(parent), timeline_(timeline), quiz_(quiz) {
  setObjectName(QStringLiteral("predictPanel"));
  setAccessibleName(tr("Predict"));
  build();
  connect(&quiz_, &Quiz::changed, this, &PredictPanel::refresh);
  connect(&timeline_, &Timeline::predictionsChanged, this, &PredictPanel::refresh);
  refresh();
}

void PredictPanel::build() {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(1, 0, 0, 0);
  outer->setSpacing(0);

  auto* head = new QWidget;
  auto* headColumn = new QVBoxLayout(head);
  headColumn->setContentsMargins(14, 12, 14, 10);
  headColumn->setSpacing(8);
  auto* titleRow = new QHBoxLayout;
  auto* title = new QLabel(tr("Predict"));
  QFont bold = title->font();
  bold.setPixelSize(16);
  bold.setWeight(QFont::DemiBold);
  title->setFont(bold);
  count_ = mutedWords(13);
  count_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  titleRow->addWidget(title);
  titleRow->addWidget(count_, 1);
  headColumn->addLayout(titleRow);
  marks_ = new MarksRow;
  headColumn->addWidget(marks_);
  score_ = mutedWords();
  headColumn->addWidget(score_);
  outer->addWidget(head);

  // A long question scrolls; the box and the buttons stay.
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QStringLiteral("predictText"));
  scroll->setAccessibleName(tr("Question and hint"));
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* page = new QWidget;
  page->setObjectName(QStringLiteral("predictPage"));
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(9);
  question_ = words(15);
  column->addWidget(question_);
  answer_ = new QWidget;
  auto* answerRow = new QHBoxLayout(answer_);
  answerRow->setContentsMargins({});
  answerRow->setSpacing(8);
  asked_ = new RichLine(17);
  asked_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
  asked_->setMaximumWidth(140);
  field_ = new QLineEdit;
  field_->setFixedHeight(40);
  field_->setAccessibleName(tr("Your answer"));
  QFont large = field_->font();
  large.setPixelSize(18);
  field_->setFont(large);
  field_->installEventFilter(this);
  verdict_ = words(12);
  verdict_->setWordWrap(false);
  answerRow->addWidget(asked_);
  answerRow->addWidget(field_, 1);
  answerRow->addWidget(verdict_);
  column->addWidget(answer_);
  note_ = mutedWords();
  column->addWidget(note_);
  hint_ = words();
  hint_->setTextFormat(Qt::RichText);
  hint_->setObjectName(QStringLiteral("predictHint"));
  column->addWidget(hint_);
  buttons_ = new QWidget;
  auto* buttonRow = new QHBoxLayout(buttons_);
  buttonRow->setContentsMargins({});
  check_ = new QPushButton(tr("Check"));
  check_->setToolTip(tr("Judge the answer (Enter)"));
  giveHint_ = new QPushButton(tr("Hint"));
  giveHint_->setToolTip(tr("A hint, three at most (Alt+H)"));
  reveal_ = new QPushButton(tr("Reveal"));
  reveal_->setToolTip(tr("Show the gradient (Shift+Enter)"));
  buttonRow->addWidget(check_);
  buttonRow->addWidget(giveHint_);
  buttonRow->addStretch();
  buttonRow->addWidget(reveal_);
  column->addWidget(buttons_);
  stakes_ = mutedWords();
  column->addWidget(stakes_);
  next_ = new QPushButton(tr("Next step"));
  next_->setObjectName(QStringLiteral("primary"));
  column->addWidget(next_, 0, Qt::AlignLeft);
  known_ = new QWidget;
  known_->setObjectName(QStringLiteral("predictKnown"));
  auto* knownColumn = new QVBoxLayout(known_);
  knownColumn->setContentsMargins(0, 10, 0, 0);
  knownColumn->setSpacing(8);
  column->addWidget(known_);
  column->addStretch();
  scroll->setWidget(page);
  outer->addWidget(scroll, 1);

  connect(check_, &QPushButton::clicked, this, &PredictPanel::check);
  connect(giveHint_, &QPushButton::clicked, &quiz_, &Quiz::giveHint);
  connect(reveal_, &QPushButton::clicked, &quiz_, &Quiz::reveal);
  connect(next_, &QPushButton::clicked, this, &PredictPanel::nextRequested);
  connect(field_, &QLineEdit::textEdited, this, &PredictPanel::changeText);
}

void PredictPanel::setTheme(const Theme& theme) {
  theme_ = &theme;
  knownTrace_.reset();  // drawn anew in the other colours
  marks_->setTheme(theme);
  asked_->setTheme(theme);
  setStyleSheet(QStringLiteral("#predictText, #predictPage { background: %1; }"
                               "#predictText { border: none; border-top: 1px solid %2; }"
                               "#predictHint { background: %3; border: 1px solid %2; border-left: 3px solid %4;"
                               " border-radius: 6px; padding: 9px 11px; }")
                    .arg(theme.panel.name(), theme.lineSoft.name(), theme.panelSoft.name(), theme.upstream.name()));
  refresh();
  update();
}

void PredictPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme_->panel);
  painter.fillRect(QRect(0, 0, 1, height()), theme_->line);
}

void PredictPanel::startAnswer() {
  if (!quiz_.question()) return;
  field_->setFocus(Qt::OtherFocusReason);
  field_->selectAll();
}

void PredictPanel::refresh() {
  showScore();
  quiz_.question() ? showQuestion() : showRest();
  showKnown();
  setAccessibleDescription(text());
}

void PredictPanel::showScore() {
  const Predictions& marks = timeline_.predictions();
  const int current = quiz_.question() ? quiz_.number() - 1 : timeline_.moment() ? timeline_.moment()->backwardDone() - 1 : -1;
  marks_->setMarks(marks, current);
  count_->setText(quiz_.question() ? tr("question %1 of %2").arg(quiz_.number()).arg(marks.count())
                                   : tr("%n question(s)", nullptr, marks.count()));
  score_->setText(tr("<b>%1</b> right at once, <b>%2</b> with a hint. Score <b>%3</b> of %4")
                      .arg(marks.settledAs(Outcome::Right))
                      .arg(marks.settledAs(Outcome::WithHint))
                      .arg(scoreNumber(marks.score()))
                      .arg(marks.settled()));
}

void PredictPanel::showQuestion() {
  const Question& question = *quiz_.question();
  if (shown_ != question) field_->clear();
  shown_ = last_ = question;
  question_->setText(questionText(quiz_.solution(), question));
  asked_->setPieces({{.text = askedTex(quiz_.solution(), question), .isTex = true, .ink = &Theme::downstream}, {.text = QStringLiteral(" =")}});
  verdict_->setText(quiz_.isWrong() ? QStringLiteral("✕ ") + tr("not yet") : QString());
  QFont font = verdict_->font();
  font.setWeight(QFont::DemiBold);
  verdict_->setFont(font);
  field_->setStyleSheet(quiz_.isWrong() ? QStringLiteral("QLineEdit { border: 2px solid %1; }").arg(theme_->ink.name()) : QString());
  note_->setText(quiz_.solution().equation.local.columns() > 1 ? tr("Two decimals are enough. A click on a cell asks for that one.")
                                                             : tr("Two decimals are enough."));
  const HintText hint = hintText(quiz_, *theme_);
  hint_->setText(hint.text.isEmpty() ? QString() : QStringLiteral("<b>%1</b><br>%2").arg(hint.title, hint.text));
  hint_->setVisible(!hint.text.isEmpty());
  const bool offersReveal = !quiz_.canHint();
  check_->setText(quiz_.isWrong() ? tr("Check again") : tr("Check"));
  for (auto [button, primary] : {std::pair(check_, !offersReveal), std::pair(reveal_, offersReveal)}) {
    const QString name = primary ? QStringLiteral("primary") : QString();
    if (button->objectName() == name) continue;
    button->setObjectName(name);
    button->style()->unpolish(button);  // the style sheet looks at the name again
    button->style()->polish(button);
  }
  giveHint_->setEnabled(quiz_.canHint());
  stakes_->setText(offersReveal        ? tr("That were all hints. Reveal shows the gradient and scores 0 for this question.")
                   : quiz_.hints() > 0 ? tr("Right now scores ½. Reveal scores 0 for this question.")
                                       : tr("Right at once scores 1, after a hint ½."));
  for (QWidget* widget : {answer_, static_cast<QWidget*>(note_), buttons_, static_cast<QWidget*>(stakes_)}) widget->show();
  next_->hide();
}

void PredictPanel::showRest() {
  const bool settledNow = std::exchange(shown_, std::nullopt).has_value();
  const Moment* moment = timeline_.moment();
  const int current = moment != nullptr ? moment->backwardDone() - 1 : -1;
  for (QWidget* widget : {answer_, static_cast<QWidget*>(note_), static_cast<QWidget*>(hint_), buttons_, static_cast<QWidget*>(stakes_)}) widget->hide();
  QString text = tr("Each backward step asks what it sends before it shows it. Step backward to the first question.");
  if (current >= 0 && current < timeline_.predictions().count()) {
    const bool isLast = last_ && moment->active() == last_->node && equationAt(*moment, last_->node, last_->argument);
    const QString result = isLast ? numberText(solutionOf(*moment, *last_).result) : QString();
    switch (timeline_.predictions().outcome(current)) {
      case Outcome::Right: text = result.isEmpty() ? tr("Answered right at once.") : tr("Right at once: %1.").arg(result); break;
      case Outcome::WithHint: text = result.isEmpty() ? tr("Answered after a hint.") : tr("Right: %1.").arg(result); break;
      case Outcome::Revealed: text = result.isEmpty() ? tr("Revealed.") : tr("The gradient is %1.").arg(result); break;
      case Outcome::Open: text = tr("Nothing is asked at this step: its local gradient is too large to multiply by hand."); break;
    }
  }
  if (moment != nullptr && !timeline_.canGoOn()) text += u' ' + tr("That was the last question.");
  question_->setText(text);
  next_->setVisible(timeline_.canGoOn());
  if (settledNow && timeline_.isPredicting()) emit said(text);
}

void PredictPanel::showKnown() {
  const std::optional<Question>& question = quiz_.question();
  const Moment* moment = timeline_.moment();
  const bool same = question && knownFor_ == question && moment != nullptr && knownTrace_ == moment->sharedTrace();
  if (same) return;
  knownFor_ = question;
  knownTrace_ = question ? moment->sharedTrace() : nullptr;
  auto* column = static_cast<QVBoxLayout*>(known_->layout());
  while (QLayoutItem* item = column->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  const std::vector<KnownPart> parts = question ? knownParts(*moment, *question) : std::vector<KnownPart>();
  known_->setVisible(!parts.empty());
  if (parts.empty()) return;
  Magnitudes covered;
  for (const KnownPart& part : parts) covered.add(part.gradient ? magnitudesOf(part.gradient->data()) : Magnitudes());
  const ColourScale scale = ColourScale::diverging(theme_->gradientMap, {.limit = covered.largest > 0 ? covered.largest : 1});
  auto* heading = new RichLine(12);
  heading->setTheme(*theme_);
  heading->setPieces({{.text = tr("Known so far"), .bold = true, .ink = &Theme::muted}},
                     {{.text = covered.largest > 0 ? limitsText(scale) : QString(), .ink = &Theme::muted}});
  column->addWidget(heading);
  for (const KnownPart& part : parts) {
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins({});
    across->setSpacing(10);
    auto* panel = new TensorPanel;
    panel->setTheme(*theme_);
    constexpr double widest = 110;
    part.gradient ? panel->setTensor(*part.gradient, scale, widest, false) : panel->setMissing(part.shape, widest);
    panel->setAccessibleName(part.title);
    across->addWidget(panel, 0, Qt::AlignVCenter);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    auto* title = new RichLine(13);
    title->setTheme(*theme_);
    title->setPieces({{.text = part.title, .bold = true, .ink = part.gradient ? &Theme::ink : &Theme::local}});
    QLabel* words = mutedWords();
    words->setText(part.words);
    lines->addWidget(title);
    lines->addWidget(words);
    across->addLayout(lines, 1);
    column->addWidget(row);
  }
}

void PredictPanel::changeText() {
  verdict_->clear();
  field_->setStyleSheet({});
}

void PredictPanel::check() {
  const TypedNumber typed = typedNumber(field_->text());
  if (!typed.number) {
    note_->setText(field_->text().trimmed().isEmpty() ? tr("Type a number first, or ask for a hint.") : typed.complaint);
    return startAnswer();
  }
  if (quiz_.check(*typed.number)) {
    next_->setFocus(Qt::OtherFocusReason);
  } else {
    emit said(tr("Not yet."));
    startAnswer();
  }
}

QString PredictPanel::text() const {
  QStringList lines{question_->text()};
  if (quiz_.question()) {
    lines << verdict_->text() << QTextDocumentFragment::fromHtml(hint_->text()).toPlainText();
  }
  lines.removeAll(QString());
  return lines.join(QStringLiteral("\n"));
}

bool PredictPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched != field_ || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)) {
    return QWidget::eventFilter(watched, event);
  }
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  // Not part of a number: they step here as on the canvas.
  const bool steps = key->key() == Qt::Key_BracketLeft || key->key() == Qt::Key_BracketRight;
  const bool hint = key->key() == Qt::Key_H && key->modifiers() == Qt::AltModifier;
  if (!enter && !hint && !steps && key->key() != Qt::Key_Escape) return QWidget::eventFilter(watched, event);
  event->accept();
  if (event->type() == QEvent::ShortcutOverride) return true;
  if (steps) key->key() == Qt::Key_BracketRight ? emit nextRequested() : emit previousRequested();
  else if (hint) quiz_.giveHint();
  else if (!enter) emit left();
  else if (key->modifiers() & Qt::ShiftModifier) quiz_.reveal();
  else check();
  return true;
}

}  // namespace ui
