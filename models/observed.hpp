#pragma once

#include "models/ids.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What is observed state by state, each thing once: its name here, the recorder's call where it
/// happens, and the catalog of figures does the rest (rows, dictionary, a column of levels.csv).
namespace stepdown::models {

/// What happens, and is counted from the end of warm-up.
enum class Counter : std::uint8_t {
  Requests,
  InternalRequests,
  Delayed,
  InternalDelayed,
  GaveUp,
  TurnedAway,
  Diverted,
  LeftList,
  Balked,
  Redirected,
  Lost,
  Admissions,
  FirstVisits,
  Swaps,
  HoldsEnded,
  Reviews,
  DrugTests,
  PositiveTests,
  Renewals,
  RenewalsRefused,
  End  ///< none: how many there are
};

/// The figure made of a counter: a number a year.
struct CounterNoun {
  Counter of{};
  std::string_view name;  ///< empty: no figure of its own, others are made of it
  std::string_view unit = {};
  std::string_view definition = {};
  bool has_share = false;  ///< of the requests, too
  bool is_summed = false;  ///< over all levels, too
};

inline constexpr auto counters = std::to_array<CounterNoun>({
    {Counter::Requests, "requests", "people", "people who asked for a place", false, true},
    {Counter::InternalRequests, ""},  // of those who come from a level, see p_delay_internal
    {Counter::Delayed, ""},           // requests that had to join the waiting list, see p_delay
    {Counter::InternalDelayed, ""},
    {Counter::GaveUp,
     "gave_up",
     "people",
     "people who left the waiting list without a place",
     true,
     true},
    {Counter::TurnedAway,
     "turned_away",
     "people",
     "people who found the waiting list at its limit and went where turned_away_to sends them",
     true,
     true},
    {Counter::Diverted,
     "diverted",
     "people",
     "people who found the waiting list at its limit and asked another level instead",
     true,
     false},
    {Counter::LeftList,
     "left_list",
     "people",
     "people who left the waiting list by an exit of `waiting`, such as death or relapse",
     true,
     true},
    {Counter::Balked,
     "balked",
     "people",
     "people who went away at the sight of the waiting list, see `waiting.balk`",
     true,
     false},
    {Counter::Redirected,
     "redirected",
     "people",
     "people who found no place and asked another level instead, see `waiting.or`",
     true,
     false},
    // gave up, balked or were turned away, and did not ask another level at once
    {Counter::Lost, ""},
    {Counter::Admissions, "admissions", "people", "people who took up a place", false, true},
    {Counter::FirstVisits, ""},  // admissions of people who had never been there, see ever_visited
    {Counter::Swaps,
     "swaps",
     "people",
     "moves into the level as part of a gridlock ring, everyone in the same instant",
     false,
     true},
    {Counter::HoldsEnded,
     "holds_ended",
     "people",
     "people held here whose hold came to its limit and who wait on without a place",
     false,
     true},
    {Counter::Reviews, ""},  // these three: where there are any, see review_figures.cpp
    {Counter::DrugTests, ""},
    {Counter::PositiveTests, ""},
    {Counter::Renewals, ""},  // these two: where days are authorized, see review_figures.cpp
    {Counter::RenewalsRefused, ""},
});

/// Lengths of time that end in the window, kept as a histogram.
enum class Length : std::uint8_t {
  Wait,
  ExternalWait,  ///< the two kinds of `Wait`
  InternalWait,
  SeatWait,  ///< the two parts of `Wait` where levels do not take people up at any time
  StartWait,
  GaveUpWait,
  LeftListWait,
  Stay,
  End
};

/// The name of a figure and what it means.
template <class Of>
struct FigureNoun {
  Of of{};
  std::string_view name;
  std::string_view unit;
  std::string_view definition;
};

inline constexpr auto lengths = std::to_array<FigureNoun<Length>>({
    {Length::Wait, "wait", "days", "request to admission, of those admitted in the window"},
    {Length::ExternalWait,
     "wait_external",
     "days",
     "part of wait: of those who came from outside treatment: newly referred, or returning"},
    {Length::InternalWait,
     "wait_internal",
     "days",
     "part of wait: of those who came from a level of treatment, kept its place while they waited "
     "or not, and had been nowhere since"},
    {Length::SeatWait,
     "wait_for_seat",
     "days",
     "part of wait: the time during which no seat was free; 0 for those who did not wait so"},
    {Length::StartWait,
     "wait_for_start",
     "days",
     "part of wait: the time during which a seat was free, until the next start of a cohort or "
     "hour "
     "of admission; 0 for those who did not wait so"},
    {Length::GaveUpWait,
     "gave_up_wait",
     "days",
     "request to giving up, of those who gave up in the window"},
    {Length::LeftListWait,
     "left_list_wait",
     "days",
     "request to leaving the list by an exit of `waiting`, of those who did in the window"},
    {Length::Stay,
     "stay",
     "days",
     "length of the stays that ended in the window: treatment + hold + transfer"},
});

/// Numbers of people that change, kept as the time at each number.
enum class Headcount : std::uint8_t { Census, List, Held, End };

inline constexpr auto headcounts = std::to_array<FigureNoun<Headcount>>({
    {Headcount::Census,
     "census",
     "people",
     "people occupying a place (in treatment, held or in transfer), or being in a community state; "
     "for all: in all levels together"},
    {Headcount::List,
     "list",
     "people",
     "people on the waiting list, those who hold a place elsewhere included"},
    {Headcount::Held,
     "held",
     "people",
     "part of census: people whose treatment is over and who keep the place because the next level "
     "is full"},
});

/// Whether each entry of a table stands at the place of what it names, and all are there.
template <class Table>
[[nodiscard]] constexpr bool stands_in_order(const Table& table, std::size_t size) {
  std::size_t at = 0;
  for (const auto& noun : table)
    if (index_of(noun.of) != at++) return false;
  return table.size() == size;
}
static_assert(stands_in_order(counters, index_of(Counter::End)));
static_assert(stands_in_order(lengths, index_of(Length::End)));
static_assert(stands_in_order(headcounts, index_of(Headcount::End)));

}  // namespace stepdown::models
