#include "models/care/request.hpp"

#include "models/care/person.hpp"
#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <set>
#include <utility>

namespace stepdown::tests {
namespace {

using models::Phase;
using models::Request;

using Pairs = std::set<std::pair<Phase, Request>>;

template <class IsSo>
Pairs pairs_that(IsSo is_so) {
  Pairs found;
  for (std::size_t p = 0; p <= static_cast<std::size_t>(Phase::Gone); ++p) {
    for (std::size_t r = 0; r < models::request_count; ++r) {
      const std::pair pair{static_cast<Phase>(p), static_cast<Request>(r)};
      if (is_so(pair.first, pair.second)) found.insert(pair);
    }
  }
  return found;
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("request: these go with a phase when an instant is over and no others") {
  CHECK(pairs_that(models::is_at_rest) == Pairs{{Phase::Staying, Request::None},
                                                {Phase::InTransfer, Request::None},
                                                {Phase::InTransfer, Request::Reserving},
                                                {Phase::InTransfer, Request::Granted},
                                                {Phase::ToDischarge, Request::None},
                                                {Phase::ToDischarge, Request::Reserving},
                                                {Phase::ToDischarge, Request::Granted},
                                                {Phase::Ready, Request::Holding},
                                                {Phase::Outside, Request::Waiting},
                                                {Phase::Gone, Request::None}});
}

TEST_CASE("request: within an instant these go with a phase too and no others") {
  const Pairs legal = pairs_that(models::is_legal);
  Pairs moving = legal;
  for (const auto& pair : pairs_that(models::is_at_rest)) {
    CHECK(legal.contains(pair));
    moving.erase(pair);
  }
  CHECK(moving == Pairs{{Phase::Ready, Request::None},
                        {Phase::Ready, Request::Reserving},
                        {Phase::Ready, Request::Granted},
                        {Phase::Ready, Request::Asking},
                        {Phase::Ready, Request::AskingToHold},
                        {Phase::Outside, Request::None},
                        {Phase::Outside, Request::Asking},
                        {Phase::Outside, Request::HoldEnded}});
}

TEST_CASE("request: these follow one another and no others") {
  using enum Request;
  using Steps = std::set<std::pair<Request, Request>>;
  Steps found;
  for (std::size_t from = 0; from < models::request_count; ++from) {
    for (std::size_t to = 0; to < models::request_count; ++to) {
      const std::pair step{static_cast<Request>(from), static_cast<Request>(to)};
      if (models::can_follow(step.first, step.second)) found.insert(step);
    }
  }
  CHECK(found == Steps{{None, Reserving},
                       {None, Asking},
                       {None, AskingToHold},
                       {Reserving, None},  // a race ends the transfer
                       {Reserving, Granted},
                       {Reserving, Asking},
                       {Reserving, AskingToHold},
                       {Granted, None},
                       {Asking, None},
                       {Asking, Waiting},
                       {AskingToHold, None},
                       {AskingToHold, Holding},
                       {Holding, None},
                       {Holding, HoldEnded},
                       {HoldEnded, None},
                       {HoldEnded, Waiting},
                       {Waiting, None}});
}

TEST_CASE("request: a step that cannot follow is a broken promise") {
  models::Person person;
  person.asks(Request::AskingToHold);
  CHECK_THROWS_AS(person.asks(Request::Waiting), sim::ContractViolation);
  person.asks(Request::Holding);
  CHECK(person.request == Request::Holding);
}

TEST_CASE("request: who keeps a place for want of the next has one at every moment") {
  for (const auto& [phase, request] : pairs_that(models::is_legal)) {
    if (models::is_holding(request)) CHECK(models::has_place(phase));
    if (models::is_listed(request)) CHECK(models::is_in_line(request));
    if (models::is_listed(request) && models::has_place(phase)) CHECK(models::is_holding(request));
  }
}

TEST_CASE("request: those who ask have their answer when an instant is over") {
  for (const auto& [phase, request] : pairs_that(models::is_at_rest)) {
    CAPTURE(static_cast<int>(phase));
    CHECK_FALSE(models::is_asking(request));
  }
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
