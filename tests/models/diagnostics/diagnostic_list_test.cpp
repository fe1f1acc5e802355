#include "models/diagnostics/diagnostic_list.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace stepdown::models {
namespace {

Diagnostic on_line(int line) {
  return {Rule::WrongType, {"a.yaml", line, 1}, "", "wrong"};
}

TEST_SUITE_BEGIN("unit");

TEST_CASE("diagnostic list: the first in file order are kept whatever comes first") {
  constexpr int all = 50'000;
  DiagnosticList list;
  for (int line = all; line > 0; --line)
    list.add(on_line(line));
  const std::vector<Diagnostic> kept = list.in_file_order();
  REQUIRE(kept.size() == DiagnosticList::most_kept);
  for (std::size_t i = 0; i < kept.size(); ++i)
    REQUIRE(kept[i].at.line == static_cast<int>(i) + 1);
  CHECK(list.beyond() == all - DiagnosticList::most_kept);
}

TEST_CASE("diagnostic list: a short one is whole and loses what is erased") {
  DiagnosticList list;
  for (const int line : {3, 1, 2})
    list.add(on_line(line));
  list.erase_if([](const Diagnostic& one) { return one.at.line == 2; });
  const std::vector<Diagnostic> kept = list.in_file_order();
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].at.line == 1);
  CHECK(kept[1].at.line == 3);
  CHECK(list.beyond() == 0);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::models
