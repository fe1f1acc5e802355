#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// Reports as they were when somebody last looked at them. Numbers are kept to 6 significant digits.
// STEPDOWN_RENEW_GOLDENS=1 in the environment writes them anew; the commit says why they moved.

using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace fs = std::filesystem;

namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Where the decimal number ends that begins at `at`; `at` itself when there is none. A number is
/// not part of a word, and has a dot.
std::size_t end_of_decimal(std::string_view text, std::size_t at) {
  const bool in_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                                  text[at - 1] == '.' || text[at - 1] == '_');
  if (in_word || !is_digit(text[at])) return at;
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  if (end + 1 >= text.size() || text[end] != '.' || !is_digit(text[end + 1])) return at;
  ++end;
  while (end < text.size() && is_digit(text[end]))
    ++end;
  if (end + 2 < text.size() && text[end] == 'e' && (text[end + 1] == '-' || text[end + 1] == '+'))
    for (end += 2; end < text.size() && is_digit(text[end]);)
      ++end;
  return end;
}

/// The text with every decimal number rounded, and without carriage returns.
std::string rounded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_decimal(text, at);
    if (end > at) {
      result += fmt::format("{:.6g}", std::stod(std::string(text.substr(at, end - at))));
      at = end;
      continue;
    }
    if (text[at] != '\r') result += text[at];
    ++at;
  }
  return result;
}

/// Compares with the golden file of that name, or writes it.
void check_golden(const std::string& name, const std::string& text) {
  const fs::path path = fs::path("tests/golden") / name;
  const std::string now = rounded(text);
  if (std::getenv("STEPDOWN_RENEW_GOLDENS") != nullptr) {
    std::ofstream(path, std::ios::binary) << now;
    return;
  }
  CAPTURE(name);
  std::istringstream golden_lines(text_of(path));
  std::istringstream lines(now);
  std::string golden_line;
  std::string line;
  while (std::getline(golden_lines, golden_line)) {
    std::getline(lines, line);
    CHECK(line == golden_line);
  }
  CHECK_FALSE(std::getline(lines, line));
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("golden: the reports of the minimal scenario") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const Called called = call(
      {"run", "tests/data/small_program.yaml", "--replications", "20", "--out", folder.string()});
  REQUIRE(called.code == 0);
  check_golden("minimal_headline.txt", called.out.substr(0, called.out.find("\nReports in")));
  check_golden("minimal_levels.csv", text_of(folder / "levels.csv"));
  check_golden("minimal_waits.csv", text_of(folder / "waits.csv"));
  check_golden("minimal_flows.csv", text_of(folder / "flows.csv"));
  check_golden("minimal_exits.csv", text_of(folder / "exits.csv"));
  check_golden("minimal_manifest.json", text_of(folder / "manifest.json"));
}

TEST_CASE("golden: the columns of every file") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(call({"run",
                "tests/data/small_program.yaml",
                "--replications",
                "1",
                "--event-log",
                "--out",
                folder.string()})
              .code == 0);
  std::string columns;
  for (const std::string& file : stepdown::tests::entries_of(folder))
    if (file.ends_with(".csv"))
      columns += file + "\n  " + first_line(text_of(folder / file)) + "\n";
  check_golden("columns.txt", columns);
}

TEST_CASE("golden: the way of one patient") {
  const Called called =
      call({"run", "tests/data/small_program.yaml", "--replay", "0:referrals:123"});
  REQUIRE(called.code == 0);
  check_golden("minimal_patient.csv", called.out);
}

TEST_CASE("golden: numbers are rounded and names are not") {
  CHECK(rounded("a,0.12345678,12.5,ASAM 3.7-WM,1e5,123456.789e-07,p.5\r\n") ==
        "a,0.123457,12.5,ASAM 3.7-WM,1e5,0.0123457,p.5\n");
}

TEST_SUITE_END();
