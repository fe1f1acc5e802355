#include "analysis/views/views.hpp"

#include "analysis/report/input_file.hpp"
#include "analysis/report/manifest.hpp"
#include "analysis/views/results.hpp"
#include "tests/analysis/views/results_folder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using stepdown::analysis::files_named_by_manifest;
using stepdown::analysis::NoResults;
using stepdown::analysis::renew_views;
using stepdown::analysis::view_files;
using stepdown::analysis::write_file;
using stepdown::tests::make_results;
using stepdown::tests::TemporaryFolder;

namespace {

namespace fs = std::filesystem;

constexpr const char* levels =
    "level,label,group,mean_places,mean_census,mean_wait_days,wait_p90_days,p_delay\r\n"
    "php,'=1+2,all,18,15.9,5.1,16.8,0.53\r\n";

std::string text_of(const fs::path& path) {
  return stepdown::analysis::plain_file_text(path, 10'000'000).value_or("");
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("views: a folder gets them and its manifest names them once") {
  const TemporaryFolder folder;
  make_results(folder.path(), {{"levels.csv", levels}});
  renew_views(folder.path());
  const auto once = files_named_by_manifest(folder.path() / "manifest.json");
  renew_views(folder.path());
  CHECK(files_named_by_manifest(folder.path() / "manifest.json") == once);
  REQUIRE(once.has_value());
  CHECK(once->size() == 2 + view_files().size());
  for (const std::string& view : view_files())
    CHECK_MESSAGE(!text_of(folder.path() / view).empty(), view);
}

TEST_CASE("views: equal results are equal to the byte") {
  const TemporaryFolder folder;
  for (const char* name : {"one", "two"}) {
    make_results(folder.path() / name, {{"levels.csv", levels}});
    renew_views(folder.path() / name);
  }
  for (const std::string& view : view_files())
    CHECK_MESSAGE(text_of(folder.path() / "one" / view) == text_of(folder.path() / "two" / view),
                  view);
}

TEST_CASE("views: a file of somebody else is not replaced") {
  const TemporaryFolder folder;
  make_results(folder.path(), {{"levels.csv", levels}});
  write_file(folder.path() / "report.xlsx", "mine");
  CHECK_THROWS_WITH_AS(
      renew_views(folder.path()), doctest::Contains("does not name it"), NoResults);
  CHECK(text_of(folder.path() / "report.xlsx") == "mine");
  CHECK(!fs::exists(folder.path() / "report.html"));
}

TEST_SUITE_END();
