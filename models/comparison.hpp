#pragma once

namespace stepdown::models {

/// How a fact about a person is compared with a value.
enum class Comparison { Is, IsNot, AtLeast, Above, AtMost, Below };

}  // namespace stepdown::models
