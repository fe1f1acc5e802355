#pragma once

#include <memory>
#include <utility>

namespace stepdown::sim {

/// A value kept on the heap: copies copy the value, comparison compares the value. Lets a type
/// contain itself (a truncated distribution holds a distribution).
///
/// A moved-from `Indirect` may only be assigned to or destroyed.
template <class T>
class Indirect {
 public:
  Indirect() : value_{std::make_unique<T>()} {}
  // Implicit on purpose: an Indirect<T> stands where a T is meant.
  Indirect(T value)
      : value_{std::make_unique<T>(std::move(value))} {}  // NOLINT(google-explicit-constructor)
  Indirect(const Indirect& other) : value_{std::make_unique<T>(*other.value_)} {}
  Indirect(Indirect&&) noexcept = default;
  Indirect& operator=(const Indirect& other) {
    if (this != &other) value_ = std::make_unique<T>(*other.value_);
    return *this;
  }
  Indirect& operator=(Indirect&&) noexcept = default;
  ~Indirect() = default;

  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] const T* operator->() const { return value_.get(); }

  friend bool operator==(const Indirect& a, const Indirect& b) { return *a.value_ == *b.value_; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace stepdown::sim
