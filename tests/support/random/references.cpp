#include "tests/support/random/references.hpp"

#include "models/reading/read_distributions.hpp"
#include "models/reading/yaml_reader.hpp"
#include "tests/support/random/amounts.hpp"
#include "tests/support/random/conditions.hpp"
#include "tests/support/random/data_files.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace stepdown::tests {
namespace {

using Texts = std::vector<std::string>;
using Attribute = ScenarioNames::Attribute;

/// Attributes that a value may be `given` here: not one that is given already, and when it is
/// itself an attribute, those before it.
std::vector<const Attribute*> attributes_here(const Writer& writer) {
  std::vector<const Attribute*> here;
  for (const Attribute& attribute : writer.names.attributes) {
    if (attribute.name == writer.free_name) break;
    if (!writer.given.contains(attribute.name)) here.push_back(&attribute);
  }
  return here;
}

/// A value, now and then one for each value of an attribute.
template <class Leaf>
Written by_attribute(Writer& writer, const Leaf& leaf) {
  constexpr int rarely = 6;
  const std::vector<const Attribute*> here = attributes_here(writer);
  if (here.empty() || !writer.choices.one_in(rarely)) return leaf();
  const Attribute& attribute = *writer.choices.pick(here);
  Written map = empty_map();
  map.add("given", scalar(attribute.name));
  writer.given.insert(attribute.name);
  for (const std::string& value : attribute.values)
    map.add(value, by_attribute(writer, leaf));
  writer.given.erase(attribute.name);
  return map;
}

Texts joined(const std::vector<Texts>& parts) {
  Texts all;
  for (const Texts& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

Written split_among(Writer& writer, const Texts& states) {
  return by_attribute(writer, [&]() -> Written {
    if (writer.choices.one_in(3)) return scalar(writer.choices.pick(states));
    const Texts some = some_of(writer.choices, states);
    const Texts of = shares(writer.choices, static_cast<int>(some.size()));
    Written map = empty_map();
    for (std::size_t i = 0; i < some.size(); ++i)
      map.add(some[i], scalar(of[i]));
    return map;
  });
}

Written next_states(Writer& writer) {
  const ScenarioNames& n = writer.names;
  return split_among(writer, joined({n.outcomes, n.communities, n.levels}));
}

/// Where one can begin.
Written first_states(Writer& writer) {
  return split_among(writer, joined({writer.names.levels, writer.names.communities}));
}

/// No round in which one is turned away for ever.
Written states_after(Writer& writer) {
  const ScenarioNames& n = writer.names;
  return split_among(writer, joined({n.outcomes, n.communities, levels_below(writer)}));
}

/// The values of an attribute and their shares.
Written shares_by(Writer& writer) {
  const auto& all = writer.names.attributes;
  const auto mine = std::ranges::find(all, writer.free_name, &Attribute::name);
  const Texts values = mine == all.end() ? Texts{"x", "y"} : mine->values;
  return by_attribute(writer, [&] {
    const Texts of = shares(writer.choices, static_cast<int>(values.size()));
    Written map = empty_map();
    for (std::size_t i = 0; i < of.size(); ++i)
      map.add(values[i], scalar(of[i]));
    return map;
  });
}

Written probability_by(Writer& writer) {
  return by_attribute(writer, [&] { return writer.of_type("probability"); });
}

Written utility_by(Writer& writer) {
  return by_attribute(writer, [&] { return writer.of_type("utility"); });
}

/// Days that an authorization lasts.
Written days_by(Writer& writer) {
  return by_attribute(writer, [&] {
    return scalar(writer.choices.pick(Texts{"14 d", "7 d", "36 h", "3 wk"}));
  });
}

/// Prices that depend on an attribute all depend on the same one, so that this depends on none.
Written share_denied(Writer& writer) {
  return writer.of_type("probability");
}

bool is_accepted(const Writer& writer, const Written& time) {
  const models::FileLoader loader = loader_of(writer.files);
  models::Reading reading{loader};
  const models::YamlText yaml = models::read_yaml(yaml_text(time), {"time.yaml", 1, 1});
  if (!yaml.problems.empty()) return false;
  const auto read = models::read_distribution(reading, models::root_field(yaml.root, "time.yaml"));
  return read && reading.found().empty() && sim::problem_with(*read).empty();
}

Written time_by(Writer& writer) {
  return by_attribute(writer, [&] { return time_value(writer); });
}

Written mixture(Writer& writer) {
  const Texts of = shares(writer.choices, 1 + writer.choices.below(3));
  Written list = list_of({});
  for (const std::string& share : of) {
    Written part = writer.of_type("mixture_part");
    *part.find("share") = scalar(share);
    list.items.push_back(std::move(part));
  }
  return list;
}

Texts values_of(const ScenarioNames& names, const std::string& attribute) {
  const auto found = std::ranges::find(names.attributes, attribute, &Attribute::name);
  return found == names.attributes.end() ? Texts{"x"} : found->values;
}

Written places(Writer& writer) {
  const auto& pools = writer.names.pools;
  const bool is_of_a_pool = is_pool(writer);
  // The first two levels draw on the pool, so that it has some.
  if (!pools.empty() && !is_of_a_pool && (writer.level < 2 || writer.choices.one_in(4))) {
    Written map = empty_map("places");
    map.add("pool", scalar(pools.front()), "pool");
    return map;
  }
  if (!is_of_a_pool && writer.choices.one_in(5)) return scalar("unlimited");
  return writer.of_type("places");
}

Written bridge(Writer& writer) {
  if (writer.choices.one_in(3)) return scalar(writer.choices.pick(levels_below(writer)));
  return writer.of_type("bridge");
}

Written patience_of_class(Writer& writer) {
  return writer.choices.one_in(4) ? scalar("never") : time_by(writer);
}

Written patience(Writer& writer) {
  if (writer.choices.one_in(3)) return writer.of_type("patience_by_class");
  return patience_of_class(writer);
}

Written transfer(Writer& writer) {
  if (writer.choices.one_in(2)) return writer.of_type("transfer");
  return writer.of_type("duration");
}

Written attendance(Writer& writer) {
  return by_attribute(writer, [&] {
    return writer.choices.one_in(2) ? writer.of_type("attendance") : writer.of_type("amplitude");
  });
}

Written outcomes(Writer& writer) {
  if (!writer.choices.one_in(2)) return list_of(writer.names.outcomes);
  Written map = empty_map();
  for (const std::string& name : writer.names.outcomes)
    map.add(name, writer.of_type("outcome"));
  return map;
}

/// Where somebody begins with a medication.
Written beginning(Writer& writer) {
  return writer.choices.one_in(2) ? writer.of_type("beginning") : probability_by(writer);
}

Texts attribute_names(const Writer& writer) {
  Texts names;
  for (const Attribute& attribute : writer.names.attributes)
    names.push_back(attribute.name);
  return names;
}

Written one_or_more(Writer& writer, const Texts& texts) {
  if (writer.choices.one_in(3)) return list_of(some_of(writer.choices, texts));
  return scalar(writer.choices.pick(texts));
}

Written other_levels(Writer& writer) {
  Texts others = writer.names.levels;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(writer.level));
  return one_or_more(writer, others);
}

Written report_by(Writer& writer) {
  const Texts some = some_of(writer.choices, attribute_names(writer));
  writer.facts.reported = some.front();
  return list_of(some);
}

Written values_of_track(Writer& writer) {
  return one_or_more(writer, values_of(writer.names, writer.free_name));
}

/// Places that are its own.
Written places_of_track(Writer& writer) {
  Written places = writer.of_type("places");
  places.drop("turnaround");
  places.drop("reserved");
  return places;
}

Written states_of_effect(Writer& writer) {
  return one_or_more(writer, joined({writer.names.levels, writer.names.communities}));
}

/// Now and then what is beside times and chances: money, hours, medications, staff.
void change_beside(Writer& writer, Written& changes) {
  constexpr int rarely = 10;
  const std::string level = "levels." + writer.choices.pick(writer.names.levels);
  if (writer.choices.one_in(rarely)) changes.add(level + ".prices", writer.of_type("prices"));
  if (writer.choices.one_in(rarely)) changes.add(level + ".costs", writer.of_type("costs"));
  if (writer.choices.one_in(rarely)) {
    Written admission = empty_map();
    admission.add("weekdays", writer.of_type("weekdays"));
    changes.add(level + ".admission", admission);
  }
  for (const std::string& medication : writer.names.medications)
    if (writer.choices.one_in(rarely))
      changes.add("medications." + medication + ".lasts", time_by(writer));
  for (const std::string& role : writer.names.roles)
    if (writer.choices.one_in(rarely)) changes.add("staff." + role + ".productive", scalar("0.7"));
}

/// Some numbers of some dates, by their paths.
Written dated_changes(Writer& writer) {
  constexpr int longest_step = 40;
  Written dates = empty_map();
  int day = 0;
  for (int i = writer.choices.below(3); i >= 0; --i) {
    day += 1 + writer.choices.below(longest_step);
    Written changes = empty_map();
    if (writer.choices.one_in(2)) {
      Written effects = empty_map();
      effects.add("strength", writer.of_type("probability"));
      changes.add("effects", effects);
    }
    for (const Attribute& attribute : writer.names.attributes) {
      const std::string outer = std::exchange(writer.free_name, attribute.name);
      if (writer.choices.one_in(4) && writer.names.attributes.front().name == attribute.name)
        changes.add("attributes." + attribute.name, shares_by(writer));
      writer.free_name = outer;
    }
    for (const std::string& source : writer.names.sources)
      if (writer.choices.one_in(3)) changes.add("arrivals." + source + ".to", first_states(writer));
    changes.add("levels." + writer.choices.pick(writer.names.levels) + ".treatment_time",
                time_by(writer));
    change_beside(writer, changes);
    dates.add(date_text(writer, day), changes);
  }
  return dates;
}

// clang-format off
constexpr std::array writers{
    ValueWriter{"scenario.report_by", report_by},
    ValueWriter{"source.to", first_states},
    ValueWriter{"waiting.turned_away_to", states_after},
    ValueWriter{"waiting.divert_to", [](Writer& w) { return scalar(w.choices.pick(levels_below(w))); }},
    ValueWriter{"waiting.or", other_levels},
    ValueWriter{"waiting.balk_to", states_after},
    ValueWriter{"bridge.to", [](Writer& w) { return scalar(w.choices.pick(levels_below(w))); }},
    ValueWriter{"effect.state", states_of_effect},
    ValueWriter{"track.places", places_of_track},
    ValueWriter{"only.<attribute>", values_of_track},
    ValueWriter{"pool.order", [](Writer& w) { return list_of(some_of(w.choices, w.facts.pooled_levels)); }},
    ValueWriter{"start", [](Writer& w) { return w.choices.one_in(4) ? scalar("typical") : w.of_type("start_from"); }},
    ValueWriter{"start_from.like", [](Writer& w) { return scalar(w.choices.pick(w.names.sources)); }},
    ValueWriter{"start_state.census", [](Writer& w) { return scalar(std::to_string(w.choices.below(20))); }},
    ValueWriter{"start_state.reaches", [](Writer& w) { return scalar(std::to_string(w.choices.below(20))); }},
    ValueWriter{"start_state.waiting", [](Writer& w) { return scalar(std::to_string(w.choices.below(6))); }},
    ValueWriter{"reviews.every", [](Writer&) { return scalar("14 d"); }},
    ValueWriter{"drug_tests.every", [](Writer&) { return scalar("7 d"); }},
    ValueWriter{"duration_by", days_by},
    ValueWriter{"prices.denied", share_denied},
    ValueWriter{"beginning_or_probability", beginning},
    ValueWriter{"service.role", [](Writer& w) { return scalar(w.choices.pick(w.names.roles)); }},
    ValueWriter{"crisis.role", [](Writer& w) { return scalar(w.choices.pick(w.names.roles)); }},
    ValueWriter{"name", [](Writer& w) { return scalar(w.choices.pick(w.names.levels)); }},
    ValueWriter{"names", [](Writer& w) { return list_of(some_of(w.choices, w.names.levels)); }},
    ValueWriter{"name_or_names", states_of_effect},
    ValueWriter{"split_by", next_states},
    ValueWriter{"shares_by", shares_by},
    ValueWriter{"probability_by", probability_by},
    ValueWriter{"distribution", time_value},
    ValueWriter{"distribution_by", time_by},
    ValueWriter{"mixture", mixture},
    ValueWriter{"places_or_unlimited", places},
    ValueWriter{"bridge_or_level", bridge},
    ValueWriter{"patience", patience},
    ValueWriter{"patience_of_class", patience_of_class},
    ValueWriter{"transfer_or_time", transfer},
    ValueWriter{"attendance_by", attendance},
    ValueWriter{"outcomes", outcomes},
    ValueWriter{"utility_by", utility_by},
    ValueWriter{"conditions", conditions},
    ValueWriter{"dated_changes", dated_changes},
};
// clang-format on

}  // namespace

std::span<const ValueWriter> reference_writers() {
  return writers;
}

Written time_value(Writer& writer) {
  constexpr int tries = 5;
  for (int i = 0; i < tries; ++i) {
    if (writer.choices.one_in(4)) break;
    Written time = writer.of_type("distribution_families");
    if (!writer.habits.checks_times || is_accepted(writer, time)) return time;
  }
  return writer.of_type("duration");
}

std::vector<std::string> some_of(Choices& choices, const std::vector<std::string>& texts) {
  Texts some;
  for (const std::string& text : texts)
    if (choices.one_in(2)) some.push_back(text);
  if (some.empty()) some.push_back(choices.pick(texts));
  return some;
}

std::vector<std::string> free_names(Writer& writer,
                                    std::string_view section,
                                    std::string_view key) {
  const ScenarioNames& names = writer.names;
  if (section == "start_from" || section == "beginnings")
    return some_of(writer.choices, joined({names.levels, names.communities}));
  if (key == "<level>") return names.levels;
  if (key == "<companion>") return {writer.choices.pick(levels_below(writer))};
  if (key == "<pool>") return names.pools;
  if (key == "<track>") return some_of(writer.choices, {"t0", "t1", "t2"});
  if (key == "<value>") return {values_of(names, writer.free_name).front()};
  if (key == "<state>") return names.communities;
  if (key == "<source>") return names.sources;
  if (key == "<effect>") return names.effects;
  if (key == "<medication>") return names.medications;
  if (section == "staff") return joined({names.roles, {std::string{limiting_role}}});
  if (key == "<role>") return names.roles;
  if (key == "<service>") return some_of(writer.choices, {"group", "individual"});
  if (key == "<attribute>")
    return section == "attributes" ? attribute_names(writer)
                                   : some_of(writer.choices, attribute_names(writer));
  if (section == "level_exits")
    return some_of(writer.choices,
                   {"planned", "dropout", "escalation", "relapse", "death", "moved"});
  if (section == "community_exits")
    return some_of(writer.choices, {"relapse", "return", "recovery", "death"});
  if (section == "waiting_exits") return some_of(writer.choices, {"death", "relapse", "better"});
  return {"x0"};
}

}  // namespace stepdown::tests
