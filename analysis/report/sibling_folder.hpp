#pragma once

#include "analysis/report/descriptor.hpp"

#include <filesystem>

namespace stepdown::analysis {

/// A hidden folder beside a target, in which what is to take its place is made and what it replaces
/// is put away. It is called `.NAME.partial-PID-NUMBER`, holds the mark of this program and is
/// locked (flock) as long as its run lives, which is how leftovers are told from work in progress.
/// Goes with everything in it at the end of the scope, but for what others put there.
class SiblingFolder {
 public:
  /// @param target  whole, in a folder that exists
  /// @throws std::system_error when the disk refuses.
  explicit SiblingFolder(std::filesystem::path target);
  ~SiblingFolder();
  SiblingFolder(const SiblingFolder&) = delete;
  SiblingFolder& operator=(const SiblingFolder&) = delete;
  SiblingFolder(SiblingFolder&&) = delete;
  SiblingFolder& operator=(SiblingFolder&&) = delete;

  /// Cleans up after runs into `target` that were killed: siblings with the mark that nobody holds
  /// the lock of. Old reports that one of them had put away are put back when nothing is in their
  /// place.
  static void clean_up_after_killed_runs(const std::filesystem::path& target);

  /// Where reports are made; after an exchange, the old ones.
  [[nodiscard]] std::filesystem::path reports() const;
  /// Where old reports are put away.
  [[nodiscard]] std::filesystem::path old() const;

  /// Waits until all its files are on the disk.
  /// @throws std::system_error when the disk refuses.
  void flush() const;

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  Descriptor lock_;
};

}  // namespace stepdown::analysis
