#include "analysis/report/sha1.hpp"

#include <boost/uuid/detail/sha1.hpp>
#include <fmt/format.h>

namespace stepdown::analysis {

std::string sha1(std::string_view text) {
  boost::uuids::detail::sha1 hash;
  hash.process_bytes(text.data(), text.size());
  boost::uuids::detail::sha1::digest_type digest{};
  hash.get_digest(digest);
  // five words until Boost 1.85, twenty bytes since
  constexpr int digits_each = 2 * static_cast<int>(sizeof digest[0]);
  std::string hex;
  for (const auto part : digest)
    hex += fmt::format("{:0{}x}", part, digits_each);
  return hex;
}

}  // namespace stepdown::analysis
