#include "analysis/store/draft.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace stepdown::analysis {

namespace fs = std::filesystem;

fs::path free_name(const fs::path& path, const std::string& end) {
  for (int number = 1;; ++number) {
    fs::path name = path;
    name += fmt::format(".{}-{}", end, number);
    if (!fs::exists(name)) return name;
  }
}

Draft::Draft(fs::path path) : path_(std::move(path)) {}

Draft::~Draft() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

void Draft::keep_as(const fs::path& name) {
  fs::rename(std::exchange(path_, fs::path{}), name);
}

}  // namespace stepdown::analysis
