#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

namespace ui {

/// One line of text in which `<Space>` stands for a key drawn as a small box. Not as a hyperlink: it is only read.
class KeyText : public QWidget {
  Q_OBJECT

 public:
  KeyText(const QString& text, int pixels, QWidget* parent);
  void setText(const QString& text);
  /// The inks of the text and of the keys.
  void setInks(const QColor& text, const QColor& keys);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Piece {
    QString text;
    bool isKey;
  };
  double widthOf(const Piece& piece) const;

  std::vector<Piece> pieces_;
  QColor ink_;
  QColor keyInk_;
};

}  // namespace ui
