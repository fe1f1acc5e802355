#include "analysis/report/manifest.hpp"

#include "analysis/report/json_file.hpp"
#include "analysis/report/output_file.hpp"
#include "analysis/report/sha1.hpp"
#include "analysis/statistics/ratio.hpp"
#include "analysis/version.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr const char* program_name = "stepdown";
constexpr double confidence_of_intervals = 0.95;

Json number_or_null(std::optional<double> number) {
  return number ? Json(*number) : Json(nullptr);
}

Json scenario_part(const Report& report, const models::Scenario& scenario, const RunRecord& run) {
  Json files = Json::array();
  for (const auto& [name, text] : scenario.sources)
    files.push_back({{"file", name}, {"sha1", sha1(text)}});
  return {{"name", report.model.name},
          {"file", run.scenario_file},
          {"sha1", scenario_hash(scenario, run.sets)},
          {"files", std::move(files)},
          {"set", run.sets}};
}

/// Who chose the warm-up, and whether it looks long enough.
Json warm_up_part(const models::Model& model, const RunRecord& run) {
  Json part{{"days", model.warm_up}, {"is_terminating_run", model.warm_up == 0}};
  if (run.found_warm_up)
    part["found"] = {{"by", run.found_warm_up->is_by_theory ? "theory" : "MSER-5"},
                     {"by_pilots_days", run.found_warm_up->by_pilots_days},
                     {"pilot_replications", run.found_warm_up->pilots},
                     {"pilot_days", run.found_warm_up->pilot_days},
                     {"slowest_level", run.found_warm_up->level},
                     {"is_reliable", run.found_warm_up->is_reliable}};
  Json biased = Json::array();
  for (const StartBias& bias : run.start_bias)
    biased.push_back({{"level", bias.level},
                      {"count", bias.is_list ? "list" : "census"},
                      {"bias_of_mean", bias.bias},
                      {"settled_mean", bias.mean},
                      {"is_by_theory", bias.is_by_theory},
                      {"settles_after_days", number_or_null(bias.settles_after_days)}});
  part["effects_of_the_start"] = std::move(biased);
  return part;
}

Json precision_part(const PrecisionOutcome& outcome) {
  Json figures = Json::array();
  for (const ReachedPrecision& figure : outcome.figures)
    figures.push_back({{"figure", to_text(figure.wanted.figure)},
                       {"asked", figure.wanted.target.half_width},
                       {"half_width", number_or_null(figure.half_width)},
                       {"is_share_of_mean", figure.wanted.target.is_relative}});
  return {{"reached", outcome.was_reached},
          {"replications", outcome.replications},
          {"least_replications", outcome.limits.least},
          {"most_replications", outcome.limits.most},
          {"confidence", confidence_of_intervals},
          {"look_ahead", outcome.limits.look_ahead},
          {"figures", std::move(figures)}};
}

Json replications_part(const Report& report, const RunRecord& run) {
  Json part{{"requested", report.model.replications},
            {"finished", report.summary.replications},
            {"interrupted", run.was_interrupted}};
  if (run.precision) part["precision"] = precision_part(*run.precision);
  return part;
}

Json window_part(const models::Model& model) {
  const models::Calendar& calendar = model.calendar;
  return {{"start", calendar.iso_date(0)},
          {"warm_up_days", model.warm_up},
          {"horizon_days", model.horizon},
          {"observed_days", model.horizon - model.warm_up},
          {"observed_from", calendar.iso_date_time(sim::to_ticks(model.warm_up))},
          {"observed_to", calendar.iso_date_time(sim::to_ticks(model.horizon))}};
}

Json model_part(const models::Model& model) {
  const std::size_t outcomes = model.states.size() - model.level_count - model.community_count;
  return {{"levels", model.level_count},
          {"community_states", model.community_count},
          {"outcomes", outcomes},
          {"classes_of_people", model.classes.size()},
          {"arrival_sources", model.sources.size()},
          {"distributions", model.distributions.size()},
          {"rows", model.behaviors.size()}};
}

/// What went in and out of each state. The audit has made sure that entered = left + inside, and
/// that census and stays, and places beside the way, make the same person-days.
Json audit_part(const Report& report) {
  Json states = Json::object();
  for (std::size_t i = 0; i < report.model.states.size(); ++i) {
    const Balance& balance = report.summary.balances[i];
    states[report.model.states[i].name] = {{"entered", balance.entered},
                                           {"left", balance.left},
                                           {"inside_at_horizon", balance.inside},
                                           {"census_person_days", balance.census_days},
                                           {"stay_person_days", balance.stay_days}};
    if (report.model.states[i].lends_places())
      states[report.model.states[i].name]["beside_person_days"] = balance.beside_days;
  }
  return states;
}

/// L = lambda W by level: exact but for the stays that cross an end of the window.
Json littles_law_part(const Report& report) {
  Json levels = Json::object();
  const double days = report.summary.window_days * report.summary.replications;
  for (std::size_t i = 0; i < report.model.level_count; ++i) {
    const Balance& balance = report.summary.balances[i];
    const double census = (balance.census_days - balance.beside_days) / days;
    const double product = balance.ended_stay_days / days;
    const auto difference = ratio(product - census, census);
    levels[report.model.states[i].name] = {
        {"mean_census", census},
        {"exits_per_day", static_cast<double>(balance.stays) / days},
        {"mean_stay_days", number_or_null(ratio(balance.ended_stay_days, balance.stays))},
        {"exits_per_day_x_mean_stay", product},
        {"relative_difference", number_or_null(difference)}};
  }
  return levels;
}

Json warnings_part(const std::vector<models::Diagnostic>& warnings) {
  Json list = Json::array();
  for (const models::Diagnostic& warning : warnings)
    list.push_back({{"file", warning.at.file},
                    {"line", warning.at.line},
                    {"key", warning.key},
                    {"message", warning.message}});
  return list;
}

std::optional<double> number_in(const Json& json, const char* key) {
  const Json& number = part_of(json, key);
  return number.is_number() ? std::optional(number.get<double>()) : std::nullopt;
}

/// The manifest at `path`, if this program wrote it.
std::optional<Json> read_manifest(const std::filesystem::path& path) {
  auto json = read_json_object(path);
  if (!json || part_of(*json, "program") != program_name ||
      !part_of(*json, "version").is_string() || !part_of(*json, "command").is_string())
    return std::nullopt;
  const Json& files = part_of(*json, "files");
  const bool names_itself =
      files.is_array() && std::ranges::find(files, manifest_file) != files.end();
  return names_itself ? std::move(json) : std::nullopt;
}

}  // namespace

std::string scenario_hash(const models::Scenario& scenario, const std::vector<std::string>& sets) {
  std::string everything;
  const auto add = [&everything](const std::string& text) {
    everything += std::to_string(text.size()) + ":" + text;  // no two lists look the same
  };
  for (const auto& [name, text] : scenario.sources)
    add(text);
  for (const std::string& set : sets)
    add(set);
  return sha1(everything);
}

std::string manifest_json(const Report& report,
                          const models::Scenario& scenario,
                          const std::vector<models::Diagnostic>& warnings,
                          const RunRecord& run) {
  const Summary& summary = report.summary;
  return json_text({{"program", program_name},
                    {"version", version},
                    {"command", run.command},
                    {"scenario", scenario_part(report, scenario, run)},
                    {"seed", report.model.seed},
                    {"replications", replications_part(report, run)},
                    {"window", window_part(report.model)},
                    {"warm_up", warm_up_part(report.model, run)},
                    {"model", model_part(report.model)},
                    {"simulated",
                     {{"events", summary.events},
                      {"people", summary.people},
                      {"people_inside_at_horizon", summary.people_inside},
                      {"peak_people_inside", summary.peak_people_inside}}},
                    {"audit", audit_part(report)},
                    {"littles_law", littles_law_part(report)},
                    {"warnings", warnings_part(warnings)},
                    {"files", run.files}});
}

bool is_manifest_of_interrupted(const std::filesystem::path& path) {
  const auto json = read_manifest(path);
  return json && part_of(part_of(*json, "replications"), "interrupted") == true;
}

std::optional<std::vector<StartBias>> start_bias_in_manifest(const std::filesystem::path& path) {
  const auto json = read_manifest(path);
  if (!json) return std::nullopt;
  std::vector<StartBias> biased;
  for (const Json& one : part_of(part_of(*json, "warm_up"), "effects_of_the_start")) {
    StartBias bias{.level = text_in(one, "level"),
                   .is_list = part_of(one, "count") == "list",
                   .bias = number_in(one, "bias_of_mean").value_or(0),
                   .mean = number_in(one, "settled_mean").value_or(0),
                   .is_by_theory = part_of(one, "is_by_theory") == true,
                   .settles_after_days = number_in(one, "settles_after_days")};
    if (bias.mean > 0) biased.push_back(std::move(bias));
  }
  return biased;
}

std::optional<std::vector<std::string>> files_named_by_manifest(const std::filesystem::path& path) {
  const auto json = read_manifest(path);
  if (!json) return std::nullopt;
  std::vector<std::string> names;
  for (const Json& name : part_of(*json, "files"))
    if (name.is_string()) names.push_back(name.get<std::string>());
  return names;
}

void name_in_manifest(const std::filesystem::path& path, const std::vector<std::string>& files) {
  auto json = read_manifest(path);
  if (!json) return;
  Json& named = (*json)["files"];
  bool is_new = false;
  for (const std::string& file : files) {
    if (std::ranges::find(named, Json(file)) != named.end()) continue;
    named.push_back(file);
    is_new = true;
  }
  if (is_new) write_whole_file(path, json_text(*json));
}

const Json& first_scenario(const Json& manifest) {
  const Json& scenarios = part_of(manifest, "scenarios");
  return scenarios.is_array() && !scenarios.empty() ? scenarios.front()
                                                    : part_of(manifest, "scenario");
}

}  // namespace stepdown::analysis
