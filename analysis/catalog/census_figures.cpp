#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

namespace stepdown::analysis {

namespace {

using models::Headcount;

Number over_window(const Seen& seen, const sim::TimeSum& time) {
  return {time.days() / seen.all.window_days};
}

Number treating(const Seen& seen) {
  return over_window(seen,
                     seen.here[Headcount::Census].integral() -
                         seen.here[Headcount::Held].integral() - seen.here.transfer_time -
                         seen.here.discharge_time - seen.all.beside_time(seen.index));
}

/// Open places on average; those that never change are given as they are, and those of tracks are
/// added. Who was there at the start beyond all places is above them. Where levels have hours of
/// staff in common, people who are there and all who could come.
Number places(const Seen& seen) {
  if (seen.state.changes.empty() && !seen.state.staff_group)
    return {static_cast<double>(seen.state.places)};
  if (seen.state.tracks.empty())
    return over_window(seen, seen.here.open_place_time - seen.here.above_time);
  sim::TimeSum open;
  for (const models::TrackObservations& track : seen.here.tracks)
    open += track.open_place_time - track.above_time;
  return over_window(seen, open);
}

Number utilization(const Seen& seen) {
  const sim::TimeSum occupied = seen.here[Headcount::Census].integral();
  const sim::TimeSum open = seen.here.open_place_time;
  sim::expects(occupied <= open, "nobody is in a place that is not open");
  return {ratio(occupied.days(), open.days())};
}

/// Groups with anybody in them on average; of a level with tracks, in all of them.
Number groups_running(const Seen& seen) {
  if (seen.state.tracks.empty()) return over_window(seen, seen.here.group_time);
  sim::TimeSum groups;
  for (const models::TrackObservations& track : seen.here.tracks)
    groups += track.group_time;
  return over_window(seen, groups);
}

/// Of the seats of groups with anybody in them; of a level with tracks, of those that have groups.
Number group_fill(const Seen& seen) {
  double people = 0;
  double seats = 0;
  const auto add = [&](const sim::TimeWeighted& census, sim::TimeSum groups, int size) {
    if (size == 0) return;
    people += census.integral().days();
    seats += groups.days() * size;
  };
  add(seen.here[Headcount::Census], seen.here.group_time, seen.state.group_size);
  for (std::size_t t = 0; t < seen.state.tracks.size(); ++t) {
    const models::TrackObservations& track = seen.here.tracks[t];
    add(track.census, track.group_time, seen.state.tracks[t].group_size);
  }
  return {ratio(people, seats)};
}

/// What is asked of levels whose places are in groups.
std::vector<Figure> group_figures() {
  using enum WideTable;
  return {
      {"groups_running",
       "groups",
       Where::GroupLevels,
       "groups with anybody in them, averaged over time; of groups that are not closed: as few as "
       "hold everybody",
       Numbers{{"mean", groups_running}},
       {{Levels,
         "mean_groups_running",
         "groups",
         "groups with anybody in them; empty: places are not in groups",
         "mean",
         Part::Value,
         false,
         "full_share"}}},
      {"group_fill",
       "fraction",
       Where::GroupLevels,
       "place-days occupied / place-days of the groups with anybody in them",
       Numbers{{"mean", group_fill}},
       {{Levels,
         "group_fill",
         "fraction",
         "share of the seats of running groups that is taken; empty: places are not in groups, or "
         "none ran",
         "mean",
         Part::Value,
         false,
         "mean_groups_running"}}},
  };
}

Figure census() {
  using enum WideTable;
  return figure_of(
      Headcount::Census,
      Where::Levels | Where::Community | Where::All,
      {{Levels,
        "mean_census",
        "people",
        "people occupying a place, averaged over time",
        "mean",
        Part::Value,
        true},
       {Levels, "sd_census", "people", "standard deviation of the census over time", "sd"},
       {Levels, "census_p05", "people", "5 % of the time the census is at or below this", "p05"},
       {Levels,
        "census_median",
        "people",
        "half of the time the census is at or below this",
        "median"},
       {Levels, "census_p90", "people", "90 % of the time the census is at or below this", "p90"},
       {Levels, "census_p95", "people", "95 % of the time the census is at or below this", "p95"},
       {Levels, "census_p99", "people", "99 % of the time the census is at or below this", "p99"},
       {Levels, "census_max", "people", "largest census in any replication", "max", Part::Pooled},
       {Levels,
        "replications",
        "-",
        "independent runs behind the row",
        "mean",
        Part::Replications,
        false,
        "swaps_per_year"},
       {Money,
        "mean_census",
        "people",
        "people there, averaged over time; x 365: person-days a year",
        "mean",
        Part::Value,
        true}},
      2);
}

Figure held() {
  return figure_of(
      Headcount::Held,
      Where::Levels,
      {{WideTable::Levels,
        "mean_held",
        "people",
        "part of the census: treatment over, place kept because the next level is full",
        "mean"}});
}

/// How full a level is.
std::vector<Figure> place_figures() {
  using enum WideTable;
  return {
      {"places",
       "places",
       Where::LimitedLevels,
       "open places over time; places closing count until they are empty",
       Numbers{{"mean", places}},
       {{Levels,
         "mean_places",
         "places",
         "open places over time; empty: unlimited",
         "mean",
         Part::Value,
         false,
         std::string(at_the_beginning)}}},
      {"utilization",
       "fraction",
       Where::LimitedLevels,
       "place-days occupied / place-days open; empty: none were open",
       Numbers{{"mean", utilization}},
       {{Levels,
         "utilization",
         "fraction",
         "place-days occupied / place-days open; empty: unlimited places, or none were open",
         "mean",
         Part::Value,
         true}}},
      {"turnaround",
       "places",
       Where::TurnaroundLevels | Where::Groups,
       "places that are empty and made ready for the next person",
       Numbers{
           {"mean", [](const Seen& seen) { return over_window(seen, seen.here.turnaround_time); }}},
       {{Levels,
         "mean_turnaround",
         "places",
         "places that are empty and made ready for the next person; empty: no turnaround",
         "mean"}}},
      {"full",
       "fraction",
       Where::LimitedLevels,
       "time with no free place / all time",
       Numbers{
           {"share",
            [](const Seen& seen) { return over_window(seen, sim::TimeSum{seen.here.full_time}); }}},
       {{Levels, "full_share", "fraction", "share of time with no free place", "share"}}},
  };
}

}  // namespace

std::vector<Figure> census_figures() {
  using enum WideTable;
  std::vector<Figure> figures{
      census(),
      {"census_midnight",
       "people",
       Where::Levels,
       "census at 00:00 of each observed day",
       PeopleByDay{[](const Seen& seen) -> std::span<const std::int32_t> {
         return seen.all.daily[seen.index].census;
       }}},
      {"treating",
       "people",
       Where::Levels | Where::Groups,
       "part of census: people in treatment",
       Numbers{{"mean", treating}},
       {{Levels, "mean_treating", "people", "part of the census: in treatment", "mean"}}},
      held(),
      {"transfer",
       "people",
       Where::Levels | Where::Groups,
       "part of census: people whose treatment is over and who wait for paperwork or transport",
       Numbers{
           {"mean", [](const Seen& seen) { return over_window(seen, seen.here.transfer_time); }}},
       {{Levels,
         "mean_transfer",
         "people",
         "part of the census: treatment over, in transfer",
         "mean"}}},
      {"to_discharge",
       "people",
       Where::DischargingLevels | Where::Groups,
       "part of census: people whose treatment, and transfer, is over and who wait for the hour of "
       "discharge",
       Numbers{
           {"mean", [](const Seen& seen) { return over_window(seen, seen.here.discharge_time); }}},
       {{Levels,
         "mean_to_discharge",
         "people",
         "part of the census: treatment over, waiting for the hour of discharge; empty: no such "
         "hours",
         "mean",
         Part::Value,
         false,
         "mean_transfer"}}},
  };
  for (Figure& figure : place_figures())
    figures.push_back(std::move(figure));
  for (Figure& figure : group_figures())
    figures.push_back(std::move(figure));
  return figures;
}

}  // namespace stepdown::analysis
