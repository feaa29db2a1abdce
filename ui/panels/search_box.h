#pragma once

#include <QFrame>
#include <functional>
#include <optional>

#include "core/tensor/shape.h"
#include "ui/model/theme.h"

class QLabel;
class QPushButton;

namespace ui {

class FunctionCard;
class FunctionView;
class KeyText;
class SearchField;

/// What the search box is opened for.
struct SearchRequest {
  enum class Purpose {
    Place,    ///< a function at the pointer
    Connect,  ///< a function that takes what the dropped wire carries
    Replace   ///< another function for the selected node
  } purpose = Purpose::Place;
  QString from = {};                       ///< of Connect: the name of the node that the wire comes from
  std::optional<core::Shape> shape = {};    ///< of Connect: what the wire carries, where that is known
};

/// A list of functions at the pointer that narrows as one types. It lies over its parent and stays inside of it.
class SearchBox : public QFrame {
  Q_OBJECT

 public:
  explicit SearchBox(QWidget* parent);

  void setTheme(const Theme& theme);
  /// Opens with its left edge at `where` (of the parent), moved as far as needed to stay inside; calls `chosen` with the
  /// function's name, and whether the wire is to be connected too.
  void open(const QPoint& where, const SearchRequest& request,
            std::function<void(const QString& function, bool connect)> chosen);
  /// Whether it was closed by Escape or by a click elsewhere is the same: nothing is chosen.
  void dismiss();

 signals:
  void dismissed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& text);
  void choose(bool connectWire);
  QString factsText() const;
  void listFooter();

  const Theme* theme_ = &lightTheme();
  SearchRequest request_;
  std::function<void(const QString&, bool)> chosen_;
  bool showAll_ = false;
  SearchField* field_;
  QLabel* facts_;
  FunctionView* view_;
  QWidget* rest_;
  QLabel* restText_;
  QPushButton* showAllButton_;
  FunctionCard* card_;
  KeyText* moveKeys_;
  KeyText* placeKeys_;
  KeyText* placeOnlyKeys_;
  KeyText* leaveKeys_;
};

}  // namespace ui
