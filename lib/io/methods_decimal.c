/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>

#include "call_methods.h"
#include "methods_digits.h"
#include "table_formats.h"
#include "text.h"

#define ROUNDING_WORDS "UP|DOWN|CEILING|FLOOR|HALF_UP|HALF_DOWN|HALF_EVEN|UNNECESSARY"

typedef enum round_mode { MODE_UNNECESSARY = 7, MODES } round_mode;

/* In the order of the words; UNNECESSARY cuts nothing off. */
static const cpf__rounding roundings[MODES] = {CPF__UP,      CPF__DOWN,      CPF__CEILING,   CPF__FLOOR,
                                               CPF__HALF_UP, CPF__HALF_DOWN, CPF__HALF_EVEN, CPF__DOWN};

static const cpf_param round_params[] = {
    {"values", "decimal numbers, best as texts", "十进制数（宜写成文本）", "list of numbers", NULL, NULL, NULL},
    {"modes", "ways to round: with `scale` each makes a column; with `scales` one for each value",
     "舍入方式：配合 scale 时每种一列，配合 scales 时逐个对应", "list of " ROUNDING_WORDS, NULL, NULL, NULL},
    {"scale", "decimals of the results, for all; below 0: tens, hundreds ...", "结果的小数位数（统一）；负数表示十位、百位等", "decimals",
     "-1000", "1000", "0"},
    {"scales", "decimals of the results, one for each value", "结果的小数位数（逐个对应）", "list of decimals", "-1000", "1000", "none"},
};

static const cpf_param sum_params[] = {
    {"values", "decimal numbers, best as texts", "十进制数（宜写成文本）", "list of numbers", NULL, NULL, NULL},
};

static const cpf_param muldiv_params[] = {
    {"amount", "whole number", "整数", "steps", "-9223372036854775808", "9223372036854775807", NULL},
    {"numerator", "whole number", "整数（分子）", "steps", "-9223372036854775808", "9223372036854775807", NULL},
    {"denominator", "whole number but 0", "非零整数（分母）", "steps", "-9223372036854775808", "9223372036854775807", NULL},
    {"mode", "way to round", "舍入方式", ROUNDING_WORDS, NULL, NULL, "HALF_EVEN"},
};

static cpf__long read_long(cpf__call *call, int32_t node)
{
    const char *text = cpf__call_scalar(call, node);
    cpf__long number = {NULL, 0, 0, 0};
    cpf_status status = call->status == CPF_OK ? cpf__long_parse(call->arena, text, &number) : call->status;

    if (status == CPF_E_SYNTAX)
        cpf__call_fail(call, node, CPF__IO_CALL_NUMBER, text, NULL, NULL);
    else if (status == CPF_E_RANGE)
        cpf__call_fail(call, node, CPF__IO_CALL_LONG, text, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_failed(call, status);
    return number;
}

static cpf__long *read_longs(cpf__call *call, int64_t *count)
{
    int32_t node = cpf__call_find(call, "values");
    cpf__long *numbers;
    int64_t i = 0;

    *count = cpf__call_list(call, node, -1);
    numbers = cpf__call_take(call, *count, sizeof *numbers);
    for (int32_t at = *count ? cpf__json_child(call->json, node) : CPF_NONE; at != CPF_NONE && call->status == CPF_OK;
         at = cpf__json_sibling(call->json, at))
        numbers[i++] = read_long(call, at);
    return numbers;
}

/* Adds a rounded number; null where it would have to be rounded and may not. */
static void add_rounded(cpf__call *call, const cpf__long *number, int64_t decimals, int32_t mode, const char *quote)
{
    cpf__long rounded;
    int changed = 0;
    cpf_status status = cpf__long_round(call->arena, number, (int32_t)decimals, roundings[mode], &rounded, &changed);

    if (status != CPF_OK) {
        cpf__call_failed(call, status);
        return;
    }
    if (mode == MODE_UNNECESSARY && changed) {
        cpf__text_add(call->answer, "null");
        return;
    }
    cpf__text_add(call->answer, quote);
    cpf__long_write(&rounded, call->answer);
    cpf__text_add(call->answer, quote);
}

static void answer_table(cpf__call *call, const cpf__long *numbers, int64_t count, const int32_t *modes, int64_t mode_count)
{
    int64_t decimals = cpf__call_whole(call, "scale", -CPF__LONG_DIGITS, CPF__LONG_DIGITS);

    cpf__answer_name(call, "table");
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count && call->status == CPF_OK; i++) {
        cpf__text_add(call->answer, i ? ", [" : "[");
        for (int64_t m = 0; m < mode_count && call->status == CPF_OK; m++) {
            cpf__text_add(call->answer, m ? ", " : "");
            add_rounded(call, &numbers[i], decimals, modes[m], "");
        }
        cpf__text_add(call->answer, "]");
    }
    cpf__text_add(call->answer, "]");
}

static void answer_each(cpf__call *call, const cpf__long *numbers, int64_t count, const int32_t *modes, int32_t scales)
{
    cpf__numbers decimals;

    cpf__call_list(call, scales, count);
    decimals = cpf__call_numbers(call, scales, 0, 0);
    cpf__answer_name(call, "result");
    cpf__text_add(call->answer, "[");
    for (int64_t i = 0; i < count && call->status == CPF_OK; i++) {
        if (decimals.items[i] < -CPF__LONG_DIGITS || decimals.items[i] > CPF__LONG_DIGITS) {
            cpf__call_fail(call, scales, CPF__IO_CALL_RANGE, "this scale", "-1000", "1000");
            break;
        }
        cpf__text_add(call->answer, i ? ", " : "");
        add_rounded(call, &numbers[i], decimals.items[i], modes[i], "\"");
    }
    cpf__text_add(call->answer, "]");
}

static void run_decimal_round(cpf__call *call)
{
    int32_t scales = cpf__call_find(call, "scales"), modes_node = cpf__call_find(call, "modes"), at;
    int64_t count, mode_count, m = 0;
    cpf__long *numbers = read_longs(call, &count);
    int32_t *modes;

    mode_count = cpf__call_list(call, modes_node, scales == CPF_NONE ? -1 : count);
    modes = cpf__call_take(call, mode_count, sizeof *modes);
    at = mode_count ? cpf__json_child(call->json, modes_node) : CPF_NONE;
    for (; at != CPF_NONE && call->status == CPF_OK; at = cpf__json_sibling(call->json, at))
        modes[m++] = cpf__call_word_at(call, at, ROUNDING_WORDS);
    if (scales != CPF_NONE && cpf__call_find(call, "scale") != CPF_NONE)
        cpf__call_fail(call, scales, CPF__IO_CALL_EITHER, "scale", "scales", NULL);
    if (call->status != CPF_OK)
        return;
    if (scales == CPF_NONE)
        answer_table(call, numbers, count, modes, mode_count);
    else
        answer_each(call, numbers, count, modes, scales);
}

/* The nearest double of a number in plain digits; infinity when there is none. jansson reads it the same in every locale. */
static double double_of(cpf__call *call, const char *text)
{
    json_error_t refusal;
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, &refusal);
    double result = value ? json_real_value(value) : HUGE_VAL;

    if (!value && json_error_code(&refusal) == json_error_out_of_memory)
        cpf__call_failed(call, CPF_E_MEMORY);
    json_decref(value);
    return result;
}

static void answer_binary(cpf__call *call, const cpf__long *numbers, int64_t count)
{
    cpf_text *digits = cpf__text_new(call->context);
    double sum = 0;

    for (int64_t i = 0; i < count && call->status == CPF_OK; i++) {
        cpf__text_cut(digits, 0);
        cpf__long_write(&numbers[i], digits);
        if (cpf__text_failed(digits))
            cpf__call_failed(call, CPF_E_MEMORY);
        else
            sum += double_of(call, cpf_text_data(digits));
    }
    cpf_text_free(digits);
    cpf__answer_name(call, "binary64");
    if (isfinite(sum))
        cpf__text_add_double(call->answer, sum);
    else
        cpf__text_add(call->answer, "null");
}

static void run_decimal_sum(cpf__call *call)
{
    int64_t count;
    cpf__long *numbers = read_longs(call, &count), sum;

    if (call->status == CPF_OK)
        cpf__call_failed(call, cpf__long_sum(call->arena, numbers, count, &sum));
    if (call->status != CPF_OK)
        return;
    cpf__answer_name(call, "sum");
    cpf__text_add(call->answer, "\"");
    cpf__long_write(&sum, call->answer);
    cpf__text_add(call->answer, "\"");
    answer_binary(call, numbers, count);
}

static void run_muldiv(cpf__call *call)
{
    int64_t amount = cpf__call_whole(call, "amount", INT64_MIN, INT64_MAX);
    int64_t numerator = cpf__call_whole(call, "numerator", INT64_MIN, INT64_MAX);
    int64_t denominator = cpf__call_whole(call, "denominator", INT64_MIN, INT64_MAX), quotient = 0;
    int32_t mode = cpf__call_word(call, "mode");
    char text[24];
    cpf_status status = cpf__muldiv(amount, numerator, denominator, roundings[mode], &quotient);

    if (call->status != CPF_OK)
        return;
    if (status == CPF_E_MISSING)
        cpf__call_fail(call, cpf__call_find(call, "denominator"), CPF__IO_CALL_DIVIDE, NULL, NULL, NULL);
    else if (status != CPF_OK)
        cpf__call_fail(call, CPF_NONE, CPF__IO_CALL_LARGE, NULL, NULL, NULL);
    cpf__answer_name(call, "quotient");
    if (mode == MODE_UNNECESSARY && (cpf__i128)amount * numerator % denominator != 0) {
        cpf__text_add(call->answer, "null");
        return;
    }
    cpf_decimal_format(quotient, 0, text);
    cpf__json_string(call->answer, text);
}

const cpf__call_row cpf__methods_decimal[CPF__DECIMAL_METHODS] = {
    {{{"decimal_round", "Round decimal numbers", "十进制舍入", "Rounds exactly, digit by digit, in the ways of java.math.RoundingMode.",
       "逐位精确舍入，方式与 java.math.RoundingMode 相同。", "nearest multiple of 10^-scale by the mode",
       "Java SE, java.math.RoundingMode; Python, decimal.quantize", CPF__PARAMS(round_params)},
      "table: a row a value, a number a mode (with scale); result: texts (with scales); null where UNNECESSARY would have to round"},
     run_decimal_round},
    {{{"decimal_sum", "Add decimal numbers", "十进制求和", "The exact sum, beside the sum that binary floating point gives.",
       "精确之和，并列出二进制浮点数相加的结果以供对照。", "sum(values)", "Python documentation, module decimal", CPF__PARAMS(sum_params)},
      "sum: text with the decimals of the value that has most; binary64: the values added as doubles in their order, null beyond its range"},
     run_decimal_sum},
    {{{"muldiv", "Multiply and divide", "乘除取整", "amount * numerator / denominator with a 128-bit product, rounded once.",
       "以 128 位乘积计算，仅舍入一次。", "round(amount * numerator / denominator)", "",
       CPF__PARAMS(muldiv_params)},
      "quotient: text; null where UNNECESSARY would have to round"},
     run_muldiv},
};
