#include "tests/architecture/size_rules.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using stepdown::tests::listing;
using stepdown::tests::long_files;
using stepdown::tests::long_functions;
using stepdown::tests::needless_excuses;
using stepdown::tests::project_files;
using stepdown::tests::SharedHeader;
using stepdown::tests::sources_without_header;

namespace {

std::string lines(int count, const std::string& line) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += line + "\n";
  return text;
}

const std::vector<SharedHeader>& shared_headers() {
  static const std::vector<SharedHeader> shared = {
      {"analysis/catalog/", "_figures.cpp"},
      {"analysis/report/", "_csv.cpp"},
      {"models/care/alongside", ".cpp"},
      {"models/care/books", ".cpp"},
      {"models/care/bridging", ".cpp"},
      {"models/care/holding", ".cpp"},
      {"models/care/list_length", ".cpp"},
      {"models/care/medicated", ".cpp"},
      {"models/care/opening", ".cpp"},
      {"models/care/overtaking", ".cpp"},
      {"models/care/period_record", ".cpp"},
      {"models/care/person_hazards", ".cpp"},
      {"models/care/placement", ".cpp"},
      {"models/care/rings", ".cpp"},
      {"models/care/second_place_record", ".cpp"},
      {"models/care/seats", ".cpp"},
      {"models/care/services", ".cpp"},
      {"models/care/shared_places", ".cpp"},
      {"models/care/span_record", ".cpp"},
      {"models/care/start", ".cpp"},
      {"models/care/stays", ".cpp"},
      {"models/care/trials", ".cpp"},
  };
  return shared;
}

}  // namespace

TEST_SUITE_BEGIN("architecture");

TEST_CASE("sizes: no file has more than 400 lines") {
  CHECK(listing(long_files(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("sizes: a long file is reported") {
  CHECK(listing(long_files({{"sim/a.cpp", lines(400, "int a;")},
                            {"tests/b.cpp", lines(401, "int b;")}})) == "tests/b.cpp: 401 lines\n");
}

TEST_CASE("sizes: no function has more than 60 lines") {
  CHECK(listing(long_functions(project_files({".hpp", ".cpp"}))) == "");
}

TEST_CASE("sizes: a long function is reported and long tables and classes and tests are not") {
  const std::string body = lines(60, "  go();");
  const std::string function = "int f(int x) {\n" + body + "}\n";
  CHECK(listing(long_functions({
            {"sim/a.cpp", "namespace a {\n\nint g() {\n  return 1;\n}\n\n" + function + "}\n"},
            {"sim/b.cpp", "void f() {\n" + lines(59, "  go({1});") + "}\n"},
            {"sim/c.hpp", "class C : public B {\n" + lines(80, "  void f();") + "};\n"},
            {"sim/d.hpp", "struct D {\n  D() : a_(1), b_{2} {\n" + body + "  }\n};\n"},
            {"sim/e.cpp", "constexpr int e[] = {\n" + lines(80, "    1,") + "};\n"},
            {"tests/f.cpp", function},
        })) ==
        "sim/a.cpp:7: 61 lines\n"
        "sim/d.hpp:2: 61 lines\n");
}

TEST_CASE("headers: each source has one of its name") {
  const auto files = project_files({".hpp", ".cpp"});
  CHECK(listing(sources_without_header(files, shared_headers())) == "");
  CHECK(listing(needless_excuses(files, shared_headers())) == "");
}

TEST_CASE("headers: a source without one is reported and so is a needless excuse") {
  const std::vector<stepdown::tests::SourceFile> files = {{"analysis/cli/main.cpp", ""},
                                                          {"sim/a.cpp", ""},
                                                          {"sim/a.hpp", ""},
                                                          {"sim/b.cpp", ""},
                                                          {"sim/c.cpp", ""},
                                                          {"tests/d.cpp", ""}};
  CHECK(listing(sources_without_header(files, {{"sim/c", ".cpp"}})) == "sim/b.cpp\n");
  CHECK(
      listing(needless_excuses(files, {{"sim/a", ".cpp"}, {"sim/", "c.cpp"}, {"sim/d", ".cpp"}})) ==
      "sim/a*.cpp\nsim/d*.cpp\n");
}

TEST_SUITE_END();
