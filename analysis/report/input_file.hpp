#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace stepdown::analysis {

/// The beginning of a file.
struct FileBeginning {
  std::string text;
  bool is_whole = true;  ///< nothing comes after it
};

/// At most the first `most_bytes` bytes of a plain file. Nothing else is opened for reading: a pipe
/// may never say a word, and a device may never end.
/// @throws std::system_error naming the path when there is no such file, when it is something else,
///         or when it cannot be read.
[[nodiscard]] FileBeginning read_plain_file(const std::filesystem::path& path,
                                            std::size_t most_bytes);

/// The text of a plain file; nothing when there is none of at most `most_bytes` bytes that can be
/// read.
[[nodiscard]] std::optional<std::string> plain_file_text(const std::filesystem::path& path,
                                                         std::size_t most_bytes);

}  // namespace stepdown::analysis
