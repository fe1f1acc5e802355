#pragma once

#include "models/reading/reading.hpp"
#include "sim/distributions/declaration.hpp"

#include <optional>

namespace stepdown::models {

/// The parameters of one family of distributions as plain numbers, each read as the kind of
/// quantity that its declaration says; nothing, and an error, when something is refused.
[[nodiscard]] std::optional<sim::ParameterValues> read_parameters(
    Reading& reading, const Field& field, const sim::Declaration& declaration);

/// The type of the schema whose values are that kind of quantity.
[[nodiscard]] std::string_view type_of(sim::Quantity kind);

}  // namespace stepdown::models
