#include "analysis/report/sibling_folder.hpp"

#include "analysis/report/report_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr const char* reports_folder = "reports";
constexpr const char* old_folder = "old";

[[noreturn]] void fail_at(const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

Descriptor open_folder(const fs::path& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

bool take_lock(const Descriptor& folder) {
  return folder.is_open() && ::flock(folder.number(), LOCK_EX | LOCK_NB) == 0;
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(fs::symlink_status(path, ignored));
}

std::string prefix_beside(const fs::path& target) {
  return fmt::format(".{}.partial-", target.filename().string());
}

/// A new empty folder, with the usual permissions.
fs::path make_beside(const fs::path& target) {
  for (int number = 0;; ++number) {
    fs::path path =
        target.parent_path() / fmt::format("{}{}-{}", prefix_beside(target), ::getpid(), number);
    if (::mkdir(path.c_str(), 0777) == 0) return path;
    if (errno != EEXIST) fail_at(path);
  }
}

/// Removes what a run left in its sibling, or puts back the old reports that it had put away.
void clean_up(const fs::path& sibling, const fs::path& target) {
  std::error_code ignored;
  const fs::path old = sibling / old_folder;
  if (is_folder(old)) {
    if (fs::exists(fs::symlink_status(target, ignored)))
      remove_reports(old);
    else
      fs::rename(old, target, ignored);
  }
  const fs::path reports = sibling / reports_folder;
  if (is_folder(reports) && !remove_reports(reports) && !is_report_folder(reports))
    remove_unfinished(reports);
  remove_marked(sibling);
}

}  // namespace

SiblingFolder::SiblingFolder(fs::path target)
    : target_(std::move(target)), path_(make_beside(target_)), lock_(open_folder(path_)) {
  // Without the mark nobody takes it for a leftover.
  if (!take_lock(lock_) || !put_mark(path_) || ::mkdir(reports().c_str(), 0777) != 0) {
    const int error = errno;
    take_mark(path_);
    throw std::system_error(error, std::generic_category(), path_.string());
  }
}

SiblingFolder::~SiblingFolder() {
  clean_up(path_, target_);
}

void SiblingFolder::clean_up_after_killed_runs(const fs::path& target) {
  const std::string prefix = prefix_beside(target);
  for (const auto& entry : fs::directory_iterator(target.parent_path())) {
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    const Descriptor folder = open_folder(entry.path());
    if (take_lock(folder) && has_mark(entry.path())) clean_up(entry.path(), target);
  }
}

fs::path SiblingFolder::reports() const {
  return path_ / reports_folder;
}

fs::path SiblingFolder::old() const {
  return path_ / old_folder;
}

void SiblingFolder::flush() const {
  // One flush for all files: a flush each would take longer than a short run.
  if (::syncfs(lock_.number()) != 0) fail_at(path_);
}

}  // namespace stepdown::analysis
