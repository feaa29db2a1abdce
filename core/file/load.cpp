#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "core/file/graph_file.h"
#include "core/file/json_reader.h"

namespace core {

std::string loadText(const std::filesystem::path& path, std::size_t limit) {
  const std::string name = path.string();
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw Error("%1: this is a folder: name a file in it", {name});
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "rb"), &std::fclose);
  if (!file) {
    if (errno == ENOENT) throw Error("%1: there is no such file", {name});
    throw Error("%1: the file cannot be read: %2", {name, std::strerror(errno)});
  }
  // Piece by piece, because a device or a pipe does not say how long it is.
  std::string text;
  std::array<char, 65536> piece;
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get())) {
    if (text.size() + count > limit)
      throw Error("%1: the file is larger than %2 MiB", {name, std::to_string(limit >> 20)});
    text.append(piece.data(), count);
  }
  if (std::ferror(file.get())) throw Error("%1: the file cannot be read: %2", {name, std::strerror(errno)});
  return text;
}

GraphFile loadGraphFile(const std::filesystem::path& path) {
  return readGraphFile(loadText(path, largestJsonText), path.string());
}

}  // namespace core
