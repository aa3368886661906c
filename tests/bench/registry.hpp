// SPDX-License-Identifier: BSD-3-Clause
// Every workload with the contenders that were built. Each library's objects add themselves before main.
#pragma once
#include <chrono>
#include <cstring>
#include <functional>
#include <map>
#include <memory>

#include "workload.hpp"

namespace bench {

using factory = std::function<std::unique_ptr<contender>(const setting&, const std::vector<input_data>&)>;

struct entry {
  description about;
  std::function<std::vector<input_data>(long n)> make_inputs;
  std::vector<extents (*)(long n)> input_shapes;
  std::function<extents(long n)> output_shape;
  std::string output_dtype;
  std::size_t output_itemsize = 0;
  bool single_precision = false;
  std::map<std::string, factory> contenders;
};

/// Values of input `number`, which every contender gets.
template <class T>
std::vector<unsigned char> random_values(std::size_t count, const description& about, unsigned number);

/// All entries, in the order in which they were added.
std::vector<entry>& registry();

/// The entry of a name in a group; added when it is new.
entry& entry_for(const description& about);

template <class Operand>
input_data make_input(const description& about, long n, unsigned number) {
  const extents shape = Operand::shape(n);
  return {dtype_name<typename Operand::type>(), shape, random_values<typename Operand::type>(count_of(shape), about, number)};
}

/// A C++ library's run of a workload: `Library` says how it stores arrays and assigns to them.
template <class Library, class Workload>
class typed_contender : public contender {
  template <class>
  struct storage_of_all;
  template <class... Operand>
  struct storage_of_all<given<Operand...>> {
    using type = std::tuple<typename Library::template storage<typename Operand::type, Operand::rank>...>;
  };
  using output = typename Workload::output;

 public:
  typed_contender(const setting& with, const std::vector<input_data>& inputs) : threads_(with.threads) {
    fill(inputs, std::make_index_sequence<std::tuple_size_v<typename Workload::inputs>>{});
    Library::template make<typename output::type, output::rank>(out_, output::shape(with.n));
  }
  double run(long times) override {
    Library::set_threads(threads_);
    const auto begin = std::chrono::steady_clock::now();
    for (long i = 0; i < times; ++i) {
      if constexpr (Library::hand_written) {
        std::apply([&](auto&... in) { Workload::loop(out_, in...); }, in_);
      } else {
        std::apply([&](auto&... in) { Workload::template run<Library>(out_, in...); }, in_);
      }
      asm volatile("" : : "r"(&out_) : "memory");
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  std::vector<double> sample(std::size_t most) override {
    std::vector<double> values;
    if constexpr (output::rank == 0) {
      values.push_back(static_cast<double>(out_));
    } else {
      const std::size_t count = Library::size(out_);
      const std::size_t taken = std::min(most, count);
      for (std::size_t i = 0; i < taken; ++i) values.push_back(static_cast<double>(Library::data(out_)[sample_position(i, taken, count)]));
    }
    return values;
  }

 private:
  template <std::size_t... I>
  void fill(const std::vector<input_data>& inputs, std::index_sequence<I...>) {
    (fill_one<std::tuple_element_t<I, typename Workload::inputs>>(std::get<I>(in_), inputs[I]), ...);
  }
  template <class Operand>
  static void fill_one(typename Library::template storage<typename Operand::type, Operand::rank>& array, const input_data& from) {
    using T = typename Operand::type;
    Library::template make<T, Operand::rank>(array, from.shape);
    std::memcpy(static_cast<void*>(Library::data(array)), from.bytes.data(), from.bytes.size());
  }

  int threads_;
  typename storage_of_all<typename Workload::inputs>::type in_;
  typename Library::template storage<typename output::type, output::rank> out_{};
};

template <class Library, class Workload>
void add_contender(const char* group) {
  description about = Workload::about();
  about.group = group;
  using element = typename std::tuple_element_t<0, typename Workload::inputs>::type;
  const std::string type = short_name<element>();
  if (type != "f64" && about.name.find(type) == std::string::npos) about.name += " " + type;
  entry& at = entry_for(about);
  if (!at.output_shape) {
    at.single_precision = std::is_same_v<element, float>;
    at.output_shape = &Workload::output::shape;
    at.output_dtype = dtype_name<typename Workload::output::type>();
    at.output_itemsize = sizeof(typename Workload::output::type);
    [&]<class... Operand>(std::type_identity<given<Operand...>>) {
      at.input_shapes = {&Operand::shape...};
      at.make_inputs = [about](long n) {
        unsigned number = 0;
        return std::vector<input_data>{make_input<Operand>(about, n, number++)...};
      };
    }(std::type_identity<typename Workload::inputs>{});
  }
  at.contenders[Library::name] = [](const setting& with, const std::vector<input_data>& inputs) -> std::unique_ptr<contender> {
    return std::make_unique<typed_contender<Library, Workload>>(with, inputs);
  };
}

/// Adds one library's contender for each workload of a list; `Library::takes<Workload>` says which it can run.
template <class Library, class List>
struct contenders;
template <class Library, class... Workload>
struct contenders<Library, std::tuple<Workload...>> {
  explicit contenders(const char* group) { (add<Workload>(group), ...); }

 private:
  template <class One>
  void add(const char* group) {
    if constexpr (Library::template takes<One>) add_contender<Library, One>(group);
  }
};

}  // namespace bench
