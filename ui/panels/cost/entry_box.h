#pragma once

#include <QSpinBox>

#include "core/tensor/shape.h"

namespace ui {

/// Chooses one entry of a tensor by its index vector, counted from 1.
class EntryBox : public QSpinBox {
  Q_OBJECT

public:
  explicit EntryBox(QWidget* parent = nullptr);

  void setShape(const core::Shape& shape);

protected:
  QString textFromValue(int value) const override;
  int valueFromText(const QString& text) const override;
  QValidator::State validate(QString& text, int& position) const override;

private:
  core::Shape shape_;
};

}  // namespace ui
