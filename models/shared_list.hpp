#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace stepdown::models {

/// A list as a plain value, of which copies have the elements in common until one of them changes
/// an element, which is its own from then on. A copy costs a pointer an element.
///
/// What is only looked at keeps its address as long as any list has it.
template <class T>
class SharedList {
  template <bool is_const>
  class Iterator {
    using Inner = std::conditional_t<is_const,
                                     typename std::vector<std::shared_ptr<T>>::const_iterator,
                                     typename std::vector<std::shared_ptr<T>>::iterator>;

   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = std::conditional_t<is_const, const T*, T*>;
    using reference = std::conditional_t<is_const, const T&, T&>;

    Iterator() = default;
    explicit Iterator(Inner at) : at_{at} {}
    // Implicit on purpose, as of all iterators.
    template <bool other_is_const>
      requires(is_const && !other_is_const)
    Iterator(const Iterator<other_is_const>& other)  // NOLINT(google-explicit-constructor)
        : at_{other.inner()} {}

    [[nodiscard]] Inner inner() const { return at_; }
    reference operator*() const {
      if constexpr (is_const)
        return **at_;
      else
        return own(*at_);
    }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator+=(difference_type n) {
      at_ += n;
      return *this;
    }
    Iterator& operator-=(difference_type n) {
      at_ -= n;
      return *this;
    }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) { return a.at_ - b.at_; }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
    friend auto operator<=>(const Iterator& a, const Iterator& b) { return a.at_ <=> b.at_; }

   private:
    Inner at_{};
  };

 public:
  using value_type = T;
  using iterator = Iterator<false>;
  using const_iterator = Iterator<true>;

  SharedList() = default;
  SharedList(std::initializer_list<T> items) : SharedList(std::vector<T>(items)) {}
  // Implicit on purpose: it stands where a vector could.
  SharedList(std::vector<T> items) {  // NOLINT(google-explicit-constructor)
    for (T& item : items)
      push_back(std::move(item));
  }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] const T& operator[](std::size_t i) const { return *items_[i]; }
  [[nodiscard]] T& operator[](std::size_t i) { return own(items_[i]); }
  [[nodiscard]] const T& front() const { return *items_.front(); }
  [[nodiscard]] T& front() { return own(items_.front()); }
  [[nodiscard]] const T& back() const { return *items_.back(); }
  [[nodiscard]] T& back() { return own(items_.back()); }
  [[nodiscard]] const_iterator begin() const { return const_iterator{items_.begin()}; }
  [[nodiscard]] const_iterator end() const { return const_iterator{items_.end()}; }
  [[nodiscard]] iterator begin() { return iterator{items_.begin()}; }
  [[nodiscard]] iterator end() { return iterator{items_.end()}; }

  /// Whether both have the very same element there, not only an equal one.
  [[nodiscard]] bool shares(const SharedList& other, std::size_t i) const {
    return i < items_.size() && i < other.items_.size() && items_[i] == other.items_[i];
  }
  /// The same of all elements.
  [[nodiscard]] bool shares_all(const SharedList& other) const { return items_ == other.items_; }

  void push_back(T item) { items_.push_back(std::make_shared<T>(std::move(item))); }
  T& emplace_back() { return *items_.emplace_back(std::make_shared<T>()); }
  void pop_back() { items_.pop_back(); }
  iterator insert(const_iterator before, T item) {
    return iterator{items_.insert(before.inner(), std::make_shared<T>(std::move(item)))};
  }
  iterator erase(const_iterator at) { return iterator{items_.erase(at.inner())}; }
  void clear() { items_.clear(); }
  /// Puts another element there; lists that have the old one keep it.
  void replace(std::size_t i, T item) { items_[i] = std::make_shared<T>(std::move(item)); }

 private:
  static T& own(std::shared_ptr<T>& item) {
    if (item.use_count() > 1) item = std::make_shared<T>(*item);
    return *item;
  }

  std::vector<std::shared_ptr<T>> items_;
};

/// The position of the first that is called so; the size of the list: there is none.
template <class T>
[[nodiscard]] std::size_t position_of(const SharedList<T>& list, std::string_view name) {
  std::size_t position = 0;
  while (position < list.size() && list[position].name.value != name)
    ++position;
  return position;
}

}  // namespace stepdown::models
