#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "ui/figures/export/chart_page.h"
#include "ui/figures/export/equation_page.h"
#include "ui/figures/export/figure_request.h"
#include "ui/figures/export/page_texts.h"
#include "ui/figures/export/schematic.h"
#include "ui/figures/graph_painter.h"
#include "ui/figures/text_setting.h"
#include "ui/model/moment.h"
#include "ui/model/sheet.h"

class QPainter;

namespace ui {

/// All that stands on one page, in units of the drawing (px); what is drawn and what is written for TeX come from it.
struct FigurePage {
  std::vector<PlacedPiece> texts;
  std::optional<GraphPicture> graph;
  std::optional<Schematic> schematic;
  QPointF graphOrigin;    ///< where the scene's (0, 0) stands
  double graphScale = 1;  ///< below 1 only where the graph cannot be laid out for the page
  std::optional<EquationPage> equation;
  QPointF equationOrigin;
  std::optional<ChartContent> chart;
  ChartLayout chartLayout;
};

/// The steps of one graph as the pages of a figure. All pages have one size, and each part stands at the same place on all of them,
/// so that nothing jumps when they are flipped.
class FigurePages {
public:
  /// Runs the sheet's graph. Throws `core::Error` for a graph that cannot be run, and for a style that cannot show it.
  FigurePages(const Sheet& sheet, FigureRequest request);
  /// Of a run that is there already; the sheet is the one that was run.
  FigurePages(const Sheet& sheet, std::shared_ptr<const core::Trace> trace, FigureRequest request);

  const FigureRequest& request() const { return request_; }
  const Theme& theme() const { return theme_; }
  /// The last position on the timeline: n + 1 + m, or n without a backward pass.
  int last() const { return start_->last(); }
  Moment momentAt(int position) const { return start_->at(position); }

  /// Makes the page just large enough for the pages of these positions.
  void layOutFor(const std::vector<int>& positions, const std::stop_token& stop = {});
  /// In units of the drawing.
  QSizeF pageSize() const { return pageSize_; }
  QSizeF pageSizeMm() const;
  int rows() const { return rows_; }
  /// Below 1 where the graph cannot be laid out for the page in the size of text that was asked for.
  double graphScale() const { return graphScale_; }

  FigurePage pageAt(int position) const;
  void paint(QPainter& painter, const FigurePage& page) const;
  void paint(QPainter& painter, int position) const { paint(painter, pageAt(position)); }
  /// The smallest letters of a page, in points at its final size.
  double smallestPt(int position) const;
  QString alternativeText(int position) const;
  /// Of `FigureWhat::Chart`.
  ChartContent chartAt(int position) const;

private:
  /// How well a layout does what was asked for.
  struct Fit {
    double scale = 1;        ///< of the graph
    int covered = 0;         ///< labels that overlap others
    int withoutNumbers = 0;  ///< equations whose cells have no room for them
    bool isWhole() const;
    bool isClear() const;  ///< nothing is made smaller or covered
    bool isBetterThan(const Fit& other) const;
  };
  /// How a page of little height gives everything its room without making text smaller.
  struct Density {
    bool low = false;       ///< nodes are as low as their text allows, parts are near together
    bool tight = false;     ///< and everything is as near together as it can be read
    bool gathered = false;  ///< and leaves stand near the nodes that they feed
    bool unrolled = false;  ///< a graph that stands in lines on the screen is dealt to rows of the page anew
    bool operator==(const Density&) const = default;
  };
  Fit layOut(const std::vector<int>& positions, const Density& density, const std::stop_token& stop);
  /// Laid out once or twice, not for every width that might suit it.
  bool isLarge() const;
  /// Whether some wire leads back on the screen.
  bool standsInLines() const;
  TextForm textForm() const { return {downwards_, headInLine_, stepForm_, density_.tight}; }
  /// How high the equations are about, on a low page.
  double expectedEquation(const std::vector<int>& positions) const;
  EquationPage equationOf(EquationContent content, double inner) const;
  void placeGraph(QSizeF room, const std::vector<int>& positions);
  double widthScale(double graphWidth) const;
  double lowFlowWidth(double inner, double height, const std::vector<int>& positions, const std::stop_token& stop);
  void fitGraph(QSizeF room, double flowWidth, const std::vector<int>& positions,
                const std::stop_token& stop);
  QRectF drawnBounds(const std::vector<int>& positions, const std::stop_token& stop) const;
  TextSetting setting() const;
  double placeChart(const std::vector<int>& positions, QPointF corner, QSizeF room, const std::stop_token& stop);
  GraphPicture pictureAt(const Moment& moment) const;
  bool isShown(std::size_t position) const;
  double sideMargin() const;
  double width() const;
  bool showsGraph() const;
  bool showsEquation() const;
  bool showsChart() const { return request_.what == FigureWhat::Chart; }

  FigureRequest request_;
  Theme theme_;
  std::unique_ptr<Moment> start_;
  std::map<core::NodeId, QPointF> positions_, unrolled_;  ///< of nodes on the screen, and all in one line
  std::map<core::NodeId, QPointF> gathered_;              ///< and with leaves near the nodes that they feed
  GraphDrawing screen_, drawing_;  ///< as on the screen, and laid out for the page
  std::optional<RunFacts> facts_;
  std::optional<Magnitudes> runMagnitudes_;  ///< where all pages share one scale
  std::optional<SchematicPlan> plan_;
  int rows_ = 1;
  bool downwards_ = false;  ///< the graph runs from the top to the bottom
  int covered_ = 0;         ///< labels that overlap others
  Density density_;
  bool headInLine_ = false;
  StepForm stepForm_ = StepForm::Whole;
  QSizeF pageSize_;
  QRectF graphBounds_;  // scene units: all that any of the pages draws
  double graphScale_ = 1;
  QPointF graphOrigin_;
  double topMargin_ = 0;
  double equationTop_ = 0;
  double equationRoom_ = 0;
  double legendTop_ = 0;
  ChartRun chartRun_;
  QRectF chartRoom_;
  double chartLabels_ = 0;
  double noteHeight_ = 0;
};

}  // namespace ui
