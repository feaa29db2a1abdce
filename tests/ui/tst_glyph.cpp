#include <QImage>
#include <QPainter>
#include <QTest>

#include "core/functions/catalogue.h"
#include "ui/model/edits.h"
#include "ui/panels/glyph.h"

/// What the palette shows of each function, and what becomes of a node that takes it.
class GlyphTest : public QObject {
  Q_OBJECT

private slots:
  void everyFunctionHasAGlyph_data() { functions(); }
  void everyFunctionHasAGlyph() {
    QFETCH(QString, name);
    QImage image(52, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    const QImage empty = image;
    QPainter painter(&image);
    ui::drawGlyph(painter, {0, 0, 52, 40}, *core::findFunction(name.toStdString()), ui::lightTheme());
    painter.end();
    QVERIFY(image != empty);
  }

  void aNodeThatTakesTheFunctionHasAllAttributes_data() { functions(); }
  void aNodeThatTakesTheFunctionHasAllAttributes() {
    QFETCH(QString, name);
    const core::Function& function = *core::findFunction(name.toStdString());
    ui::Sheet sheet;
    const core::NodeId id = ui::addNode(sheet, *core::findFunction("relu"), {});
    ui::replaceFunction(sheet, id, function);
    const core::NodeId placed = ui::addNode(sheet, function, {});
    static_cast<void>(core::Settings(function, sheet.graph.find(id)->attributes));
    QVERIFY(sheet.graph.find(placed)->attributes == sheet.graph.find(id)->attributes);
  }

private:
  void functions() {
    QTest::addColumn<QString>("name");
    for (const core::Function& function : core::catalogue()) {
      const QString name = QString::fromUtf8(function.name.data(), static_cast<qsizetype>(function.name.size()));
      QTest::newRow(qPrintable(name)) << name;
    }
  }
};

QTEST_MAIN(GlyphTest)
#include "tst_glyph.moc"
