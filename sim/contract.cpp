#include "sim/contract.hpp"

#include <string>

namespace stepdown::sim {

[[gnu::cold]] void fail_contract(std::string_view promise, const std::source_location& where) {
  std::string text{where.file_name()};
  text += ':';
  text += std::to_string(where.line());
  text += ": broken promise: ";
  text += promise;
  throw ContractViolation{text};
}

}  // namespace stepdown::sim
