#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace stepdown::analysis {

/// Numbers one after the other, in few bytes: whole numbers in 7 bits a byte, the least significant
/// first; others as the 8 bytes of a double, the least significant first, whatever the machine.
class ByteWriter {
 public:
  void whole(std::uint64_t number);
  void real(double number);
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }

  [[nodiscard]] std::string take() { return std::exchange(bytes_, {}); }

 private:
  std::string bytes_;
};

}  // namespace stepdown::analysis
