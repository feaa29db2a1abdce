#pragma once

#include <QToolButton>

#include "ui/model/theme.h"

namespace ui {

/// A button with an icon, a text, and its key as a small box; with a menu it has an arrow of its own for it.
class KeyButton : public QToolButton {
  Q_OBJECT

 public:
  /// Plain has no border; Filled is the next sensible action, at most one of a window.
  enum class Look { Plain, Outline, Filled };

  KeyButton(const QString& iconName, const QString& text, const QString& key, QWidget* parent);

  /// Another icon and text, for a button that does one thing or its contrary.
  void setFace(const QString& iconName, const QString& text);
  /// The button takes the room that the longest of its faces needs.
  void reserveRoom(const QString& text);
  /// Without its key, where there is little room.
  void setBrief(bool brief);
  /// `ink` is the text's, or the ground's where it is filled; then `onInk` is the text's.
  void setLook(Look look, const QColor& ink, const QColor& onInk);
  void setTheme(const Theme& theme);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QFont textFont() const;
  double arrowWidth() const { return popupMode() == MenuButtonPopup ? 18 : 0; }

  const Theme* theme_ = &lightTheme();
  QString iconName_;
  QString label_;  // shorter than the action's text
  QString widest_;  // the longest text that it may show
  QString key_;
  bool brief_ = false;
  bool showsKey() const { return !key_.isEmpty() && !brief_; }
  Look look_ = Look::Outline;
  QColor ink_;
  QColor onInk_;
};

}  // namespace ui
