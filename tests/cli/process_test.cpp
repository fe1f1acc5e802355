#include "analysis/report/output_file.hpp"
#include "tests/cli/called.hpp"
#include "tests/cli/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <vector>

using stepdown::tests::contains;
using stepdown::tests::entries_of;
using stepdown::tests::start;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;
using stepdown::tests::wait_for;

namespace fs = std::filesystem;

namespace {

std::vector<std::string> run_of(const fs::path& folder, int replications, int seed = 1) {
  return {"run",
          "tests/data/small_program.yaml",
          "--replications",
          std::to_string(replications),
          "--seed",
          std::to_string(seed),
          "--out",
          folder.string(),
          "--force"};
}

int open_for_writing(const fs::path& file) {
  return ::open(file.c_str(), O_WRONLY | O_CREAT, 0600);
}

void sleep_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("process: killed at any moment it leaves the old reports or the new ones") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(wait_for(start(run_of(folder, 4, 1))) == 0);
  const std::string old_levels = text_of(folder / "levels.csv");
  const TemporaryFolder other;
  REQUIRE(wait_for(start(run_of(other.path() / "reports", 4, 2))) == 0);
  const std::string new_levels = text_of(other.path() / "reports/levels.csv");
  REQUIRE(old_levels != new_levels);
  for (int ms = 0; ms < 120; ms += 8) {
    REQUIRE(wait_for(start(run_of(folder, 4, 1))) == 0);
    const pid_t child = start(run_of(folder, 4, 2));
    sleep_ms(ms);
    ::kill(child, SIGKILL);
    wait_for(child);
    const std::string levels = text_of(folder / "levels.csv");
    CAPTURE(ms);
    CHECK((levels == old_levels || levels == new_levels));
    const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
    CHECK(manifest["seed"] == (levels == old_levels ? 1 : 2));
    CHECK(manifest["files"].size() == entries_of(folder).size());
  }
  REQUIRE(wait_for(start(run_of(folder, 4, 1))) == 0);
  // No leftovers; a folder that was made and not yet marked is nobody's to remove, and empty.
  for (const std::string& entry : entries_of(place.path()))
    CHECK((entry == "reports" || fs::is_empty(place.path() / entry)));
}

TEST_CASE("process: Ctrl-C reports the replications that have ended") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const pid_t child = start(run_of(folder, 100000));
  while (entries_of(place.path()).empty())  // not before it has begun
    sleep_ms(10);
  sleep_ms(1500);
  ::kill(child, SIGINT);
  CHECK(wait_for(child) == 130);
  const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
  const int finished = manifest["replications"]["finished"].get<int>();
  CHECK(manifest["replications"]["interrupted"] == true);
  CHECK(finished > 0);
  CHECK(finished < 100000);
  // the same as a run of so many
  const fs::path same = place.path() / "same";
  REQUIRE(wait_for(start(run_of(same, finished))) == 0);
  CHECK((text_of(folder / "levels.csv") == text_of(same / "levels.csv")));
}

// One replication takes most of a minute.
TEST_CASE("process: a signal ends the replication that runs") {
  const TemporaryFolder place;
  const fs::path scenario = place.path() / "long.yaml";
  std::ofstream(scenario) << R"(
schema: 1
name: Long
start: 2026-01-05
run: {warm_up: 0 d, horizon: 900 y, replications: 2}
levels:
  clinic: {places: unlimited, treatment_time: {exponential: {mean: 10 d}}, to: done}
outcomes: [done]
arrivals:
  street: {poisson: {rate: 1000 /d}, to: clinic}
)";
  for (const int signal : {SIGINT, SIGTERM}) {
    const pid_t child = start(
        {"run", scenario.string(), "--threads", "2", "--out", (place.path() / "reports").string()});
    sleep_ms(1500);
    ::kill(child, signal);
    CHECK(wait_for(child) == 130);
    CHECK(entries_of(place.path()) == std::vector<std::string>{"long.yaml"});
  }
}

TEST_CASE("process: memory is that of the program and not of what started it") {
  const std::string large(400'000'000, 'x');  // of this process
  REQUIRE(large.back() == 'x');
  const TemporaryFolder place;
  REQUIRE(wait_for(start(run_of(place.path() / "reports", 2))) == 0);
  const auto timings = nlohmann::json::parse(text_of(place.path() / "reports/timings.json"));
  CHECK(timings["peak_memory_mb"] > 2.0);
  CHECK(timings["peak_memory_mb"] < 350.0);  // sanitizers take twice as much
}

TEST_CASE("process: two runs into the same folder at once do not mix") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  for (int i = 0; i < 5; ++i) {
    const pid_t one = start(run_of(folder, 6, 1));
    const pid_t two = start(run_of(folder, 6, 2));
    CHECK(wait_for(one) == 0);
    CHECK(wait_for(two) == 0);
    const auto manifest = nlohmann::json::parse(text_of(folder / "manifest.json"));
    const TemporaryFolder alone;
    REQUIRE(wait_for(start(run_of(alone.path() / "x", 6, manifest["seed"].get<int>()))) == 0);
    for (const std::string& file : entries_of(folder)) {
      if (!file.ends_with(".csv")) continue;
      CHECK((text_of(folder / file) == text_of(alone.path() / "x" / file)));
    }
  }
  CHECK(entries_of(place.path()) == std::vector<std::string>{"reports"});
}

TEST_CASE("process: interrupted reports are put beside whole ones") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  REQUIRE(wait_for(start(run_of(folder, 2))) == 0);
  const std::string whole = text_of(folder / "manifest.json");
  const fs::path said = place.path() / "said.txt";
  const pid_t child =
      start(run_of(folder, 100000), {}, [&said] { ::dup2(open_for_writing(said), STDERR_FILENO); });
  sleep_ms(1500);
  ::kill(child, SIGINT);
  CHECK(wait_for(child) == 130);
  CHECK(text_of(folder / "manifest.json") == whole);
  const auto manifest =
      nlohmann::json::parse(text_of(place.path() / "reports.interrupted" / "manifest.json"));
  CHECK(manifest["replications"]["interrupted"] == true);
  CHECK(contains(text_of(said),
                 "'" + folder.string() + "' stays as it was, the reports of these are in '" +
                     folder.string() + ".interrupted'"));
  CHECK(entries_of(place.path()) ==
        std::vector<std::string>{"reports", "reports.interrupted", "said.txt"});
}

TEST_CASE("process: a Ctrl-C that its parent ignores is ignored") {
  const TemporaryFolder place;
  const fs::path folder = place.path() / "reports";
  const pid_t child = start(run_of(folder, 600), {}, [] { ::signal(SIGINT, SIG_IGN); });
  for (int i = 0; i < 20; ++i) {
    sleep_ms(20);
    ::kill(child, SIGINT);
  }
  CHECK(wait_for(child) == 0);
  CHECK(nlohmann::json::parse(text_of(folder / "manifest.json"))["replications"]["finished"] ==
        600);
}

TEST_CASE("process: verify that is interrupted says so") {
  const TemporaryFolder place;
  const fs::path said = place.path() / "said.txt";
  const pid_t child = start({"verify", "--replications", "10000"}, {}, [&said] {
    ::dup2(open_for_writing(said), STDERR_FILENO);
  });
  sleep_ms(500);
  ::kill(child, SIGINT);
  CHECK(wait_for(child) == 130);
  CHECK(text_of(said) ==
        "stepdown: stopped before all systems had been verified; nothing was written\n");
}

TEST_CASE("process: a limit on the size of files is an error that leaves nothing behind") {
  const TemporaryFolder place;
  const auto limited = [] {
    constexpr rlimit bytes{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &bytes);
  };
  CHECK(wait_for(start(run_of(place.path() / "reports", 2), {}, limited)) == 3);
  CHECK(entries_of(place.path()).empty());
  const fs::path file = place.path() / "new.yaml";
  CHECK(wait_for(start({"init", file.string()}, {}, limited)) == 3);
  CHECK(entries_of(place.path()).empty());
  stepdown::analysis::write_file(file, "mine");
  CHECK(wait_for(start({"init", file.string(), "--force"}, {}, limited)) == 3);
  CHECK(text_of(file) == "mine");
  CHECK(entries_of(place.path()) == std::vector<std::string>{"new.yaml"});
}

TEST_SUITE_END();
