#pragma once

#include <string>

namespace app {

/// Opens the window on `file`, or on the start page where it is empty, and runs until the window closes. The only place that
/// starts a graphical system for a user.
int openWindow(int count, char** values, const std::string& file);

}  // namespace app
