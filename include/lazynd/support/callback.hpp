// SPDX-License-Identifier: BSD-3-Clause
// A function object behind a pointer: std::function for callbacks, without the header <functional>, which costs every user 0.1 s.
#pragma once
#include <concepts>
#include <memory>
#include <utility>

namespace lazynd {

template <class Signature>
class callback;

/// Any function object with that signature, or none. Copies share it. Calling an empty one is undefined.
template <class R, class... Args>
class callback<R(Args...)> {
 public:
  callback() noexcept = default;
  template <class F>
  requires(!std::same_as<std::remove_cvref_t<F>, callback> && std::is_invocable_r_v<R, std::decay_t<F>&, Args...>) callback(F&& f)
      : object_(std::make_shared<std::decay_t<F>>(std::forward<F>(f))),
        call_([](void* object, Args... args) -> R { return (*static_cast<std::decay_t<F>*>(object))(std::forward<Args>(args)...); }) {}

  explicit operator bool() const noexcept { return object_ != nullptr; }
  R operator()(Args... args) const { return call_(object_.get(), std::forward<Args>(args)...); }

 private:
  std::shared_ptr<void> object_;
  R (*call_)(void* object, Args... args) = nullptr;
};

}  // namespace lazynd
