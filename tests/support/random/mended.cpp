#include "tests/support/random/mended.hpp"

#include "models/reading/quantity.hpp"
#include "tests/support/random/amounts.hpp"
#include "tests/support/random/data_files.hpp"
#include "tests/support/random/references.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace stepdown::tests {
namespace {

using Texts = std::vector<std::string>;

/// What is called so ascends: `min` is below `mode`, `median` below `mean`.
constexpr std::array<std::string_view, 6> ascending{"min", "sd", "mode", "median", "mean", "max"};

void put_times_in_order(Written& map) {
  std::vector<Written*> values;
  std::vector<std::pair<double, std::string>> times;
  for (const std::string_view key : ascending) {
    Written* value = map.find(key);
    if (value == nullptr || value->kind != Written::Kind::Scalar) continue;
    const auto time = models::parse_duration(value->text);
    if (!time.value) continue;
    values.push_back(value);
    times.emplace_back(*time.value, value->text);
  }
  std::ranges::sort(times);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i]->text = times[i].second;
}

/// The shares of the split exits of one state, which sum to 1 for every kind of people.
void share_out(Writer& writer, const std::vector<Written*>& exits) {
  const auto count = static_cast<int>(exits.size());
  const auto& attributes = writer.names.attributes;
  if (attributes.empty() || !writer.choices.one_in(4)) {
    const Texts of = shares(writer.choices, count);
    for (std::size_t i = 0; i < exits.size(); ++i)
      *exits[i]->find("probability") = scalar(of[i]);
    return;
  }
  const ScenarioNames::Attribute& attribute = writer.choices.pick(attributes);
  for (Written* exit : exits) {
    *exit->find("probability") = empty_map();
    exit->find("probability")->add("given", scalar(attribute.name));
  }
  for (const std::string& value : attribute.values) {
    const Texts of = shares(writer.choices, count);
    for (std::size_t i = 0; i < exits.size(); ++i)
      exits[i]->find("probability")->add(value, scalar(of[i]));
  }
}

/// Whether an exit comes at reviews or drug tests. The chances of all that do sum to less than 1.
bool mend_trial(Written& exit) {
  for (const std::string_view key : {"at_review", "at_positive_test", "at_renewal"}) {
    Written* const chance = exit.find(key);
    if (chance == nullptr) continue;
    *chance = scalar("0.05");
    return true;
  }
  return false;
}

/// A level says when there are those reviews and tests that its exits speak of.
void add_trials(Writer& writer, Written& level) {
  Written* const exits = level.find("exits");
  const auto comes_at = [exits](std::string_view key) {
    return exits != nullptr && std::ranges::any_of(exits->entries, [key](Written::Entry& exit) {
             return exit.value.find(key) != nullptr;
           });
  };
  const bool needs_reviews = comes_at("at_review") && level.find("reviews") == nullptr;
  const bool needs_tests = comes_at("at_positive_test") && level.find("drug_tests") == nullptr;
  const bool needs_days = comes_at("at_renewal") && level.find("authorization") == nullptr;
  if (needs_reviews) level.add("reviews", writer.of_type("reviews"), "reviews");
  if (needs_tests) level.add("drug_tests", writer.of_type("drug_tests"), "drug_tests");
  if (needs_days) level.add("authorization", writer.of_type("authorization"), "authorization");
}

void mend_exits(Writer& writer, Written& map) {
  const bool is_level = map.section == "level_exits";
  const std::string_view time_key = is_level ? "treatment_time" : "time";
  std::vector<Written*> splits;
  Facts& facts = writer.facts;
  Texts split_reasons;
  for (Written::Entry& exit : map.entries) {
    const bool is_split = exit.value.find("probability") != nullptr;
    const bool is_trial = mend_trial(exit.value);
    (is_split ? split_reasons : is_trial ? facts.odds : facts.races).push_back(exit.key);
    if (is_level) facts.level_reasons.push_back(exit.key);
    if (!is_split) continue;
    splits.push_back(&exit.value);
    if (!writer.has_state_time && exit.value.find(time_key) == nullptr)
      exit.value.add(std::string{time_key}, time_value(writer), time_key);
  }
  if (!splits.empty()) share_out(writer, splits);
  facts.splits.insert(facts.splits.end(), split_reasons.begin(), split_reasons.end());
  if (splits.size() > 1)
    facts.odds.insert(facts.odds.end(), split_reasons.begin(), split_reasons.end());
}

bool is_never(const Written& patience) {
  if (patience.section.empty()) return patience.text == "never";
  return std::ranges::all_of(patience.entries,
                             [](const auto& entry) { return is_never(entry.value); });
}

void drop_all(Written& effect, const std::vector<std::string_view>& keys) {
  for (const std::string_view key : keys)
    effect.drop(key);
}

/// Cohorts are of groups where they are closed, and not too large for the places.
void mend_cohort(Written& level) {
  Written* admission = level.find("admission");
  Written* cohort = admission == nullptr ? nullptr : admission->find("cohort");
  if (cohort == nullptr) return;
  Written* groups = level.find("places")->find("groups");
  if (groups == nullptr)
    cohort->drop("closed");
  else if (cohort->find("closed") != nullptr) {
    *groups->find("size") = scalar("3");
    drop_all(*level.find("places"), {"turnaround", "reserved"});
  }
  if (groups == nullptr) cohort->drop("at_least");
}

/// Everybody can attend the first, nobody holds a place, and each says when people are admitted.
void mend_tracks(Written& level) {
  Written* tracks = level.find("tracks");
  if (tracks == nullptr) return;
  drop_all(level, {"hold", "admission"});
  for (Written::Entry& track : tracks->entries)
    mend_cohort(track.value);
  tracks->entries.front().value.drop("only");
}

/// Money has an amount.
void mend_money(Writer& writer, Written& map) {
  if (map.find("a_day") == nullptr) map.add("a_day", writer.of_type("amount"), "a_day");
}

/// Sessions that are paid are of services that the level has.
void mend_session_prices(Written& level) {
  Written* const prices = level.find("prices");
  Written* const sessions = prices == nullptr ? nullptr : prices->find("sessions");
  if (sessions == nullptr) return;
  const Written* const services = level.find("services");
  std::erase_if(sessions->entries, [&](const Written::Entry& session) {
    return services == nullptr || services->find(session.key) == nullptr;
  });
  if (sessions->entries.empty()) prices->drop("sessions");
}

/// Places cost something where a level has some of its own.
void mend_costs(Written& level) {
  Written* const costs = level.find("costs");
  const Written* const places = level.find("places");
  if (costs == nullptr || places == nullptr) return;
  if (places->text == "unlimited" || places->find("pool") != nullptr) costs->drop("a_place_day");
}

/// Sessions of the limiting staff, for each person the same, or not; no places are the level's own.
void share_staff(const Writer& writer, bool is_last, Written& level) {
  if (Written* const costs = level.find("costs"); costs != nullptr) costs->drop("a_place_day");
  if (Written* const admission = level.find("admission");
      admission != nullptr && admission->find("cohort") != nullptr)
    level.drop("admission");
  Written service = empty_map("service");
  service.add("sessions_a_week", scalar("2"), "sessions_a_week");
  const bool takes_half = writer.facts.hours_differ && is_last;
  service.add("lasts", scalar(takes_half ? "30 min" : "1 h"), "lasts");
  if (writer.facts.hours_differ && !is_last) service.add("people", scalar("3"), "people");
  const Written* const hold = level.find("hold");
  if (writer.facts.hours_differ && hold != nullptr && hold->text == "until_placed")
    level.drop("hold");
  service.add("role", scalar(std::string{limiting_role}), "role");
  if (level.find("services") == nullptr) level.add("services", empty_map("services"), "services");
  level.find("services")->add("limited", std::move(service), "<service>");
}

/// The last level can have as many places as staff of its own allows, or share them with the one
/// before.
void mend_places(Writer& writer, Written& level) {
  Written* const places = level.find("places");
  const std::size_t levels_left = writer.names.levels.size() - 1 - writer.level;
  if (writer.names.roles.empty() || places == nullptr || places->find("pool") != nullptr) return;
  const bool is_shared = levels_left == 0 && writer.facts.shares_staff;
  constexpr int shared_one_in = 3;
  if (!is_shared &&
      (levels_left > 1 || !writer.choices.one_in(levels_left == 1 ? shared_one_in : 2)))
    return;
  *places = empty_map("places");
  places->add("staff", scalar(std::string{limiting_role}), "staff");
  if (is_shared || levels_left == 1) {
    if (!is_shared) writer.facts.hours_differ = writer.choices.one_in(2);
    writer.facts.shares_staff = true;
    share_staff(writer, is_shared, level);
    return;
  }
  level.drop("posts");
  Written posts = empty_map("posts");
  posts.add(std::string{limiting_role}, writer.of_type("post"), "<role>");
  level.add("posts", std::move(posts), "posts");
}

/// It is known of how many there are.
void mend_staff(Writer& writer, Written& staff) {
  Written* const role = staff.find(limiting_role);
  if (role != nullptr && role->find("at_hand") == nullptr)
    role->add("at_hand", writer.of_type("weight"), "at_hand");
}

void note_state(Writer& writer, Written& map) {
  Facts& facts = writer.facts;
  const bool is_level = map.section == "level";
  if (map.find("to") != nullptr) facts.splits.emplace_back(is_level ? "planned" : "ended");
  if (!is_level) return;
  mend_places(writer, map);
  mend_tracks(map);
  mend_costs(map);
  mend_session_prices(map);
  if (map.find("places") != nullptr) mend_cohort(map);
  add_trials(writer, map);
  facts.has_drug_tests = facts.has_drug_tests || map.find("drug_tests") != nullptr;
  if (map.find("to") != nullptr) facts.level_reasons.emplace_back("planned");
  facts.has_attendance = facts.has_attendance || map.find("attendance") != nullptr;
  const Written* places = map.find("places");
  if (places != nullptr && places->text == "unlimited") return;
  facts.limited_levels.push_back(writer.names.levels[writer.level]);
  if (places != nullptr && places->find("pool") != nullptr)
    facts.pooled_levels.push_back(writer.names.levels[writer.level]);
  const Written* waiting = map.find("waiting");
  const Written* patience = waiting == nullptr ? nullptr : waiting->find("patience");
  if (patience != nullptr && !is_never(*patience)) facts.has_patience = true;
}

/// What an effect is to change is there, and its ratios can stand beside each other.
void mend_effect(Writer& writer, Written& effect) {
  const std::vector<std::string_view> of_requests{
      "patience_ratio", "attendance_ratio", "positive_odds_ratio", "priority"};
  const Facts& facts = writer.facts;
  const auto has = [&effect](std::string_view key) { return effect.find(key) != nullptr; };
  const auto name = [&](const Texts& reasons) {
    if (reasons.empty()) effect.drop("reason");  // all leave at reviews or drug tests
    if (has("reason")) *effect.find("reason") = scalar(writer.choices.pick(reasons));
  };
  if (facts.odds.empty()) effect.drop("odds_ratio");
  if (facts.races.empty()) drop_all(effect, {"hazard_ratio", "time_ratio"});
  if (facts.splits.empty()) effect.drop("stay_ratio");
  if (has("odds_ratio") && !has("reason")) effect.add("reason", scalar(""), "reason");
  if (has("reason")) drop_all(effect, of_requests);
  if (has("odds_ratio")) {
    drop_all(effect, {"hazard_ratio", "time_ratio"});
    name(facts.odds);
  } else if (has("hazard_ratio") || has("time_ratio")) {
    effect.drop("stay_ratio");
    name(facts.races);
  } else if (has("stay_ratio") || !facts.splits.empty()) {
    if (!has("stay_ratio") && (has("reason") || !std::ranges::any_of(of_requests, has)))
      effect.add("stay_ratio", writer.of_type("ratio"), "stay_ratio");
    name(facts.splits);
  } else if (facts.races.empty()) {
    if (!has("reason")) effect.add("reason", scalar(""), "reason");
    effect.add("odds_ratio", writer.of_type("ratio"), "odds_ratio");
    name(facts.odds);
  } else {
    effect.add("time_ratio", writer.of_type("ratio"), "time_ratio");
    name(facts.races);
  }
}

/// Nobody waits where there is always room.
void mend_start(const Writer& writer, Written& map) {
  for (Written::Entry& state : map.entries)
    if (std::ranges::find(writer.facts.limited_levels, state.key) ==
        writer.facts.limited_levels.end())
      state.value.drop("waiting");
}

/// Nobody has a place beside their way where people take other hours each.
void mend_second_places(const Writer& writer, Written& scenario) {
  Written* const levels = scenario.find("levels");
  if (!writer.facts.hours_differ || levels == nullptr) return;
  for (Written::Entry& level : levels->entries) {
    level.value.drop("alongside");
    Written* const waiting = level.value.find("waiting");
    if (waiting == nullptr) continue;
    waiting->drop("bridge");
    if (waiting->entries.empty()) level.value.drop("waiting");
  }
}

/// What states are worth is said of all of them, or of none: of none where outcomes are a list.
void mend_utilities(Writer& writer, Written& scenario) {
  Written* const economics = scenario.find("economics");
  const Written* const outcomes = scenario.find("outcomes");
  const bool is_told = economics != nullptr && (outcomes == nullptr || outcomes->items.empty());
  for (const std::string_view kind : {"levels", "community", "outcomes"}) {
    Written* const states = scenario.find(kind);
    if (states == nullptr) continue;
    for (Written::Entry& state : states->entries) {
      state.value.drop("utility");
      if (is_told && state.key != "died")
        state.value.add("utility", writer.of_type("utility_by"), "utility");
    }
  }
  if (economics == nullptr) return;
  economics->drop("waiting_utility");
  if (is_told) economics->add("waiting_utility", writer.of_type("utility_by"), "waiting_utility");
}

}  // namespace

void mend(Writer& writer, Written& map) {
  put_times_in_order(map);
  if (map.section == "level_exits" || map.section == "community_exits") mend_exits(writer, map);
  if (map.section == "waiting_exits")
    for (const Written::Entry& exit : map.entries)
      writer.facts.races.push_back(exit.key);
  if (map.section == "level" || map.section == "community_state") note_state(writer, map);
  if (map.section == "staff") mend_staff(writer, map);
  if (map.section == "prices" || map.section == "costs") mend_money(writer, map);
  if (map.section == "scenario") {
    mend_utilities(writer, map);
    mend_second_places(writer, map);
  }
  if (map.section == "effect") mend_effect(writer, map);
  if (map.section == "start_from") mend_start(writer, map);
  if (map.find("csv") != nullptr)
    map.section == "start_from" ? add_start_file(writer, map) : add_data_file(writer, map);
}

}  // namespace stepdown::tests
