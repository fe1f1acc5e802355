#include "analysis/store/byte_writer.hpp"

#include <bit>

namespace stepdown::analysis {

void ByteWriter::whole(std::uint64_t number) {
  while (number >= 0x80) {
    byte(static_cast<std::uint8_t>(number & 0x7f) | 0x80U);
    number >>= 7U;
  }
  byte(static_cast<std::uint8_t>(number));
}

void ByteWriter::real(double number) {
  auto bits = std::bit_cast<std::uint64_t>(number);
  for (int i = 0; i < 8; ++i, bits >>= 8U)
    byte(static_cast<std::uint8_t>(bits & 0xff));
}

}  // namespace stepdown::analysis
