#pragma once

#include "analysis/report/descriptor.hpp"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// The folder that the user asked for cannot be used: it exists, or holds what is not ours.
class OutputRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A folder of reports that is complete or absent, whatever happens.
///
/// Files are written into a folder aside, a hidden sibling of the one asked for; `publish` moves it
/// into place in one step. A run that is killed before leaves the folder asked for as it was, and a
/// sibling that the next run into the same folder removes. Two runs at once each have a sibling of
/// their own, so what is published is one of them, whole.
///
/// The sibling is called `.NAME.partial-XXXXXX` and is locked (flock) as long as its run lives,
/// which is how leftovers are told from work in progress.
class OutputFolder {
 public:
  /// How an existing folder is replaced. `Exchange` falls back to `Rename` where the file system
  /// cannot swap; that one has an instant with neither folder under the name, in which a kill
  /// leaves the old one as `.NAME.old-XXXXXX`, and the next run puts it back.
  enum class Replacing { Exchange, Rename };

  /// Makes the folder aside, and its parents.
  /// @param replace  take the place of an existing folder of ours (--force)
  /// @throws OutputRefused when `target` exists and is not an empty folder, unless `replace` and
  ///         it holds only files that its manifest names.
  /// @throws std::system_error when the disk refuses.
  OutputFolder(const std::filesystem::path& target, bool replace);
  /// Removes the folder aside unless it was published.
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  OutputFolder(OutputFolder&&) = delete;
  OutputFolder& operator=(OutputFolder&&) = delete;

  /// Where to write files until `publish`.
  [[nodiscard]] const std::filesystem::path& aside() const { return aside_; }

  /// Flushes the folder and its files to the disk and moves it into place. The files must be closed
  /// already, and one of them must be the manifest.
  /// @throws OutputRefused when somebody put something there meanwhile.
  void publish(Replacing how = Replacing::Exchange);

 private:
  std::filesystem::path target_;
  bool replace_;
  std::filesystem::path aside_;
  Descriptor lock_;
};

/// What is in `folder` that its manifest does not name; nothing when the folder has no manifest of
/// this program.
[[nodiscard]] std::optional<std::vector<std::string>> foreign_files(
    const std::filesystem::path& folder);

}  // namespace stepdown::analysis
