#include "app/output.h"

#include <cstdio>

#include "core/message.h"

namespace app {

void print(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0)
    throw core::Error("standard output: the result cannot be written");
}

}  // namespace app
