#include "analysis/report/csv.hpp"

#include "analysis/report/number_text.hpp"
#include "sim/contract.hpp"

#include <doctest/doctest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <string>

using stepdown::analysis::Column;
using stepdown::analysis::csv_field;
using stepdown::analysis::CsvWriter;
using stepdown::analysis::number_text;
using stepdown::sim::ContractViolation;

namespace {

constexpr std::array<Column, 3> columns{
    {{"name", "-", "who"}, {"days", "days", "how long"}, {"n", "-", "how many"}}};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("csv: a header line then rows that end in CRLF") {
  std::string text;
  CsvWriter csv(columns, [&text](std::string_view piece) { text += piece; });
  csv.text("detox").number(0.1).number(std::int64_t{3}).end_row();
  csv.text("").number(std::optional<double>()).number(std::int64_t{-2}).end_row();
  csv.finish();
  CHECK(text == "name,days,n\r\ndetox,0.1,3\r\n,,-2\r\n");
}

TEST_CASE("csv: several empty cells at once are as many empty cells") {
  std::string text;
  CsvWriter csv(columns, [&text](std::string_view piece) { text += piece; });
  csv.blank(3).end_row();
  csv.text("detox").blank(0).blank(2).end_row();
  csv.blank(1).number(0.5).blank().end_row();
  csv.finish();
  CHECK(text == "name,days,n\r\n,,\r\ndetox,,\r\n,0.5,\r\n");
  CHECK_THROWS_AS(csv.blank(4).end_row(), ContractViolation);
}

TEST_CASE("csv: commas quotes and line ends are quoted as RFC 4180 says") {
  CHECK(csv_field("plain text: as it is") == "plain text: as it is");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(csv_field("two\nlines") == "\"two\nlines\"");
  CHECK(csv_field("Rés é") == "Rés é");
}

TEST_CASE("csv: whatever a spreadsheet may take for a separator is quoted") {
  CHECK(csv_field("beds=20; slots=8") == "\"beds=20; slots=8\"");
  CHECK(csv_field("a\tb") == "\"a\tb\"");
  CHECK(csv_field("a|b") == "\"a|b\"");
}

TEST_CASE("csv: text that a spreadsheet would run as a formula is neutralized") {
  CHECK(csv_field("=1+1") == "'=1+1");
  CHECK(csv_field("+41 79") == "'+41 79");
  CHECK(csv_field("-2") == "'-2");
  CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_field("\tx") == "\"'\tx\"");
  CHECK(csv_field("\rx") == "\"'\rx\"");
  CHECK(csv_field("=HYPERLINK(\"a\",\"b\")") == "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
  CHECK(csv_field("a=b") == "a=b");
  CHECK(csv_field("\nx") == "\"'\nx\"");
  CHECK(csv_field("\n=1+1") == "\"'\n=1+1\"");
  CHECK(csv_field("  =1+1") == "'  =1+1");
  CHECK(csv_field(" \t\r\n-2") == "\"' \t\r\n-2\"");
  CHECK(csv_field("\v@A1") == "'\v@A1");
  CHECK(csv_field("\u00a0\u3000\ufeff+1") == "'\u00a0\u3000\ufeff+1");
  CHECK(csv_field(" \uff1d1+1") == "' \uff1d1+1");
  CHECK(csv_field("  a = b") == "  a = b");
  CHECK(csv_field("   ") == "   ");
}

TEST_CASE("csv: a row with a cell too few or too many breaks a promise") {
  CsvWriter csv(columns, [](std::string_view) {});
  csv.text("detox").number(1.0);
  CHECK_THROWS_AS(csv.end_row(), ContractViolation);
  csv.blank().blank();
  CHECK_THROWS_AS(csv.end_row(), ContractViolation);
}

TEST_CASE("number text: the shortest decimals that read back the same") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(42.0) == "42");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(100000.0) == "100000");
  CHECK(number_text(-2e14) == "-200000000000000");
  CHECK(number_text(1e15) == "1e+15");
  CHECK(number_text(1.0 / 3) == "0.3333333333333333");
  CHECK(number_text(std::int64_t{-7}) == "-7");
  std::mt19937_64 engine(7);
  std::uniform_real_distribution<double> exponent(-30, 30);
  for (int i = 0; i < 1000; ++i) {
    const double number = std::pow(10, exponent(engine));
    const std::string text = number_text(number);
    double back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    CHECK(back == number);
  }
}

// Of rounded numbers, of which most are not looked up by the standard library.
TEST_CASE("number text: numbers of few decimals have the shortest text too") {
  CHECK(number_text(0.001) == "0.001");
  CHECK(number_text(0.0012) == "0.0012");
  CHECK(number_text(0.0009) == "9e-04");
  CHECK(number_text(0.0001) == "1e-04");
  CHECK(number_text(-106.35) == "-106.35");
  CHECK(number_text(99999.999999999) == "99999.999999999");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
  std::mt19937_64 engine(8);
  for (int i = 0; i < 3000; ++i) {
    const double number = static_cast<double>(engine() % 100'000'000) / std::pow(10, engine() % 13);
    if (number == std::trunc(number)) continue;
    std::array<char, 32> shortest{};
    const auto written = std::to_chars(shortest.data(), shortest.data() + shortest.size(), number);
    CHECK(number_text(number) == std::string(shortest.data(), written.ptr));
  }
}

TEST_CASE("number text: whole numbers of few digits are as any other") {
  for (std::int64_t number = -1100; number <= 1100; ++number)
    CHECK(number_text(number) == std::to_string(number));
}

TEST_CASE("number text: what is no number is no figure") {
  CHECK_THROWS_AS(static_cast<void>(number_text(std::numeric_limits<double>::quiet_NaN())),
                  ContractViolation);
  CHECK_THROWS_AS(static_cast<void>(number_text(std::numeric_limits<double>::infinity())),
                  ContractViolation);
}

TEST_SUITE_END();
