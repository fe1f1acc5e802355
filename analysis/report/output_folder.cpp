#include "analysis/report/output_folder.hpp"

#include "analysis/report/manifest.hpp"
#include "analysis/report/report_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <system_error>
#include <vector>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

std::string join(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
    text += (i == 0 ? "'" : ", '") + names[i] + "'";
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

/// Why `target` may not be taken; empty when it may.
std::string refusal(const fs::path& target, bool replace) {
  const fs::file_status status = fs::symlink_status(target);
  if (!fs::exists(status)) return "";
  if (!fs::is_directory(status))
    return fmt::format("'{}' exists and is not a folder", target.string());
  if (fs::is_empty(target)) return "";
  const auto foreign = foreign_files(target);
  if (!foreign)
    return fmt::format(
        "'{}' exists and was not written by stepdown; choose another folder with --out",
        target.string());
  if (!replace)
    return fmt::format("'{}' exists; --force replaces it, --out chooses another folder",
                       target.string());
  if (foreign->empty()) return "";
  return fmt::format("'{}' also holds {}, which stepdown did not write; move it away first",
                     target.string(),
                     join(*foreign));
}

bool is_taken(int error) {
  return error == ENOTEMPTY || error == EEXIST || error == ENOTDIR;
}

bool is_unknown_call(int error) {
  return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

/// Moves a folder, also onto an empty one.
/// @returns 0, or why not
int move(const fs::path& from, const fs::path& to) {
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// Moves a folder to a path where nothing is, where the file system can make sure of that.
int move_to_free(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (!is_unknown_call(errno)) return errno;
  return fs::exists(fs::symlink_status(to)) ? EEXIST : move(from, to);
}

int exchange(const fs::path& one, const fs::path& other) {
  const bool done =
      ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
  return done ? 0 : errno;
}

/// Whether there is nothing in a folder but reports of ours. Looked at where nobody else looks for
/// it, so that nothing can be put there any more.
bool is_all_ours(const fs::path& folder) {
  const auto foreign = foreign_files(folder);
  return foreign && foreign->empty();
}

/// Takes the place of reports of ours, which are in the sibling then.
/// @returns 0, or why not: EEXIST when something else is there too
int replace_by_exchange(const SiblingFolder& sibling, const fs::path& target) {
  if (const int error = exchange(sibling.reports(), target); error != 0) return error;
  if (is_all_ours(sibling.reports())) return 0;
  exchange(sibling.reports(), target);
  return EEXIST;
}

/// The same in two steps.
int replace_by_renaming(const SiblingFolder& sibling, const fs::path& target) {
  if (const int error = move(target, sibling.old()); error != 0) return error;
  const int error = is_all_ours(sibling.old()) ? move(sibling.reports(), target) : EEXIST;
  if (error == 0) return 0;
  const bool was_faster = is_all_ours(sibling.old()) && is_taken(error);  // another run
  if (was_faster)
    remove_reports(sibling.old());
  else
    move_to_free(sibling.old(), target);
  return was_faster ? EAGAIN : error;
}

/// Moves reports into place, over an empty folder or, if they may `replace` it, one of ours.
/// @returns 0, or why not
int take_place(const SiblingFolder& sibling,
               const fs::path& target,
               bool replace,
               OutputFolder::Replacing how) {
  constexpr int patience = 100;  // with other runs that put something there or away
  int error = EEXIST;
  for (int i = 0; i < patience; ++i) {
    error = move(sibling.reports(), target);
    if (error == 0 || !is_taken(error) || !replace) return error;
    if (how == OutputFolder::Replacing::Exchange) {
      error = replace_by_exchange(sibling, target);
      if (is_unknown_call(error)) how = OutputFolder::Replacing::Rename;
    }
    if (how == OutputFolder::Replacing::Rename) error = replace_by_renaming(sibling, target);
    if (error != ENOENT && error != EAGAIN) return error;
  }
  return error;
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& target, bool replace)
    : asked_(target.has_filename() ? target : target.parent_path()),
      target_(fs::weakly_canonical(fs::absolute(target))),
      replace_(replace) {
  if (!target_.has_filename()) target_ = target_.parent_path();
  if (!target_.has_filename()) throw OutputRefused("the root folder cannot hold reports");
  fs::create_directories(target_.parent_path());
  SiblingFolder::clean_up_after_killed_runs(target_);
  if (const std::string why = refusal(target_, replace_); !why.empty()) throw OutputRefused(why);
  sibling_.emplace(target_);
}

fs::path OutputFolder::publish(Extent extent, Replacing how) {
  // With all on the disk before the folder gets its name, even a power cut leaves it complete or
  // absent.
  sibling_->flush();
  std::string why = refusal(target_, replace_);
  int error = 0;
  if (why.empty()) {
    const bool is_less = extent == Extent::Interrupted && is_report_folder(target_) &&
                         !is_manifest_of_interrupted(target_ / manifest_file);
    if (is_less) return publish_beside("interrupted");
    error = take_place(*sibling_, target_, replace_, how);
    if (error == 0) return asked_;
    why = refusal(target_, replace_);
  }
  // The work of a run is not lost because something is in its way.
  const std::string there = publish_beside("new").string();
  if (!why.empty()) throw OutputRefused(fmt::format("{}; the reports are in '{}'", why, there));
  throw std::system_error(
      error,
      std::generic_category(),
      fmt::format("{} could not be replaced, the reports are in '{}'", target_.string(), there));
}

fs::path OutputFolder::publish_beside(const char* kind) {
  const fs::path folder = target_.parent_path();
  for (int number = 1;; ++number) {
    std::string name = fmt::format("{}.{}", target_.filename().string(), kind);
    if (number > 1) name += fmt::format("-{}", number);
    const int error = move_to_free(sibling_->reports(), folder / name);
    if (is_taken(error)) continue;
    if (error != 0) throw std::system_error(error, std::generic_category(), folder / name);
    const bool is_named_so = fs::weakly_canonical(fs::absolute(asked_).parent_path()) == folder;
    return (is_named_so ? asked_.parent_path() : folder) / name;
  }
}

}  // namespace stepdown::analysis
