#include "analysis/cli/terminal.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/cli/colors.hpp"
#include "analysis/report/output_file.hpp"
#include "models/text/display_width.hpp"
#include "tests/cli/called.hpp"
#include "tests/cli/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fcntl.h>
#include <pty.h>
#include <sstream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

using stepdown::analysis::in_colors;
using stepdown::analysis::Screen;
using stepdown::analysis::screen_of;
using stepdown::analysis::screen_of_terminal;
using stepdown::analysis::TerminalSettings;
using stepdown::analysis::write_file;
using stepdown::tests::contains;
using stepdown::tests::Environment;
using stepdown::tests::TemporaryFolder;

namespace {

constexpr const char* escape = "\x1b";

std::string without_colors(std::string text) {
  for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape))
    text.erase(at, text.find('m', at) + 1 - at);
  return text;
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    widest = std::max(widest, stepdown::models::display_width(line));
  }
  return widest;
}

/// What the program says to a terminal of so many columns.
std::string said_to_terminal(const std::vector<std::string>& args,
                             unsigned short columns,
                             const Environment& environment) {
  int ours = -1;
  int theirs = -1;
  const winsize size{50, columns, 0, 0};
  REQUIRE(::openpty(&ours, &theirs, nullptr, nullptr, &size) == 0);
  const pid_t child = stepdown::tests::start(args, environment, [theirs] {
    ::unsetenv("COLUMNS");  // NOLINT(concurrency-mt-unsafe): of the child
    ::dup2(theirs, STDOUT_FILENO);
  });
  ::close(theirs);
  std::string said;
  std::vector<char> part(4096);
  for (ssize_t size_of_part = 0; (size_of_part = ::read(ours, part.data(), part.size())) > 0;)
    said.append(part.data(), static_cast<std::size_t>(size_of_part));
  ::close(ours);
  CHECK(stepdown::tests::wait_for(child) == 0);
  return said;
}

/// A scenario with a target that is met and one that is not.
std::string scenario_with_targets(const TemporaryFolder& place) {
  const std::string file = (place.path() / "targets.yaml").string();
  write_file(file,
             stepdown::tests::text_of("tests/data/small_program.yaml") +
                 "targets: [php.utilization >= 0, php.utilization <= 0.001]\n");
  return file;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("terminal: its width is what COLUMNS says and else what it says itself") {
  const auto width = [](const TerminalSettings& settings, std::size_t own) {
    return screen_of_terminal(settings, own).page.width;
  };
  CHECK(width({}, 120) == 120);
  CHECK(width({}, 0) == 80);
  CHECK(width({.columns = "100", .kind = {}, .no_color = {}}, 120) == 100);
  for (const std::string wrong : {"", "0", "-5", "wide", "100x"})
    CHECK(width({.columns = wrong, .kind = {}, .no_color = {}}, 120) == 120);
  CHECK(width({}, 300) == 160);
  CHECK(width({}, 10) == 40);
}

TEST_CASE("terminal: colors are for those that can show them and for who wants them") {
  const auto has_colors = [](const TerminalSettings& settings) {
    return screen_of_terminal(settings, 80).has_colors;
  };
  CHECK(has_colors({.columns = {}, .kind = "xterm", .no_color = {}}));
  CHECK(has_colors({.columns = {}, .kind = "xterm", .no_color = ""}));
  CHECK_FALSE(has_colors({.columns = {}, .kind = "xterm", .no_color = "1"}));
  CHECK_FALSE(has_colors({.columns = {}, .kind = "dumb", .no_color = {}}));
  CHECK_FALSE(has_colors({}));
}

TEST_CASE("terminal: what is none is 80 wide and has no colors") {
  const TemporaryFolder place;
  const int file = ::open((place.path() / "file").c_str(), O_WRONLY | O_CREAT, 0600);
  REQUIRE(file >= 0);
  const Screen screen = screen_of(file);
  ::close(file);
  CHECK_FALSE(screen.is_terminal);
  CHECK(screen.page.width == 80);
  CHECK_FALSE(screen.has_colors);
}

TEST_CASE("colors: only signs and words are colored that are there without them") {
  for (const std::string line : {"a.yaml:3:1: warning: levels.php: odd",
                                 "a.yaml:3:1: error: levels.php: wrong",
                                 "php.wait <= 7 d  5.1 (4.9–5.3)  ✓ met  98 %",
                                 "lost <= 1  3.2  ✗ missed",
                                 "residential  32  1.28 !"}) {
    CAPTURE(line);
    const std::string colored = in_colors(line);
    CHECK(contains(colored, escape));
    CHECK(without_colors(colored) == line);
  }
  for (const std::string line : {"", "php  18  89.9 ± 2.0", "no error:here", "wait!", "!wait"})
    CHECK(in_colors(line) == line);
}

TEST_CASE("colors: a terminal gets them and text of others stays without") {
  const TemporaryFolder place;
  const std::string file = scenario_with_targets(place);
  const auto run = [&](const Screen& screen, const std::string& out_folder) {
    std::ostringstream out;
    std::ostringstream err;
    CHECK(stepdown::analysis::run_cli({"run",
                                       file,
                                       "--set",
                                       "name=\"Red \\e[31mname\"",
                                       "--replications",
                                       "2",
                                       "--out",
                                       (place.path() / out_folder).string()},
                                      out,
                                      err,
                                      {screen, screen}) == 0);
    return err.str() + out.str();
  };
  const std::string colored = run({.is_terminal = false, .page = {}, .has_colors = true}, "one");
  const std::string plain = run({}, "two");
  CHECK_FALSE(contains(plain, escape));
  CHECK(contains(plain, "Red \\x1b[31mname"));
  CHECK(contains(colored, "Red \\x1b[31mname"));
  CHECK(contains(colored, "\x1b[32m✓ met\x1b[0m"));
  CHECK(contains(colored, "\x1b[31m✗ missed\x1b[0m"));
  const auto tables = [](const std::string& text) { return text.substr(0, text.find("Reports")); };
  CHECK(without_colors(tables(colored)) == tables(plain));
}

TEST_CASE("terminal: a wide one gets wide tables and a file the same as ever") {
  // More is asked for than 14 places can serve, which has a mark.
  const std::vector<std::string> theory{
      "theory", "scenarios/minimal.yaml", "--set", "levels.php.places.slots=14"};
  const std::string wide = said_to_terminal(theory, 140, {{"TERM", "dumb"}});
  CHECK(widest_line(wide) > 90);
  CHECK(widest_line(wide) <= 140);
  CHECK_FALSE(contains(wide, escape));
  const std::string usual = said_to_terminal(theory, 80, {{"TERM", "dumb"}});
  CHECK(widest_line(usual) <= 80);
  std::string as_file = stepdown::tests::call(theory).out;
  std::string as_terminal = usual;
  std::erase(as_terminal, '\r');
  CHECK((as_terminal == as_file));
  CHECK(contains(said_to_terminal(theory, 140, {{"TERM", "xterm"}, {"NO_COLOR", ""}}), escape));
}

TEST_SUITE_END();
