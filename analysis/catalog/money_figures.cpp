#include "analysis/catalog/families.hpp"
#include "analysis/catalog/money_amounts.hpp"
#include "analysis/statistics/ratio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

Number a_year(const Seen& seen, std::optional<double> amount) {
  if (!amount) return {};
  return {seen.per_year(*amount)};
}

template <double (*amount)(const Seen&, const MonthOrAll&)>
Number a_year(const Seen& seen) {
  return a_year(seen, amount(seen, {}));
}

template <std::optional<double> (*amount)(const Seen&, const MonthOrAll&)>
Number known_a_year(const Seen& seen) {
  return a_year(seen, amount(seen, {}));
}

/// The part of revenue that is not spent on people.
double contribution(const Seen& seen, const MonthOrAll& month) {
  return revenue(seen, month) - variable_cost(seen, month);
}

std::optional<double> margin(const Seen& seen, const MonthOrAll& month) {
  const std::optional<double> spent = fixed_cost(seen, month);
  if (!spent) return std::nullopt;
  return contribution(seen, month) - *spent;
}

Number of_role_a_year(const Seen& seen) {
  return a_year(seen, role_cost(seen, seen.subject));
}

/// What people bring in over their own cost is in proportion to them; it has to carry the rest.
Number break_even(const Seen& seen) {
  const std::optional<double> carried = fixed_cost(seen);
  if (!carried) return {};
  const auto shares = ratio(*carried, contribution(seen, {}));
  if (!shares) return {};
  const double days = seen.here[models::Headcount::Census].integral().days();
  return {*shares * days / seen.all.window_days};
}

/// Cost in the window, shared by so many people.
Number shared(const Seen& seen, std::int64_t people) {
  const std::optional<double> spent = cost(seen);
  if (!spent) return {std::nullopt, people};
  return {ratio(*spent, people), people};
}

/// Over all cells of outcomes.
template <class Count>
std::int64_t sum_over_cells(const Seen& seen, const Count& count) {
  std::int64_t sum = 0;
  for (const models::OutcomeCell& cell : seen.all.outcomes.cells)
    sum += count(cell);
  return sum;
}

std::int64_t index_admissions_seen(const Seen& seen) {
  return sum_over_cells(seen,
                        [](const models::OutcomeCell& cell) { return cell.index_admissions; });
}

Number a_person(const Seen& seen) {
  return shared(seen, index_admissions_seen(seen));
}

Number a_completion(const Seen& seen) {
  return shared(seen, sum_over_cells(seen, [](const models::OutcomeCell& cell) {
                  std::int64_t completions = 0;
                  for (const models::ClockGroup& group : cell.completion.grouped())
                    completions += group.events;
                  return completions;
                }));
}

/// People who came to an outcome called recovery in the window, whatever the way.
Number a_recovery(const Seen& seen) {
  std::int64_t people = 0;
  for (std::size_t to = 0; to < seen.model.states.size(); ++to) {
    if (seen.model.states[to].meaning != models::ReasonKind::Recovery) continue;
    for (const models::StateObservations& from : seen.all.states) {
      if (!from.flow_to.empty()) people += from.flow_to[to];
      for (const auto& refused : from.refused_to)
        if (!refused.empty()) people += refused[to];
    }
    for (const models::SourceObservations& source : seen.all.sources)
      if (!source.flow_to.empty()) people += source.flow_to[to];
  }
  return shared(seen, people);
}

/// Of those followed for the year: who are in an outcome called recovery at its end.
std::int64_t recovered_after_a_year(const models::Model& model, const models::OutcomeCell& cell) {
  std::int64_t people = 0;
  for (std::size_t state = 0; state < model.states.size(); ++state)
    if (model.states[state].meaning == models::ReasonKind::Recovery)
      for (std::size_t day = 0; day <= models::follow_up_days; ++day)
        people += cell.status_change[state].at(day);
  return people;
}

/// What those followed cost, each as much as all people do, over those of them who recovered.
Number a_recovery_in_a_year(const Seen& seen) {
  const std::int64_t followed =
      sum_over_cells(seen, [](const models::OutcomeCell& cell) { return cell.followed; });
  const std::int64_t recovered = sum_over_cells(seen, [&](const models::OutcomeCell& cell) {
    return recovered_after_a_year(seen.model, cell);
  });
  const std::int64_t people = index_admissions_seen(seen);
  const std::optional<double> spent = cost(seen);
  if (!spent || people == 0) return {std::nullopt, recovered};
  const double of_followed = *spent * static_cast<double>(followed) / static_cast<double>(people);
  return {ratio(of_followed, recovered), recovered};
}

/// A figure that is an amount a year, and its column.
Figure yearly(std::string_view name,
              Where where,
              Number (*number)(const Seen&),
              std::string_view definition,
              WideTable table = WideTable::Money) {
  const std::string_view family = name.substr(0, name.find('.'));
  return {name,
          "money",
          where,
          definition,
          Numbers{{"per_year", number}},
          {{table,
            std::string(family) + "_per_year",
            "money / year",
            std::string(definition),
            "per_year",
            Part::Value,
            true}}};
}

template <Number (*number)(const Seen&)>
Figure single(std::string_view name,
              Where where,
              std::string_view unit,
              std::pair<std::string_view, About> statistic,
              std::string_view definition) {
  return {name,
          unit,
          where,
          definition,
          Numbers{{statistic.first, number, statistic.second}},
          {{WideTable::Money,
            std::string(name),
            std::string(unit),
            std::string(definition),
            std::string(statistic.first),
            Part::Value,
            true}}};
}

}  // namespace

std::vector<Figure> money_figures() {
  constexpr Where places = Where::Levels | Where::All;
  constexpr Where states = Where::Levels | Where::Community | Where::All;
  return {
      yearly("revenue",
             places | Where::Groups,
             a_year<revenue>,
             "what is paid by `prices`: billed, and not `denied`"),
      yearly("variable_cost",
             states | Where::Groups,
             a_year<variable_cost>,
             "costs of people: `a_day` and `an_admission` of `costs`"),
      yearly("contribution",
             states | Where::Groups,
             a_year<contribution>,
             "revenue - variable_cost: what people bring in towards the rest"),
      yearly("cost",
             states,
             known_a_year<cost>,
             "all of `costs`: variable_cost, and `a_year` and `a_place_day` whoever is "
             "there; and staff_cost"),
      yearly("margin", states, known_a_year<margin>, "revenue - cost; below 0 a loss"),
      single<break_even>(
          "break_even_census",
          Where::Levels,
          "people",
          {"mean", About::Time},
          "mean census at which revenue would equal cost: such people as come, at "
          "the places and with the staff that there are. Empty: people cost what they bring in or "
          "more"),
      single<a_person>("cost_per_person",
                       Where::All,
                       "money / person",
                       {"ratio", About::People},
                       "cost in the window / people whose first admission after warm-up was in it"),
      single<a_completion>(
          "cost_per_completion",
          Where::All,
          "money / episode",
          {"ratio", About::People},
          "cost in the window / index episodes (see completion) known in it to have ended as "
          "planned; replications without any are left out"),
      single<a_recovery>(
          "cost_per_recovery",
          Where::All,
          "money / person",
          {"ratio", About::People},
          "cost in the window / people who came to an outcome called recovery in it; "
          "replications in which nobody did are left out"),
      single<a_recovery_in_a_year>(
          "cost_per_recovery_12m",
          Where::All,
          "money / person",
          {"ratio", About::People},
          "cost_per_person / share of the people followed for 365 d from their first admission "
          "after warm-up who are in an outcome called recovery then; empty: nobody is"),
  };
}

std::vector<Figure> denial_figures() {
  constexpr Where places = Where::Levels | Where::All;
  return {yearly("denied",
                 places | Where::Groups,
                 a_year<denied>,
                 "what is billed by `prices` and `denied`: not in revenue")};
}

std::vector<Figure> role_cost_figures() {
  return {yearly("staff_cost.<role>",
                 Where::Levels | Where::All,
                 of_role_a_year,
                 "salaries: of all at hand, each level bearing what it needs of their time; where "
                 "`at_hand` is not given, of as many as are needed on average",
                 WideTable::Staffing)};
}

std::vector<Figure> staff_cost_figures() {
  return {yearly("staff_cost",
                 Where::Levels | Where::All,
                 known_a_year<staff_cost>,
                 "salaries of all roles, see staff_cost.<role>")};
}

}  // namespace stepdown::analysis
