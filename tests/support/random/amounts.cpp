#include "tests/support/random/amounts.hpp"

#include "models/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace stepdown::tests {
namespace {

using Texts = std::vector<std::string>;

template <const Texts& from>
Written one_of(Writer& writer) {
  return scalar(writer.choices.pick(from));
}

/// One of the usual texts; now and then one at the edge of what can be written.
template <const Texts& usual, const Texts& edges>
Written mostly(Writer& writer) {
  constexpr int rarely = 60;
  const bool is_edge = writer.habits.has_edges && writer.choices.one_in(rarely);
  return scalar(writer.choices.pick(is_edge ? edges : usual));
}

template <Written (*write)(Writer&)>
Written side_by_side(Writer& writer) {
  Written list = list_of({});
  for (int i = 0; i < writer.list_size; ++i)
    list.items.push_back(write(writer));
  return list;
}

// clang-format off
const Texts texts{"Some text", "42", "a, b: [c] {d} #e", "it's \"so\"", "\xC3\xA4\xC3\xB6", "yes"};
const Texts sources{"assumption", "TEDS 2004"};
const Texts starts{"2026-01-05", "2026-02-27", "2027-11-30", "2028-02-20", "1900-01-01"};
const Texts warm_ups{"0 d", "10 d", "4 wk", "50 d"};
const Texts horizons{"60 d", "90 d", "20 wk", "200 d"};
const Texts intervals{"1 d", "2 d", "7 d", "36 h", "0.3 d"};
const Texts small_rates{"0.5 /d", "1 /d", "0.1 /d", "2 /d", "3 /d", "5 /wk", "300 /y"};
const Texts durations{"3 d", "0.5 d", "1 d", "2 d", "5 d", "7 d", "12.5 d", "3 wk", "30 d", "60 d", "36 h", "720 min"};
const Texts duration_edges{"0 d", "5 y", "900 y", "1e6 y", "1 min", "0.001 d", "1e-9 d"};
const Texts rates{"0.2 /d", "0.05 /d", "0.5 /d", "1 /wk", "2 /d", "30 /y", "300 /1000y", "0.01 /h"};
const Texts rate_edges{"0 /d", "1e-9 /d", "1000 /d"};
const Texts signed_rates{"0.01 /d", "-0.01 /d", "0.1 /wk", "-0.2 /d", "0 /d"};
const Texts growths{"2 %/y", "0 %/y", "-20 %/y", "100 %/y"};
const Texts counts{"2", "1", "3", "4"};
const Texts count_edges{"60", "1000"};
const Texts places{"2", "1", "3", "4", "5", "8", "0", "20"};
const Texts places_edges{"10000000", "1000"};
const Texts seeds{"1", "2", "0", "18446744073709551615"};
const Texts priorities{"1", "-1", "5", "0", "1000", "-1000"};
const Texts amounts{"226.35", "0", "40", "1000", "0.01", "1000000000"};
const Texts utilities{"0.7", "1", "0", "0.25", "-0.2", "-1"};
const Texts discounts{"3 %/y", "0 %/y", "3.5 %/y", "100 %/y"};
const Texts days_of_year{"05-01", "01-01", "12-31", "02-28"};
const Texts amplitudes{"0.2", "0", "0.5", "1"};
const Texts probabilities{"0.5", "0.1", "0.25", "0.8", "0.05", "1"};
const Texts probability_edges{"0", "1e-12", "0.999999999999"};
const Texts means_of_shares{"0.8", "0.5", "0.7"};
const Texts sds_of_shares{"0.1", "0.05", "0.2"};
const Texts numbers{"0.5", "0", "1", "-0.5", "2"};
const Texts number_edges{"-3", "20", "1e-9"};
const Texts ratios{"1.2", "0.5", "0.8", "1.5", "2", "1", "0.9"};
const Texts ratio_edges{"1e-3", "50", "1e6"};
const Texts weights{"1", "0.5", "2", "1.176", "0"};
const Texts booleans{"true", "false"};
const Texts spans{"present", "treated"};
const Texts separators{",", ";", "|", "tab"};
const Texts decimal_marks{".", ","};
const Texts date_formats{"m/d/y", "d.m.y", "y-m-d", "d-m-y"};
const Texts starts_apart{"1 d", "7 d", "2 wk", "36 h"};
const Texts minima{"1", "2", "3"};
const Texts times_of_day{"9 h", "0 h", "10.5 h", "24 h", "720 min"};
const Texts openings{"0 h", "6 h", "9 h"};
const Texts closings{"12 h", "17 h", "24 h"};
const Texts sessions{"1", "3", "0.25", "5"};
const Texts some_weeks{"1", "4", "520"};
const Texts times_of_sessions{"1 h", "90 min", "3 h"};
const Texts weeks_of_work{"40", "38.5", "168"};
const Texts whole_weeks{"168"};
const Texts reliefs{"1.15", "1", "1.6"};
const Texts shares_of_work{"0.6", "1"};
const Texts care_kinds{"1.0", "2.1", "2.5", "3.1", "3.3", "3.5", "3.7"};
const Texts versions{"1"};
const Texts few{"2"};
const Texts bases{"base.yaml"};
// clang-format on

/// Of "0 d", or a time above, and more that ascend.
Written ascending(Writer& writer, int count, bool begins_with_zero) {
  constexpr int longest_step = 25;
  Texts times;
  int day = begins_with_zero ? 0 : 1 + writer.choices.below(longest_step);
  for (int i = 0; i < count; ++i, day += 1 + writer.choices.below(longest_step))
    times.push_back(fmt::format("{} d", day));
  return list_of(times);
}

Written one_fewer(Writer& writer) {
  Written list = side_by_side<one_of<probabilities>>(writer);
  list.items.pop_back();
  return list;
}

/// The first is above 0, so that not all are 0.
Written some_weights(Writer& writer) {
  Written list = side_by_side<one_of<weights>>(writer);
  list.items.front() = scalar("1");
  return list;
}

Written quantiles(Writer& writer) {
  const Written times = ascending(writer, 2, false);
  Written map = empty_map();
  map.add(writer.choices.pick(Texts{"0.5", "0.1", "0.22"}), times.items[0]);
  map.add(writer.choices.pick(Texts{"0.9", "0.75"}), times.items[1]);
  return map;
}

Written batch(Writer& writer) {
  const int count = 1 + writer.choices.below(3);
  const Texts of = shares(writer.choices, count);
  Written map = empty_map();
  for (std::size_t i = 0; i < of.size(); ++i)
    map.add(std::to_string(i + 1), scalar(of[i]));
  return map;
}

/// Dates from the start on, and a value from each.
template <Written (*write)(Writer&)>
Written dated(Writer& writer) {
  constexpr int longest_step = 60;
  Written map = empty_map();
  int day = 1 + writer.choices.below(longest_step);
  for (int i = writer.choices.below(3); i >= 0; --i, day += 1 + writer.choices.below(longest_step))
    map.add(date_text(writer, day), write(writer));
  return map;
}

/// Some of the ranges, the first of them with a weight above 0.
Written weights_of(Writer& writer, const Texts& ranges) {
  Written map = empty_map();
  map.add(ranges.front(), scalar("1.34"));
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (writer.choices.one_in(2)) map.add(ranges[i], one_of<weights>(writer));
  return map;
}

Written balking(Writer& writer) {
  Written map = empty_map();
  int people = writer.choices.below(3);
  for (int i = writer.choices.below(3); i >= 0; --i, people += 1 + writer.choices.below(3))
    map.add(std::to_string(people), one_of<probabilities>(writer));
  return map;
}

Written waiting_order(Writer& writer) {
  if (writer.choices.one_in(4)) return scalar("first_come");
  Texts classes{"escalation", "step_down", "return", "new"};
  for (int i = 3; i > 0; --i)
    std::swap(classes[static_cast<std::size_t>(i)],
              classes[static_cast<std::size_t>(writer.choices.below(i + 1))]);
  return list_of(classes);
}

/// Some days of the week.
Written weekdays(Writer& writer) {
  Texts days;
  for (const char* day : {"mon", "tuesday", "wed", "thu", "fri", "saturday", "sun"})
    if (writer.choices.one_in(2)) days.emplace_back(day);
  if (days.empty()) days.emplace_back("mon");
  return list_of(days);
}

/// Some dates in the first weeks.
Written dates(Writer& writer) {
  constexpr int longest_step = 20;
  Texts days;
  for (int day = writer.choices.below(longest_step); days.size() < 3;
       day += writer.choices.below(longest_step))
    days.push_back(date_text(writer, day));
  return list_of(days);
}

Written hours(Writer& writer) {
  Written map = empty_map("hours");
  map.add("from", one_of<openings>(writer), "from");
  map.add("to", one_of<closings>(writer), "to");
  return map;
}

Written duration(Writer& writer) {
  return scalar(duration_text(writer));
}

Written hold(Writer& writer) {
  const int kind = writer.choices.below(4);
  if (kind == 3) return duration(writer);
  return scalar(Texts{"none", "until_placed", "1 d"}[static_cast<std::size_t>(kind)]);
}

Written uncertain(Writer& /*writer*/) {
  Written inputs;
  inputs.kind = Written::Kind::Yaml;
  inputs.text = "{gap: {path: episode_gap, gamma: {mean: 30 d, cv: 0.1}}}";
  return inputs;
}

Written start(Writer& writer) {
  const std::string date = writer.choices.pick(starts);
  const auto number = [&date](std::size_t from, std::size_t size) {
    return static_cast<unsigned>(std::stoul(date.substr(from, size)));
  };
  writer.start = models::Date{std::chrono::year{static_cast<int>(number(0, 4))},
                              std::chrono::month{number(5, 2)},
                              std::chrono::day{number(8, 2)}};
  return scalar(date);
}

Written overrides(Writer& writer) {
  Written map = empty_map();
  map.add("run.seed", one_of<seeds>(writer));
  if (writer.choices.one_in(2)) map.add("run.warm_up", one_of<warm_ups>(writer));
  return map;
}

/// Prices that depend on an attribute all depend on the same one, which is reported.
Written amount_by(Writer& writer) {
  const auto& attributes = writer.names.attributes;
  const auto reported =
      std::ranges::find(attributes, writer.facts.reported, &ScenarioNames::Attribute::name);
  if (reported == attributes.end() || !writer.choices.one_in(3)) return one_of<amounts>(writer);
  Written map = empty_map();
  map.add("given", scalar(reported->name));
  for (const std::string& value : reported->values)
    map.add(value, one_of<amounts>(writer));
  return map;
}

// clang-format off
constexpr std::array writers{
    ValueWriter{"schema_version", one_of<versions>},
    ValueWriter{"scenario.uncertain", uncertain},
    ValueWriter{"scenario.start", start},
    ValueWriter{"run.warm_up", one_of<warm_ups>},
    ValueWriter{"run.horizon", one_of<horizons>},
    ValueWriter{"run.replications", one_of<few>},
    ValueWriter{"poisson.rate", one_of<small_rates>},
    ValueWriter{"scheduled.every", one_of<intervals>},
    ValueWriter{"cohort.every", one_of<starts_apart>},
    ValueWriter{"balking", balking},
    ValueWriter{"cohort.at_least", one_of<minima>},
    ValueWriter{"attendance.mean", one_of<means_of_shares>},
    ValueWriter{"attendance.sd", one_of<sds_of_shares>},
    ValueWriter{"service.sessions_a_week", one_of<sessions>},
    ValueWriter{"service.by_week", [](Writer&) { return list_of({"3", "0.5", "0"}); }},
    ValueWriter{"service.weeks", one_of<some_weeks>},
    ValueWriter{"service.lasts", one_of<times_of_sessions>},
    ValueWriter{"crisis.lasts", one_of<times_of_sessions>},
    ValueWriter{"role.hours_a_week", one_of<weeks_of_work>},
    ValueWriter{"role.productive", one_of<shares_of_work>},
    ValueWriter{"post.hours_a_week", one_of<whole_weeks>},
    ValueWriter{"post.night_hours_a_week", one_of<weeks_of_work>},
    ValueWriter{"post.relief", one_of<reliefs>},
    ValueWriter{"care_kind", one_of<care_kinds>},
    ValueWriter{"coxian.continue", one_fewer},
    ValueWriter{"empirical.bins", [](Writer& w) { return ascending(w, w.list_size + 1, true); }},
    ValueWriter{"piecewise_hazard.from", [](Writer& w) { return ascending(w, w.list_size, true); }},
    ValueWriter{"hyperexponential.shares", [](Writer& w) { return list_of(shares(w.choices, w.list_size)); }},
    ValueWriter{"effect.source", one_of<sources>},
    ValueWriter{"variant.base", one_of<bases>},
    ValueWriter{"changes", overrides},
    ValueWriter{"text", one_of<texts>},
    ValueWriter{"date", [](Writer& w) { return scalar(date_text(w, 0)); }},
    ValueWriter{"date_list", dates},
    ValueWriter{"weekdays", weekdays},
    ValueWriter{"time_of_day", one_of<times_of_day>},
    ValueWriter{"hours", hours},
    ValueWriter{"duration", duration},
    ValueWriter{"durations", side_by_side<duration>},
    ValueWriter{"rate", mostly<rates, rate_edges>},
    ValueWriter{"rates", side_by_side<mostly<rates, rate_edges>>},
    ValueWriter{"signed_rate", one_of<signed_rates>},
    ValueWriter{"growth", one_of<growths>},
    ValueWriter{"count", mostly<counts, count_edges>},
    ValueWriter{"replications", one_of<few>},
    ValueWriter{"places_count", mostly<places, places_edges>},
    ValueWriter{"seed", one_of<seeds>},
    ValueWriter{"priority", one_of<priorities>},
    ValueWriter{"separator", one_of<separators>},
    ValueWriter{"decimal_mark", one_of<decimal_marks>},
    ValueWriter{"date_format", one_of<date_formats>},
    ValueWriter{"day_of_year", one_of<days_of_year>},
    ValueWriter{"amplitude", one_of<amplitudes>},
    ValueWriter{"probability", mostly<probabilities, probability_edges>},
    ValueWriter{"probabilities", side_by_side<one_of<probabilities>>},
    ValueWriter{"number", mostly<numbers, number_edges>},
    ValueWriter{"ratio", mostly<ratios, ratio_edges>},
    ValueWriter{"weight", one_of<weights>},
    ValueWriter{"amount", one_of<amounts>},
    ValueWriter{"amounts", side_by_side<one_of<amounts>>},
    ValueWriter{"utility", one_of<utilities>},
    ValueWriter{"discount", one_of<discounts>},
    ValueWriter{"economics.followed_for", one_of<intervals>},
    ValueWriter{"amount_by", amount_by},
    ValueWriter{"weights", some_weights},
    ValueWriter{"boolean", one_of<booleans>},
    ValueWriter{"quantiles", quantiles},
    ValueWriter{"batch", batch},
    ValueWriter{"place_changes", dated<one_of<places>>},
    ValueWriter{"steps", dated<one_of<small_rates>>},
    ValueWriter{"day_of_month", [](Writer& w) { return weights_of(w, {"1-7", "15", "20-31"}); }},
    ValueWriter{"hour", [](Writer& w) { return weights_of(w, {"8-16", "0-7", "17", "18-23"}); }},
    ValueWriter{"hold", hold},
    ValueWriter{"race_span", one_of<spans>},
    ValueWriter{"waiting_order", waiting_order},
};
// clang-format on

}  // namespace

std::span<const ValueWriter> amount_writers() {
  return writers;
}

std::string duration_text(Writer& writer) {
  return mostly<durations, duration_edges>(writer).text;
}

std::vector<std::string> shares(Choices& choices, int count) {
  constexpr int parts = 20;
  std::vector<std::string> written;
  int left = parts;
  for (int i = 1; i < count; ++i) {
    // A part for each that follows; now and then nothing for this one.
    const int most = left - (count - i);
    const int mine = choices.one_in(parts) ? 0 : 1 + choices.below(most);
    written.push_back(fmt::format("{:g}", mine / double{parts}));
    left -= mine;
  }
  written.push_back(fmt::format("{:g}", left / double{parts}));
  return written;
}

std::string date_text(Writer& writer, int earliest_day) {
  return models::iso_text(writer.start + std::chrono::days{earliest_day});
}

}  // namespace stepdown::tests
