#include "analysis/store/record_bytes.hpp"

#include "analysis/store/byte_reader.hpp"
#include "analysis/store/byte_writer.hpp"
#include "tests/analysis/store/kept_scenario.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

using stepdown::analysis::ByteReader;
using stepdown::analysis::ByteWriter;
using stepdown::analysis::kept_lines;
using stepdown::analysis::record_from;
using stepdown::analysis::to_bytes;
using stepdown::tests::kept_replications;

TEST_SUITE_BEGIN("unit");

TEST_CASE("bytes: numbers are read as they were written") {
  ByteWriter to;
  to.whole(0);
  to.whole(127);
  to.whole(128);
  to.whole(std::numeric_limits<std::uint64_t>::max());
  to.real(-0.1);
  const std::string bytes = to.take();
  CHECK(bytes.size() == 1 + 1 + 2 + 10 + 8);
  ByteReader from(bytes);
  CHECK(from.whole() == 0);
  CHECK(from.whole() == 127);
  CHECK(from.whole() == 128);
  CHECK(from.whole() == std::numeric_limits<std::uint64_t>::max());
  CHECK(from.real() == -0.1);
  CHECK(from.is_whole());
  CHECK(from.byte() == 0);
  CHECK_FALSE(from.is_sound());
}

TEST_CASE("record: what is cut off or has more behind it is none") {
  const auto kept = kept_replications(40, 2);
  const auto lines = kept_lines(kept.figures);
  const std::string bytes = to_bytes(kept.records.front());
  REQUIRE(record_from(bytes, lines).has_value());
  CHECK_FALSE(record_from(bytes + '\0', lines).has_value());
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 200)
    CHECK_FALSE(record_from(std::string_view(bytes).substr(0, size), lines).has_value());
}

TEST_CASE("record: any other byte gives a record or none") {
  const auto kept = kept_replications(25, 1);
  const auto lines = kept_lines(kept.figures);
  const std::string bytes = to_bytes(kept.records.front());
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 500) {
    for (const unsigned other : {0x01U, 0x80U, 0xffU}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ other);
      if (!record_from(changed, lines)) ++refused;
    }
  }
  CHECK(refused > 0);
}

TEST_SUITE_END();
