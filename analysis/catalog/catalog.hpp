#pragma once

#include "analysis/catalog/figure.hpp"
#include "analysis/catalog/person_figure.hpp"
#include "analysis/catalog/statistic.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// The one list of what is measured. Reports, sweeps, targets and theory use these names.
namespace stepdown::analysis {

/// What stands in the angle brackets of the names of a family.
enum class Subject : std::uint8_t {
  None,
  Reason,          ///< of the exits of a state
  LevelWaitedFor,  ///< by people whom a level holds
  Medication,
  Role,     ///< of staff
  Service,  ///< of a level
  OverbookedService,
  Money,      ///< none in the name; where there are prices or costs, or staff is paid
  Denial,     ///< none in the name; where some of what is billed is denied
  PaidRole,   ///< of staff, with a salary
  PaidStaff,  ///< none in the name; where there are such
  NextState,  ///< "from.to"
  Source      ///< of arrivals
};

/// Figures that are measured one after the other for each of their subjects.
struct FigureFamily {
  Subject subject{};
  std::vector<Figure> figures;
};

/// All figures of states and arrival sources, in the order in which they are measured.
[[nodiscard]] const std::vector<FigureFamily>& figure_families();

/// Those of all levels together, in their order.
[[nodiscard]] const std::vector<const Figure*>& figures_in_all();

/// What becomes of people, in the order in which it is measured: `access_figures`, then
/// `clock_figures`, then `follow_up_figures`.
struct FiguresOfPeople {
  std::vector<PersonFigure> access;
  std::vector<PersonFigure> clocks;
  std::vector<PersonFigure> follow_up;
};
[[nodiscard]] const FiguresOfPeople& figures_of_people();

/// The declaration of a metric of states, or of the family it belongs to; null: it is none.
[[nodiscard]] const Figure* find_state_figure(std::string_view metric);
/// The same of what becomes of people.
[[nodiscard]] const PersonFigure* find_person_figure(std::string_view metric);

/// How the dictionary explains a figure, or a family of them: in `exits.<reason>` the part in angle
/// brackets stands for a name from the scenario.
struct Metric {
  std::string_view name;
  std::string_view unit;  ///< of mean, sd, quantiles, smallest and largest
  std::string_view of;    ///< which states have it
  std::string_view definition;
};

/// Every figure, in the order of the dictionary.
[[nodiscard]] std::span<const Metric> metric_catalog();

/// Whether `name` is `family`, or that with its angle brackets filled in.
[[nodiscard]] bool belongs_to(std::string_view name, std::string_view family);

/// The entry for a metric's name as it stands in metrics.csv, `exits.dropout` say. Null when the
/// catalog does not know it.
[[nodiscard]] const Metric* find_metric(std::string_view name);

/// Whether a figure is a part of a whole, from 0 to 1: any share, and what is a fraction itself.
[[nodiscard]] bool is_share(std::string_view metric, std::string_view statistic);

/// The metric whose reciprocal this one is; empty: it is none.
[[nodiscard]] std::string_view reciprocal_of(std::string_view metric);

}  // namespace stepdown::analysis
