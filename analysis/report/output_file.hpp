#pragma once

#include "analysis/report/descriptor.hpp"

#include <filesystem>
#include <string_view>

namespace stepdown::analysis {

/// A file being written. Every failure is a std::system_error naming the path: a full disk is never
/// a short report.
class OutputFile {
 public:
  /// Makes the file, or empties it.
  explicit OutputFile(std::filesystem::path path);

  void write(std::string_view text);

  /// Appends the contents of another file.
  void append(const std::filesystem::path& other);

  /// Closes, and fails if that shows that something was not written after all.
  void close();

 private:
  std::filesystem::path path_;
  Descriptor descriptor_;
};

/// Writes a file that is whole or not there: aside, then renamed. An existing one is replaced, or
/// stays as it was when that fails; what is no plain file is written to as it is.
void write_whole_file(const std::filesystem::path& path, std::string_view text);

/// Writes a file.
void write_file(const std::filesystem::path& path, std::string_view text);

}  // namespace stepdown::analysis
