/* SPDX-License-Identifier: MIT */
/* One field of a record: what its text means. */
#include "record_field.h"

#include <string.h>

#include "day.h"

/* The field that is being taken: each reader below gives its value, or CPF__RECORD_MISSING and a finding. */
typedef struct field_taken {
    cpf__build *build;
    const cpf__records *records;
    const cpf_param *param;
    const cpf__record_field *field;
    int64_t row;
    const char *text;
} field_taken;

static const cpf__place *place_of(const field_taken *taken)
{
    return cpf__member(taken->build, ".%s", taken->param->name);
}

static int64_t id_or_missing(cpf_id id)
{
    return id == CPF_NONE ? CPF__RECORD_MISSING : id;
}

static int64_t take_text(const field_taken *taken)
{
    taken->records->texts[taken->field - taken->records->kind->fields][taken->row] =
        cpf__arena_text(taken->build->model->arena, taken->text);
    return 0;
}

/* Position of the text among "a|b|c", -1: it is none of them. */
static int32_t word_position(const char *words, const char *text)
{
    size_t length = strlen(text);
    int32_t position = 0;

    while (words) {
        const char *end = strchr(words, '|');
        size_t word = end ? (size_t)(end - words) : strlen(words);

        if (word == length && memcmp(words, text, length) == 0)
            return position;
        words = end ? end + 1 : NULL;
        position++;
    }
    return -1;
}

static int64_t take_word(const field_taken *taken)
{
    int32_t position = word_position(taken->field->words, taken->text);

    if (position >= 0)
        return position;
    cpf__tell(taken->build, place_of(taken), CPF__MODEL(CHOICE), taken->text, taken->field->words);
    return CPF__RECORD_MISSING;
}

static int64_t take_unit(const field_taken *taken)
{
    cpf_id code = cpf__need_unit(taken->build, place_of(taken), taken->text);
    const cpf_model *model = taken->build->model;

    return code == CPF_NONE || !model->unit_of_code ? CPF__RECORD_MISSING : id_or_missing(model->unit_of_code[code]);
}

static int64_t take_level(const field_taken *taken)
{
    return id_or_missing(cpf__need_level(taken->build, place_of(taken), taken->text));
}

static int64_t take_indicator(const field_taken *taken)
{
    return id_or_missing(cpf__need_indicator(taken->build, place_of(taken), taken->text));
}

static int64_t take_period(const field_taken *taken)
{
    return id_or_missing(cpf__need_period(taken->build, place_of(taken), taken->text));
}

static int64_t take_attribute(const field_taken *taken)
{
    return id_or_missing(cpf__need_attribute(taken->build, place_of(taken), taken->text));
}

static const char *card_code(const void *user, int32_t index)
{
    return ((const cpf_model *)user)->scorecards[index].code;
}

static const char *standing_code(const void *user, int32_t index)
{
    return ((const cpf_model *)user)->standings[index].code;
}

static int64_t take_name(const field_taken *taken, cpf__names names, const cpf__message *unknown)
{
    for (int32_t i = 0; i < names.count; i++) {
        if (strcmp(names.at(names.user, i), taken->text) == 0)
            return i;
    }
    cpf__tell(taken->build, place_of(taken), unknown, taken->text, cpf__nearest(taken->build, taken->text, names));
    return CPF__RECORD_MISSING;
}

static int64_t take_scorecard(const field_taken *taken)
{
    const cpf_model *model = taken->build->model;

    return take_name(taken, (cpf__names){model, card_code, model->scorecard_count}, CPF__MODEL(UNKNOWN_SCORECARD));
}

static int64_t take_standing(const field_taken *taken)
{
    const cpf_model *model = taken->build->model;

    return take_name(taken, (cpf__names){model, standing_code, model->standing_count}, CPF__MODEL(UNKNOWN_STANDING));
}

static int64_t take_day(const field_taken *taken)
{
    cpf_day day;

    if (cpf_day_parse(taken->text, &day) == CPF_OK)
        return day;
    cpf__tell(taken->build, place_of(taken), CPF__MODEL(FIELD_DAY), taken->text);
    return CPF__RECORD_MISSING;
}

static int is_outside(const field_taken *taken, int64_t value)
{
    int64_t limit;

    if (taken->param->minimum &&
        cpf_decimal_parse(taken->param->minimum, taken->field->decimals, 1, &limit) == CPF_OK && value < limit)
        return 1;
    return taken->param->maximum &&
           cpf_decimal_parse(taken->param->maximum, taken->field->decimals, 1, &limit) == CPF_OK && value > limit;
}

static int64_t take_number(const field_taken *taken)
{
    const cpf_param *param = taken->param;
    int64_t value;

    if (!cpf__read_decimal(taken->build, place_of(taken), taken->text, taken->field->decimals, &value))
        return CPF__RECORD_MISSING;
    if (!is_outside(taken, value))
        return value;
    cpf__tell(taken->build, place_of(taken), CPF__MODEL(FIELD_RANGE), taken->text,
              param->minimum ? param->minimum : "-", param->maximum ? param->maximum : "-");
    return CPF__RECORD_MISSING;
}

/* An amount of an indicator that is wrong itself says nothing. */
static int64_t take_amount(const field_taken *taken)
{
    int32_t field = cpf__record_field_find(taken->records->kind, "indicator");
    int64_t indicator = taken->records->values[field][taken->row], value;

    if (indicator == CPF__RECORD_MISSING)
        return CPF__RECORD_MISSING;
    if (cpf__read_decimal(taken->build, place_of(taken), taken->text,
                          taken->build->model->indicators[indicator].decimals, &value))
        return value;
    return CPF__RECORD_MISSING;
}

static int64_t (*const readers[CPF__FIELD_TYPES])(const field_taken *taken) = {
    [CPF__FIELD_TEXT] = take_text,           [CPF__FIELD_WORD] = take_word,
    [CPF__FIELD_UNIT] = take_unit,           [CPF__FIELD_LEVEL] = take_level,
    [CPF__FIELD_INDICATOR] = take_indicator, [CPF__FIELD_PERIOD] = take_period,
    [CPF__FIELD_ATTRIBUTE] = take_attribute, [CPF__FIELD_SCORECARD] = take_scorecard,
    [CPF__FIELD_STANDING] = take_standing,   [CPF__FIELD_DAY] = take_day,
    [CPF__FIELD_NUMBER] = take_number,       [CPF__FIELD_AMOUNT] = take_amount,
};

void cpf__take_field(cpf__build *build, cpf__records *records, int64_t row, int32_t field, const char *said)
{
    const cpf_param *param = &records->kind->entry.params[field];
    const cpf__record_field *form = &records->kind->fields[field];
    field_taken taken = {build, records, param, form, row, said ? said : param->fallback};

    records->values[field][row] = CPF__RECORD_MISSING;
    if (form->type == CPF__FIELD_TEXT)
        records->texts[field][row] = "";
    if (!taken.text)
        cpf__tell(build, place_of(&taken), CPF__MODEL(FIELD_MISSING), param->name);
    else if (*taken.text)
        records->values[field][row] = readers[form->type](&taken);
}
