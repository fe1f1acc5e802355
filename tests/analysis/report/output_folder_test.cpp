#include "analysis/report/output_folder.hpp"

#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/report_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

using stepdown::analysis::foreign_files;
using stepdown::analysis::OutputFolder;
using stepdown::analysis::OutputRefused;
using stepdown::analysis::write_file;
using stepdown::tests::entries_of;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace fs = std::filesystem;

namespace {

/// Puts reports into the folder aside that say `word`.
void fill(const OutputFolder& folder, const std::string& word, bool is_interrupted = false) {
  write_file(folder.aside() / "levels.csv", word);
  write_file(folder.aside() / "waits.csv", word);
  write_file(folder.aside() / "manifest.json",
             R"({"program": "stepdown", "version": "1", "command": "stepdown run a.yaml",)"
             R"( "replications": {"interrupted": )" +
                 std::string(is_interrupted ? "true" : "false") +
                 R"(}, "files": ["levels.csv", "waits.csv", "manifest.json"]})");
}

void write_reports(const fs::path& target,
                   const std::string& word,
                   bool replace = false,
                   OutputFolder::Replacing how = OutputFolder::Replacing::Exchange) {
  OutputFolder folder(target, replace);
  fill(folder, word);
  folder.publish(OutputFolder::Extent::Whole, how);
}

/// What a refused use of `target` is told.
std::string refusal(const fs::path& target, bool replace) {
  try {
    const OutputFolder folder(target, replace);
  } catch (const OutputRefused& refused) {
    return refused.what();
  }
  return "not refused";
}

/// Runs `work` in a process of its own that is killed afterwards, without any clean-up.
template <class Work>
void in_killed_process(Work work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    work();
    ::kill(::getpid(), SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("output folder: appears whole and leaves nothing else behind") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "deep" / "reports";
  {
    OutputFolder folder(target, false);
    fill(folder, "new");
    CHECK_FALSE(fs::exists(target));
    folder.publish();
  }
  CHECK(text_of(target / "levels.csv") == "new");
  CHECK(entries_of(target.parent_path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: nothing is left when it is not published") {
  const TemporaryFolder place;
  {
    const OutputFolder folder(place.path() / "reports", false);
    fill(folder, "never");
  }
  CHECK(entries_of(place.path()).empty());
}

TEST_CASE("output folder: an existing one is refused unless it is ours and may be replaced") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  CHECK(refusal(target, false) == fmt::format("'{}' exists; --force replaces it, --out chooses "
                                              "another folder",
                                              target.string()));
  write_reports(target, "new", true);
  CHECK(text_of(target / "levels.csv") == "new");
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: what others wrote is never replaced") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  SUBCASE("a folder without our manifest") {
    fs::create_directory(target);
    write_file(target / "thesis.doc", "years of work");
    CHECK(refusal(target, true) == fmt::format("'{}' exists and was not written by stepdown; "
                                               "choose another folder with --out",
                                               target.string()));
    write_file(target / "manifest.json", R"({"program": "other", "files": []})");
    CHECK_FALSE(foreign_files(target).has_value());
    write_file(target / "manifest.json", "no JSON {");
    CHECK_FALSE(foreign_files(target).has_value());
  }
  SUBCASE("a file put among ours") {
    write_reports(target, "old");
    write_file(target / "notes.txt", "mine");
    CHECK(refusal(target, true) ==
          fmt::format("'{}' also holds 'notes.txt', which stepdown did not write; move it away "
                      "first",
                      target.string()));
  }
  SUBCASE("a file of that name") {
    write_file(target, "text");
    CHECK(refusal(target, true) == fmt::format("'{}' exists and is not a folder", target.string()));
  }
}

TEST_CASE("output folder: an empty folder may be filled") {
  const TemporaryFolder place;
  fs::create_directory(place.path() / "reports");
  write_reports(place.path() / "reports/", "new");
  CHECK(text_of(place.path() / "reports" / "levels.csv") == "new");
}

TEST_CASE("output folder: what appears during the run is not overwritten") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  OutputFolder folder(target, false);
  fill(folder, "late");
  write_reports(target, "first");
  CHECK_THROWS_WITH_AS(folder.publish(),
                       fmt::format("'{0}' exists; --force replaces it, --out chooses another "
                                   "folder; the reports are in '{0}.new'",
                                   target.string())
                           .c_str(),
                       OutputRefused);
  CHECK(text_of(target / "levels.csv") == "first");
  CHECK(text_of(place.path() / "reports.new" / "levels.csv") == "late");
}

TEST_CASE("output folder: two runs at once do not mix") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  for (const auto how : {OutputFolder::Replacing::Exchange, OutputFolder::Replacing::Rename}) {
    OutputFolder one(target, true);
    OutputFolder other(target, true);  // does not take the first for a leftover
    CHECK(one.aside() != other.aside());
    fill(one, "one");
    fill(other, "other");
    one.publish(OutputFolder::Extent::Whole, how);
    CHECK(text_of(target / "levels.csv") == "one");
    CHECK(text_of(target / "waits.csv") == "one");
    other.publish(OutputFolder::Extent::Whole, how);
    CHECK(text_of(target / "levels.csv") == "other");
    CHECK(text_of(target / "waits.csv") == "other");
  }
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: a killed run leaves the old folder and the next one cleans up") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  in_killed_process([&] {
    const OutputFolder folder(target, true);
    fill(folder, "half");
    ::kill(::getpid(), SIGKILL);
  });
  CHECK(text_of(target / "levels.csv") == "old");
  CHECK(entries_of(place.path()).size() == 2);  // and the leftover
  write_reports(target, "new", true);
  CHECK(text_of(target / "levels.csv") == "new");
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: a kill between the two renames is put right by the next run") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  in_killed_process([&] {
    const OutputFolder folder(target, true);
    fill(folder, "new");
    fs::rename(target, folder.aside().parent_path() / "old");
    ::kill(::getpid(), SIGKILL);
  });
  CHECK_FALSE(fs::exists(target));
  CHECK_THROWS_AS(OutputFolder(target, false), OutputRefused);  // it is back
  CHECK(text_of(target / "levels.csv") == "old");
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: a folder of another name is nobody's leftover") {
  const TemporaryFolder place;
  fs::create_directory(place.path() / ".reports2.partial-1-0");
  fs::create_directory(place.path() / "reports.partial-1-0");
  write_reports(place.path() / "reports", "new");
  CHECK(entries_of(place.path()).size() == 3);
}

TEST_CASE("output folder: a disk that refuses is a system error naming the path") {
  CHECK_THROWS_AS(OutputFolder("/proc/reports", false), std::system_error);
  CHECK_THROWS_WITH_AS(write_file("/nowhere/x.csv", ""),
                       "/nowhere/x.csv: No such file or directory",
                       std::system_error);
  CHECK_THROWS_WITH_AS(
      write_file("/dev/full", "text"), "/dev/full: No space left on device", std::system_error);
}

TEST_CASE("output folder: what looks like a leftover and has no mark is not touched") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(place.path() / "kept", "mine");
  fs::rename(place.path() / "kept", place.path() / ".reports.old-1-0");
  for (const char* name : {".reports.partial-1-0", ".reports.partial-mine", ".reports.old-mine"}) {
    fs::create_directory(place.path() / name);
    write_file(place.path() / name / "thesis.doc", "years of work");
  }
  fs::create_directory(place.path() / ".reports.partial-2-0");
  fs::create_directory_symlink(place.path() / ".reports.old-mine",
                               place.path() / ".reports.partial-3-0");
  const auto before = entries_of(place.path());
  CHECK_NOTHROW(OutputFolder(target, false));
  CHECK(entries_of(place.path()) == before);
  write_reports(target, "new");
  write_reports(target, "newer", true, OutputFolder::Replacing::Rename);
  fs::remove_all(target);
  CHECK(entries_of(place.path()) == before);
  CHECK(text_of(place.path() / ".reports.old-mine" / "thesis.doc") == "years of work");
  CHECK(text_of(place.path() / ".reports.old-1-0" / "levels.csv") == "mine");
}

TEST_CASE("output folder: what others put into a leftover is not removed") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  in_killed_process([&] {
    const OutputFolder folder(target, true);
    fill(folder, "half");
    fs::create_directory(folder.aside() / "mine");
    ::kill(::getpid(), SIGKILL);
  });
  write_reports(target, "new");
  const auto left = entries_of(place.path());
  REQUIRE(left.size() == 2);
  CHECK(fs::is_directory(place.path() / left.front() / "reports" / "mine"));
}

TEST_CASE("output folder: folders and links are never ours whatever they are called") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  fs::remove(target / "levels.csv");
  fs::remove(target / "waits.csv");
  fs::create_directory(target / "levels.csv");
  write_file(target / "levels.csv" / "thesis.doc", "years of work");
  fs::create_directory(target / "drafts");
  fs::create_symlink("/dev/null", target / "waits.csv");
  CHECK(refusal(target, true) ==
        fmt::format("'{}' also holds 'drafts/', 'levels.csv/', 'waits.csv', which stepdown did not "
                    "write; move it away first",
                    target.string()));
  CHECK(text_of(target / "levels.csv" / "thesis.doc") == "years of work");
}

TEST_CASE("output folder: what is put among the old reports during the run is not lost") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  write_reports(target, "old");
  for (const auto how : {OutputFolder::Replacing::Exchange, OutputFolder::Replacing::Rename}) {
    {
      OutputFolder folder(target, true);
      fill(folder, "new");
      write_file(target / "notes.txt", "mine");
      CHECK_THROWS_AS(folder.publish(OutputFolder::Extent::Whole, how), OutputRefused);
    }
    CHECK(text_of(target / "levels.csv") == "old");
    CHECK(text_of(target / "notes.txt") == "mine");
    CHECK(text_of(place.path() / "reports.new" / "levels.csv") == "new");
    fs::remove_all(place.path() / "reports.new");
    fs::remove(target / "notes.txt");
  }
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("output folder: an interrupted report never replaces a whole one") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  const auto interrupt = [&](const std::string& word) {
    OutputFolder folder(target, true);
    fill(folder, word, true);
    return folder.publish(OutputFolder::Extent::Interrupted);
  };
  CHECK(interrupt("first") == target);
  CHECK(interrupt("second") == target);  // nothing whole is lost
  write_reports(target, "whole", true);
  CHECK(interrupt("third") == place.path() / "reports.interrupted");
  CHECK(interrupt("fourth") == place.path() / "reports.interrupted-2");
  CHECK(text_of(target / "levels.csv") == "whole");
  CHECK(text_of(place.path() / "reports.interrupted" / "levels.csv") == "third");
  CHECK(text_of(place.path() / "reports.interrupted-2" / "levels.csv") == "fourth");
}

TEST_CASE("output folder: a manifest that is no plain file is nobody's") {
  const TemporaryFolder place;
  const fs::path target = place.path() / "reports";
  fs::create_directory(target);
  REQUIRE(::mkfifo((target / "manifest.json").c_str(), 0600) == 0);
  CHECK(refusal(target, true)
            .ends_with("was not written by stepdown; choose another folder with "
                       "--out"));
  fs::remove(target / "manifest.json");
  fs::create_symlink("/dev/zero", target / "manifest.json");
  CHECK_FALSE(foreign_files(target).has_value());
}

TEST_SUITE_END();
