#include "analysis/catalog/money_amounts.hpp"

#include "analysis/catalog/service_crowds.hpp"
#include "analysis/catalog/service_load.hpp"
#include "analysis/catalog/staff_load.hpp"
#include "models/observed_spans.hpp"
#include "sim/time.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Counter;
using models::Headcount;
using models::Observations;
using models::StateMoney;

/// What was given to some people in a state.
struct GivenTo {
  double days = 0;
  double admissions = 0;
};

GivenTo given_to(const Observations& people, std::size_t state, const SpanOfWindow& span) {
  const models::StateObservations& o = people.states[state];
  if (!span.index)
    return {.days = o[Headcount::Census].integral().days(),
            .admissions = static_cast<double>(o[Counter::Admissions])};
  const models::GivenSoFar& until = o.spans[*span.index];
  const models::GivenSoFar before =
      *span.index > 0 ? o.spans[*span.index - 1] : models::GivenSoFar{};
  return {.days = (until.people_time - before.people_time).days(),
          .admissions = static_cast<double>(until.admissions - before.admissions)};
}

double open_place_days(const Observations& people, std::size_t state, const SpanOfWindow& span) {
  const models::StateObservations& o = people.states[state];
  if (!span.index) return o.open_place_time.days();
  const models::GivenSoFar before =
      *span.index > 0 ? o.spans[*span.index - 1] : models::GivenSoFar{};
  return (o.spans[*span.index].open_place_time - before.open_place_time).days();
}

/// The counted midnights of a stretch of time.
void count_midnights(const models::Model& model, const models::ObservedSpan& of, SpanOfWindow& to) {
  const sim::Ticks from = sim::to_ticks(model.warm_up);
  const std::int64_t stride = models::midnights_apart(sim::to_ticks(model.horizon) - from);
  const auto counted_before = [&](sim::Ticks time) {
    const std::int64_t days = sim::whole_days_up(time) - sim::whole_days_up(from);
    return static_cast<std::size_t>((days + stride - 1) / stride);
  };
  to.first_midnight = counted_before(of.from);
  to.midnights = counted_before(of.to) - to.first_midnight;
}

std::vector<SpanOfWindow> spans_of(const models::Model& model,
                                   const std::vector<models::ObservedSpan>& observed) {
  std::vector<SpanOfWindow> spans;
  for (const models::ObservedSpan& one : observed) {
    SpanOfWindow& span = spans.emplace_back();
    span.period = one.period;
    span.index = spans.size() - 1;
    span.days = sim::to_days(one.to - one.from);
    count_midnights(model, one, span);
  }
  return spans;
}

/// A month, or all of the window: at once, where prices and costs are the same in all of it.
std::vector<SpanOfWindow> spans_of(const Seen& seen, const MonthOrAll& month) {
  if (month) return month->spans;
  if (!seen.model.money->list_in.empty())
    return spans_of(seen.model, models::observed_spans(seen.model));
  SpanOfWindow all;
  all.days = seen.all.window_days;
  all.midnights = days_seen(seen.all);
  return {all};
}

/// The sum of what each span comes to.
template <class Amount>
double sum_over_spans(const Seen& seen, const MonthOrAll& month, const Amount& amount) {
  double sum = 0;
  for (const SpanOfWindow& span : spans_of(seen, month))
    sum += amount(span);
  return sum;
}

/// What a state earns and costs in a span.
const StateMoney& money_in(const Seen& seen, const SpanOfWindow& span, std::size_t state) {
  return seen.model.money->states_in(span.period)[state];
}

/// Over the state that is meant, or over all.
template <class Amount>
double sum_over_states(const Seen& seen, const Amount& amount) {
  if (!seen.is_all) return amount(seen.index);
  double sum = 0;
  for (std::size_t state = 0; state < seen.model.states.size(); ++state)
    sum += amount(state);
  return sum;
}

/// Over people who all pay the same prices: their number, and what was seen of them.
template <class Amount>
double sum_over_prices(const Seen& seen, const Amount& amount) {
  const models::MoneyModel& money = *seen.model.money;
  if (seen.group) return amount(money.price_of(*seen.group), seen.all);
  if (money.group_count == 0) return amount(0, seen.all);
  double sum = 0;
  for (std::size_t price = 0; price < money.group_count; ++price)
    sum += amount(price, seen.all.groups[money.first_group + price]);
  return sum;
}

double billed_for(const Seen& seen,
                  const SpanOfWindow& span,
                  std::size_t state,
                  std::size_t price,
                  const GivenTo& given) {
  const StateMoney& here = money_in(seen, span, state);
  double sum =
      here.price_a_day[price] * given.days + here.price_an_admission[price] * given.admissions;
  for (const models::SessionMoney& session : here.sessions)
    sum += session.price[price] * attended_sessions(seen.model.states_in(span.period)[state],
                                                    session.service,
                                                    given.days,
                                                    here.attended[price]);
  return sum;
}

/// What is billed, of each state and payer some share.
template <class Share>
double share_of_billed(const Seen& seen, const MonthOrAll& month, const Share& share) {
  return sum_over_spans(seen, month, [&](const SpanOfWindow& span) {
    return sum_over_states(seen, [&](std::size_t state) {
      if (state >= seen.model.level_count) return 0.0;  // there are no prices
      return sum_over_prices(seen, [&](std::size_t price, const Observations& people) {
        return share(money_in(seen, span, state).denied[price]) *
               billed_for(seen, span, state, price, given_to(people, state, span));
      });
    });
  });
}

double needed(Seen seen, std::size_t role, const SpanOfWindow& span) {
  seen.subject = role;
  return staff_equivalents_over(seen, span.first_midnight, span.midnights);
}

double needed_in_all(Seen seen, std::size_t role, const SpanOfWindow& span) {
  seen.is_all = true;
  return needed(seen, role, span);
}

/// Of the salaries of a role in one span.
std::optional<double> role_cost_in(const Seen& seen, std::size_t role, const SpanOfWindow& span) {
  const models::RoleModel& of = seen.model.staff_in(span.period)[role];
  if (!of.salary || (!seen.is_all && !needs(seen.state, role))) return 0;
  const double salary = *of.salary * span.days / days_per_year;
  if (seen.is_all && of.at_hand) return salary * *of.at_hand;
  if (span.midnights == 0) return std::nullopt;
  const double here = needed(seen, role, span);
  if (!of.at_hand) return salary * here;
  const double together = needed_in_all(seen, role, span);
  return together > 0 ? salary * *of.at_hand * here / together : 0;
}

/// Spans in a row over which as many of a role are paid as much: what each level bears of them, or
/// how many are needed on average, is told of all that time at once.
std::vector<SpanOfWindow> spans_of_pay(const Seen& seen,
                                       std::size_t role,
                                       const MonthOrAll& month) {
  const auto pay = [&](const SpanOfWindow& span) {
    const models::RoleModel& of = seen.model.staff_in(span.period)[role];
    return std::pair{of.salary, of.at_hand};
  };
  std::vector<SpanOfWindow> joined;
  for (const SpanOfWindow& span : spans_of(seen, month)) {
    if (joined.empty() || pay(joined.back()) != pay(span)) {
      joined.push_back(span);
      continue;
    }
    joined.back().days += span.days;
    joined.back().midnights += span.midnights;
  }
  // Less than a day of the window needs what its next midnight asks for, so that the rest is known.
  if (const std::size_t all = days_seen(seen.all); !month && all > 0)
    for (SpanOfWindow& span : joined)
      if (span.midnights == 0) {
        span.first_midnight = std::min(span.first_midnight, all - 1);
        span.midnights = 1;
      }
  return joined;
}

}  // namespace

double MonthOfWindow::days() const {
  double sum = 0;
  for (const SpanOfWindow& span : spans)
    sum += span.days;
  return sum;
}

std::vector<MonthOfWindow> months_of_window(const models::Model& model) {
  const std::vector<models::ObservedSpan> observed = models::observed_spans(model);
  const std::vector<SpanOfWindow> spans = spans_of(model, observed);
  std::vector<MonthOfWindow> months;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (!observed[i].month) return {};
    if (months.empty() || months.back().month != *observed[i].month)
      months.push_back({.month = *observed[i].month, .spans = {}});
    months.back().spans.push_back(spans[i]);
  }
  return months;
}

double billed(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double /*denied*/) { return 1.0; });
}

double denied(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double denied) { return denied; });
}

double revenue(const Seen& seen, const MonthOrAll& month) {
  return share_of_billed(seen, month, [](double denied) { return 1 - denied; });
}

double variable_cost(const Seen& seen, const MonthOrAll& month) {
  return sum_over_spans(seen, month, [&](const SpanOfWindow& span) {
    return sum_over_states(seen, [&](std::size_t state) {
      const StateMoney& here = money_in(seen, span, state);
      // days are a sum over all sizes of a census, which may be thousands
      if (here.cost_a_day == 0 && here.cost_an_admission == 0) return 0.0;
      const GivenTo given = given_to(seen.all, state, span);
      return here.cost_a_day * given.days + here.cost_an_admission * given.admissions;
    });
  });
}

std::optional<double> role_cost(const Seen& seen, std::size_t role, const MonthOrAll& month) {
  double sum = 0;
  for (const SpanOfWindow& span : spans_of_pay(seen, role, month)) {
    const std::optional<double> of_span = role_cost_in(seen, role, span);
    if (!of_span) return std::nullopt;
    sum += *of_span;
  }
  return sum;
}

std::optional<double> staff_cost(const Seen& seen, const MonthOrAll& month) {
  double sum = 0;
  for (std::size_t role = 0; role < seen.model.staff.size(); ++role) {
    const std::optional<double> of_role = role_cost(seen, role, month);
    if (!of_role) return std::nullopt;
    sum += *of_role;
  }
  return sum;
}

std::optional<double> fixed_cost(const Seen& seen, const MonthOrAll& month) {
  const std::optional<double> staff = staff_cost(seen, month);
  if (!staff) return std::nullopt;
  return *staff + sum_over_spans(seen, month, [&](const SpanOfWindow& span) {
    return sum_over_states(seen, [&](std::size_t state) {
      const StateMoney& here = money_in(seen, span, state);
      return here.cost_a_year * span.days / days_per_year +
             here.cost_a_place_day * open_place_days(seen.all, state, span);
    });
  });
}

std::optional<double> cost(const Seen& seen, const MonthOrAll& month) {
  const std::optional<double> fixed = fixed_cost(seen, month);
  if (!fixed) return std::nullopt;
  return variable_cost(seen, month) + *fixed;
}

double attended_sessions(const models::StateModel& level,
                         std::size_t service,
                         double person_days,
                         double attendance) {
  return level.services[service].sessions.front() * person_days / double{days_a_week} * attendance;
}

}  // namespace stepdown::analysis
