#include "analysis/catalog/families.hpp"

#include <cstdint>

namespace stepdown::analysis {

namespace {

using models::Beside;
using models::BesideCounts;
using models::BesideObservations;

const BesideObservations& beside(const Seen& seen) {
  return seen.all.beside[seen.index];
}

template <Beside kind>
Number people(const Seen& seen) {
  return {beside(seen)[kind].time.days() / seen.all.window_days};
}

template <Beside kind>
std::int64_t begun(const Seen& seen) {
  return beside(seen)[kind].begun;
}

template <Beside kind>
Sums lengths(const Seen& seen) {
  const BesideCounts& counts = beside(seen)[kind];
  return {counts.ended, counts.length_sum.days(), counts.length_square_sum};
}

Number waiting(const Seen& seen) {
  return {beside(seen).waiting.integral_days() / seen.all.window_days};
}

std::int64_t asked(const Seen& seen) {
  return beside(seen).asked;
}

WideColumn people_column(std::string_view name, std::string_view meaning, std::string_view after) {
  return {.table = WideTable::Levels,
          .name = std::string(name),
          .unit = "people",
          .meaning = std::string(meaning),
          .statistic = "mean",
          .part = Part::Value,
          .has_interval = false,
          .after = std::string(after)};
}

std::vector<Figure> bridge_figures() {
  const Where where = Where::BridgeLevels | Where::Groups;
  return {
      {"bridging",
       "people",
       where,
       "part of census: people who are here while they wait for another level, in the time of no "
       "stay",
       Numbers{{"mean", people<Beside::Bridge>}},
       {people_column(
           "mean_bridging",
           "part of the census: here while they wait for another level; empty: no bridge",
           "mean_to_discharge")}},
      {"bridges",
       "people",
       where,
       "people who got a place here while they wait for another level; no admissions",
       Counts{begun<Beside::Bridge>}},
      {"bridge_length",
       "days",
       where,
       "time here of people who wait for another level, of those for whom it ended in the window: "
       "with a place there, or because they wait no longer",
       SummedLengths{lengths<Beside::Bridge>}},
  };
}

}  // namespace

/// Places that people have beside their way: while they wait, or beside the place where they stay.
std::vector<Figure> beside_figures() {
  const Where where = Where::CompanionLevels | Where::Groups;
  std::vector<Figure> figures = bridge_figures();
  const std::vector<Figure> of_companions{
      {"alongside",
       "people",
       where,
       "part of census: people of other levels who have a place here beside theirs",
       Numbers{{"mean", people<Beside::Alongside>}},
       {people_column("mean_alongside",
                      "part of the census: people of other levels, who have a place here beside "
                      "theirs; empty: nobody can",
                      "mean_bridging")}},
      {"alongside_requests",
       "people",
       where,
       "people who began a stay elsewhere and want a place here beside it",
       Counts{asked}},
      {"alongside_delayed",
       "people",
       where,
       "part of alongside_requests: found no free place and began to wait for one",
       Counts{[](const Seen& seen) { return beside(seen).delayed; }, asked}},
      {"alongside_without",
       "people",
       where,
       "part of alongside_requests: found no free place and go without",
       Counts{[](const Seen& seen) { return beside(seen).went_without; }, asked}},
      {"alongside_waiting",
       "people",
       where,
       "people in stays elsewhere who wait for a place here beside it; on no list",
       Numbers{{"mean", waiting}}},
      {"alongside_wait",
       "days",
       where,
       "request to having a place here beside another, of those who got one in the window, at once "
       "included",
       SummedLengths{[](const Seen& seen) {
         const BesideObservations& o = beside(seen);
         return Sums{o.waits, o.wait_sum.days(), o.wait_square_sum};
       }}},
      {"alongside_length",
       "days",
       where,
       "time that people of other levels had a place here beside theirs, of those for whom it "
       "ended "
       "in the window",
       SummedLengths{lengths<Beside::Alongside>}},
  };
  figures.insert(figures.end(), of_companions.begin(), of_companions.end());
  return figures;
}

}  // namespace stepdown::analysis
