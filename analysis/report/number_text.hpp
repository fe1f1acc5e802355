#pragma once

#include "sim/time.hpp"

#include <cstdint>
#include <string>

namespace stepdown::analysis {

/// The shortest decimal text that reads back as exactly this number, with a dot whatever the
/// locale: "0.1", "1e-07", "42". Minus zero is "0". Whole numbers below 10^15 have no exponent.
/// @pre `number` is finite.
[[nodiscard]] std::string number_text(double number);
[[nodiscard]] std::string number_text(std::int64_t number);

/// So long in days, with as few decimals as tell the millisecond, at most eight: "0.25",
/// "0.04166667" for an hour. @pre time >= 0
[[nodiscard]] std::string days_text(sim::Ticks time);

/// The same, added to the end of `to`.
void append_number(std::string& to, double number);
void append_number(std::string& to, std::int64_t number);

}  // namespace stepdown::analysis
