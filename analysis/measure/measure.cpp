#include "analysis/measure/measure.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/staff_load.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/measure/outcome_figures.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stepdown::analysis {

namespace {

using models::Model;
using models::Observations;
using models::StateObservations;

/// Adds the statistics of one figure; each way of measuring has its own.
struct Adding {
  Collector& to;
  const std::string& metric;
  const Seen& seen;

  void operator()(const PeopleOverTime& figure) const {
    if (seen.is_all)
      add_mean_in_all(figure.headcount);
    else
      to.add_over_time(metric, seen.here[figure.headcount].histogram());
  }
  void operator()(const PeopleByDay& figure) const {
    sim::TimeHistogram days;
    days.add_each(figure.counts(seen), sim::one_day);
    to.add_over_time(metric, days);
  }
  void operator()(const LengthsOfTime& figure) const {
    const sim::LogHistogram& lengths = seen.here[figure.length];
    to.add_histogram(metric, lengths);
    (*this)(figure.shares);
    if (figure.within_target == nullptr) return;
    const auto n = static_cast<std::int64_t>(lengths.count());
    for (const int days : seen.model.waits_within)
      add_within(figure, lengths, days);
    if (!seen.state.wait_target) return;
    to.add(metric, "within_target", ratio(figure.within_target(seen), n), n);
  }
  void operator()(const SummedLengths& figure) const {
    const Sums sums = figure.sums(seen);
    to.add_moments(metric, sums.n, sums.sum, sums.square_sum);
  }
  void operator()(const Happenings& figure) const {
    const std::int64_t count = seen.here[figure.counter];
    add_rate(count);
    if (models::counters[index_of(figure.counter)].has_share)
      add_share(count, seen.here[models::Counter::Requests]);
  }
  void operator()(const Counts& figure) const {
    const std::int64_t count = figure.count(seen);
    add_rate(count);
    if (figure.whole != nullptr) add_share(count, figure.whole(seen));
    (*this)(figure.shares);
  }
  void operator()(const Numbers& figure) const {
    for (const NamedNumber& named : figure) {
      const Number number = named.number(seen);
      to.add(metric, named.statistic, number.value, number.n);
    }
  }

 private:
  /// The share within so many days that the model asks for, if it is not measured anyway.
  void add_within(const LengthsOfTime& figure, const sim::LogHistogram& lengths, int days) const {
    const std::string statistic = fmt::format("within_{}d", days);
    if (std::ranges::find(figure.shares, statistic, &NamedNumber::statistic) != figure.shares.end())
      return;
    const auto n = static_cast<std::int64_t>(lengths.count());
    to.add(metric, statistic, ratio(lengths.number_at_most(days), n), n);
  }
  void add_rate(std::int64_t count) const {
    to.add(metric, "per_year", seen.per_year(static_cast<double>(count)), count);
  }
  void add_share(std::int64_t count, std::int64_t whole) const {
    to.add(metric, "share", ratio(count, whole), whole);
  }
  void add_mean_in_all(models::Headcount headcount) const {
    sim::TimeSum time;
    for (std::size_t level = 0; level < seen.model.level_count; ++level)
      time += seen.all.states[level][headcount].integral();
    to.add(metric, "mean", time.days() / seen.all.window_days);
  }
};

void add_figure(Collector& to, const Figure& figure, const Seen& seen, std::string_view subject) {
  const std::string metric = name_with(figure, subject);
  std::visit(Adding{to, metric, seen}, figure.measure);
}

/// What stands in the angle brackets of a family, and its index.
struct NamedSubject {
  std::string name;
  std::size_t index = 0;
};

/// Where people go from a state or source of that name.
std::vector<NamedSubject> moves_from(const std::string& name,
                                     const Model& model,
                                     const std::vector<Move>& moves) {
  std::vector<NamedSubject> subjects;
  for (const Move& move : moves)
    subjects.push_back({subject_of(name, move, model), subjects.size()});
  return subjects;
}

std::vector<NamedSubject> medications_of(const Model& model) {
  std::vector<NamedSubject> subjects;
  for (const models::MedicationModel& medication : model.medications)
    subjects.push_back({medication.name, subjects.size()});
  return subjects;
}

/// Whom a level needs, or all levels together.
std::vector<NamedSubject> roles_of(const Seen& seen) {
  std::vector<NamedSubject> subjects;
  for (std::size_t role = 0; role < seen.model.staff.size(); ++role)
    if (seen.is_all || needs(seen.state, role))
      subjects.push_back({seen.model.staff[role].name, role});
  return subjects;
}

/// Those of a level that are so.
template <class Is>
std::vector<NamedSubject> services_of(const Seen& seen, Is is_so) {
  std::vector<NamedSubject> subjects;
  const std::vector<models::ServiceModel>& services = seen.state.services;
  for (std::size_t i = 0; i < services.size(); ++i)
    if (is_so(services[i])) subjects.push_back({services[i].name, i});
  return subjects;
}

/// One, without a name, where money of these people is known.
std::vector<NamedSubject> money_of(const Seen& seen) {
  const auto& money = seen.model.money;
  if (!money || (seen.group && !money->tells_of(*seen.group))) return {};
  return {NamedSubject{}};
}

std::vector<NamedSubject> denial_of(const Seen& seen) {
  return seen.model.money && seen.model.money->some_is_denied ? money_of(seen)
                                                              : std::vector<NamedSubject>{};
}

std::vector<NamedSubject> paid_staff_of(const Seen& seen) {
  return seen.model.money && seen.model.money->staff_is_paid ? money_of(seen)
                                                             : std::vector<NamedSubject>{};
}

std::vector<NamedSubject> paid_roles_of(const Seen& seen) {
  std::vector<NamedSubject> subjects = roles_of(seen);
  std::erase_if(subjects, [&](const NamedSubject& role) {
    return !seen.model.staff[role.index].salary.has_value();
  });
  return subjects;
}

/// The subjects of the figures of a state.
std::vector<NamedSubject> subjects_of(Subject subject,
                                      const Seen& seen,
                                      const std::vector<Move>& moves) {
  std::vector<NamedSubject> subjects;
  switch (subject) {
    case Subject::None:
      return {NamedSubject{}};
    case Subject::Reason:
      for (const models::ExitInfo& exit : seen.state.exits)
        subjects.push_back({seen.model.reasons[index_of(exit.reason)].name, subjects.size()});
      return subjects;
    case Subject::LevelWaitedFor:
      for (const Move& move : moves)
        if (move.of == MoveOf::All && seen.model.is_level(move.to) &&
            seen.model.state(move.to).is_limited)
          subjects.push_back({seen.model.state(move.to).name, index_of(move.to)});
      return subjects;
    case Subject::Medication:
      return medications_of(seen.model);
    case Subject::Role:
      return roles_of(seen);
    case Subject::Service:
      return services_of(seen, [](const models::ServiceModel&) { return true; });
    case Subject::OverbookedService:
      return services_of(seen, [](const models::ServiceModel& service) {
        return service.booked > service.people;
      });
    case Subject::Money:
      return money_of(seen);
    case Subject::Denial:
      return denial_of(seen);
    case Subject::PaidRole:
      return paid_roles_of(seen);
    case Subject::PaidStaff:
      return paid_staff_of(seen);
    case Subject::NextState:
      return moves_from(seen.state.name, seen.model, moves);
    case Subject::Source:
      return {};
  }
  return {};
}

std::int64_t sum_of(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// How often the moves from one state were made, and how often any of their kind.
class CountedMoves {
 public:
  CountedMoves(const StateObservations& seen, const std::vector<Move>& moves) {
    std::int64_t left = 0;
    std::int64_t refused = 0;
    for (const Move& move : moves) {
      counts_.push_back(count_of(seen, move));
      if (move.of == MoveOf::All) left += counts_.back();
      is_refusal_.push_back(is_refusal(move.of));
      if (is_refusal_.back()) refused += counts_.back();
    }
    left_ = sum_of(seen.flow_to);
    for (const std::vector<std::int64_t>& next : seen.refused_to)
      refused_ += sum_of(next);
    sim::expects(left == left_ && refused == refused_, "every move that was made is possible");
  }

  /// From a source people only go where they are referred to.
  CountedMoves(const models::SourceObservations& seen, const std::vector<Move>& moves)
      : is_refusal_(moves.size(), false), left_{sum_of(seen.flow_to)} {
    for (const Move& move : moves)
      counts_.push_back(seen.flow_to[index_of(move.to)]);
    sim::expects(sum_of(counts_) == left_, "every move that was made is possible");
  }

  void tell(Seen& seen, std::size_t move) const {
    seen.moves = counts_[move];
    seen.all_moves = is_refusal_[move] ? refused_ : left_;
  }

 private:
  std::vector<std::int64_t> counts_;
  std::vector<bool> is_refusal_;
  std::int64_t left_ = 0;
  std::int64_t refused_ = 0;
};

/// Whether the people of whom the measurements are have a figure: everybody has all.
bool is_for(const Collector& to, const Figure& figure) {
  return to.group == all || has(figure.where, Where::Groups);
}

void add_state(Collector& to, Seen seen, const std::vector<Move>& moves) {
  to.state = seen.state.name;
  const CountedMoves counted{seen.here, moves};
  for (const FigureFamily& family : figure_families()) {
    for (const NamedSubject& subject : subjects_of(family.subject, seen, moves)) {
      seen.subject = subject.index;
      if (family.subject == Subject::NextState) counted.tell(seen, subject.index);
      for (const Figure& figure : family.figures)
        if (is_for(to, figure) && exists_in(figure.where, seen.model, seen.index))
          add_figure(to, figure, seen, subject.name);
    }
  }
}

/// Of an arrival source, or of those who were there at the start.
void add_source(Collector& to, Seen seen, std::size_t source, const std::vector<Move>& moves) {
  const std::string name{seen.model.source_name(source)};
  const CountedMoves counted{seen.all.sources[source], moves};
  const auto add = [&](Subject of, const NamedSubject& subject) {
    seen.subject = subject.index;
    if (of == Subject::NextState) counted.tell(seen, subject.index);
    for (const FigureFamily& family : figure_families())
      if (family.subject == of)
        for (const Figure& figure : family.figures)
          if (is_for(to, figure)) add_figure(to, figure, seen, subject.name);
  };
  if (source < seen.model.sources.size()) add(Subject::Source, {name, source});
  for (const NamedSubject& subject : moves_from(name, seen.model, moves))
    add(Subject::NextState, subject);
}

/// Figures of all states together with such subjects.
void add_together(Collector& to, Seen seen, Subject of, const std::vector<NamedSubject>& subjects) {
  for (const NamedSubject& subject : subjects) {
    seen.subject = subject.index;
    for (const FigureFamily& family : figure_families())
      if (family.subject == of)
        for (const Figure& figure : family.figures)
          if (is_for(to, figure) && has(figure.where, Where::All))
            add_figure(to, figure, seen, subject.name);
  }
}

/// The counters of all levels together.
StateObservations summed_counters(const Model& model, const Observations& observations) {
  StateObservations sum;
  for (std::size_t level = 0; level < model.level_count; ++level)
    for (std::size_t i = 0; i < sum.by_counter.size(); ++i)
      sum.by_counter[i] += observations.states[level].by_counter[i];
  return sum;
}

/// What was seen of everybody, or of one group.
void add_people(Collector& to,
                const Model& model,
                const Moves& moves,
                const Observations& seen,
                std::optional<std::size_t> group) {
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    Seen in_state{model, seen, model.states[i], seen.states[i], i};
    in_state.group = group;
    add_state(to, in_state, moves.from_state[i]);
  }
  to.state = all;
  const StateObservations sum = summed_counters(model, seen);
  Seen together{model, seen, model.states.front(), sum};
  together.is_all = true;
  together.group = group;
  for (std::size_t i = 0; i < moves.from_source.size(); ++i)
    add_source(to, together, i, moves.from_source[i]);
  add_together(to, together, Subject::Medication, medications_of(model));
  add_together(to, together, Subject::Role, roles_of(together));
  add_together(to, together, Subject::PaidRole, paid_roles_of(together));
  add_together(to, together, Subject::Money, money_of(together));
  add_together(to, together, Subject::Denial, denial_of(together));
  add_together(to, together, Subject::PaidStaff, paid_staff_of(together));
  for (const Figure* const figure : figures_in_all())
    if (is_for(to, *figure)) add_figure(to, *figure, together, {});
}

}  // namespace

Measured measure(const Model& model,
                 const Moves& moves,
                 const Observations& observations,
                 Measured&& spent) {
  Collector to;
  to.found = std::move(spent.figures);
  add_people(to, model, moves, observations, std::nullopt);
  const std::vector<std::string> names = group_names(model);
  sim::expects(names.size() == observations.groups.size(), "every group of people is observed");
  for (std::size_t i = 0; i < names.size(); ++i) {
    to.group = names[i];
    add_people(to, model, moves, observations.groups[i], i);
  }
  const MeasuredOutcomes outcomes =
      measure_outcomes(model, observations.outcomes, observations.window_days);
  for (const OutcomeFigure& figure : outcomes.figures) {
    const Measurement& outcome = figure.measurement;
    to.state = outcome.state;
    to.group = outcome.group;
    to.add(outcome.metric, outcome.statistic, outcome.value, outcome.n);
  }
  sim::expects(to.number == to.found.size(), "every replication has the same figures");
  return {std::move(to.found)};
}

}  // namespace stepdown::analysis
