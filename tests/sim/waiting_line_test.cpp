#include "sim/waiting_line.hpp"

#include "sim/contract.hpp"
#include "sim/random_stream.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <tuple>
#include <vector>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::KeyedEngine;
using stepdown::sim::Ticket;
using stepdown::sim::Ticks;
using stepdown::sim::Waiter;
using stepdown::sim::WaitingLines;

namespace {

std::vector<std::uint32_t> everybody(const WaitingLines& lines, int line) {
  std::vector<std::uint32_t> order;
  for (auto ticket = lines.front(line); ticket; ticket = lines.next(*ticket))
    order.push_back(lines.waiter(*ticket).who);
  return order;
}

}  // namespace

TEST_CASE("waiting line: the rank goes before the time and the time before the number") {
  WaitingLines lines{1};
  lines.join(0, {.who = 1, .rank = 2, .time = Ticks{1}, .number = 1});
  lines.join(0, {.who = 2, .rank = 0, .time = Ticks{9}, .number = 2});
  lines.join(0, {.who = 3, .rank = 2, .time = Ticks{1}, .number = 0});
  lines.join(0, {.who = 4, .rank = 0, .time = Ticks{3}, .number = 7});
  lines.join(0, {.who = 5, .rank = 63, .time = Ticks{0}, .number = 0});
  CHECK(everybody(lines, 0) == std::vector<std::uint32_t>{4, 2, 3, 1, 5});
  CHECK(lines.size(0) == 5);
}

TEST_CASE("waiting line: whoever leaves from the middle closes the gap") {
  WaitingLines lines{2};
  std::vector<Ticket> tickets;
  for (std::uint32_t who = 0; who < 5; ++who)
    tickets.push_back(lines.join(1, {.who = who, .time = Ticks{who}}));
  lines.leave(tickets[2]);
  CHECK(everybody(lines, 1) == std::vector<std::uint32_t>{0, 1, 3, 4});
  lines.leave(tickets[0]);
  lines.leave(tickets[4]);
  CHECK(everybody(lines, 1) == std::vector<std::uint32_t>{1, 3});
  lines.leave(tickets[1]);
  lines.leave(tickets[3]);
  CHECK(lines.empty(1));
  CHECK(!lines.front(1));
}

TEST_CASE("waiting line: lines do not mix") {
  WaitingLines lines{3};
  const Ticket first = lines.join(0, {.who = 1});
  lines.join(2, {.who = 2});
  CHECK(lines.line_of(first) == 0);
  CHECK(lines.empty(1));
  CHECK(everybody(lines, 0) == std::vector<std::uint32_t>{1});
  CHECK(everybody(lines, 2) == std::vector<std::uint32_t>{2});
}

TEST_CASE("waiting line: misuse is refused") {
  WaitingLines lines{1};
  const Ticket ticket = lines.join(0, {});
  lines.leave(ticket);
  CHECK_THROWS_AS(lines.leave(ticket), stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(lines.leave(Ticket{5}), stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(lines.join(1, {}), stepdown::sim::ContractViolation);
  CHECK_THROWS_AS(lines.join(0, {.rank = 64}), stepdown::sim::ContractViolation);
}

TEST_CASE("waiting line: reset empties every line") {
  WaitingLines lines{2};
  lines.join(0, {.who = 1});
  lines.join(1, {.who = 2});
  lines.reset(4);
  CHECK(lines.lines() == 4);
  CHECK(lines.empty(0));
  CHECK(lines.empty(1));
}

TEST_CASE("waiting line: the order is that of a sorted list after any joins and leaves") {
  WaitingLines lines{1};
  struct Present {
    Waiter waiter;
    Ticket ticket;
  };
  std::vector<Present> present;
  KeyedEngine engine{{.seed = 5}};
  const auto key = [](const Present& p) {
    return std::tuple{p.waiter.rank, p.waiter.time, p.waiter.number};
  };
  for (std::uint32_t step = 0; step < 3000; ++step) {
    if (present.empty() || engine() % 5 < 3) {
      const Waiter waiter{
          .who = step, .rank = engine() % 4, .time = Ticks{engine() % 20}, .number = step};
      present.push_back({waiter, lines.join(0, waiter)});
    } else {
      const auto chosen = static_cast<std::ptrdiff_t>(engine() % present.size());
      lines.leave(present[static_cast<std::size_t>(chosen)].ticket);
      present.erase(present.begin() + chosen);
    }
    if (step % 50 == 0) {
      std::ranges::sort(present, {}, key);
      std::vector<std::uint32_t> wanted;
      for (const Present& p : present)
        wanted.push_back(p.waiter.who);
      CHECK(everybody(lines, 0) == wanted);
      CHECK(lines.size(0) == static_cast<int>(present.size()));
    }
  }
}

TEST_SUITE_END();
