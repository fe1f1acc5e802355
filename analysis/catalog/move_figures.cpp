#include "analysis/catalog/families.hpp"

namespace stepdown::analysis {

namespace {

using enum WideTable;

/// Moves into the state inside the window, from states and arrival sources.
std::int64_t entries(const Seen& seen) {
  std::int64_t into = 0;
  for (const models::StateObservations& state : seen.all.states) {
    into += state.flow_to[seen.index];
    for (const std::vector<std::int64_t>& refused : state.refused_to)
      if (!refused.empty()) into += refused[seen.index];
  }
  for (const models::SourceObservations& source : seen.all.sources)
    into += source.flow_to[seen.index];
  return into;
}

std::int64_t all_arrivals(const Seen& seen) {
  std::int64_t arrivals = 0;
  for (const models::SourceObservations& source : seen.all.sources)
    arrivals += source.arrivals;
  return arrivals;
}

}  // namespace

std::vector<Figure> entry_figures() {
  Figure entered{"entered",
                 "people",
                 Where::Community | Where::Outcomes | Where::Groups,
                 "people who came into the state",
                 Counts{entries}};
  entered.after = "flow.<from>.<to>";
  return {entered};
}

/// From a state or an arrival source to a state.
std::vector<Figure> move_figures() {
  return {
      {"flow.<from>.<to>",
       "people",
       Where::Levels | Where::Community | Where::All | Where::Groups,
       "moves that arrived; from a state, from an arrival source, or by people who were on a list "
       "when the run began (start_from). With `.referral` or `.return` "
       "at the end: into treatment, by people never treated before, or by others. With `.gave_up`, "
       "`.turned_away`, `.diverted`, `.left_list`, `.balked` or `.redirected`: by people who had "
       "asked for a place of <from> and left without. Share: of all who left <from>, or of all who "
       "left without a place there",
       Counts{[](const Seen& seen) { return seen.moves; },
              [](const Seen& seen) { return seen.all_moves; }},
       {{Flows,
         "moves_per_year",
         "people / year",
         "people who went this way",
         "per_year",
         Part::Value,
         true},
        {Flows,
         "share",
         "fraction",
         "of all who left the same state or source, or its list without a place",
         "share",
         Part::Value,
         true},
        {Flows, "n", "people", "moves in all replications together", "per_year", Part::N}}},
  };
}

std::vector<Figure> arrival_figures() {
  return {{"arrivals",
           "people",
           Where::All | Where::Groups,
           "people referred",
           Counts{all_arrivals},
           {},
           1}};
}

std::vector<Figure> source_figures() {
  return {{"arrivals.<source>",
           "people",
           Where::All | Where::Groups,
           "people referred from one arrival source",
           Counts{[](const Seen& seen) { return seen.all.sources[seen.subject].arrivals; }}}};
}

}  // namespace stepdown::analysis
