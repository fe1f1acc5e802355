#include "sim/distributions/declaration.hpp"

#include "sim/contract.hpp"
#include "sim/distributions/families.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

TEST_SUITE_BEGIN("unit");

using stepdown::sim::ContractViolation;
using stepdown::sim::Declaration;
using stepdown::sim::family_declarations;
using stepdown::sim::Form;
using stepdown::sim::names_of;
using stepdown::sim::Parameter;
using stepdown::sim::ParameterValues;

namespace {

const Declaration& declaration_of(std::string_view name) {
  const auto all = family_declarations();
  return **std::ranges::find(all, name, [](const Declaration* each) { return each->name; });
}

}  // namespace

TEST_CASE("family declaration: every name is there once and has an example") {
  std::set<std::string_view> names;
  for (const Declaration* each : family_declarations()) {
    CAPTURE(std::string{each->name});
    CHECK(names.insert(each->name).second);
    CHECK_FALSE(each->example.empty());
    for (const Parameter& parameter : each->parameters)
      CHECK_FALSE(parameter.example.empty());
  }
  CHECK(names.size() == 20);
}

TEST_CASE("family declaration: forms are made of the parameters and use each of them") {
  for (const Declaration* each : family_declarations()) {
    if (each->body != Declaration::Body::Parameters) continue;
    CAPTURE(std::string{each->name});
    REQUIRE_FALSE(each->forms.empty());
    std::set<std::string_view> used;
    for (const Form& form : each->forms) {
      const bool makes_something = form.make != nullptr;
      REQUIRE(makes_something);
      for (const std::string_view name : names_of(form)) {
        CAPTURE(std::string{name});
        CHECK(std::ranges::find(each->parameters, name, &Parameter::name) !=
              each->parameters.end());
        used.insert(name);
      }
    }
    CHECK(used.size() == each->parameters.size());
  }
}

TEST_CASE("family declaration: the form is the one that asks for just what was given") {
  const Declaration& weibull = declaration_of("weibull");
  ParameterValues given;
  given.add("shape", {2});
  CHECK_THROWS_AS(static_cast<void>(weibull.form_of(given)), ContractViolation);
  given.add("median", {20});
  CHECK(weibull.form_of(given).parameters == "shape median");
  given.add("scale", {20});
  CHECK_THROWS_AS(static_cast<void>(weibull.form_of(given)), ContractViolation);
}

TEST_SUITE_END();
