#include "analysis/store/sweep_store.hpp"

#include "analysis/store/record_bytes.hpp"
#include "tests/analysis/store/kept_scenario.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

using stepdown::analysis::BusyDatabase;
using stepdown::analysis::DamagedDatabase;
using stepdown::analysis::Database;
using stepdown::analysis::kept_lines;
using stepdown::analysis::KeptLines;
using stepdown::analysis::OtherStore;
using stepdown::analysis::StoredReplication;
using stepdown::analysis::StoreIdentity;
using stepdown::analysis::SweepStore;
using stepdown::analysis::to_bytes;
using stepdown::tests::kept_replications;
using stepdown::tests::KeptReplications;
using stepdown::tests::TemporaryFolder;
using stepdown::tests::text_of;

namespace {

namespace fs = std::filesystem;

const StoreIdentity identity{{"figures", "wait.mean"}, {"scenario", "abc"}};

/// A store of some points, with so many replications each, all alike.
void fill(const fs::path& path, const KeptReplications& kept, int points) {
  SweepStore store(path, identity);
  std::vector<std::string> settings;
  for (int point = 0; point < points; ++point)
    settings.push_back("beds=" + std::to_string(point));
  store.name_points(settings);
  for (const std::string& name : settings) {
    std::vector<StoredReplication> some;
    for (std::size_t r = 0; r < kept.records.size(); ++r)
      some.push_back({store.point(name), static_cast<int>(r), to_bytes(kept.records[r])});
    store.put(some);
  }
}

std::size_t sound_in(SweepStore& store, const KeptLines& lines) {
  std::size_t number = 0;
  for (const auto& [settings, point] : store.points())
    number += store.replications_of(point, lines).size();
  return number;
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("store: has what was put into it when it is opened again") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 3);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 4);
  SweepStore store(path, identity);
  CHECK_FALSE(store.recovery().has_value());
  CHECK(store.points().size() == 4);
  CHECK(store.replications_of(store.point("beds=2"), lines) == std::vector<int>{0, 1, 2});
  int read = 0;
  store.read(store.point("beds=2"), 2, lines, [&](int number, auto&& record) {
    CHECK(to_bytes(record) == to_bytes(kept.records[static_cast<std::size_t>(number)]));
    ++read;
  });
  CHECK(read == 2);
}

TEST_CASE("store: takes replications of nothing else") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "some.sweep";
  { const SweepStore store(path, identity); }
  StoreIdentity other = identity;
  other["scenario"] = "def";
  try {
    const SweepStore store(path, other);
    FAIL("a store of another scenario was opened");
  } catch (const OtherStore& error) {
    CHECK(error.difference().name == "scenario");
    CHECK(error.difference().stored == "abc");
    CHECK(error.difference().asked == "def");
  }
}

TEST_CASE("store: two have it not open at once") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "some.sweep";
  const SweepStore store(path, identity);
  CHECK_THROWS_AS(SweepStore(path, identity), BusyDatabase);
}

TEST_CASE("store: a record that is not as it was counts as not there") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 3);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 1);
  std::string text = text_of(path);
  const std::string record = to_bytes(kept.records[1]);
  const auto at = text.find(record.substr(10, 20));
  REQUIRE(at != std::string::npos);
  text[at] = static_cast<char>(text[at] ^ 1);
  write(path, text);
  SweepStore store(path, identity);
  CHECK(store.replications_of(store.point("beds=0"), lines) == std::vector<int>{0, 2});
}

TEST_CASE("store: what is sound in a damaged one is taken over") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 5);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 40);
  const std::string whole = text_of(path);
  SUBCASE("cut off") {
    write(path, whole.substr(0, whole.size() * 2 / 3));
  }
  SUBCASE("a page in the middle is overwritten") {
    std::string text = whole;
    text.replace(text.size() / 8192 * 4096, 4096, std::string(4096, 'x'));
    write(path, text);
  }
  SweepStore store(path, identity);
  REQUIRE(store.recovery().has_value());
  const std::size_t sound = sound_in(store, lines);
  CHECK(sound > 50);
  CHECK(sound < 200);
  CHECK(store.recovery()->replications == static_cast<std::int64_t>(sound));
  CHECK(fs::exists(store.recovery()->damaged));
}

TEST_CASE("store: a file of which nothing can be read stays where it is") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "some.sweep";
  write(path, std::string(10000, 'x'));
  CHECK_THROWS_AS(SweepStore(path, identity), DamagedDatabase);
  CHECK(text_of(path) == std::string(10000, 'x'));
}

// Damage must never make the replications of one scenario those of another.
TEST_CASE("store: one that has lost what it is of has nothing for another scenario") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 3);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 2);
  SUBCASE("it says nothing") {
    Database(path).run("DELETE FROM identity");
  }
  SUBCASE("it says something else") {
    Database(path).run("UPDATE identity SET value = 'def' WHERE name = 'scenario'");
  }
  const std::string damaged = text_of(path);
  StoreIdentity other = identity;
  other["scenario"] = "def";
  CHECK_THROWS_AS(SweepStore(path, other), DamagedDatabase);
  CHECK(text_of(path) == damaged);
  SweepStore store(path, identity);
  CHECK(store.recovery().has_value());
  CHECK(sound_in(store, lines) == 6);
}

TEST_CASE("store: the replications of a point whose name has changed are not those of another") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 3);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 2);
  Database(path).run("UPDATE point SET settings = 'beds=7' WHERE settings = 'beds=0'");
  SweepStore store(path, identity);
  CHECK(store.recovery().has_value());
  CHECK(store.points().size() == 1);
  CHECK(store.replications_of(store.point("beds=1"), lines) == std::vector<int>{0, 1, 2});
}

TEST_CASE("store: files beside a damaged one stay") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 3);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 20);
  write(path, text_of(path).substr(0, 20'000));
  for (const char* const end : {".salvaged", ".salvaged-1", ".damaged-1"})
    write(path.string() + end, "precious");
  const SweepStore store(path, identity);
  CHECK(store.recovery()->damaged == path.string() + ".damaged-2");
  for (const char* const end : {".salvaged", ".salvaged-1", ".damaged-1"})
    CHECK(text_of(path.string() + end) == "precious");
  CHECK_FALSE(fs::exists(path.string() + ".salvaged-2"));
}

// Each byte in turn would take too long; every 97th is in all tables and on all kinds of pages.
TEST_CASE("store: whatever byte changes what is read is what was put there") {
  const TemporaryFolder folder;
  const auto kept = kept_replications(40, 2);
  const KeptLines lines = kept_lines(kept.figures);
  const fs::path path = folder.path() / "some.sweep";
  fill(path, kept, 3);
  const std::string whole = text_of(path);
  int recovered = 0;
  for (std::size_t at = 0; at < whole.size(); at += 97) {
    CAPTURE(at);
    const fs::path copy = folder.path() / std::to_string(at);
    std::string text = whole;
    text[at] = static_cast<char>(text[at] ^ 0x55);
    write(copy, text);
    try {
      SweepStore store(copy, identity);
      recovered += store.recovery() ? 1 : 0;
      for (const auto& [settings, point] : store.points()) {
        CHECK(settings.starts_with("beds="));
        store.read(point, 2, lines, [&](int number, auto&& record) {
          CHECK(to_bytes(record) == to_bytes(kept.records.at(static_cast<std::size_t>(number))));
        });
      }
      CHECK(store.points().size() <= 3);
    } catch (const DamagedDatabase&) {
      CHECK(text_of(copy) == text);
    } catch (const BusyDatabase&) {
      FAIL("nobody else works on it");
    }
  }
  CHECK(recovered > 5);
}

TEST_SUITE_END();
