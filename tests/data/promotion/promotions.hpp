// SPDX-License-Identifier: BSD-3-Clause
// The dtype of each ufunc of two arguments for each pair of dtypes, as NumPy gives it under NEP 50. Written by make.py.
#pragma once
#include <string_view>

namespace promotions {

// A row for each dtype of the left argument, a column for each dtype of the right one, both in the order of `dtypes`; then four columns
// with a weak bool, integer, float and complex number on the right, and four with one on the left. '.': NumPy refuses.
inline constexpr std::string_view dtypes = "?bhilBHILefdFD";
inline constexpr int dtype_count = 14, weak_count = 4;

struct table {
  std::string_view operations;  ///< that have this table, each between spaces
  std::string_view rows[dtype_count];
};

/// Whether a table is that of an operation.
constexpr bool has(const table& of, std::string_view operation) {
  const std::string_view all = of.operations;
  for (std::size_t at = all.find(operation); at != all.npos; at = all.find(operation, at + 1)) {
    if (all[at - 1] == ' ' && all[at + operation.size()] == ' ') return true;
  }
  return false;
}

// clang-format off
inline constexpr table tables[] = {
    {" add multiply minimum maximum fmin fmax ", {
        "?bhilBHILefdFD ?ldD ?ldD",
        "bbhilhildefdFD bbdD bbdD",
        "hhhilhildffdFD hhdD hhdD",
        "iiiiliilddddDD iidD iidD",
        "llllllllddddDD lldD lldD",
        "BhhilBHILefdFD BBdD BBdD",
        "HiiilHHILffdFD HHdD HHdD",
        "IllllIIILdddDD IIdD IIdD",
        "LddddLLLLdddDD LLdD LLdD",
        "eefddefddefdFD eeeF eeeF",
        "fffddffddffdFD fffF fffF",
        "ddddddddddddDD dddD dddD",
        "FFFDDFFDDFFDFD FFFF FFFF",
        "DDDDDDDDDDDDDD DDDD DDDD",
    }},
    {" subtract ", {
        ".bhilBHILefdFD .ldD .ldD",
        "bbhilhildefdFD bbdD bbdD",
        "hhhilhildffdFD hhdD hhdD",
        "iiiiliilddddDD iidD iidD",
        "llllllllddddDD lldD lldD",
        "BhhilBHILefdFD BBdD BBdD",
        "HiiilHHILffdFD HHdD HHdD",
        "IllllIIILdddDD IIdD IIdD",
        "LddddLLLLdddDD LLdD LLdD",
        "eefddefddefdFD eeeF eeeF",
        "fffddffddffdFD fffF fffF",
        "ddddddddddddDD dddD dddD",
        "FFFDDFFDDFFDFD FFFF FFFF",
        "DDDDDDDDDDDDDD DDDD DDDD",
    }},
    {" divide ", {
        "dddddddddefdFD dddD dddD",
        "dddddddddefdFD dddD dddD",
        "dddddddddffdFD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "dddddddddefdFD dddD dddD",
        "dddddddddffdFD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "eefddefddefdFD eeeF eeeF",
        "fffddffddffdFD fffF fffF",
        "ddddddddddddDD dddD dddD",
        "FFFDDFFDDFFDFD FFFF FFFF",
        "DDDDDDDDDDDDDD DDDD DDDD",
    }},
    {" floor_divide remainder fmod ", {
        "bbhilBHILefd.. bld. bld.",
        "bbhilhildefd.. bbd. bbd.",
        "hhhilhildffd.. hhd. hhd.",
        "iiiiliildddd.. iid. iid.",
        "lllllllldddd.. lld. lld.",
        "BhhilBHILefd.. BBd. BBd.",
        "HiiilHHILffd.. HHd. HHd.",
        "IllllIIILddd.. IId. IId.",
        "LddddLLLLddd.. LLd. LLd.",
        "eefddefddefd.. eee. eee.",
        "fffddffddffd.. fff. fff.",
        "dddddddddddd.. ddd. ddd.",
        ".............. .... ....",
        ".............. .... ....",
    }},
    {" power ", {
        "bbhilBHILefdFD bldD bldD",
        "bbhilhildefdFD bbdD bbdD",
        "hhhilhildffdFD hhdD hhdD",
        "iiiiliilddddDD iidD iidD",
        "llllllllddddDD lldD lldD",
        "BhhilBHILefdFD BBdD BBdD",
        "HiiilHHILffdFD HHdD HHdD",
        "IllllIIILdddDD IIdD IIdD",
        "LddddLLLLdddDD LLdD LLdD",
        "eefddefddefdFD eeeF eeeF",
        "fffddffddffdFD fffF fffF",
        "ddddddddddddDD dddD dddD",
        "FFFDDFFDDFFDFD FFFF FFFF",
        "DDDDDDDDDDDDDD DDDD DDDD",
    }},
    {" equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor ", {
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
        "?????????????? ???? ????",
    }},
    {" bitwise_and bitwise_or bitwise_xor ", {
        "?bhilBHIL..... ?l.. ?l..",
        "bbhilhil...... bb.. bb..",
        "hhhilhil...... hh.. hh..",
        "iiiiliil...... ii.. ii..",
        "llllllll...... ll.. ll..",
        "BhhilBHIL..... BB.. BB..",
        "HiiilHHIL..... HH.. HH..",
        "IllllIIIL..... II.. II..",
        "L....LLLL..... LL.. LL..",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
    }},
    {" left_shift right_shift ", {
        "bbhilBHIL..... bl.. bl..",
        "bbhilhil...... bb.. bb..",
        "hhhilhil...... hh.. hh..",
        "iiiiliil...... ii.. ii..",
        "llllllll...... ll.. ll..",
        "BhhilBHIL..... BB.. BB..",
        "HiiilHHIL..... HH.. HH..",
        "IllllIIIL..... II.. II..",
        "L....LLLL..... LL.. LL..",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
    }},
    {" float_power ", {
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "ddddddddddddDD dddD dddD",
        "DDDDDDDDDDDDDD DDDD DDDD",
        "DDDDDDDDDDDDDD DDDD DDDD",
    }},
    {" gcd lcm ", {
        ".bhilBHIL..... .l.. .l..",
        "bbhilhil...... bb.. bb..",
        "hhhilhil...... hh.. hh..",
        "iiiiliil...... ii.. ii..",
        "llllllll...... ll.. ll..",
        "BhhilBHIL..... BB.. BB..",
        "HiiilHHIL..... HH.. HH..",
        "IllllIIIL..... II.. II..",
        "L....LLLL..... LL.. LL..",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
        ".............. .... ....",
    }},
    {" arctan2 hypot logaddexp logaddexp2 copysign nextafter heaviside ", {
        "eefddefddefd.. edd. edd.",
        "eefddefddefd.. eed. eed.",
        "fffddffddffd.. ffd. ffd.",
        "dddddddddddd.. ddd. ddd.",
        "dddddddddddd.. ddd. ddd.",
        "eefddefddefd.. eed. eed.",
        "fffddffddffd.. ffd. ffd.",
        "dddddddddddd.. ddd. ddd.",
        "dddddddddddd.. ddd. ddd.",
        "eefddefddefd.. eee. eee.",
        "fffddffddffd.. fff. fff.",
        "dddddddddddd.. ddd. ddd.",
        ".............. .... ....",
        ".............. .... ....",
    }},
    {" ldexp ", {
        "eeeeeeee...... ee.. edd.",
        "eeeeeeee...... ee.. eed.",
        "ffffffff...... ff.. eed.",
        "dddddddd...... dd.. eed.",
        "dddddddd...... dd.. eed.",
        "eeeeeeee...... ee.. eed.",
        "ffffffff...... ff.. eed.",
        "dddddddd...... dd.. eed.",
        "dddddddd...... dd.. ....",
        "eeeeeeee...... ee.. ....",
        "ffffffff...... ff.. ....",
        "dddddddd...... dd.. ....",
        ".............. .... ....",
        ".............. .... ....",
    }},
};
// clang-format on

}  // namespace promotions
