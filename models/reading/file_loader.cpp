#include "models/reading/file_loader.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <utility>

namespace stepdown::models {

FileText load_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return {{}, std::make_error_code(std::errc::is_a_directory)};
  errno = 0;
  std::ifstream stream{path, std::ios::binary};
  if (!stream) {
    const int reason = errno;
    return {{}, {reason == 0 ? ENOENT : reason, std::generic_category()}};
  }
  std::string text;
  constexpr std::size_t block = 65536;
  while (stream && text.size() <= max_bytes) {
    const std::size_t before = text.size();
    text.resize(before + std::min(block, max_bytes + 1 - before));
    stream.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return {{}, std::make_error_code(std::errc::io_error)};
  return {std::move(text), {}};
}

}  // namespace stepdown::models
