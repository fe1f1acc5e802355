#pragma once

#include "analysis/report/sibling_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

namespace stepdown::analysis {

/// The folder that the user asked for cannot be used: it exists, or holds what is not ours.
class OutputRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A folder of reports that is complete or absent, whatever happens.
///
/// Files are written into a folder aside, inside of a hidden sibling of the one asked for;
/// `publish` moves it into place in one step. A run that is killed before leaves the folder asked
/// for as it was, and a sibling that the next run into the same folder removes. Two runs at once
/// each have a sibling of their own, so what is published is one of them, whole.
///
/// Nothing is removed or moved but what this program knows as its own (`report_folder.hpp`):
/// siblings with the mark, and folders of reports in which there is nothing else.
class OutputFolder {
 public:
  /// How an existing folder is replaced. `Exchange` falls back to `Rename` where the file system
  /// cannot swap; that one has an instant with neither folder under the name, in which a kill
  /// leaves the old one in the sibling, and the next run puts it back.
  enum class Replacing : std::uint8_t { Exchange, Rename };

  /// Whether all was done that was asked for. What is not whole never replaces what is.
  enum class Extent : std::uint8_t { Whole, Interrupted };

  /// Makes the folder aside, and its parents.
  /// @param replace  take the place of an existing folder of ours (--force)
  /// @throws OutputRefused when `target` exists and is not an empty folder, unless `replace` and
  ///         it holds only files that its manifest names.
  /// @throws std::system_error when the disk refuses.
  OutputFolder(const std::filesystem::path& target, bool replace);

  /// Where to write files until `publish`.
  [[nodiscard]] std::filesystem::path aside() const { return sibling_->reports(); }

  /// Flushes the folder and its files to the disk and moves it into place. The files must be closed
  /// already, and one of them must be the manifest. Interrupted reports are put beside whole ones,
  /// as `NAME.interrupted`.
  /// @returns where they are now: the path asked for, or one beside it
  /// @throws OutputRefused when somebody put something there meanwhile; the reports are then beside
  ///         it, as `NAME.new`, and the message says so.
  std::filesystem::path publish(Extent extent = Extent::Whole, Replacing how = Replacing::Exchange);

 private:
  /// Moves the folder aside to the first name beside the target that is free.
  std::filesystem::path publish_beside(const char* kind);

  std::filesystem::path asked_;   ///< as the user named it
  std::filesystem::path target_;  ///< the same, whole
  bool replace_;
  std::optional<SiblingFolder> sibling_;
};

}  // namespace stepdown::analysis
