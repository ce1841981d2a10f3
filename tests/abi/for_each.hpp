// SPDX-License-Identifier: MIT
// OB_FOR_EACH(macro, first, a, b, ...): macro(first, a) macro(first, b) ... for up to 80 arguments. Rescans
// itself, which __VA_OPT__ ends; each level of OB_EXPAND multiplies the number of rescans by four.
#pragma once

#define OB_PARENS ()
#define OB_EXPAND(...) OB_EXPAND3(OB_EXPAND3(OB_EXPAND3(OB_EXPAND3(__VA_ARGS__))))
#define OB_EXPAND3(...) OB_EXPAND2(OB_EXPAND2(OB_EXPAND2(OB_EXPAND2(__VA_ARGS__))))
#define OB_EXPAND2(...) OB_EXPAND1(OB_EXPAND1(OB_EXPAND1(OB_EXPAND1(__VA_ARGS__))))
#define OB_EXPAND1(...) __VA_ARGS__
#define OB_FOR_EACH(macro, first, ...) __VA_OPT__(OB_EXPAND(OB_FOR_EACH_STEP(macro, first, __VA_ARGS__)))
#define OB_FOR_EACH_STEP(macro, first, a, ...) \
  macro(first, a) __VA_OPT__(OB_FOR_EACH_AGAIN OB_PARENS(macro, first, __VA_ARGS__))
#define OB_FOR_EACH_AGAIN() OB_FOR_EACH_STEP
