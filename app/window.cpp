#include "app/window.h"

#include <QApplication>

#include "ui/main_window.h"
#include "ui/style.h"

namespace app {

int openWindow(int count, char** values, const std::string& file) {
  QApplication application(count, values);
  QApplication::setApplicationName(QStringLiteral("chainrule"));
  QApplication::setApplicationDisplayName(QStringLiteral("Chainrule"));
  QApplication::setApplicationVersion(QStringLiteral(CHAINRULE_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("chainrule"));
  ui::prepareApplication(application);
  ui::MainWindow window;
  window.show();
  if (!file.empty()) window.openFile(QString::fromLocal8Bit(file));
  return QApplication::exec();
}

}  // namespace app
