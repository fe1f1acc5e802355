#include "analysis/views/report_page.hpp"

#include "sim/contract.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using nlohmann::json;
using stepdown::analysis::fill_page;
using stepdown::analysis::report_page;
using stepdown::analysis::Results;
using stepdown::sim::ContractViolation;

namespace {

constexpr const char* empty_page = "<title><!--title--></title><script><!--results--></script>";

/// The JSON within a page.
json results_in(const std::string& page) {
  const std::string mark = "id=\"results\">";
  const std::size_t begin = page.rfind(mark) + mark.size();
  return json::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

Results results_of(const std::string& name) {
  Results results;
  results.manifest = json{{"program", "stepdown"}, {"scenario", {{"name", name}}}}.dump();
  results.tables.push_back(
      {"levels.csv", {"level", "label", "census", "note"}, {{"php", "'=1+2", "12.50", ""}}, 3});
  return results;
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("page: title and results stand in their places as text") {
  CHECK(fill_page(empty_page, "a < b & c", R"(["</script>"])") ==
        "<title>a &lt; b &amp; c</title><script>[\"\\u003c/script>\"]</script>");
  CHECK_THROWS_AS(fill_page("<title></title>", "a", "{}"), ContractViolation);
  CHECK_THROWS_AS(fill_page("<!--results--><!--title-->", "a", "{}"), ContractViolation);
}

TEST_CASE("page: a title that names the place of the results does not take it") {
  CHECK(fill_page(empty_page, "<!--results-->", "1") ==
        "<title>&lt;!--results--></title><script>1</script>");
}

TEST_CASE("page: cells are numbers or texts or nothing and a formula is a text again") {
  const std::string page = report_page(results_of("Clinic"));
  CHECK(page.find("<title>Clinic – stepdown</title>") != std::string::npos);
  const json results = results_in(page);
  CHECK(results["format"] == 1);
  CHECK(results["scenario"].is_null());
  const json& table = results["tables"]["levels.csv"];
  CHECK(table["columns"] == json({"level", "label", "census", "note"}));
  CHECK(table["rows"] == json::array({json::array({"php", "=1+2", 12.5, nullptr})}));
  CHECK(table["left_out"] == 3);
}

TEST_CASE("page: a name cannot end the script that holds it") {
  const std::string name = "</script><script>alert(1)</script><!--";
  const std::string page = report_page(results_of(name));
  CHECK(page.find("alert(1)</script>") == std::string::npos);
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(results_in(page)["manifest"]["scenario"]["name"] == name);
}

TEST_SUITE_END();
