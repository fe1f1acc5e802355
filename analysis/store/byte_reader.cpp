#include "analysis/store/byte_reader.hpp"

#include <bit>

namespace stepdown::analysis {

std::uint8_t ByteReader::byte() {
  if (!is_sound_ || bytes_.empty()) {
    refuse();
    return 0;
  }
  const auto value = static_cast<std::uint8_t>(bytes_.front());
  bytes_.remove_prefix(1);
  return value;
}

std::uint64_t ByteReader::whole() {
  constexpr unsigned bits = 64;
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < bits; shift += 7U) {
    const std::uint8_t next = byte();
    number |= std::uint64_t{next & 0x7fU} << shift;
    if (next < 0x80) return is_sound_ ? number : 0;
  }
  refuse();
  return 0;
}

double ByteReader::real() {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 8; ++i)
    bits |= std::uint64_t{byte()} << (8 * i);
  return is_sound_ ? std::bit_cast<double>(bits) : 0;
}

std::size_t ByteReader::count() {
  const std::uint64_t number = whole();
  if (number <= bytes_.size()) return number;
  refuse();
  return 0;
}

}  // namespace stepdown::analysis
