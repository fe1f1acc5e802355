#include "analysis/report/report_folder.hpp"

#include "analysis/report/descriptor.hpp"
#include "analysis/report/input_file.hpp"
#include "analysis/report/manifest.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>

namespace stepdown::analysis {

namespace {

namespace fs = std::filesystem;

constexpr const char* mark_file = "stepdown-writes-here";
constexpr const char* own_mark =
    "stepdown writes reports here and moves them away when they are complete.\n"
    "If no stepdown is running, this folder was left behind and may be removed.\n";

bool is_plain_file(const fs::directory_entry& entry) {
  std::error_code error;
  return entry.symlink_status(error).type() == fs::file_type::regular && !error;
}

std::vector<fs::directory_entry> entries(const fs::path& folder) {
  return {fs::directory_iterator(folder), fs::directory_iterator()};
}

/// Never goes into a folder below.
bool remove_files(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_plain_file(entry) && ::unlink(entry.path().c_str()) != 0) return false;
  return ::rmdir(folder.c_str()) == 0;
}

}  // namespace

std::optional<std::vector<std::string>> foreign_files(const fs::path& folder) {
  const auto ours = files_named_by_manifest(folder / manifest_file);
  if (!ours) return std::nullopt;
  std::vector<std::string> foreign;
  for (const auto& entry : entries(folder)) {
    const std::string name = entry.path().filename().string();
    const bool is_named = std::ranges::find(*ours, name) != ours->end();
    if (is_named && is_plain_file(entry)) continue;
    std::error_code error;
    const bool is_folder = entry.symlink_status(error).type() == fs::file_type::directory;
    foreign.push_back(is_folder ? name + "/" : name);
  }
  std::ranges::sort(foreign);
  return foreign;
}

bool is_report_folder(const fs::path& folder) {
  return files_named_by_manifest(folder / manifest_file).has_value();
}

bool remove_reports(const fs::path& folder) {
  const auto foreign = foreign_files(folder);
  return foreign && foreign->empty() && remove_files(folder);
}

bool remove_unfinished(const fs::path& folder) {
  std::error_code error;
  const auto found = fs::directory_iterator(folder, error);
  if (error || !std::all_of(begin(found), end(found), is_plain_file)) return false;
  return remove_files(folder);
}

bool put_mark(const fs::path& folder) {
  const Descriptor file(
      ::open((folder / mark_file).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.is_open()) return false;
  const std::string_view text = own_mark;
  const ssize_t written = ::write(file.number(), text.data(), text.size());
  if (written >= 0 && static_cast<std::size_t>(written) < text.size()) errno = ENOSPC;
  return written == static_cast<ssize_t>(text.size());
}

bool has_mark(const fs::path& folder) {
  constexpr std::size_t enough = 4096;
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(folder, error))) return false;
  const auto text = plain_file_text(folder / mark_file, enough);
  return text && *text == own_mark;
}

bool remove_marked(const fs::path& folder) {
  if (!has_mark(folder) || entries(folder).size() != 1) return false;
  take_mark(folder);
  return true;
}

void take_mark(const fs::path& folder) {
  ::unlink((folder / mark_file).c_str());
  ::rmdir(folder.c_str());
}

}  // namespace stepdown::analysis
