#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"

namespace stepdown::analysis {

namespace {

using enum WideTable;

/// Place-days a year, and of a hold.
Number per_year(const Seen& seen, const models::HeldFor& held) {
  return {seen.per_year(held.place_time.days()), held.holds};
}
Number per_hold(const models::HeldFor& held) {
  return {ratio(held.place_time.days(), held.holds), held.holds};
}

models::HeldFor held_for_any(const Seen& seen) {
  models::HeldFor total;
  for (const models::HeldFor& held : seen.here.held_for) {
    total.holds += held.holds;
    total.place_time += held.place_time;
  }
  return total;
}

const models::HeldFor& held_for_one(const Seen& seen) {
  return seen.here.held_for[seen.subject];
}

/// Holds begun for a level, by moves there.
Number holds_a_move(const Seen& seen) {
  const std::int64_t moves = seen.here.flow_to[seen.subject];
  return {ratio(held_for_one(seen).holds, moves), moves};
}

}  // namespace

/// People held here for places elsewhere.
std::vector<Figure> holding_figures() {
  return {
      figure_of(models::Counter::Swaps,
                {.in_all = 10,
                 .unit = "moves / year",
                 .meaning = "moves into this level as part of a gridlock ring",
                 .after = "held_place_days_per_year"}),
      {"held_days",
       "place-days",
       Where::Levels | Where::Groups,
       "place-days held here by people whose next level was full; mean: per hold begun",
       Numbers{
           {"per_year", [](const Seen& seen) { return per_year(seen, held_for_any(seen)); }},
           {"mean", [](const Seen& seen) { return per_hold(held_for_any(seen)); }, About::People}},
       {{Levels,
         "held_place_days_per_year",
         "place-days / year",
         "places of this level kept by people whose next level was full",
         "per_year",
         Part::Value,
         false,
         "open_stays"}}},
  };
}

/// The same, by the level waited for.
std::vector<Figure> held_for_figures() {
  return {
      {"held_for.<level>",
       "place-days",
       Where::HoldingLevels | Where::Groups,
       "the part of held_days charged to the level that had no place; ratio: holds begun / moves "
       "to that level",
       Numbers{
           {"per_year", [](const Seen& seen) { return per_year(seen, held_for_one(seen)); }},
           {"mean", [](const Seen& seen) { return per_hold(held_for_one(seen)); }, About::People},
           {"ratio", holds_a_move, About::People}},
       {{Held,
         "place_days_per_year",
         "place-days / year",
         "places kept by people whose treatment was over",
         "per_year",
         Part::Value,
         true},
        {Held,
         "mean_places_kept",
         "places",
         "the same as places kept at any moment: / 365",
         "per_year",
         Part::PerDay},
        {Held, "mean_hold_days", "days", "place-days / holds begun", "mean"},
        {Held,
         "holds_per_move",
         "holds",
         "holds begun / moves to that level: how often a move has to be held for",
         "ratio"},
        {Held,
         "n",
         "holds",
         "holds begun in the window, in all replications together",
         "mean",
         Part::N}}},
  };
}

}  // namespace stepdown::analysis
