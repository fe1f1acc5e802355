#include "analysis/report/output_folder.hpp"

#include "analysis/report/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

Descriptor open_folder(const fs::path& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool take_lock(const Descriptor& folder) {
  return folder.is_open() && ::flock(folder.number(), LOCK_EX | LOCK_NB) == 0;
}

/// Whether `folder` is still what `path` names: nobody removed or replaced it since it was opened.
bool is_at(const Descriptor& folder, const fs::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(folder.number(), &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

fs::path sibling_prefix(const fs::path& target, std::string_view kind) {
  return target.parent_path() / fmt::format(".{}.{}-", target.filename().string(), kind);
}

/// A new empty folder next to `target`, with the usual permissions.
fs::path make_sibling(const fs::path& target, std::string_view kind) {
  for (int number = 0;; ++number) {
    fs::path path =
        fmt::format("{}{}-{}", sibling_prefix(target, kind).string(), ::getpid(), number);
    if (::mkdir(path.c_str(), 0777) == 0) return path;
    if (errno != EEXIST) fail(path);
  }
}

/// A folder beside the target whose run is no more. Locked, so that no other run takes it.
struct Leftover {
  fs::path path;
  Descriptor lock;
};

std::vector<Leftover> leftovers(const fs::path& target, std::string_view kind) {
  const std::string prefix = sibling_prefix(target, kind).filename().string();
  std::vector<Leftover> found;
  for (const auto& entry : fs::directory_iterator(target.parent_path())) {
    if (!entry.path().filename().string().starts_with(prefix)) continue;
    Descriptor folder = open_folder(entry.path());
    if (take_lock(folder)) found.push_back({entry.path(), std::move(folder)});
  }
  return found;
}

/// Removes what killed runs left beside `target`, or puts back the old folder that one had moved
/// away.
void clean_up_after_killed_runs(const fs::path& target) {
  std::error_code ignored;
  for (const Leftover& old : leftovers(target, "old")) {
    if (!fs::exists(target, ignored))
      fs::rename(old.path, target, ignored);
    else
      fs::remove_all(old.path, ignored);
  }
  for (const Leftover& partial : leftovers(target, "partial"))
    fs::remove_all(partial.path, ignored);
}

std::string join(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
    text += (i == 0 ? "'" : ", '") + names[i] + "'";
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

/// Throws when `target` may not be taken.
void check_target(const fs::path& target, bool replace) {
  if (!fs::exists(fs::symlink_status(target))) return;
  if (!fs::is_directory(target))
    throw OutputRefused(fmt::format("'{}' exists and is not a folder", target.string()));
  if (fs::is_empty(target)) return;
  const auto foreign = foreign_files(target);
  if (!foreign)
    throw OutputRefused(
        fmt::format("'{}' exists and was not written by stepdown; choose another "
                    "folder with --out",
                    target.string()));
  if (!replace)
    throw OutputRefused(fmt::format(
        "'{}' exists; --force replaces it, --out chooses another folder", target.string()));
  if (!foreign->empty())
    throw OutputRefused(
        fmt::format("'{}' also holds {}, which stepdown did not write; move it away first",
                    target.string(),
                    join(*foreign)));
}

bool exchange(const fs::path& one, const fs::path& other) {
  return ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
}

bool is_taken(int error) {
  return error == ENOTEMPTY || error == EEXIST || error == ENOTDIR;
}

/// Moves `target` out of the way and `aside` into its place; again when another run was faster.
void replace_by_renaming(const fs::path& aside, const fs::path& target) {
  for (;;) {
    const fs::path old = make_sibling(target, "old");
    if (::rename(target.c_str(), old.c_str()) != 0 && errno != ENOENT) fail(target);
    std::error_code error;
    fs::rename(aside, target, error);
    std::error_code ignored;
    if (error && !is_taken(error.value())) {
      fs::rename(old, target, ignored);
      throw std::system_error(error, target.string());
    }
    fs::remove_all(old, ignored);
    if (!error) return;
  }
}

}  // namespace

std::optional<std::vector<std::string>> foreign_files(const fs::path& folder) {
  const auto ours = files_named_by_manifest(folder / manifest_file);
  if (!ours) return std::nullopt;
  std::vector<std::string> foreign;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (std::find(ours->begin(), ours->end(), name) == ours->end()) foreign.push_back(name);
  }
  std::sort(foreign.begin(), foreign.end());
  return foreign;
}

OutputFolder::OutputFolder(const fs::path& target, bool replace)
    : target_(fs::weakly_canonical(fs::absolute(target))), replace_(replace) {
  if (!target_.has_filename()) target_ = target_.parent_path();
  if (!target_.has_filename()) throw OutputRefused("the root folder cannot hold reports");
  fs::create_directories(target_.parent_path());
  clean_up_after_killed_runs(target_);
  check_target(target_, replace_);
  do {  // again when another run took the new folder for a leftover before it was locked
    aside_ = make_sibling(target_, "partial");
    lock_ = open_folder(aside_);
  } while (!take_lock(lock_) || !is_at(lock_, aside_));
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!aside_.empty()) fs::remove_all(aside_, ignored);
}

void OutputFolder::publish(Replacing how) {
  // One flush for all files: a flush each would take longer than a short run. With them on the disk
  // before the folder gets its name, even a power cut leaves it complete or absent.
  if (::syncfs(lock_.number()) != 0) fail(aside_);
  check_target(target_, replace_);
  if (::rename(aside_.c_str(), target_.c_str()) != 0) {
    if (!is_taken(errno)) fail(target_);
    if (!replace_)
      throw OutputRefused(fmt::format("'{}' appeared during the run", target_.string()));
    // after an exchange the old folder is aside, and the destructor removes it
    if (how == Replacing::Rename || !exchange(aside_, target_)) {
      if (how == Replacing::Exchange && errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        fail(target_);
      replace_by_renaming(aside_, target_);
    }
  }
}

}  // namespace stepdown::analysis
