#include "tests/architecture/house_rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>

TEST_SUITE_BEGIN("architecture");

using stepdown::tests::default_labels;
using stepdown::tests::exits_and_prints;
using stepdown::tests::globs;
using stepdown::tests::listing;
using stepdown::tests::macros;
using stepdown::tests::project_files;
using stepdown::tests::stray_entries;
using stepdown::tests::stray_exception_handlers;
using stepdown::tests::unclear_tests;
using stepdown::tests::unguarded_headers;
using stepdown::tests::unlisted_sources;

TEST_CASE("exceptions: they are caught at the borders only") {
  CHECK(listing(stray_exception_handlers(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("exceptions: a handler elsewhere is reported and words in comments and names are not") {
  CHECK(listing(stray_exception_handlers({
            {"sim/places.cpp", "// try again\nint retry = 0;\ntry {\n} catch (...) {\n}\n"},
            {"models/compile.cpp", "void try_all();\nauto s = \"catch\";\n"},
            {"models/reading/yaml_reader.cpp", "try {\n} catch (...) {\n}\n"},
            {"analysis/cli/cli.cpp", "try {\n} catch (...) {\n}\n"},
            {"tests/sim/places_test.cpp", "try {\n} catch (...) {\n}\n"},
        })) ==
        "sim/places.cpp:3: try\n"
        "sim/places.cpp:4: catch\n");
}

TEST_CASE("switches: none has a default label") {
  CHECK(listing(default_labels(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("switches: a default label is reported and a defaulted function is not") {
  CHECK(listing(default_labels({
            {"sim/a.cpp", "switch (kind) {\n  case A: break;\n  default: break;\n}\n"},
            {"sim/b.cpp", "switch (kind) {\n  default :\n}\n"},
            {"sim/c.hpp", "C() = default;\n/* default: */ auto text = R\"(default:)\";\n"},
        })) ==
        "sim/a.cpp:3: default:\n"
        "sim/b.cpp:2: default:\n");
}

TEST_CASE("libraries: none prints or ends the program") {
  CHECK(listing(exits_and_prints(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("libraries: printing and ending the program are reported") {
  CHECK(listing(exits_and_prints({
            {"sim/a.cpp", "std::cout << exit;\nassert(true);\nstatic_assert(true);\n"},
            {"models/b.cpp", "std::exit(1);\nexit_reason = 2;\n"},
            {"analysis/cli/main.cpp", "return run_cli(args, std::cout, std::cerr);\n"},
            {"tests/c.cpp", "std::abort();\n"},
        })) ==
        "sim/a.cpp:2: assert\n"
        "sim/a.cpp:1: std::cout\n"
        "models/b.cpp:1: std::exit\n");
}

TEST_CASE("headers: every header begins with its guard") {
  CHECK(listing(unguarded_headers(project_files({".hpp"}))) == "");
}

TEST_CASE("headers: a missing or late guard is reported") {
  CHECK(listing(unguarded_headers({
            {"sim/a.hpp", "#pragma once\n"},
            {"sim/b.hpp", "// b\n#pragma once\n"},
            {"sim/c.hpp", "#include <vector>\n"},
            {"sim/d.cpp", "#include <vector>\n"},
        })) ==
        "sim/b.hpp:1: no guard\n"
        "sim/c.hpp:1: no guard\n");
}

TEST_CASE("macros: none is ours") {
  CHECK(listing(macros(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("macros: a macro is reported outside the tests") {
  CHECK(listing(macros({
            {"sim/a.hpp", "#pragma once\n#define A 1\n// # define B\n"},
            {"tests/main.cpp", "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n"},
        })) == "sim/a.hpp:2: define\n");
}

TEST_CASE("test names: each is unique and none is split by a filter") {
  CHECK(listing(unclear_tests(project_files({".cpp"}))) == "");
}

TEST_CASE("test names: commas and repetitions and unknown suites are reported") {
  const std::string begin = "TEST_SUITE_BEGIN(\"unit\");\n";
  CHECK(listing(unclear_tests({
            {"tests/a_test.cpp", begin + "TEST_CASE(\"a: one, two\") {}\nTEST_CASE(\"b\") {}\n"},
            {"tests/b_test.cpp", begin + "TEST_CASE(\n    \"c; d\") {}\nTEST_CASE(\"b\") {}\n"},
            {"tests/c_test.cpp", "TEST_SUITE_BEGIN(\"units\");\n// TEST_CASE(\"b\")\n"},
            {"tests/d_test.cpp", "TEST_CASE(\"d\") {}\n"},
        })) ==
        "tests/a_test.cpp:2: comma or semicolon in 'a: one, two'\n"
        "tests/b_test.cpp:3: comma or semicolon in 'c; d'\n"
        "tests/b_test.cpp:4: again 'b'\n"
        "tests/c_test.cpp:1: unknown suite 'units'\n"
        "tests/d_test.cpp:1: no TEST_SUITE_BEGIN\n");
}

TEST_CASE("build files: sources are listed by hand") {
  CHECK(listing(globs(project_files({"CMakeLists.txt"}))) == "");
}

TEST_CASE("build files: a pattern is reported") {
  CHECK(listing(globs({
            {"sim/CMakeLists.txt", "add_library(stepdown_sim)\nfile(GLOB sources *.cpp)\n"},
            {"models/CMakeLists.txt", "add_library(stepdown_models GLOBAL)\n"},
        })) == "sim/CMakeLists.txt:2: GLOB\n");
}

TEST_CASE("build files: every script of the page is listed") {
  const std::string room = "analysis/views/";
  const std::string scripts = room + "page/src/";
  const auto lists = project_files({"CMakeLists.txt"});
  const auto list = std::find_if(lists.begin(), lists.end(), [&](const auto& file) {
    return file.path == room + "CMakeLists.txt";
  });
  REQUIRE(list != lists.end());
  std::size_t found = 0;
  for (const auto& script : project_files({".ts"})) {
    if (!script.path.starts_with(scripts)) continue;
    ++found;
    CHECK_MESSAGE(
        list->text.find("\n  " + script.path.substr(room.size()) + "\n") != std::string::npos,
        script.path);
  }
  CHECK(found > 10);
}

TEST_CASE("build files: every source is listed") {
  CHECK(listing(unlisted_sources(project_files({".cpp", "CMakeLists.txt"}))) == "");
}

TEST_CASE("build files: a source that no list names is reported") {
  CHECK(listing(unlisted_sources({
            {"analysis/CMakeLists.txt", "add_library(a STATIC\n  report/csv.cpp\n  summary.cpp)\n"},
            {"analysis/csv.cpp", ""},
            {"analysis/report/csv.cpp", ""},
            {"analysis/summary.cpp", ""},
            {"sim/summary.cpp", ""},
        })) ==
        "analysis/csv.cpp:1: no CMakeLists.txt lists this file\n"
        "sim/summary.cpp:1: no CMakeLists.txt lists this file\n");
}

TEST_CASE("top level: it holds the seven entries and their papers and nothing else") {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(".")) {
    names.push_back(entry.path().filename().string());
  }
  CHECK(listing(stray_entries(names)) == "");
  for (const std::string entry :
       {"CMakeLists.txt", "README.md", "analysis", "models", "scenarios", "sim", "tests"}) {
    CAPTURE(entry);
    CHECK(std::filesystem::exists(entry));
  }
}

TEST_CASE("top level: an unexpected entry is reported") {
  CHECK(listing(stray_entries({"sim", ".ci", "docs", "LICENSE", "results.csv"})) ==
        "docs\nresults.csv\n");
}

TEST_SUITE_END();
