#include "tests/support/random/simulation.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/measure/moves.hpp"
#include "analysis/report/headline_table.hpp"
#include "analysis/report/tables.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/care/simulate.hpp"
#include "sim/limit.hpp"

#include <utility>

namespace stepdown::tests {

std::optional<std::vector<models::Observations>> replications_within(
    const models::Model& model, int count, std::uint64_t most_happenings) {
  std::uint64_t happened = 0;
  const models::HappeningLog counting = [&](const models::Happening&) {
    if (++happened > most_happenings) throw sim::LimitReached("too much happens");
  };
  std::optional<std::vector<models::Observations>> all{std::in_place};
  models::Simulator simulator{model};
  try {
    for (int replication = 0; replication < count; ++replication) {
      happened = 0;
      all->push_back(simulator.run(static_cast<std::uint32_t>(replication), counting));
    }
  } catch (const sim::LimitReached&) {
    all.reset();
  }
  return all;
}

analysis::Summary summed_up(const models::Model& model,
                            const std::vector<models::Observations>& replications) {
  analysis::Summarizer summarizer{model};
  const analysis::Moves moves = analysis::possible_moves(model);
  for (const models::Observations& seen : replications)
    summarizer.add(seen, analysis::measure(model, moves, seen));
  return std::move(summarizer).finish(1);
}

std::string report_text(const models::Model& model, const analysis::Summary& summary) {
  const analysis::Report report{model, summary};
  std::string text = analysis::headline_table(report);
  for (const analysis::Table& table : analysis::tables()) {
    if (table.is_written != nullptr && !table.is_written(report)) continue;
    text += table.file;
    table.write(report, [&text](std::string_view part) { text += part; });
  }
  return text;
}

}  // namespace stepdown::tests
