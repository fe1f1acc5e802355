#include "analysis/store/seal.hpp"

#include <boost/crc.hpp>

namespace stepdown::analysis {

namespace {

/// A checksum of numbers and texts, one after the other.
class Sum {
 public:
  Sum& number(std::int64_t value) {
    for (unsigned i = 0; i < 8; ++i)
      crc_.process_byte(static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i)));
    return *this;
  }
  /// With its length, so that no text goes on in the next.
  Sum& text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    crc_.process_bytes(value.data(), value.size());
    return *this;
  }
  [[nodiscard]] std::uint32_t get() const { return crc_.checksum(); }

 private:
  boost::crc_32_type crc_;
};

std::uint32_t sum_of(const StoreIdentity& identity) {
  Sum sum;
  for (const auto& [name, value] : identity)
    sum.text(name).text(value);
  return sum.get();
}

}  // namespace

Seal::Seal(const StoreIdentity& identity) : identity_{sum_of(identity)} {}

std::int64_t Seal::of_note(std::string_view name, std::string_view text) const {
  return Sum{}.number(identity_).text(name).text(text).get();
}

std::int64_t Seal::of_point(std::int64_t id, std::string_view settings) const {
  return Sum{}.number(identity_).number(id).text(settings).get();
}

std::int64_t Seal::of_replication(std::string_view settings,
                                  int number,
                                  std::string_view record) const {
  return Sum{}.number(identity_).text(settings).number(number).text(record).get();
}

}  // namespace stepdown::analysis
