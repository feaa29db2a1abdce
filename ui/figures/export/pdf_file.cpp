#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

#include <cmath>

#define POINTERHOLDER_TRANSITION 4  // qpdf asks every user to say that std::shared_ptr is meant
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "core/message.h"
#include "ui/figures/export/pdf_letters.h"
#include "ui/figures/export/picture_file.h"

namespace ui {
namespace {

constexpr int dotsPerInch = 1200;

/// The pages as Qt writes them, on paper of whole points at least as large as the page; the page is its upper left corner.
QByteArray drawn(const FigurePages& figure, const std::vector<int>& positions, QSizeF paper, const Progress& progress,
                 const std::stop_token& stop) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setPageSize(QPageSize(paper, QPageSize::Point, {}, QPageSize::ExactMatch));
  writer.setPageMargins({0, 0, 0, 0});
  writer.setResolution(dotsPerInch);
  QPainter painter(&writer);
  painter.setRenderHint(QPainter::LosslessImageRendering);
  const double scale = pointsOfMm(figure.request().widthMm) / pointsPerInch * dotsPerInch / figure.pageSize().width();
  for (std::size_t k = 0; k < positions.size(); ++k) {
    if (stop.stop_requested()) throw core::Stopped();
    if (k > 0) writer.newPage();
    painter.save();
    painter.scale(scale, scale);
    figure.paint(painter, positions[k]);
    painter.restore();
    if (progress) progress(static_cast<int>(k) + 1);
  }
  painter.end();
  return bytes;
}

QPDFObjectHandle box(double width, double height) {
  return QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(0, 0, width, height));
}

/// A text string of a PDF: UTF-16 with its mark.
QPDFObjectHandle textString(const QString& text) { return QPDFObjectHandle::newUnicodeString(text.toStdString()); }

/// Six letters made from a font's name.
std::string subsetTag(const std::string& name) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  std::string tag;
  for (int k = 0; k < 6; ++k, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag + '+';
}

/// Qt embeds only the letters that are used, but does not mark the fonts as subsets; printers mix such fonts up.
void markSubsets(QPDF& pdf) {
  for (QPDFObjectHandle& object : pdf.getAllObjects()) {
    if (!object.isDictionary()) continue;
    for (const char* key : {"/BaseFont", "/FontName"}) {
      if (!object.hasKey(key) || !object.getKey(key).isName()) continue;
      const std::string name = object.getKey(key).getName().substr(1);
      if (name.find('+') == std::string::npos) object.replaceKey(key, QPDFObjectHandle::newName("/" + subsetTag(name) + name));
    }
  }
}

void nameLetters(QPDF& pdf) {
  for (QPDFObjectHandle& object : pdf.getAllObjects()) {
    if (!object.isDictionary() || !object.hasKey("/ToUnicode")) continue;
    QPDFObjectHandle table = object.getKey("/ToUnicode");
    if (!table.isStream()) continue;
    const auto data = table.getStreamData();
    const std::string before(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    if (const std::string after = withLettersForRadicals(before); after != before)
      table.replaceStreamData(after, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  }
}

/// Sets every box to the exact size, says what the figure is, and takes out what differs from one writing to the next.
QByteArray finished(const QByteArray& raw, const FigurePages& figure, QSizeF exact, double paperHeight) {
  QPDF pdf;
  pdf.processMemoryFile("figure", raw.constData(), static_cast<std::size_t>(raw.size()));
  const QByteArray down = "q 1 0 0 1 0 " + QByteArray::number(exact.height() - paperHeight, 'f', 6) + " cm\n";
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    QPDFObjectHandle object = page.getObjectHandle();
    for (const char* name : {"/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"}) {
      object.replaceKey(name, box(exact.width(), exact.height()));
    }
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, down.toStdString()), true);
    page.addPageContents(QPDFObjectHandle::newStream(&pdf, "\nQ\n"), false);
  }
  markSubsets(pdf);
  nameLetters(pdf);
  QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
  info.replaceKey("/Creator", QPDFObjectHandle::newString("Chainrule"));
  const QString title = QString::fromStdString(figure.momentAt(0).graph().title());
  if (!title.isEmpty()) info.replaceKey("/Title", textString(title));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
  pdf.getRoot().removeKey("/Metadata");
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.write();
  const std::unique_ptr<Buffer> written(writer.getBuffer());
  return QByteArray(reinterpret_cast<const char*>(written->getBuffer()), static_cast<qsizetype>(written->getSize()));
}

}  // namespace

QByteArray pdfOf(const FigurePages& figure, const std::vector<int>& positions, const Progress& progress,
                 const std::stop_token& stop) {
  const QSizeF mm = figure.pageSizeMm();
  const QSizeF exact(pointsOfMm(mm.width()), pointsOfMm(mm.height()));
  const QSizeF paper(std::ceil(exact.width()) + 1, std::ceil(exact.height()) + 1);
  const QByteArray raw = drawn(figure, positions, paper, progress, stop);
  try {
    return finished(raw, figure, exact, paper.height());
  } catch (const std::exception& error) {
    throw core::Error("the PDF cannot be finished: %1", {error.what()});
  }
}

}  // namespace ui
