#include "ui/export/export_form.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/export/segments.h"
#include "ui/figures/export/size_presets.h"

namespace ui {
namespace {

constexpr int kLabelWidth = 74;

QWidget* rowOf(QWidget* parent, std::initializer_list<QWidget*> parts) {
  auto* row = new QWidget(parent);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  for (QWidget* part : parts) layout->addWidget(part);
  layout->addStretch();
  return row;
}

/// The formats in the order of the form.
const std::vector<FigureFormat>& shownFormats() {
  static const std::vector<FigureFormat> formats{FigureFormat::Pdf, FigureFormat::Svg, FigureFormat::Png,
                                                 FigureFormat::Tikz, FigureFormat::Gif, FigureFormat::Mp4, FigureFormat::Csv};
  return formats;
}

}  // namespace

ExportForm::ExportForm(const ExportSettings& settings, int last, int selected, QWidget* parent)
    : QWidget(parent), settings_(settings), last_(last), selected_(selected), grid_(new QGridLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 16, 20, 16);
  grid_->setHorizontalSpacing(14);
  grid_->setVerticalSpacing(9);
  grid_->setColumnMinimumWidth(0, kLabelWidth);
  grid_->setColumnStretch(1, 1);
  column->addLayout(grid_);
  column->addStretch();
  buildWhat();
  buildSize();
  buildLook();
  reflect();
}

void ExportForm::addRow(const QString& label, QWidget* field) {
  const int row = grid_->rowCount();
  auto* name = new QLabel(label, this);
  name->setObjectName(QStringLiteral("rowLabel"));
  name->setBuddy(field);
  grid_->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
  name->setContentsMargins(0, 5, 0, 0);
  grid_->addWidget(field, row, 1);
}

QWidget* ExportForm::choice(const QString& name, const QStringList& texts, int chosen, const std::function<void(int)>& pick) {
  auto* segments = new Segments(name, texts, this);
  segments->choose(chosen);
  connect(segments, &Segments::picked, this, [this, pick](int k) {
    pick(k);
    reflect();
    emit changed();
  });
  segments_.push_back(segments);
  return segments;
}

QCheckBox* ExportForm::flag(const QString& text, bool on, const std::function<void(bool)>& set) {
  auto* box = new QCheckBox(text, this);
  box->setChecked(on);
  connect(box, &QCheckBox::toggled, this, [this, set](bool checked) {
    set(checked);
    emit changed();
  });
  return box;
}

void ExportForm::buildWhat() {
  FigureRequest& request = settings_.request;
  addRow(tr("What"), choice(tr("What"), {tr("Graph"), tr("Equation"), tr("Both"), tr("Panel"), tr("Chart")}, static_cast<int>(request.what),
                            [&request](int k) { request.what = static_cast<FigureWhat>(k); }));
  panel_ = choice(tr("Panel"), {tr("Upstream"), tr("Local"), tr("Downstream")}, static_cast<int>(request.panel),
                  [&request](int k) { request.panel = static_cast<PanelRole>(k); });
  grid_->addWidget(panel_, grid_->rowCount(), 1);
  chart_ = choice(tr("Chart"), {tr("Norms"), tr("Curve"), tr("Values"), tr("Gradients"), tr("Nudge")}, static_cast<int>(request.chart),
                  [&request](int k) { request.chart = static_cast<ChartKind>(k); });
  chart_->setToolTip(tr("Gradient norms along the backward pass, the curve of the step's function, histograms of what enters it, or the error of a nudge against its length, in the direction of the view Nudge"));
  grid_->addWidget(chart_, grid_->rowCount(), 1);
  logarithmic_ = flag(tr("Logarithmic axis"), request.logarithmic, [&request](bool on) { request.logarithmic = on; });
  grid_->addWidget(logarithmic_, grid_->rowCount(), 1);
  onlySelected_ = flag(tr("Only the %n selected node(s)", nullptr, selected_), !settings_.request.nodes.empty(), [](bool) {});
  onlySelected_->setVisible(selected_ > 0);
  grid_->addWidget(onlySelected_, grid_->rowCount(), 1);

  steps_ = choice(tr("Steps"), {tr("This step"), tr("All %1").arg(last_ + 1), tr("Range")}, static_cast<int>(settings_.steps),
                  [this](int k) { settings_.steps = static_cast<ExportSteps>(k); });
  addRow(tr("Steps"), steps_);
  const auto position = [&](int& value, const QString& name) {
    auto* box = new QSpinBox(this);
    box->setRange(0, last_);
    box->setValue(std::min(value, last_));
    box->setAccessibleName(name);
    connect(box, &QSpinBox::valueChanged, this, [this, &value](int now) {
      value = now;
      emit changed();
    });
    return box;
  };
  if (settings_.last <= settings_.first || settings_.last > last_) settings_.last = last_;
  range_ = rowOf(this, {position(settings_.first, tr("First position")), new QLabel(QStringLiteral("–"), this),
                        position(settings_.last, tr("Last position"))});
  grid_->addWidget(range_, grid_->rowCount(), 1);

  QStringList names;
  int chosen = 0;
  for (std::size_t k = 0; k < shownFormats().size(); ++k) {
    names << (shownFormats()[k] == FigureFormat::Tikz ? QStringLiteral("TikZ") : QString::fromLatin1(nameOf(shownFormats()[k]).name).toUpper());
    if (shownFormats()[k] == settings_.format) chosen = static_cast<int>(k);
  }
  settings_.format = shownFormats()[static_cast<std::size_t>(chosen)];
  addRow(tr("Format"), choice(tr("Format"), names, chosen,
                              [this](int k) { settings_.format = shownFormats()[static_cast<std::size_t>(k)]; }));
  buildFormatOptions();
  addRow(tr("Style"), choice(tr("Style"), {tr("Boxes"), tr("Circuit"), tr("Variables"), tr("Edges")}, static_cast<int>(request.style),
                             [&request](int k) { request.style = static_cast<FigureStyle>(k); }));
  style_ = segments_.back();
  buildScale();
}

/// Which gradients share a colour scale.
void ExportForm::buildScale() {
  ScaleChoice& scale = settings_.request.scale;
  auto* scopes = new QComboBox(this);
  scopes->addItems({tr("Automatic"), tr("Each panel"), tr("Equation"), tr("Whole run")});
  scopes->setCurrentIndex(scale.scope ? static_cast<int>(*scale.scope) + 1 : 0);
  scopes->setAccessibleName(tr("Scale"));
  scopes->setToolTip(tr("Which gradients share the limits of the colours. Automatic: pages of several steps share the whole run's, so that they can be compared; one page has its equation's own."));
  connect(scopes, &QComboBox::activated, this, [this](int k) {
    settings_.request.scale.scope = k == 0 ? std::nullopt : std::optional(static_cast<ScaleScope>(k - 1));
    emit changed();
  });
  auto* log = flag(tr("Log"), scale.log, [&scale](bool on) { scale.log = on; });
  log->setAccessibleName(tr("Logarithmic colours"));
  log->setToolTip(tr("Colours by the symmetric logarithm; numbers stay as they are"));
  scale_ = rowOf(this, {scopes, log});
  addRow(tr("Scale"), scale_);
}

/// What only some formats have.
void ExportForm::buildFormatOptions() {
  auto* dots = new QSpinBox(this);
  dots->setRange(20, 2400);
  dots->setSingleStep(50);
  dots->setSuffix(tr(" dots per inch"));
  dots->setValue(static_cast<int>(settings_.dpi));
  dots->setAccessibleName(tr("Dots per inch"));
  dots->setKeyboardTracking(false);
  connect(dots, &QSpinBox::valueChanged, this, [this](int now) {
    settings_.dpi = now;
    emit changed();
  });
  dots_ = rowOf(this, {dots});
  grid_->addWidget(dots_, grid_->rowCount(), 1);

  outlines_ = flag(tr("Text as outlines, which need no fonts"), settings_.outlines, [this](bool on) { settings_.outlines = on; });
  grid_->addWidget(outlines_, grid_->rowCount(), 1);

  auto* seconds = new QDoubleSpinBox(this);
  seconds->setRange(0.1, 60);
  seconds->setDecimals(1);
  seconds->setSingleStep(0.5);
  seconds->setSuffix(tr(" s a step"));
  seconds->setValue(settings_.secondsPerStep);
  seconds->setAccessibleName(tr("Seconds a step"));
  seconds->setToolTip(tr("The first step stands two seconds at least"));
  connect(seconds, &QDoubleSpinBox::valueChanged, this, [this](double now) {
    settings_.secondsPerStep = now;
    emit changed();
  });
  plays_ = new QSpinBox(this);
  plays_->setRange(0, 1000);
  plays_->setSpecialValueText(tr("plays for ever"));
  plays_->setPrefix(tr("plays "));
  plays_->setSuffix(tr(" ×"));
  plays_->setValue(settings_.plays);
  plays_->setAccessibleName(tr("How often it plays"));
  connect(plays_, &QSpinBox::valueChanged, this, [this](int now) {
    settings_.plays = now;
    emit changed();
  });
  motion_ = rowOf(this, {seconds, plays_});
  grid_->addWidget(motion_, grid_->rowCount(), 1);
  poster_ = flag(tr("Poster: the first page as PNG beside it"), settings_.poster, [this](bool on) { settings_.poster = on; });
  grid_->addWidget(poster_, grid_->rowCount(), 1);
}

void ExportForm::buildSize() {
  FigureRequest& request = settings_.request;
  preset_ = new QComboBox(this);
  preset_->setAccessibleName(tr("Width"));
  for (const SizePreset& preset : sizePresets()) preset_->addItem(QString::fromLatin1(preset.title));
  preset_->addItem(tr("Own size"));
  connect(preset_, &QComboBox::activated, this, [this](int k) {
    if (k >= static_cast<int>(sizePresets().size())) return;
    const SizePreset& preset = sizePresets()[static_cast<std::size_t>(k)];
    setSize(preset.widthMm, preset.heightMm);
  });
  addRow(tr("Width"), preset_);
  const auto length = [&](double least, const QString& name) {
    auto* box = new QDoubleSpinBox(this);
    box->setRange(least, 2000);
    box->setDecimals(2);
    box->setSuffix(tr(" mm"));
    box->setAccessibleName(name);
    box->setKeyboardTracking(false);
    return box;
  };
  width_ = length(10, tr("Width in millimetres"));
  height_ = length(0, tr("Height in millimetres"));
  height_->setSpecialValueText(tr("as needed"));
  connect(width_, &QDoubleSpinBox::valueChanged, this, [this](double now) { setSize(now, settings_.request.heightMm); });
  connect(height_, &QDoubleSpinBox::valueChanged, this,
          [this](double now) { setSize(settings_.request.widthMm, now < 10 ? std::nullopt : std::optional(now)); });
  grid_->addWidget(rowOf(this, {width_, new QLabel(QStringLiteral("×"), this), height_}), grid_->rowCount(), 1);

  auto* text = length(2, tr("Text size in points"));
  text->setRange(2, 72);
  text->setDecimals(1);
  text->setSuffix(tr(" pt"));
  text->setValue(request.textPt);
  connect(text, &QDoubleSpinBox::valueChanged, this, [this](double now) {
    settings_.request.textPt = now;
    emit changed();
  });
  addRow(tr("Text size"), rowOf(this, {text, new QLabel(tr("at final size"), this)}));

  auto* font = new QComboBox(this);
  font->addItems({tr("Inter, symbols in STIX"), QStringLiteral("Latin Modern"), QStringLiteral("STIX")});
  font->setCurrentIndex(static_cast<int>(request.fonts));
  font->setAccessibleName(tr("Font"));
  connect(font, &QComboBox::activated, this, [this](int k) {
    settings_.request.fonts = static_cast<FontChoice>(k);
    emit changed();
  });
  addRow(tr("Font"), font);
}

void ExportForm::buildLook() {
  FigureRequest& request = settings_.request;
  addRow(tr("Theme"), choice(tr("Theme"), {tr("Light"), tr("Dark"), tr("Print-safe")}, static_cast<int>(request.theme),
                             [&request](int k) { request.theme = static_cast<FigureTheme>(k); }));
  auto* language = new QComboBox(this);
  language->addItems({QStringLiteral("English"), QStringLiteral("简体中文")});
  language->setCurrentIndex(request.language == TextLanguage::Chinese ? 1 : 0);
  language->setAccessibleName(tr("Language"));
  language->setToolTip(tr("Of the figure's words; the window keeps its own"));
  connect(language, &QComboBox::activated, this, [this](int k) {
    settings_.request.language = k == 1 ? TextLanguage::Chinese : TextLanguage::English;
    emit changed();
  });
  addRow(tr("Language"), language);
  auto* boxes = new QWidget(this);
  auto* grid = new QGridLayout(boxes);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(6);
  grid->addWidget(flag(tr("Transparent"), request.transparent, [&request](bool on) { request.transparent = on; }), 0, 0);
  grid->addWidget(flag(tr("Title and legend"), request.title, [&request](bool on) { request.title = request.legend = on; }), 0, 1);
  grid->addWidget(flag(tr("Values"), request.values, [&request](bool on) { request.values = on; }), 1, 0);
  grid->addWidget(flag(tr("Gradients"), request.gradients, [&request](bool on) { request.gradients = on; }), 1, 1);
  grid->addWidget(flag(tr("Names"), request.names, [&request](bool on) { request.names = on; }), 2, 0);
  grid->addWidget(flag(tr("Alternative text"), settings_.alternativeText, [this](bool on) { settings_.alternativeText = on; }), 2, 1);
  grid_->addWidget(boxes, grid_->rowCount(), 1);

  auto* names = new QLineEdit(settings_.pattern, this);
  names->setAccessibleName(tr("Names of the files"));
  names->setToolTip(tr("{graph} {what} {step} {name} {width} stand for what they say"));
  connect(names, &QLineEdit::textEdited, this, [this](const QString& text) {
    settings_.pattern = text;
    emit changed();
  });
  addRow(tr("Names"), names);
  written_ = new QLabel(this);
  written_->setObjectName(QStringLiteral("written"));
  written_->setWordWrap(true);
  grid_->addWidget(written_, grid_->rowCount(), 1);
}

void ExportForm::setSize(double width, std::optional<double> height) {
  settings_.request.widthMm = width;
  settings_.request.heightMm = height;
  reflect();
  emit changed();
}

void ExportForm::reflect() {
  const FigureRequest& request = settings_.request;
  panel_->setVisible(request.what == FigureWhat::Panel);
  // Graphs and charts have no scale of gradients.
  scale_->setEnabled(request.what != FigureWhat::Graph && request.what != FigureWhat::Chart);
  const bool chart = request.what == FigureWhat::Chart;
  chart_->setVisible(chart);
  logarithmic_->setVisible(chart && request.chart == ChartKind::Norms);
  // A chart is about one node, or about the run.
  const bool ofRun = request.chart == ChartKind::Norms || request.chart == ChartKind::Nudge;
  onlySelected_->setVisible(selected_ > 0 && (!chart || (selected_ == 1 && !ofRun)));
  const bool moves = settings_.format == FigureFormat::Gif || settings_.format == FigureFormat::Mp4 || settings_.format == FigureFormat::Apng;
  dots_->setVisible(settings_.format == FigureFormat::Png);
  outlines_->setVisible(settings_.format == FigureFormat::Svg);
  motion_->setVisible(moves);
  poster_->setVisible(moves);
  plays_->setVisible(settings_.format != FigureFormat::Mp4);  // players decide that for videos
  const bool graph = request.what == FigureWhat::Graph || request.what == FigureWhat::Both;
  for (int k = 0; k < 4; ++k) style_->button(k)->setEnabled(graph && canShow_[k]);
  const bool ofStep = isOfStep(request);
  steps_->setEnabled(ofStep);
  steps_->setToolTip(ofStep ? QString() : tr("The error over step lengths is the same at every step."));
  range_->setVisible(ofStep && settings_.steps == ExportSteps::Range);
  const QSignalBlocker quietWidth(width_);
  const QSignalBlocker quietHeight(height_);
  width_->setValue(request.widthMm);
  height_->setValue(request.heightMm.value_or(0));
  int chosen = preset_->count() - 1;
  for (std::size_t k = 0; k < sizePresets().size(); ++k) {
    const SizePreset& preset = sizePresets()[k];
    if (preset.widthMm == request.widthMm && preset.heightMm == request.heightMm) chosen = static_cast<int>(k);
  }
  preset_->setCurrentIndex(chosen);
}

bool ExportForm::onlySelected() const { return onlySelected_->isVisibleTo(this) && onlySelected_->isChecked(); }

void ExportForm::setReason(FigureStyle style, const QString& reason) {
  QAbstractButton* button = style_->button(static_cast<int>(style));
  canShow_[static_cast<int>(style)] = reason.isEmpty();
  button->setToolTip(reason);
  if (!reason.isEmpty() && settings_.request.style == style) {
    settings_.request.style = FigureStyle::Boxes;
    style_->choose(0);
  }
  reflect();
}

void ExportForm::setWritten(const QString& text) { written_->setText(text); }

void ExportForm::takeWider() {
  double best = 2000;
  const SizePreset* chosen = nullptr;
  for (const SizePreset& preset : sizePresets()) {
    if (preset.widthMm <= settings_.request.widthMm || preset.widthMm >= best) continue;
    best = preset.widthMm;
    chosen = &preset;
  }
  if (chosen != nullptr) setSize(chosen->widthMm, chosen->heightMm);
}

void ExportForm::setTheme(const Theme& theme) {
  for (Segments* segments : segments_) segments->setTheme(theme);
  setStyleSheet(QStringLiteral("#rowLabel, #written { color: %1; }").arg(theme.muted.name()));
}

}  // namespace ui
