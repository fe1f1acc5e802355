#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <system_error>

namespace stepdown::models {

/// The bytes of a file, or why they could not be read.
struct FileText {
  std::string text;
  std::error_code error;
};

/// Reads a file, of which at most `max_bytes` + 1 bytes are wanted (one more shows that it is too
/// long). Tests give a loader that reads from memory.
using FileLoader = std::function<FileText(const std::string& path, std::size_t max_bytes)>;

/// The loader that reads from disk.
[[nodiscard]] FileText load_file(const std::string& path, std::size_t max_bytes);

}  // namespace stepdown::models
