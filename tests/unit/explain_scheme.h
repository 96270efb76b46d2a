/* SPDX-License-Identifier: MIT */
/* Random schemes of pay, commissions, deals, pools, tiers and careers, as records of the small plan of apply_check.h.
 */
#ifndef CPF_TEST_EXPLAIN_SCHEME_H
#define CPF_TEST_EXPLAIN_SCHEME_H

#include "apply_check.h"

enum { ROOM = 60000 };

/* A scheme being written: records behind each other. */
typedef struct scheme {
    cpf_test_random random;
    char text[ROOM];
    int length;
} scheme;

static inline int64_t pick(scheme *at, int64_t n)
{
    return (int64_t)(cpf_test_next(&at->random) % (uint64_t)n);
}

static inline const char *one_of(scheme *at, const char *const *words, int64_t n)
{
    return words[pick(at, n)];
}

#define ONE_OF(at, ...)                                                                                                \
    one_of((at), (const char *const[]){__VA_ARGS__},                                                                   \
           (int64_t)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))
#define ADD(at, ...) ((at)->length += snprintf((at)->text + (at)->length, (size_t)(ROOM - (at)->length), __VA_ARGS__))
#define RECORD(at, kind, ...)                                                                                          \
    (ADD(at, "%s{\"kind\": \"" kind "\", \"rows\": [{", (at)->length ? ", " : ""), ADD(at, __VA_ARGS__), ADD(at, "}]}"))

static inline void add_table(scheme *at, const char *code)
{
    int attainment = (int)pick(at, 2), money = pick(at, 4) == 0, cumulative = (int)pick(at, 3);
    const char *mode = money ? "interpolated" : ONE_OF(at, "whole", "marginal");

    ADD(at,
        "%s{\"kind\": \"rate_table\", \"rows\": [{\"code\": \"%s\", \"mode\": \"%s\", \"base\": \"%s\", \"per\": "
        "\"%s\", \"closed\": \"%s\", \"decimals\": %d",
        at->length ? ", " : "", code, mode, attainment ? "attainment" : "amount", cumulative ? "cumulative" : "period",
        ONE_OF(at, "lower", "upper"), (int)pick(at, 4));
    if (cumulative && !strcmp(mode, "whole") && pick(at, 2))
        ADD(at, ", \"retroactive\": \"yes\"");
    if (pick(at, 2))
        ADD(at, ", \"cap\": %d, \"carry_over\": \"%s\"", (int)(5 + pick(at, 60)), ONE_OF(at, "no", "yes"));
    if (cumulative && pick(at, 3) == 0)
        ADD(at, ", \"gate\": \"total\"");
    if (pick(at, 3) == 0)
        ADD(at, ", \"accelerator_from\": \"1.1\", \"accelerator\": \"%s\"", ONE_OF(at, "1.5", "0.333333"));
    ADD(at, "}]}");
    for (int band = 0; band < 3; band++)
        ADD(at, ", {\"kind\": \"rate_band\", \"rows\": [{\"table\": \"%s\", \"from\": \"%s\", \"%s\": \"%s\"}]}", code,
            attainment ? (const char *[]){"0", "0.8", "1"}[band] : (const char *[]){"0", "100.5", "333.3333"}[band],
            money ? "money" : "rate",
            money ? ONE_OF(at, "7", "11.5", "20") : ONE_OF(at, "0.01", "0.033333333", "0.05"));
    if (!money || attainment)
        ADD(at,
            ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"%s\", \"level\": \"rep\", \"indicator\": \"sales\", "
            "\"period\": \"2026-H2\", \"each\": \"%s\"}]}",
            code, ONE_OF(at, "quarter", "whole", "month"));
    else
        ADD(at,
            ", {\"kind\": \"commission\", \"rows\": [{\"table\": \"%s\", \"unit\": \"R1\", \"indicator\": \"sales\", "
            "\"period\": \"2026-H2\", \"each\": \"quarter\"}]}",
            code);
}

static inline void add_deals(scheme *at)
{
    static const char *const percents[][3] = {
        {"33.3333", "33.3333", "33.3334"}, {"50", "25", "25"}, {"99.9999", "0.0001", "0"}};

    RECORD(at, "rate_table", "\"code\": \"deals\", \"per\": \"deal\"");
    RECORD(at, "rate_band", "\"table\": \"deals\", \"rate\": \"0.0333\"");
    RECORD(at, "commission",
           "\"table\": \"deals\", \"level\": \"rep\", \"indicator\": \"sales\", \"period\": \"2026-H2\", \"each\": "
           "\"month\"");
    for (int deal = 0; deal < 4; deal++) {
        const char *const *shares = percents[pick(at, 3)];
        int amount = (int)(pick(at, 5) ? 1 + pick(at, 99999) : -1 - pick(at, 5000)), day = (int)(1 + pick(at, 28)),
            month = (int)(7 + pick(at, 3));

        for (int rep = 0; rep < 3; rep++)
            RECORD(at, "credit",
                   "\"deal\": \"D%d\", \"unit\": \"%s\", \"percent\": \"%s\", \"indicator\": \"sales\", \"amount\": "
                   "\"%s%d.%02d\", \"on\": \"2026-%02d-%02d\"",
                   deal, (const char *[]){"R1", "R2", "R10"}[rep], shares[rep], amount < 0 ? "-" : "",
                   abs(amount) / 100, abs(amount) % 100, month, day);
        RECORD(at, "credit",
               "\"deal\": \"D%d\", \"unit\": \"ALL\", \"role\": \"o\", \"overlay\": \"yes\", \"percent\": 12.5, "
               "\"pay_percent\": 7, \"indicator\": \"sales\", "
               "\"amount\": \"%s%d.%02d\", \"on\": \"2026-%02d-%02d\"",
               deal, amount < 0 ? "-" : "", abs(amount) / 100, abs(amount) % 100, month, day);
    }
    RECORD(
        at, "clawback",
        "\"unit\": \"R1\", \"deal\": \"D1\", \"indicator\": \"sales\", \"amount\": \"1.77\", \"on\": \"2026-08-03\"");
    RECORD(at, "clawback",
           "\"unit\": \"R2\", \"indicator\": \"sales\", \"amount\": 10, \"rate\": \"0.111111111\", \"on\": "
           "\"2026-09-03\"");
    RECORD(at, "draw",
           "\"unit\": \"R1\", \"period\": \"2026-H2\", \"each\": \"month\", \"floor\": \"%d.5\", \"recovery\": "
           "\"33.3333\"",
           (int)pick(at, 9));
    RECORD(at, "draw",
           "\"unit\": \"R2\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"floor\": 5, \"recoverable\": \"%s\", "
           "\"recover_from\": \"2026-Q4\"",
           ONE_OF(at, "no", "yes"));
    RECORD(
        at, "draw",
        "\"unit\": \"R10\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"floor\": 105, \"indicator\": \"sales\"");
}

static inline void add_pays(scheme *at)
{
    static const char *const ways[] = {"grade", "bands", "total", "matrix"};

    for (int i = 0; i < 4; i++) {
        ADD(at, ", {\"kind\": \"pay\", \"rows\": [{\"code\": \"p%d\", \"by\": \"%s\", %s, \"neutral\": \"%s\"", i,
            ways[i], pick(at, 2) ? "\"base\": \"1000.4567\"" : "\"base_attribute\": \"base\"",
            ONE_OF(at, "100", "95", "0.7"));
        if (pick(at, 2))
            ADD(at, ", \"threshold\": %d", (int)(40 + pick(at, 40)));
        if (pick(at, 2))
            ADD(at, ", \"excess_from\": %d, \"excess\": \"%s\"", (int)(50 + pick(at, 40)), ONE_OF(at, "2", "0.3333"));
        if (pick(at, 2))
            ADD(at, ", \"most\": \"1.234567\"");
        if (pick(at, 2))
            ADD(at, ", \"floor\": \"%d.0051\"", (int)pick(at, 3000));
        ADD(at, "}]}");
    }
    RECORD(
        at, "matrix",
        "\"code\": \"p3\", \"rows\": \"sales\", \"columns\": \"customers\", \"columns_by\": \"%s\", \"closed\": \"%s\"",
        ONE_OF(at, "attainment", "value"), ONE_OF(at, "lower", "upper"));
    for (int row = 0; row < 2; row++)
        for (int column = 0; column < 2; column++)
            RECORD(at, "matrix_cell",
                   "\"matrix\": \"p3\", \"row_from\": \"%s\", \"column_from\": \"%s\", \"value\": \"0.%d\"",
                   row ? "0.9" : "0.2", column ? "1" : "0.5", 1 + row * 2 + column);
    for (int i = 0; i < 3; i++) {
        RECORD(at, "pay_grade", "\"pay\": \"p0\", \"grade\": \"%s\", \"coefficient\": \"%d.25\"",
               (const char *[]){"A", "B", "D"}[i], 2 - i);
        RECORD(at, "pay_band", "\"pay\": \"p1\", \"from\": %d, \"coefficient\": \"%d.3\"", 50 + 20 * i, i);
    }
}

static inline void add_pools(scheme *at)
{
    RECORD(at, "pool",
           "\"code\": \"of pay\", \"amount\": \"%d.01\", \"of\": \"pay\", \"scheme\": \"p2\", \"minimum_percent\": "
           "\"3.3333\", \"decimals\": %d",
           (int)(1000 + pick(at, 9000)), (int)pick(at, 3));
    RECORD(at, "pool",
           "\"code\": \"of commission\", \"amount\": 100000, \"of\": \"commission\", \"scheme\": \"deals\"");
    RECORD(at, "pool", "\"code\": \"given\", \"amount\": \"%d.03\", \"minimum\": \"0.999\"", (int)(8 + pick(at, 20)));
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R1\", \"amount\": \"7.005\"");
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R2\", \"amount\": \"%d.3333\"", (int)pick(at, 9));
    RECORD(at, "award", "\"pool\": \"given\", \"unit\": \"R10\", \"amount\": 7, \"minimum\": 5");
}

static inline void add_careers(scheme *at)
{
    for (int i = 0; i < 4; i++)
        RECORD(at, "tier", "\"track\": \"%s\", \"tier\": \"%s\", \"rank\": %d, \"limit\": %d", i % 2 ? "a" : "b",
               i / 2 ? "gold" : "silver", 1 + i / 2, (int)(3 + i / 2 * 4 + pick(at, 4)));
    RECORD(at, "tier_criterion",
           "\"track\": \"a\", \"indicator\": \"sales\", \"maximum\": 10, \"full_at\": %d, \"from\": %d",
           (int)(300 + pick(at, 400)), (int)pick(at, 30));
    RECORD(at, "tier_criterion",
           "\"track\": \"b\", \"indicator\": \"sales\", \"maximum\": 10, \"full_at\": 700, \"minimum\": 1");
    RECORD(at, "tier_criterion",
           "\"track\": \"b\", \"indicator\": \"customers\", \"maximum\": 6, \"per_unit\": \"0.333333333\"");
    RECORD(at, "tier_rule",
           "\"level\": \"rep\", \"period\": \"2026-H2\", \"each\": \"quarter\", \"grace\": %d, \"hysteresis\": %d",
           (int)pick(at, 3), (int)pick(at, 3));
    RECORD(at, "tier_start", "\"unit\": \"R10\", \"tier\": \"gold\"");
    RECORD(at, "box",
           "\"code\": \"b\", \"performance_low\": 60, \"performance_high\": 90, \"potential\": \"potential\", "
           "\"potential_low\": 5, \"potential_high\": 8");
    RECORD(at, "trigger", "\"code\": \"low\", \"grade\": \"D\"");
    RECORD(at, "improvement",
           "\"unit\": \"R2\", \"indicator\": \"sales\", \"from\": \"2026-07-01\", \"baseline\": 17, \"target\": %d",
           (int)(18 + pick(at, 90)));
    RECORD(at, "improvement_check", "\"unit\": \"R2\", \"indicator\": \"sales\", \"after\": \"30\", \"value\": 40");
    RECORD(at, "composition", "\"period\": \"2026-Q3\", \"rule\": \"weighted\"");
    RECORD(at, "composition_part", "\"period\": \"2026-Q3\", \"part\": \"2026-07\", \"weight\": \"0.3333\"");
    RECORD(at, "composition_part", "\"period\": \"2026-Q3\", \"part\": \"2026-08\", \"weight\": 2");
}

/* Ratings of forms by three categories, with weights, few raters, and each way to another scale. */
static inline void add_ratings(scheme *at)
{
    static const char *const categories[] = {"self", "peer", "customer"}, *const indicators[] = {"skills", "usage",
                                                                                                 "added"};

    for (int i = 0; i < 3; i++) {
        RECORD(at, "rating_rule",
               "\"indicator\": \"%s\", \"order\": \"%s\", \"minimum\": %d, \"anonymous\": %d, \"trim\": %d%s%s",
               indicators[i], ONE_OF(at, "category_first", "category_first", "item_first"), (int)(1 + pick(at, 2)),
               (int)pick(at, 3), (int)pick(at, 2), i ? ", \"low\": 1, \"high\": 5, \"to_low\": 0, \"to_high\": 10" : "",
               i == 2 ? ", \"map\": \"table\"" : "");
        for (int c = 0; c < 3; c++) {
            if (pick(at, 2))
                RECORD(at, "rating_weight", "\"indicator\": \"%s\", \"category\": \"%s\", \"weight\": \"%d.5\"",
                       indicators[i], categories[c], (int)pick(at, 4));
            for (int rater = 0; rater < (c ? 4 : 1); rater++)
                for (int item = 0; item < 2; item++)
                    RECORD(at, "rating",
                           "\"unit\": \"R1\", \"indicator\": \"%s\", \"period\": \"2026-Q3\", \"category\": \"%s\", "
                           "\"rater\": \"X%d\", \"item\": \"I%d\", "
                           "\"value\": %d",
                           indicators[i], categories[c], rater, item, (int)(1 + pick(at, 5)));
        }
    }
    for (int step = 0; step < 3; step++)
        RECORD(at, "scale_step", "\"indicator\": \"added\", \"from\": %d, \"to\": %d", step + 1, 10 * step);
}

static inline void write_scheme(scheme *at)
{
    at->length = 0;
    add_table(at, "t1");
    add_table(at, "t2");
    add_table(at, "t3");
    add_deals(at);
    add_pays(at);
    add_pools(at);
    add_careers(at);
    add_ratings(at);
}

#endif
