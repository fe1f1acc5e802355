#include "analysis/cli/replay_command.hpp"

#include "analysis/cli/cli.hpp"
#include "analysis/report/event_log.hpp"
#include "models/care/simulate.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/number_text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr std::string_view expected =
    "--replay: expected REPLICATION or REPLICATION:SOURCE:NUMBER, such as 3:referrals:17";

struct WantedPeople {
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

UsageError not_expected(std::string_view text) {
  return UsageError(fmt::format("{}, got {}", expected, models::in_quotes(text)));
}

std::uint32_t whole_number(std::string_view text, std::uint32_t most) {
  const auto number = models::parse_whole(text, 0, most);
  if (number.rule == models::Rule::OutOfRange)
    throw UsageError(fmt::format("--replay: {}", number.problem));
  if (!number.value) throw not_expected(text);
  return static_cast<std::uint32_t>(*number.value);
}

WantedPeople parse(std::string_view text, const models::Model& model) {
  WantedPeople wanted;
  const auto first = text.find(':');
  wanted.replication = whole_number(text.substr(0, first), most_replications - 1);
  if (first == std::string_view::npos) return wanted;
  const auto last = text.rfind(':');
  if (last == first) throw not_expected(text);
  const std::string_view name = text.substr(first + 1, last - first - 1);
  const std::size_t sources = model.sources.size() + (model.start ? 1 : 0);
  std::size_t source = 0;
  while (source < sources && model.source_name(source) != name)
    ++source;
  if (source == sources)
    throw UsageError(
        fmt::format("--replay: the scenario has no arrival source {}", models::in_quotes(name)));
  wanted.patient = {static_cast<std::uint32_t>(source),
                    whole_number(text.substr(last + 1), UINT32_MAX)};
  return wanted;
}

}  // namespace

int replay_command(const std::string& asked, const LoadedScenario& loaded, const Console& console) {
  const WantedPeople wanted = parse(asked, loaded.model);
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
  const std::string_view source = loaded.model.source_name(wanted.patient->source);
  const auto patients = observations.sources[wanted.patient->source].arrivals_whole_run;
  if (patients == 0)
    throw UsageError(fmt::format(
        "--replay: '{}' has no patients in replication {}", source, wanted.replication));
  throw UsageError(fmt::format("--replay: '{}' has only patients 0 to {} in replication {}",
                               source,
                               patients - 1,
                               wanted.replication));
}

}  // namespace stepdown::analysis
