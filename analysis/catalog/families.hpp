#pragma once

#include "analysis/catalog/figure.hpp"
#include "analysis/catalog/person_figure.hpp"

#include <vector>

/// The declarations of all figures, family by family, in the order of their rows.
namespace stepdown::analysis {

[[nodiscard]] std::vector<Figure> census_figures();
[[nodiscard]] std::vector<Figure> beside_figures();
[[nodiscard]] std::vector<Figure> entry_figures();
[[nodiscard]] std::vector<Figure> waiting_figures();
[[nodiscard]] std::vector<Figure> asker_figures();
[[nodiscard]] std::vector<Figure> visit_figures();
[[nodiscard]] std::vector<Figure> holding_figures();
[[nodiscard]] std::vector<Figure> held_for_figures();
/// Of what is observed and named in no other family.
[[nodiscard]] std::vector<Figure> further_figures(const std::vector<Figure>& others);
/// Where there are reviews, drug tests or authorized days.
[[nodiscard]] std::vector<Figure> review_figures();
[[nodiscard]] std::vector<Figure> stay_figures();
[[nodiscard]] std::vector<Figure> exit_figures();
[[nodiscard]] std::vector<Figure> medication_figures();
// Of everybody, as many as there are at 00:00 of the observed days.
[[nodiscard]] std::vector<Figure> level_service_figures();
[[nodiscard]] std::vector<Figure> service_figures();
[[nodiscard]] std::vector<Figure> attended_service_figures();
[[nodiscard]] std::vector<Figure> overbooking_figures();
[[nodiscard]] std::vector<Figure> staff_figures();
/// Where there are prices or costs, or staff is paid.
[[nodiscard]] std::vector<Figure> money_figures();
/// Where some of what is billed is denied.
[[nodiscard]] std::vector<Figure> denial_figures();
// Where staff is paid: of one role, and of all.
[[nodiscard]] std::vector<Figure> role_cost_figures();
[[nodiscard]] std::vector<Figure> staff_cost_figures();
[[nodiscard]] std::vector<Figure> move_figures();
[[nodiscard]] std::vector<Figure> arrival_figures();
[[nodiscard]] std::vector<Figure> source_figures();

// What becomes of people. "Groups": all people, and those with each value of each report_by
// attribute. Curves: Kaplan-Meier where nothing competes, Aalen-Johansen otherwise; clocks that
// still run at the horizon are censored there. In whole days: ends rounded up, censoring down.
[[nodiscard]] std::vector<PersonFigure> access_figures();
[[nodiscard]] std::vector<PersonFigure> clock_figures();
[[nodiscard]] std::vector<PersonFigure> follow_up_figures();
/// Where there are economics.
[[nodiscard]] std::vector<PersonFigure> economic_figures();

}  // namespace stepdown::analysis
