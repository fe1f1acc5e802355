#include "analysis/summary/kept_summarizer.hpp"

#include "analysis/store/record_bytes.hpp"
#include "tests/analysis/store/kept_scenario.hpp"

#include <doctest/doctest.h>

#include <set>
#include <utility>

using stepdown::analysis::FigureName;
using stepdown::analysis::kept_lines;
using stepdown::analysis::KeptEstimate;
using stepdown::analysis::KeptPart;
using stepdown::analysis::KeptSummarizer;
using stepdown::analysis::record_from;
using stepdown::analysis::SummaryLine;
using stepdown::analysis::to_bytes;
using stepdown::tests::kept_replications;
using stepdown::tests::KeptReplications;

namespace {

void check_same(const SummaryLine& line, const KeptEstimate& kept) {
  CAPTURE(line.state);
  CAPTURE(line.group);
  CAPTURE(line.metric);
  CAPTURE(line.statistic);
  CHECK(line.value == kept.value);
  CHECK(line.interval.has_value() == kept.interval.has_value());
  if (line.interval && kept.interval) {
    CHECK(line.interval->low == kept.interval->low);
    CHECK(line.interval->high == kept.interval->high);
  }
  CHECK(line.n == kept.n);
  CHECK(line.replications == kept.replications);
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("kept summarizer: says of every figure what a summarizer of everything says") {
  KeptReplications kept = kept_replications(1, 23);  // more than there are groups of replications
  const auto lines = kept_lines(kept.figures);
  KeptSummarizer summarizer(kept.figures);
  for (const auto& record : kept.records) {
    auto read = record_from(to_bytes(record), lines);  // by way of bytes
    REQUIRE(read.has_value());
    summarizer.add(*std::move(read));
  }
  REQUIRE(kept.figures.size() == kept.summary.lines.size());
  std::set<KeptPart> parts;
  for (std::size_t i = 0; i < kept.figures.size(); ++i) {
    check_same(kept.summary.lines[i], summarizer.estimate(i));
    parts.insert(lines.lines[lines.figures[i]].part);
  }
  CHECK(parts.size() == 5);  // of each kind some
}

TEST_CASE("kept lines: figures come with those that they are made of") {
  const FigureName sd{"wait", "sd", "day", "all"};
  const FigureName one_in_n{"one_in_n", "people", "day", "all"};
  const auto lines = kept_lines({sd, one_in_n, {"wait", "mean", "day", "all"}});
  REQUIRE(lines.lines.size() == 4);
  CHECK(lines.lines[0].name.statistic == "mean");
  CHECK(lines.lines[1].name == sd);
  CHECK(lines.lines[2].name.metric == "p_delay");
  CHECK(lines.lines[3].name == one_in_n);
  CHECK(lines.figures == std::vector<std::size_t>{1, 3, 0});
}

TEST_SUITE_END();
