#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <vector>

#include "ui/figures/equation_content.h"
#include "ui/figures/equation_words.h"
#include "ui/figures/sentence.h"

class QLineEdit;
class QWidget;

namespace ui {

/// The boxes of a written product whose result is asked for: local factors are typed into them, and each says
/// at once whether it is the one that stands in the panel. They are an aid; the answer is typed elsewhere.
class ProductBoxes : public QObject {
  Q_OBJECT

public:
  explicit ProductBoxes(QWidget* owner);

  void setTheme(const Theme& theme);
  /// Puts a box at every piece with a `boxTag`; `entry` is the downstream entry that is asked for. What was
  /// typed for an entry stays.
  void show(const EquationContent& content, const EquationEntry& entry,
            const std::vector<PlacedPiece>& pieces);
  void hide();
  /// Nothing that was typed is kept.
  void forget();
  bool hasFocus() const;
  const std::vector<QLineEdit*>& fields() const { return fields_; }

signals:
  /// Enter in the last box, or in one when all are right.
  void finished();

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void judge(std::size_t box);
  void goOn(std::size_t box);

  QWidget* owner_;
  Theme theme_;
  std::vector<QLineEdit*> fields_;
  std::size_t count_ = 0;  ///< how many of them are shown
  EquationEntry entry_;
  std::vector<double> wanted_;   ///< the local factors
  std::vector<QString> places_;  ///< "row 2, column 3"
  std::map<std::pair<core::Index, core::Index>, std::vector<QString>>
      typed_;  ///< by row of the seed and entry
};

}  // namespace ui
