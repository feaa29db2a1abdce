#include "ui/figures/export/number_files.h"

#include <algorithm>

#include "core/exchange/latex_equation.h"
#include "core/exchange/numbers_file.h"
#include "core/message.h"
#include "ui/figures/export/picture_file.h"
#include "ui/figures/number_text.h"

namespace ui {
namespace {

constexpr core::Index mostWritten = core::Index(1) << 26;

NamedNumbers named(const char* name, const core::Shape& shape, std::span<const double> numbers, core::Index columns) {
  return {QString::fromLatin1(name), shape, {numbers.begin(), numbers.end()}, std::max<core::Index>(columns, 1)};
}

core::Index lastAxis(const core::Shape& shape) { return shape.rank() > 0 ? shape[shape.rank() - 1] : 1; }

}  // namespace

std::vector<NamedNumbers> numbersAt(const FigurePages& figure, int position) {
  const Moment moment = figure.momentAt(position);
  const auto step = moment.shown();
  if (!step) return {};
  const core::Trace& trace = moment.trace();
  if (step->kind == Step::Kind::Seed) {
    const auto& seed = trace.seed();
    return seed ? std::vector{named("seed", seed->shape(), seed->data(), lastAxis(seed->shape()))} : std::vector<NamedNumbers>{};
  }
  if (step->kind == Step::Kind::Forward) {
    if (!trace.hasValue(step->node)) return {};
    const core::TensorView value = trace.value(step->node);
    return {named("value", value.shape(), value.data, lastAxis(value.shape()))};
  }
  const auto content = contentAt(moment, figure.request());
  if (!content) return {};
  const Equation& e = content->equation;
  const bool all = figure.request().what != FigureWhat::Panel;
  const auto wants = [&](PanelRole role) { return all || figure.request().panel == role; };
  std::vector<NamedNumbers> result;
  if (wants(PanelRole::Upstream)) result.push_back(named("upstream", e.upstream.shape(), e.upstream.data(), content->rows()));
  if (wants(PanelRole::Local)) {
    if (content->rows() * content->columns() > mostWritten) {
      throw core::Error("the local gradient at position %1 has %2 entries: too many to write; choose the panel upstream or downstream",
                        {std::to_string(position), std::to_string(content->rows() * content->columns())});
    }
    const core::Tensor dense = e.local.dense();
    result.push_back(named("local", dense.shape(), dense.data(), content->columns()));
  }
  if (wants(PanelRole::Downstream)) result.push_back(named("downstream", e.downstream.shape(), e.downstream.data(), content->columns()));
  return result;
}

QStringList writeNumbers(const FigurePages& figure, int position, const QString& path, bool npy) {
  const QString ending = npy ? QStringLiteral(".npy") : QStringLiteral(".csv");
  const QString stem = path.endsWith(ending) ? path.chopped(ending.size()) : path;
  QStringList written;
  if (figure.request().what == FigureWhat::Chart) {
    const ChartContent chart = figure.chartAt(position);
    if (chart.plot.empty()) return {};
    written << stem + u'-' + chartWord(figure.request().chart) + ending;
    writeWhole(written.back(), csvOf(chart.plot).toUtf8());
    return written;
  }
  for (const NamedNumbers& panel : numbersAt(figure, position)) {
    const std::string bytes = npy ? core::npyBytes(panel.shape, panel.numbers) : core::csvText(panel.numbers, panel.columns);
    written << stem + u'-' + panel.name + ending;
    writeWhole(written.back(), QByteArray::fromStdString(bytes));
  }
  return written;
}

QByteArray equationLatex(const FigurePages& figure, int position) {
  const auto content = contentAt(figure.momentAt(position), figure.request());
  if (!content) return {};
  const Equation& e = content->equation;
  const auto formed = content->isFormed() ? std::span<const double>(content->local) : std::span<const double>();
  return QByteArray::fromStdString(core::latexEquation({content->upstreamTex.toStdString(), e.upstream.data(), content->rows()},
                                                       {content->localTex.toStdString(), formed, content->columns()},
                                                       {content->downstreamTex.toStdString(), e.downstream.data(), content->columns()}));
}

}  // namespace ui
