/* SPDX-License-Identifier: MIT */
#include "track_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

enum { BAR = 24, BAR_MOST = 15000 /* index 1.5, in 0.0001 */, SHOWN = 15, NAME = 24, NUMBER = 16 };

/* A cell of a table that has the column; "" where it has no value. */
static const char *cell(const cpf_table *table, const char *column, int64_t row, char *buffer)
{
    int32_t at = cpf_table_find(table, column);

    return at == CPF_NONE || !cpf_table_valid(table, at, row) ? "" : cpf_table_format(table, at, row, buffer);
}

static int is_cell(const cpf_table *table, const char *column, int64_t row, const char *text)
{
    char buffer[40];

    return strcmp(cell(table, column, row, buffer), text) == 0;
}

/* Columns that a terminal uses: a Chinese character takes two. */
static int width_of(const char *text)
{
    int width = 0;

    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        width += byte < 0x80 ? 1 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    }
    return width;
}

static void put_padded(const char *text, int width)
{
    int pad = width - width_of(text);

    printf("%s%*s", text, pad > 0 ? pad : 0, "");
}

/* A number without its decimals, in groups of three digits. */
static void put_number(const char *text, int width)
{
    char grouped[64];
    const char *digits = text + (*text == '-');
    size_t length = strcspn(digits, "."), n = 0;

    if (*text == '-')
        grouped[n++] = '-';
    for (size_t i = 0; i < length && n < sizeof grouped - 2; i++) {
        if (i && (length - i) % 3 == 0)
            grouped[n++] = ',';
        grouped[n++] = digits[i];
    }
    grouped[n] = '\0';
    printf("%*s", width, grouped);
}

/* A bar for an index up to 1.5, with a mark where 1 is. */
static void put_bar(const char *index)
{
    int64_t value = 0;
    int filled, one = BAR * 10000 / BAR_MOST;

    if (cpf_decimal_parse(index, 4, 1, &value) != CPF_OK || value < 0)
        value = 0;
    filled = (int)((value < BAR_MOST ? value : BAR_MOST) * BAR / BAR_MOST);
    for (int i = 0; i < BAR; i++)
        fputs(i == one ? "│" : i < filled ? "█" : " ", stdout);
}

static void put_percent(const char *share, int width)
{
    int64_t value;

    if (cpf_decimal_parse(share, 2, 1, &value) == CPF_OK && *share)
        printf("%*d%%", width - 1, (int)value);
    else
        printf("%*s", width, "");
}

static const char *say(const cli_options *options, const char *english, const char *chinese)
{
    return options->language == CPF_CHINESE ? chinese : english;
}

/* A row of pace and what decides its place: reds first, the largest gap first. */
typedef struct course {
    int64_t row, gap;
    int light;
} course;

static int compare_courses(const void *left, const void *right)
{
    const course *a = left, *b = right;

    if (a->light != b->light)
        return a->light < b->light ? -1 : 1;
    if (a->gap != b->gap)
        return a->gap < b->gap ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static int light_of(const cpf_table *pace, int64_t row)
{
    return is_cell(pace, "light", row, "red") ? 0 : is_cell(pace, "light", row, "amber") ? 1 : 2;
}

static const char *const lights[3][2] = {{"red", "红"}, {"amber", "黄"}, {"green", "绿"}};

static void put_course(const cli_options *options, const cpf_table *pace, int64_t row)
{
    char buffer[40];

    put_padded(lights[light_of(pace, row)][options->language == CPF_CHINESE], 7);
    put_padded(cell(pace, "name", row, buffer), NAME);
    printf("%8s  ", cell(pace, "index", row, buffer));
    put_bar(cell(pace, "index", row, buffer));
    put_number(cell(pace, "gap", row, buffer), NUMBER);
    put_number(cell(pace, "landing", row, buffer), NUMBER);
    put_number(cell(pace, "target", row, buffer), NUMBER);
    put_percent(cell(pace, "p_target", row, buffer), 8);
    putchar('\n');
}

static void put_head(const cli_options *options, const char *level, const char *indicator, const char *period)
{
    printf("\n%s, %s, %s\n", level, indicator, period);
    put_padded("", 7);
    put_padded(say(options, "unit", "单元"), NAME);
    printf("%s  ", say(options, "    pace", "    进度"));
    put_padded(say(options, "0               1", "0               1"), BAR);
    printf("%s%s%s%s\n", say(options, "   ahead, behind", "        领先/落后"), say(options, "         landing", "        预计落点"),
           say(options, "          target", "            目标"), say(options, "  chance", "    概率"));
}

/* The rows of one level, indicator and period, the worst first. */
static void put_courses(const cli_options *options, const cpf_table *pace, course *rows, int64_t count)
{
    char level[40], indicator[40], period[40];

    put_head(options, cell(pace, "level", rows[0].row, level), cell(pace, "indicator", rows[0].row, indicator),
             cell(pace, "period", rows[0].row, period));
    qsort(rows, (size_t)count, sizeof *rows, compare_courses);
    for (int64_t i = 0; i < count && i < SHOWN; i++)
        put_course(options, pace, rows[i].row);
    if (count > SHOWN)
        printf(say(options, "       and %d more: --table pace\n", "       另有 %d 个：--table pace\n"), (int)(count - SHOWN));
}

static int same_block(const cpf_table *pace, int64_t a, int64_t b)
{
    char one[40], other[40];

    return strcmp(cell(pace, "level", a, one), cell(pace, "level", b, other)) == 0 &&
           strcmp(cell(pace, "indicator", a, one), cell(pace, "indicator", b, other)) == 0 &&
           strcmp(cell(pace, "period", a, one), cell(pace, "period", b, other)) == 0;
}

static int64_t gap_of(const cpf_table *pace, int64_t row)
{
    char buffer[40];
    int64_t gap = 0;

    (void)cpf_decimal_parse(cell(pace, "gap", row, buffer), 4, 1, &gap);
    return gap;
}

static void put_pace(const cli_options *options, const cpf_table *pace)
{
    int64_t rows = cpf_table_row_count(pace), counts[3] = {0, 0, 0};
    course *block = malloc(((size_t)rows + 1) * sizeof *block);
    char buffer[40];

    for (int64_t row = 0; row < rows; row++)
        counts[light_of(pace, row)]++;
    printf("%s %s: %d %s, %d %s, %d %s\n", say(options, "as of", "截至"), rows ? cell(pace, "day", 0, buffer) : "-",
           (int)counts[0], say(options, "red", "红"), (int)counts[1], say(options, "amber", "黄"), (int)counts[2],
           say(options, "green", "绿"));
    for (int64_t row = 0; block && row < rows;) {
        int64_t n = 0, first = row;

        for (; row < rows && same_block(pace, first, row); row++)
            block[n++] = (course){row, gap_of(pace, row), light_of(pace, row)};
        put_courses(options, pace, block, n);
    }
    free(block);
}

enum { MOST_CELLS = 7 };

/* A cell of a row that is listed. */
typedef struct shown_cell {
    const char *column, *format; /* format: of its text; PADDED, GROUPED, or for printf */
} shown_cell;

static const char PADDED[] = "padded", GROUPED[] = "grouped";

/* A list below the courses: the rows of a table in which a column says so. */
typedef struct listing {
    const char *table, *by; /* by: of the rows that say so in the column "by"; NULL: of all */
    const char *column, *wanted;
    const char *title[2];
    shown_cell cells[MOST_CELLS];
    const char *none[2]; /* said where the table has no such row; NULL: nothing is */
} listing;

#define NAMED {"name", PADDED}
#define STALL {"gap", GROUPED}, {"share", "%8s%%"}
#define APART {NAMED, {"stage", PADDED}, {"ripe_rate", "%8s"}, {"ripe", "%10s"}, {"p_adjusted", "   p %s"}}

static const listing listings[] = {
    {"stalls", "units", "explains", "1", {"where the gap is (gap, share)", "差额所在（差额、占比）"}, {NAMED, STALL}, {NULL, NULL}},
    {"stalls", "products", "explains", "1", {"in which product lines (gap, share)", "差额所在产品线（差额、占比）"}, {NAMED, {"product", PADDED}, STALL}, {NULL, NULL}},
    {"stalls", "causes", "explains", "1", {"for which causes (plan: asked beyond a year ago; gap, share)", "差额原因（plan：较去年同期的增长要求；差额、占比）"}, {NAMED, {"cause", PADDED}, STALL}, {NULL, NULL}},
    {"blocked", NULL, "found", "1", {"product lines ordered no more (since, lost each period, p)", "受阻产品线（自、每期损失、p）"}, {NAMED, {"product", PADDED}, {"since", "%s"}, {"lost_each", GROUPED}, {"p_adjusted", "   p %s"}},
     {"no unit that still orders has dropped a product line by more than chance", "仍在订货的单位中，没有超出偶然波动的产品线停购"}},
    {"trends", NULL, "watch", "1", {"to watch (moved in a year, slope a period, p, since)", "关注名单（一年变动、每期斜率、p、自）"}, {NAMED, {"moved", GROUPED}, {"slope_percent", "%10s%%"}, {"p_adjusted", "   p %s"}, {"since", "  %s"}}, {NULL, NULL}},
    {"alerts", NULL, "state", "open", {"orders to look at (value, usual)", "待核查（数值、通常值）"}, {NAMED, {"alert", PADDED}, {"period", "%s"}, {"value", GROUPED}, {"usual", GROUPED}}, {NULL, NULL}},
    {"funnel", NULL, "apart", "below", {"fewer go on than in the other teams, beyond chance (stage, conversion, of so many, p)", "转化率显著低于其他团队（阶段、转化率、样本数、p）"}, APART,
     {"no team in which fewer go on than in the others, beyond chance", "没有转化率显著低于其他团队的团队"}},
    {"funnel", NULL, "apart", "above", {"more go on than in the other teams, beyond chance (stage, conversion, of so many, p)", "转化率显著高于其他团队（阶段、转化率、样本数、p）"}, APART, {NULL, NULL}},
    {"pipeline", NULL, NULL, NULL, {"pipeline (open, stuck, to come by the end, still to do, cover by age, cover as weighted by the plan)", "销售管道（在途、停滞、期末前预计、尚缺、按停留时间的覆盖倍数、按方案概率的覆盖倍数）"}, {NAMED, {"amount", GROUPED}, {"stuck_amount", GROUPED}, {"by_end", GROUPED}, {"gap", GROUPED}, {"likely_cover", "%10s"}, {"cover", "%10s"}},
     {NULL, NULL}},
};

static int is_listed(const cpf_table *table, const listing *list, int64_t row)
{
    return (!list->by || is_cell(table, "by", row, list->by)) &&
           (!list->column || is_cell(table, list->column, row, list->wanted));
}

static void put_listed(const cpf_table *table, const listing *list, int64_t row)
{
    char buffer[40];

    put_padded("", 7);
    for (int i = 0; i < MOST_CELLS && list->cells[i].column; i++) {
        const char *text = cell(table, list->cells[i].column, row, buffer), *format = list->cells[i].format;

        if (format == PADDED)
            put_padded(text, NAME);
        else if (format == GROUPED)
            put_number(text, NUMBER);
        else
            printf(format, text);
    }
    putchar('\n');
}

static void put_listing(const cli_options *options, const cpf_table *table, const listing *list)
{
    int64_t wanted = 0;

    for (int64_t row = 0; row < cpf_table_row_count(table); row++) {
        if (!is_listed(table, list, row))
            continue;
        if (!wanted++)
            printf("\n%s\n", say(options, list->title[0], list->title[1]));
        if (wanted <= SHOWN)
            put_listed(table, list, row);
    }
    if (wanted > SHOWN)
        printf(say(options, "       and %d more: --table %s\n", "       另有 %d 个：--table %s\n"), (int)(wanted - SHOWN),
               list->table);
    if (!wanted && list->none[0])
        printf("\n%s\n", say(options, list->none[0], list->none[1]));
}

int cli_track_page(const cli_options *options, const cpf_tables *tables)
{
    const cpf_table *pace = cpf_tables_find(tables, "pace");

    if (pace)
        put_pace(options, pace);
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++) {
        const cpf_table *table = cpf_tables_find(tables, listings[i].table);

        if (table)
            put_listing(options, table, &listings[i]);
    }
    return cli_flush();
}
