#include "analysis/report/output_folder.hpp"

#include "analysis/report/manifest.hpp"
#include "analysis/report/output_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <string>
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
void fill(const OutputFolder& folder, const std::string& word) {
  write_file(folder.aside() / "levels.csv", word);
  write_file(folder.aside() / "waits.csv", word);
  write_file(folder.aside() / "manifest.json",
             R"({"program": "stepdown", "files": ["levels.csv", "waits.csv", "manifest.json"]})");
}

void write_reports(const fs::path& target,
                   const std::string& word,
                   bool replace = false,
                   OutputFolder::Replacing how = OutputFolder::Replacing::Exchange) {
  OutputFolder folder(target, replace);
  fill(folder, word);
  folder.publish(how);
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
  CHECK_THROWS_AS(folder.publish(), OutputRefused);
  CHECK(text_of(target / "levels.csv") == "first");
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
    one.publish(how);
    CHECK(text_of(target / "levels.csv") == "one");
    CHECK(text_of(target / "waits.csv") == "one");
    other.publish(how);
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
  fs::rename(target, place.path() / ".reports.old-1-0");
  CHECK_THROWS_AS(OutputFolder(target, false), OutputRefused);  // it is back
  CHECK(text_of(target / "levels.csv") == "old");
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

TEST_SUITE_END();
