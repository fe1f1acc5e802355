#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cctype>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Whatever others wrote, wherever it stands, is shown and does nothing.
namespace {

namespace fs = std::filesystem;

using stepdown::analysis::write_file;
using stepdown::tests::call;
using stepdown::tests::Called;
using stepdown::tests::contains;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

/// A title, colors by one byte and by two, marks of direction, line ends and a byte that is no
/// text.
const std::string nasty =
    "x\x1b]0;owned\a\xc2\x9b"
    "31m\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\x7f\xff\r\ninjected";

/// The same as YAML has it in quotes, as far as it has.
const std::string nasty_in_yaml =
    R"("x\e]0;owned\a\x9b31m\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028\u2029\x7f\r\ninjected")";

/// Between semicolons are values of their own.
std::string without_semicolon(std::string text) {
  std::erase(text, ';');
  return text;
}

/// What of a text could act on a terminal; looks at bytes, not as the program does.
std::string acting_part(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool ends_line = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((c < 0x20 && c != '\n' && c != '\t' && !ends_line) || c == 0x7F) return text.substr(i, 20);
  }
  for (const std::string_view part : {"\xc2\x9b",
                                      "\u061c",
                                      "\u200e",
                                      "\u200f",
                                      "\u202a",
                                      "\u202e",
                                      "\u2066",
                                      "\u2069",
                                      "\u2028",
                                      "\u2029",
                                      "\xff",
                                      "m\x9b",
                                      "\ninjected"})
    if (text.find(part) != std::string::npos) return std::string{part};
  return "";
}

/// Calls the program and holds that nothing it says acts on a terminal.
Called call_safely(const std::vector<std::string>& args) {
  Called called = call(args);
  CAPTURE(called.out);
  CAPTURE(called.err);
  CHECK(acting_part(called.out) == "");
  CHECK(acting_part(called.err) == "");
  CHECK(called.code != 70);
  return called;
}

/// The program small enough to run, with this instead of a name, a label and the words of people.
std::string program_named(const std::string& text) {
  return "schema: 1\nname: " + text +
         "\nstart: 2026-01-05\nrun: {warm_up: 26 wk, horizon: 1 y, replications: 4}\n"
         "report_by: [payer]\nattributes:\n  payer: {private: 0.5, public: 0.5}\n"
         "levels:\n  php:\n    label: " +
         text +
         "\n    places: {slots: 18}\n"
         "    treatment_time: {gamma: {mean: 18 d, cv: 0.6}}\n    to: {iop: 0.5, home: 0.5}\n"
         "    hold: until_placed\n"
         "  iop:\n    label: " +
         text +
         "\n    places: {slots: 9}\n    treatment_time: 18 d\n    to: {php: 0.1, home: 0.9}\n"
         "    hold: until_placed\n"
         "outcomes: [home]\narrivals:\n  referrals: {poisson: {rate: 6 /wk}, to: php}\n";
}

/// Where words, names and numbers stand in a text: all that an author chooses.
std::vector<std::pair<std::size_t, std::size_t>> words_of(const std::string& text) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  const auto is_part = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_part(text[end]))
      ++end;
    if (end > i) words.emplace_back(i, end - i);
    i = end + 1;
  }
  return words;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("foreign text: the check of these tests sees what acts") {
  CHECK(acting_part(nasty) != "");
  for (const std::string text :
       {"\x1b", "\xc2\x9b", "a\u202e", "\r", "a\ninjected", "\x7f", "\xff"})
    CHECK(acting_part(text) != "");
  CHECK(acting_part("plain\ttext\r\nand – more\n") == "");
}

TEST_CASE("foreign text: of a name or a label does nothing in any table") {
  const TemporaryFolder place;
  const std::string file = (place.path() / ("a" + nasty + ".yaml")).string();
  write_file(file, program_named(nasty_in_yaml));
  const std::string out = (place.path() / ("out" + nasty)).string();
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"check", file},
           {"graph", file},
           {"theory", file},
           {"theory", file, "--out", out + "t"},
           {"run", file, "--out", out},
           {"run", file, "--out", out, "--force", "--warm-up", "auto"},
           {"theory", file, "--beside", out},
           {"theory", file, "--beside", out, "--set", "levels.php.places.slots=30"},
           {"run", file, "--replay", "0"},
           {"run", file, "--out", out + "p", "--precision", "wait.mean@php=90%"},
           {"compare", file, file, "--out", out + "c"},
           {"compare",
            file,
            "--with",
            "name=" + without_semicolon(nasty_in_yaml),
            "--with",
            "run.seed=1"},
           {"compare",
            file,
            "--with",
            "levels.php.places.slots=30; name=" + without_semicolon(nasty_in_yaml),
            "--best",
            "min:wait.mean@php",
            "--indifference",
            "1",
            "--most-replications",
            "20"}}) {
    CAPTURE(args[0]);
    const Called called = call_safely(args);
    CHECK(called.code <= 1);
  }
  CHECK(contains(call({"check", file}).out, "x\\x1b]0;owned\\x07\\u009b31m\\u061c"));
  CHECK(contains(call({"run", file, "--out", out, "--force"}).out, "Reports in "));
}

TEST_CASE("foreign text: in place of any word of a scenario does nothing in what is told") {
  const TemporaryFolder place;
  const fs::path source = "tests/models/data";
  for (const auto& entry : fs::directory_iterator(source))
    if (entry.path().extension() == ".csv")
      fs::copy_file(entry.path(), place.path() / entry.path().filename());
  const std::string text = text_of(source / "every_key.yaml");
  REQUIRE(text.size() > 1000);
  const std::string file = (place.path() / "s.yaml").string();
  int told = 0;
  for (const auto& [at, size] : words_of(text)) {
    write_file(file, std::string(text).replace(at, size, nasty_in_yaml));
    CAPTURE(text.substr(at, size));
    if (call_safely({"check", file}).code == 2) ++told;
  }
  CHECK(told > 300);
}

TEST_CASE("foreign text: in a file of any kind does nothing in what is told") {
  const TemporaryFolder place;
  const std::string file = (place.path() / "s.yaml").string();
  const std::string good = text_of("tests/data/small_program.yaml");
  for (const std::string& text : {nasty,
                                  good + nasty,
                                  good + "\n" + nasty_in_yaml + ": 3\n",
                                  "schema: 1\nbase: " + nasty_in_yaml + "\nchange: {a: 1}\n",
                                  good + "&" + nasty_in_yaml}) {
    write_file(file, text);
    CHECK(call_safely({"check", file}).code == 2);
  }
  const std::string csv = (place.path() / "d.csv").string();
  const std::string with_file =
      std::string(good).replace(good.find("{poisson"), 0, "{dates: {csv: d.csv, column: date}} #");
  for (const std::string& text :
       {nasty, "date\n" + nasty, "date," + nasty + "\n2026-01-05\n", "\"" + nasty + "\"\n1\n"}) {
    write_file(csv, text);
    write_file(file, with_file);
    CHECK(call_safely({"check", file}).code == 2);
  }
}

TEST_CASE("foreign text: on the command line does nothing in what is told") {
  const std::string file = "tests/data/small_program.yaml";
  const TemporaryFolder place;
  const std::string taken = (place.path() / nasty).string();
  fs::create_directory(taken);
  write_file(fs::path(taken) / nasty, "mine");
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {nasty},
           {"--" + nasty},
           {"check", nasty},
           {"check", file, nasty},
           {"check", file, "--set", nasty},
           {"check", file, "--set", nasty + "=1"},
           {"check", file, "--set", "levels." + nasty + ".places=1"},
           {"check", file, "--set", "levels.php." + nasty + "=1"},
           {"check", file, "--set", "levels.php.places.slots=" + nasty},
           {"check", file, "--set", "levels.php.to=" + nasty_in_yaml},
           {"graph", nasty},
           {"run", file, "--seed", nasty},
           {"run", file, "--replications", nasty},
           {"run", file, "--threads", nasty},
           {"run", file, "--warm-up", nasty},
           {"run", file, "--precision", nasty},
           {"run", file, "--precision", nasty + "=5%"},
           {"run", file, "--precision", "wait.mean@" + nasty + "=5%"},
           {"run", file, "--replay", nasty},
           {"run", file, "--replay", "0:" + nasty + ":0"},
           {"run", file, "--replay", "0:referrals:" + nasty},
           {"run", file, "--out", taken},
           {"run", file, "--out", taken, "--force"},
           {"theory", file, "--out", taken},
           {"theory", file, "--beside", taken},
           {"theory", file, "--beside", taken, "--out", taken},
           {"verify", "--replications", nasty},
           {"verify", "--out", taken},
           {"compare", file, nasty},
           {"compare", file, "--with", nasty},
           {"compare", file, "--with", nasty + "=1"},
           {"compare", file, file, "--out", taken},
           {"compare", file, file, "--best", nasty, "--indifference", "1"},
           {"compare", file, file, "--best", "min:" + nasty, "--indifference", "1"},
           {"compare", file, file, "--best", "min:lost.per_year", "--indifference", nasty},
           {"bottlenecks", nasty},
           {"bottlenecks", file, "--out", taken},
           {"size", file, "--target", "php.wait <= 3 d", "--lever", nasty},
           {"size", file, "--target", "php.wait <= 3 d", "--lever", nasty + ".beds=1..2"},
           {"size", file, "--target", "php.wait <= 3 d", "--lever", "php.slots=1..2@" + nasty},
           {"size", file, "--target", nasty, "--lever", "php.slots=1..2"},
           {"init", taken},
           {"init", (fs::path(taken) / nasty).string()},
           {"init", (fs::path(taken) / nasty / nasty).string()}}) {
    const Called called = call_safely(args);
    CHECK(called.code >= 1);
    CHECK(called.code <= 3);
    CAPTURE(called.err);
    CHECK((contains(called.err, "x\\x1b]0") || contains(called.err, "/x...") ||
           contains(called.err, "A subcommand is required")));
  }
  CHECK(text_of(fs::path(taken) / nasty) == "mine");
}

TEST_CASE("foreign text: very long it is cut") {
  const std::string file = "tests/data/small_program.yaml";
  const std::string much(100'000, 'x');
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {much},
           {"--" + much},
           {"check", much},
           {"check", file, "--set", much},
           {"check", file, "--set", much + "=1"},
           {"check", file, "--set", "levels." + much + ".places=1"},
           {"check", file, "--set", "levels.php.places.slots=" + much},
           {"run", file, "--seed", much},
           {"run", file, "--replay", much},
           {"run", file, "--precision", "wait.mean@" + much + "=5%"},
           {"run", file, "--out", much},
           {"theory", file, "--beside", much},
           {"compare", file, "--with", much},
           {"size", file, "--lever", much},
           {"size", file, "--target", much, "--lever", "php.slots=1..2"},
           {"compare", file, file, "--best", "min:" + much, "--indifference", "1"}}) {
    CAPTURE(args.back().substr(0, 40));
    const Called called = call(args);
    CHECK(called.code >= 1);
    CHECK(called.err.size() < 5000);
  }
}

TEST_SUITE_END();
