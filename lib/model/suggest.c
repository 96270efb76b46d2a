/* SPDX-License-Identifier: MIT */
/* "Did you mean": names that differ from what was written by a few letters. */
#include <string.h>

#include "build.h"
#include "text.h"

enum { LONGEST_NAME = 63, SUGGESTED = 3, FEW_NAMES = 5 };

/* Length of the name; LONGEST_NAME + 1 for all that are longer. */
static int32_t bounded_length(const char *name)
{
    int32_t length = 0;

    while (length <= LONGEST_NAME && name[length])
        length++;
    return length;
}

static char fold_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Number of letters to change, add or take away (capitals count as small ones); `limit` + 1 when there are more. */
static int32_t letter_distance(const char *a, int32_t a_length, const char *b, int32_t limit)
{
    int32_t row[LONGEST_NAME + 1];
    int32_t b_length = bounded_length(b);
    int32_t gap = a_length > b_length ? a_length - b_length : b_length - a_length;

    if (b_length > LONGEST_NAME || gap > limit)
        return limit + 1;
    for (int32_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (int32_t i = 1; i <= a_length; i++) {
        int32_t diagonal = row[0];

        row[0] = i;
        for (int32_t j = 1; j <= b_length; j++) {
            int32_t changed = diagonal + (fold_case(a[i - 1]) != fold_case(b[j - 1]));

            diagonal = row[j];
            row[j] = smaller(changed, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_length];
}

typedef struct candidates {
    int32_t count, index[SUGGESTED], distance[SUGGESTED];
} candidates;

/* Keeps the best, the earlier of equals first. */
static void keep_best(candidates *best, int32_t index, int32_t distance)
{
    int32_t at = best->count;

    while (at > 0 && best->distance[at - 1] > distance)
        at--;
    if (at == SUGGESTED)
        return;
    best->count = smaller(best->count + 1, SUGGESTED);
    for (int32_t i = best->count - 1; i > at; i--) {
        best->index[i] = best->index[i - 1];
        best->distance[i] = best->distance[i - 1];
    }
    best->index[at] = index;
    best->distance[at] = distance;
}

static candidates find_alike(const char *name, int32_t length, cpf__names names)
{
    candidates best = {0, {0}, {0}};
    int32_t limit = names.count <= FEW_NAMES ? LONGEST_NAME : 1 + length / 3;

    for (int32_t i = 0; i < names.count; i++) {
        int32_t distance = letter_distance(name, length, names.at(names.user, i), limit);

        if (distance <= limit)
            keep_best(&best, i, distance);
    }
    return best;
}

const char *cpf__nearest(cpf__build *build, const char *name, cpf__names names)
{
    int32_t length = bounded_length(name);
    candidates best = {0, {0}, {0}};

    if (length <= LONGEST_NAME)
        best = find_alike(name, length, names);
    cpf__text_cut(build->near, 0);
    for (int32_t i = 0; i < best.count; i++) {
        cpf__text_add(build->near, i ? ", " : "");
        cpf__text_add(build->near, names.at(names.user, best.index[i]));
    }
    return best.count ? cpf_text_data(build->near) : "-";
}

int32_t cpf__choose(cpf__build *build, const cpf__place *place, const char *text, cpf__names names, int32_t fallback)
{
    if (!text)
        return fallback;
    for (int32_t i = 0; i < names.count; i++)
        if (strcmp(text, names.at(names.user, i)) == 0)
            return i;
    cpf__text_cut(build->list, 0);
    for (int32_t i = 0; i < names.count; i++) {
        cpf__text_add(build->list, i ? ", " : "");
        cpf__text_add(build->list, names.at(names.user, i));
    }
    cpf__tell(build, place, CPF__MODEL(CHOICE), text, cpf_text_data(build->list));
    return CPF_NONE;
}
