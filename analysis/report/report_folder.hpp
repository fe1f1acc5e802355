#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// How this program knows its own: a folder of reports by its manifest, a folder in which reports
/// are being made by a mark. Whatever has neither was put there by somebody else.
namespace stepdown::analysis {

/// What is in `folder` that its manifest does not name, sorted, folders with a slash at the end;
/// nothing when the folder has no manifest of this program. Only plain files can be ours: a folder
/// or a link of the same name is not.
[[nodiscard]] std::optional<std::vector<std::string>> foreign_files(
    const std::filesystem::path& folder);

/// Whether a folder holds a manifest of this program.
[[nodiscard]] bool is_report_folder(const std::filesystem::path& folder);

/// Removes a folder of reports, unless something else is in it.
/// @returns whether it is gone
bool remove_reports(const std::filesystem::path& folder);

/// Removes the plain files of unfinished reports and then their folder, unless something else is in
/// it.
/// @returns whether it is gone
bool remove_unfinished(const std::filesystem::path& folder);

/// Puts the mark into a new folder.
/// @returns whether it is there; `errno` says why not
bool put_mark(const std::filesystem::path& folder);

/// Whether a folder holds the mark, word for word.
[[nodiscard]] bool has_mark(const std::filesystem::path& folder);

/// Removes a folder that holds the mark and nothing else.
/// @returns whether it is gone
bool remove_marked(const std::filesystem::path& folder);

/// Removes the mark, whole or not, from a folder that this process has made, and the folder if
/// nothing else is in it.
void take_mark(const std::filesystem::path& folder);

}  // namespace stepdown::analysis
