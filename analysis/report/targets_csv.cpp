#include "analysis/report/tables.hpp"
#include "analysis/report/targets_text.hpp"

#include <array>

namespace stepdown::analysis {

namespace {

constexpr std::array<Column, 14> columns_of_targets{{
    {"target", "-", "what the scenario wants, as its author wrote it"},
    {"state", "-", "name of the state; all: of all levels together, or of people"},
    {"group", "-", "people of one value of an attribute of `report_by`; all: everybody"},
    {"metric", "-", "the figure, see the rows of metrics.csv"},
    {"statistic", "-", "how it is summed up, see the rows of metrics.csv"},
    {"comparison", "-", "what it is to be, against the limit: <=, <, >= or >"},
    {"limit", "as the figure", "the limit; times in days"},
    {"value", "as the figure", "from all replications; empty: there is none, see note"},
    {"low", "as the figure", "lower end of its 95 % interval"},
    {"high", "as the figure", "upper end of its 95 % interval"},
    {"met", "-", "yes or no: whether the value meets the target; empty: there is no value"},
    {"confidence",
     "fraction",
     "confidence that the figure of ever more replications meets the target: 0.975 where the "
     "interval just touches the limit from the good side, 0.025 from the other; empty: no "
     "interval"},
    {"replications_met",
     "fraction",
     "share of the replications that have a value of their own in which that meets the target: how "
     "often one such program, in one such time, would"},
    {"note", "-", "why a part is missing, or stands on little"},
}};

void write(const Report& report, const TextSink& sink) {
  CsvWriter csv(columns_of_targets, sink);
  for (const TargetFinding& finding : report.targets) {
    const Target& target = finding.target;
    csv.text(target.text)
        .text(target.figure.state)
        .text(target.figure.group)
        .text(target.figure.metric)
        .text(target.figure.statistic)
        .text(sign_of(target.comparison))
        .number(target.limit)
        .estimate(finding.value, finding.interval)
        .text(finding.is_met ? yes_or_no(*finding.is_met) : "")
        .sensible(finding.confidence)
        .sensible(finding.share_of_replications)
        .text(finding.note)
        .end_row();
  }
  csv.finish();
}

}  // namespace

Table targets_table() {
  Table table{"targets.csv", "one row a target of the scenario", {}, write};
  table.columns.assign(columns_of_targets.begin(), columns_of_targets.end());
  table.is_written = [](const Report& report) { return !report.targets.empty(); };
  return table;
}

}  // namespace stepdown::analysis
