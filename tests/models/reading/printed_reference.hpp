#pragma once

#include "models/reading/file_loader.hpp"
#include "models/reading/schema.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string>

// What tests of each kind of file hold of its key tables.
namespace stepdown::tests {

/// Holds the part of scenarios/README.md between the marks of that name against what is printed;
/// with STEPDOWN_RENEW=1 puts it there instead.
inline void check_reference(const std::string& mark, const std::string& printed) {
  const std::string reference = "scenarios/README.md";
  const std::string begin = "<!-- " + mark +
                            ": begin (printed from models/reading; STEPDOWN_RENEW=1 "
                            "stepdown_tests renews it) -->\n";
  constexpr std::size_t enough = 1'000'000;
  const models::FileText file = models::load_file(reference, enough);
  REQUIRE_MESSAGE(!file.error, reference);
  const std::string& text = file.text;
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find("<!-- " + mark + ": end -->\n");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  const std::string expected =
      text.substr(0, from) + begin + "\n" + printed + "\n" + text.substr(to);
  if (std::getenv("STEPDOWN_RENEW") != nullptr)  // NOLINT(concurrency-mt-unsafe)
    std::ofstream{reference} << expected;
  else
    CHECK(text == expected);
}

/// Holds that every key has an example and a known type.
inline void check_examples(std::span<const models::schema::Section> sections) {
  for (const models::schema::Section& section : sections)
    for (const models::schema::Key& key : section.keys) {
      CAPTURE(section.name);
      CAPTURE(key.name);
      CHECK_FALSE(key.example.empty());
      CHECK_FALSE(models::schema::expected_of(key.type).empty());
    }
}

}  // namespace stepdown::tests
