#include "analysis/report/headline_table.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/text/display_width.hpp"
#include "tests/analysis/observations_by_hand.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using stepdown::analysis::headline_table;
using stepdown::analysis::measure;
using stepdown::analysis::Page;
using stepdown::analysis::possible_moves;
using stepdown::analysis::Summarizer;
using stepdown::models::Counter;
using stepdown::models::Headcount;
using stepdown::models::Length;
using stepdown::models::Model;
using stepdown::models::Observations;
using stepdown::tests::nothing_seen;
using stepdown::tests::set_for;
using stepdown::tests::two_level_model;

TEST_SUITE_BEGIN("unit");

TEST_CASE("headline table: it says why a figure is missing") {
  const Model model = two_level_model();
  Observations seen = nothing_seen(model);
  auto& day = seen.states[0];
  set_for(day[Headcount::Census], 2, 6);
  day.open_place_time += 20 * stepdown::sim::one_day;
  day[Counter::Requests] = 4;
  day[Length::Wait].add(0);
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish(1);
  CHECK(headline_table({model, summary}) ==
        R"(Two levels
2026-01-05 to 2026-01-15, 10 days from the start (a terminating run), 1
  replication; one says nothing of its own noise

                               use of  have to  within    mean    90 %  lost
level        places  census  places %   wait %   7 d %  wait d  wait d   a y
Day program       2     1.2      60.0      0.0   100.0     0.0      -a   0.0
evening          -b     0.0        -b       -c      -d      -d      -d   0.0
a too few were seen to tell, see the notes in metrics.csv
b places are unlimited
c nobody asked for a place in the window
d nobody was admitted in the window
)");
}

TEST_CASE("headline table: a level without open places is not called unlimited") {
  Model model = two_level_model();
  model.states[0].places = 0;
  Observations seen = nothing_seen(model);
  seen.states[0].full_time = 10 * stepdown::sim::one_day;
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish(1);
  const std::string text = headline_table({model, summary});
  CHECK(text.find("Day program       0     0.0        -a ") != std::string::npos);
  CHECK(text.find("\na it had no open places in the window\n") != std::string::npos);
  CHECK(text.find("evening          -d ") != std::string::npos);
  CHECK(text.find("\nd places are unlimited\n") != std::string::npos);
}

TEST_CASE("headline table: what does not fit in one table is in one of places and one of waits") {
  Model model = two_level_model();
  model.states[0].label = "Day program of the northern region (ASAM 2.5)";
  const Observations seen = nothing_seen(model);
  Summarizer summarizer(model);
  summarizer.add(seen, measure(model, possible_moves(model), seen));
  const auto summary = std::move(summarizer).finish(1);
  const std::string narrow = headline_table({model, summary}, Page{50});
  CAPTURE(narrow);
  CHECK(narrow.find("places  census") != std::string::npos);
  CHECK(narrow.find("\n\n") != narrow.rfind("\n\n"));
  std::istringstream lines(narrow);
  for (std::string line; std::getline(lines, line);)
    CHECK(stepdown::models::display_width(line) <= 50);
  const std::string wide = headline_table({model, summary}, Page{120});
  CHECK(wide.find("\nDay program of the northern region (ASAM 2.5)  ") != std::string::npos);
}

TEST_SUITE_END();
