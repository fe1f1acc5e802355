#include "sim/threads/replicate.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::KeyedEngine;
using stepdown::sim::replicate;

namespace {

/// Work whose length differs from one replication to the next, and an answer that depends on it.
std::uint64_t busy_sum(int replication) {
  KeyedEngine engine{{.seed = 1, .replication = static_cast<std::uint32_t>(replication)}};
  std::uint64_t sum = 0;
  for (int i = 0; i < 1000 * (replication % 5 + 1); ++i)
    sum += engine();
  return sum;
}

}  // namespace

TEST_CASE("replicate: results come in the order of the replications for any number of threads") {
  std::vector<std::uint64_t> wanted;
  for (int replication = 10; replication < 50; ++replication)
    wanted.push_back(busy_sum(replication));
  for (const int threads : {1, 2, 7, 100}) {
    CAPTURE(threads);
    const auto results =
        replicate({.first = 10, .count = 40, .threads = threads}, [] { return busy_sum; });
    CHECK(results == wanted);
  }
}

TEST_CASE("replicate: each thread has one worker and uses it again") {
  for (const int threads : {1, 2, 3}) {
    int made = 0;
    const auto results = replicate({.count = 20, .threads = threads}, [&made] {
      ++made;
      return [runs = 0](int /*replication*/) mutable { return ++runs; };
    });
    CHECK(made == threads);
    int last = 0;
    for (const int run : results)
      last += static_cast<int>(run == 1);
    CHECK(last <= threads);
    CHECK(results.size() == 20);
  }
}

TEST_CASE("replicate: no replications give no results") {
  CHECK(replicate({.count = 0, .threads = 4}, [] { return busy_sum; }).empty());
}

TEST_CASE("replicate: the exception of the lowest replication reaches the caller") {
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    const auto worker = [](int replication) {
      const auto sum = busy_sum(replication);
      if (replication % 10 == 7)
        throw std::runtime_error("replication " + std::to_string(replication));
      return sum;
    };
    CHECK_THROWS_WITH_AS(
        static_cast<void>(replicate({.count = 60, .threads = threads}, [&] { return worker; })),
        "replication 7",
        std::runtime_error);
  }
}

TEST_CASE("replicate: a stop keeps the replications that were begun") {
  for (const int threads : {1, 3}) {
    CAPTURE(threads);
    std::atomic<bool> stop = false;
    const auto results = replicate({.count = 1000, .threads = threads, .stop = &stop}, [&stop] {
      return [&stop](int replication) {
        if (replication == 20) stop = true;
        return busy_sum(replication);
      };
    });
    CHECK(results.size() >= 21);
    CHECK(results.size() <= 20 + static_cast<std::size_t>(threads));
    for (std::size_t i = 0; i < results.size(); ++i)
      CHECK(results[i] == busy_sum(static_cast<int>(i)));
  }
}

// What comes after one that was abandoned has a result, but is not among the first so many.
TEST_CASE("replicate: an abandoned replication ends the results") {
  for (const int threads : {1, 3}) {
    CAPTURE(threads);
    std::atomic<bool> stop = false;
    const auto results = replicate({.count = 1000, .threads = threads, .stop = &stop}, [&stop] {
      return [&stop](int replication) -> std::optional<std::uint64_t> {
        if (replication == 20) {
          stop = true;
          return std::nullopt;
        }
        return busy_sum(replication);
      };
    });
    REQUIRE(results.size() == 20);
    for (std::size_t i = 0; i < results.size(); ++i)
      CHECK(results[i] == busy_sum(static_cast<int>(i)));
  }
}

TEST_CASE("replicate: progress counts up to the end") {
  for (const int threads : {1, 3}) {
    std::vector<int> told;
    static_cast<void>(replicate({.count = 25,
                                 .threads = threads,
                                 .progress = [&told](int ended) { told.push_back(ended); }},
                                [] { return busy_sum; }));
    std::vector<int> wanted;
    for (int i = 1; i <= 25; ++i)
      wanted.push_back(i);
    CHECK(told == wanted);
  }
}

TEST_CASE("replicate: a senseless plan is refused") {
  CHECK_THROWS_AS(static_cast<void>(replicate({.count = -1}, [] { return busy_sum; })),
                  stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(replicate({.count = 3, .threads = 0}, [] { return busy_sum; })),
                  stepdown::sim::ContractViolation);
}

TEST_SUITE_END();
