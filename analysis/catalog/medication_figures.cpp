#include "analysis/catalog/families.hpp"
#include "analysis/statistics/ratio.hpp"

#include <cstddef>
#include <optional>

namespace stepdown::analysis {

namespace {

using enum WideTable;
using models::Headcount;
using models::MedicationObservations;

const MedicationObservations& seen_of(const Seen& seen) {
  return seen.all.medications[seen.subject];
}

/// Time of people on it: here, or inside at all.
double days_on(const Seen& seen) {
  return seen.is_all ? seen_of(seen).time.days() : seen_of(seen).time_in[seen.index].days();
}

/// Time of people: here, or inside at all, in states and waiting without a place.
double days_of_people(const Seen& seen) {
  if (!seen.is_all) return seen.here[Headcount::Census].integral().days();
  double days = 0;
  for (const models::StateObservations& state : seen.all.states)
    days += state[Headcount::Census].integral().days() + state[Headcount::List].integral().days() -
            state[Headcount::Held].integral().days();
  return days;
}

Number mean_people(const Seen& seen) {
  return {days_on(seen) / seen.all.window_days};
}

Number share_of_people(const Seen& seen) {
  const double people = days_of_people(seen);
  if (!(people > 0)) return {};
  return {days_on(seen) / people};
}

/// Of those followed so long.
template <std::size_t i>
Number kept(const Seen& seen) {
  const MedicationObservations& of = seen_of(seen);
  return {ratio(of.kept[i], of.followed[i]), of.followed[i]};
}

template <std::size_t i>
Figure kept_figure(std::string_view name, std::string_view column, std::string_view meaning) {
  return {name,
          "people",
          Where::All | Where::Groups,
          "of those who began it in the window and that many days or more before the horizon, the "
          "share who are still on it then, at a level or not; who has died or left for good before "
          "is not. Several courses of a person count each",
          Numbers{{"share", kept<i>, About::People}},
          {{WideTable::Medications,
            std::string(column),
            "fraction",
            std::string(meaning),
            "share",
            Part::Value,
            true}}};
}

}  // namespace

std::vector<Figure> medication_figures() {
  return {
      {"on_medication.<medication>",
       "people",
       Where::Levels | Where::Community | Where::All | Where::Groups,
       "people on it; all: wherever they are, waiting without a place too. Share: of the census, "
       "or "
       "of all people inside",
       Numbers{{"mean", mean_people}, {"share", share_of_people}},
       {{Medications,
         "people",
         "people",
         "people on it there, on average",
         "mean",
         Part::Value,
         true},
        {Medications, "share", "fraction", "of all people there", "share", Part::Value, true}}},
      {"medication_begun.<medication>",
       "people",
       Where::All | Where::Groups,
       "courses begun, at arrival too",
       Counts{[](const Seen& seen) { return seen_of(seen).begun; }},
       {{Medications, "begun_per_year", "courses / year", "courses begun", "per_year"}}},
      {"medication_stopped.<medication>",
       "people",
       Where::All | Where::Groups,
       "courses that were stopped, wherever people were then; who dies or leaves for good has not "
       "stopped",
       Counts{[](const Seen& seen) { return seen_of(seen).stopped; }},
       {{Medications, "stopped_per_year", "courses / year", "courses stopped", "per_year"}}},
      {"medication_length.<medication>",
       "days",
       Where::All | Where::Groups,
       "from begin to stop, of the courses stopped in the window",
       SummedLengths{[](const Seen& seen) {
         const MedicationObservations& of = seen_of(seen);
         return Sums{of.stopped, of.length_sum, of.length_square_sum};
       }},
       {{Medications, "length_mean", "days", "of the courses stopped", "mean"}}},
      kept_figure<0>("on_medication_after_30.<medication>",
                     "kept_30",
                     "on it after 30 d, and neither dead nor gone for good"),
      kept_figure<1>("on_medication_after_90.<medication>",
                     "kept_90",
                     "on it after 90 d, and neither dead nor gone for good"),
      kept_figure<2>("on_medication_after_180.<medication>",
                     "kept_180",
                     "on it after 180 d, and neither dead nor gone for good"),
      kept_figure<3>("on_medication_after_365.<medication>",
                     "kept_365",
                     "on it after 365 d, and neither dead nor gone for good"),
  };
}

}  // namespace stepdown::analysis
