#include "analysis/report/sha1.hpp"

#include <doctest/doctest.h>

#include <string>

using stepdown::analysis::sha1;

TEST_SUITE_BEGIN("unit");

// Source of the digests: FIPS 180-4's examples, and `printf '' | sha1sum`.
TEST_CASE("sha1: the published examples") {
  CHECK(sha1("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK(sha1("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(sha1(std::string(1000000, 'a')) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_SUITE_END();
