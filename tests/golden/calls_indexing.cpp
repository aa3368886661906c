// SPDX-License-Identifier: BSD-3-Clause
// Elements by index.
#include "binding.hpp"

namespace golden {

namespace {

std::vector<lazynd::index_item> basic_items(const argument& x) {
  const auto* const expression = std::get_if<index_argument>(&x.form);
  if (!expression) throw missing("an index of another kind");
  std::vector<lazynd::index_item> items;
  for (const index_entry& entry : expression->entries) {
    const auto* const item = std::get_if<lazynd::index_item>(&entry);
    if (!item) throw missing("an index that is an array or a bool");
    items.push_back(*item);
  }
  return items;
}

/// `x(items...)` for a number of items known at run time.
lazynd::any_view indexed(const lazynd::any_view& x, const argument& index) {
  const lazynd::block_handle& base = x.storage();
  const lazynd::sliced part = lazynd::apply_index(base->where, basic_items(index));
  return lazynd::any_view(view_block(base, base->data + part.offset, part.where));
}

result getitem(const call& of) {
  parameters given(of);
  const lazynd::any_view x = as_array(given.need("self"));
  const argument& index = given.need("key");
  given.finish();
  return of_array(indexed(x, index));
}

result setitem(const call& of) {
  parameters given(of);
  lazynd::any_array copy(as_array(given.need("self")));
  const argument &index = given.need("key"), &value = given.need("value");
  given.finish();
  lazynd::any_view place = indexed(copy, index);
  // NumPy stores by any casting; assigning to a view asks for same_kind.
  place = lazynd::cast(as_operand(value), place.dtype());
  return of_array(copy);
}

}  // namespace

void add_indexing_calls(bindings& to) {
  to["ndarray.__getitem__"] = getitem;
  to["ndarray.__setitem__"] = setitem;
}

}  // namespace golden
