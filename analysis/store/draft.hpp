#pragma once

#include <filesystem>
#include <string>

namespace stepdown::analysis {

/// The first of `path`.END-1, `path`.END-2, ... that is free.
[[nodiscard]] std::filesystem::path free_name(const std::filesystem::path& path,
                                              const std::string& end);

/// A file or a folder that is removed in the end, unless it was kept.
class Draft {
 public:
  explicit Draft(std::filesystem::path path);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft(Draft&&) = delete;
  Draft& operator=(const Draft&) = delete;
  Draft& operator=(Draft&&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void keep_as(const std::filesystem::path& name);

 private:
  std::filesystem::path path_;
};

}  // namespace stepdown::analysis
