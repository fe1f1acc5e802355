#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stepdown::analysis {

/// Reads what `ByteWriter` wrote. Bytes that it did not write are no danger: past their end, and
/// after a number that is none, everything is 0 and `is_sound` is false.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t whole();
  [[nodiscard]] double real();
  [[nodiscard]] std::uint8_t byte();
  /// How many things of at least one byte follow; not sound if that is more than there are bytes.
  [[nodiscard]] std::size_t count();

  void refuse() { is_sound_ = false; }
  [[nodiscard]] bool is_sound() const { return is_sound_; }
  /// All has been read, and was sound.
  [[nodiscard]] bool is_whole() const { return is_sound_ && bytes_.empty(); }

 private:
  std::string_view bytes_;  ///< not read yet
  bool is_sound_ = true;
};

}  // namespace stepdown::analysis
