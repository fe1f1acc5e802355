#include "analysis/cli/replay_command.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/report/event_log.hpp"
#include "models/care/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string_view>
#include <system_error>

namespace stepdown::analysis {

namespace {

constexpr std::string_view expected =
    "--replay: expected REPLICATION or REPLICATION:SOURCE:NUMBER, such as 3:referrals:17";

struct Wanted {
  std::uint32_t replication = 0;
  struct Patient {
    std::uint32_t source = 0;
    std::uint32_t number = 0;
  };
  std::optional<Patient> patient;

  [[nodiscard]] bool includes(const models::Happening& event) const {
    return !patient || (event.source == patient->source && event.source_index == patient->number);
  }
};

std::uint32_t whole_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty())
    throw UsageError(fmt::format("{}, got '{}'", expected, text));
  return number;
}

Wanted parse(std::string_view text, const models::Model& model) {
  Wanted wanted;
  const auto first = text.find(':');
  wanted.replication = whole_number(text.substr(0, first));
  if (first == std::string_view::npos) return wanted;
  const auto last = text.rfind(':');
  if (last == first) throw UsageError(fmt::format("{}, got '{}'", expected, text));
  const std::string_view name = text.substr(first + 1, last - first - 1);
  const auto source = std::find_if(
      model.sources.begin(), model.sources.end(), [&](const auto& s) { return s.name == name; });
  if (source == model.sources.end())
    throw UsageError(fmt::format("--replay: the scenario has no arrival source '{}'", name));
  wanted.patient = {static_cast<std::uint32_t>(source - model.sources.begin()),
                    whole_number(text.substr(last + 1))};
  return wanted;
}

}  // namespace

int replay_command(const std::string& asked, const LoadedScenario& loaded, const Console& console) {
  const Wanted wanted = parse(asked, loaded.model);
  console.out << event_log_header();
  bool any = false;
  models::Simulator simulator(loaded.model);
  const auto observations = simulator.run(wanted.replication, [&](const models::Happening& event) {
    if (!wanted.includes(event)) return;
    any = true;
    std::string row;
    append_event_row(row, loaded.model, static_cast<int>(wanted.replication), event);
    console.out << row;
  });
  if (any || !wanted.patient) return Fine;
  throw UsageError(fmt::format("--replay: '{}' has only patients 0 to {} in replication {}",
                               loaded.model.sources[wanted.patient->source].name,
                               observations.sources[wanted.patient->source].arrivals_whole_run - 1,
                               wanted.replication));
}

}  // namespace stepdown::analysis
