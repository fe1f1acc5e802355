#include "analysis/report/input_file.hpp"

#include "analysis/report/output_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <system_error>

using stepdown::analysis::plain_file_text;
using stepdown::analysis::read_plain_file;
using stepdown::analysis::write_file;
using stepdown::tests::TemporaryFolder;

TEST_SUITE_BEGIN("unit");

TEST_CASE("input file: at most so much of a plain file is read") {
  const TemporaryFolder place;
  const auto path = place.path() / "a.txt";
  write_file(path, "12345");
  CHECK(read_plain_file(path, 5).text == "12345");
  CHECK(read_plain_file(path, 5).is_whole);
  CHECK(read_plain_file(path, 4).text == "1234");
  CHECK_FALSE(read_plain_file(path, 4).is_whole);
  CHECK(plain_file_text(path, 5) == "12345");
  CHECK_FALSE(plain_file_text(path, 4).has_value());
  write_file(path, std::string(3'000'000, 'x'));
  CHECK(read_plain_file(path, 5'000'000).text.size() == 3'000'000);
}

TEST_CASE("input file: what is no plain file is an error naming the path") {
  const TemporaryFolder place;
  const auto pipe = place.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THROWS_WITH_AS((void)read_plain_file(pipe, 5),
                       fmt::format("{} is no plain file: Invalid argument", pipe.string()).c_str(),
                       std::system_error);
  CHECK_THROWS_WITH_AS((void)read_plain_file("/dev/zero", 5),
                       "/dev/zero is no plain file: Invalid argument",
                       std::system_error);
  CHECK_THROWS_WITH_AS((void)read_plain_file("/", 5), "/: Is a directory", std::system_error);
  CHECK_THROWS_WITH_AS((void)read_plain_file("/nowhere", 5),
                       "/nowhere: No such file or directory",
                       std::system_error);
  CHECK_FALSE(plain_file_text("/dev/zero", 5).has_value());
}

TEST_SUITE_END();
