/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "output.h"

typedef struct shelf {
    const char *name; /* as written on the command line */
    const char *title, *title_zh;
    int32_t registry; /* 0: the methods of `call` */
} shelf;

static const shelf shelves[] = {
    {"methods", "methods of `channelperf call`", "call 可用的方法", 0},
    {"rules", "scoring rules", "评分规则", CPF_REGISTRY_RULES},
    {"splits", "ways to divide a target among children", "目标分解方式", CPF_REGISTRY_SPLITS},
    {"seasons", "ways to divide a target among periods", "季节分摊方式", CPF_REGISTRY_SEASONS},
    {"aggregates", "functions over the channels under a unit", "汇总函数", CPF_REGISTRY_AGGREGATES},
    {"measures", "ways to make a measure from rows", "度量方式", CPF_REGISTRY_MEASURES},
    {"indicators", "built-in indicators", "内置指标", CPF_REGISTRY_INDICATORS},
    {"apportionments", "methods of splitting whole numbers", "取整分配方法", CPF_REGISTRY_APPORTIONMENTS},
    {"ranks", "ways to rank", "排名方式", CPF_REGISTRY_RANKS},
    {"percentiles", "kinds of percentile", "百分位", CPF_REGISTRY_PERCENTILES},
    {"records", "kinds of record of a plan", "过程记录类型", CPF_REGISTRY_RECORDS},
};

static int32_t shelf_count(const shelf *shelf_of)
{
    return shelf_of->registry ? cpf_registry_count(shelf_of->registry) : cpf_method_count();
}

static const cpf_entry *shelf_at(const shelf *shelf_of, int32_t index)
{
    const cpf_method *method = shelf_of->registry ? NULL : cpf_method_at(index);

    return method ? &method->entry : cpf_registry_at(shelf_of->registry, index);
}

/* Text inside JSON quotes. */
static void put_json(const char *text)
{
    if (!text) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte < 0x20 || byte == '"' || byte == '\\')
            printf("\\u%04x", byte);
        else
            putchar(byte);
    }
    putchar('"');
}

static void put_member(const char *name, const char *text, const char *before)
{
    printf("%s\"%s\": ", before, name);
    put_json(text);
}

static void put_entry_json(const cpf_entry *entry, const char *shelf_name)
{
    put_member("table", shelf_name, "{");
    put_member("name", entry->name, ", ");
    put_member("title", entry->title, ", ");
    put_member("title_zh", entry->title_zh, ", ");
    put_member("summary", entry->summary, ", ");
    put_member("summary_zh", entry->summary_zh, ", ");
    put_member("formula", entry->formula, ", ");
    put_member("source", entry->source, ", ");
    fputs(", \"parameters\": [", stdout);
    for (int32_t i = 0; i < entry->param_count; i++) {
        const cpf_param *param = &entry->params[i];

        put_member("name", param->name, i ? ", {" : "{");
        put_member("summary", param->summary, ", ");
        put_member("summary_zh", param->summary_zh, ", ");
        put_member("unit", param->unit, ", ");
        put_member("minimum", param->minimum, ", ");
        put_member("maximum", param->maximum, ", ");
        put_member("default", param->fallback, ", ");
        putchar('}');
    }
    fputs("]}", stdout);
}

static void put_param(const cpf_param *param, int chinese)
{
    printf("    %-16s %s", param->name, chinese ? param->summary_zh : param->summary);
    if (param->unit && *param->unit)
        printf(" [%s]", param->unit);
    if (param->minimum || param->maximum)
        printf(chinese ? "；范围 %s 至 %s" : "; from %s to %s", param->minimum ? param->minimum : "-∞",
               param->maximum ? param->maximum : "∞");
    if (param->fallback)
        printf(chinese ? "；默认 %s" : "; default %s", param->fallback);
    else
        printf(chinese ? "；必填" : "; must be given");
    putchar('\n');
}

static void put_entry(const cpf_entry *entry, int chinese)
{
    printf("%s — %s\n  %s\n", entry->name, chinese ? entry->title_zh : entry->title,
           chinese ? entry->summary_zh : entry->summary);
    if (entry->formula && *entry->formula)
        printf("  %s%s\n", chinese ? "公式：" : "formula: ", entry->formula);
    if (entry->source && *entry->source)
        printf("  %s%s\n", chinese ? "出处：" : "source: ", entry->source);
    if (entry->param_count)
        puts(chinese ? "  参数：" : "  parameters:");
    for (int32_t i = 0; i < entry->param_count; i++)
        put_param(&entry->params[i], chinese);
}

static void put_shelf(const shelf *shelf_of, int chinese)
{
    printf("%s (%s)\n", shelf_of->name, chinese ? shelf_of->title_zh : shelf_of->title);
    for (int32_t i = 0; i < shelf_count(shelf_of); i++) {
        const cpf_entry *entry = shelf_at(shelf_of, i);

        printf("  %-28s %s\n", entry->name, chinese ? entry->title_zh : entry->title);
    }
}

/* Is this row asked for? By its own name, by the name of its table, or because nothing was named. */
static int wanted(const shelf *shelf_of, const cpf_entry *entry, const char *name)
{
    return !name || !strcmp(name, shelf_of->name) || !strcmp(name, entry->name);
}

static int put_all(const cli_options *options)
{
    int json = !strcmp(options->format, "json"), found = 0;

    for (size_t s = 0; s < sizeof shelves / sizeof *shelves; s++) {
        int list = !options->subject || !strcmp(options->subject, shelves[s].name);

        if (list && !json)
            put_shelf(&shelves[s], options->language == CPF_CHINESE);
        for (int32_t i = 0; i < shelf_count(&shelves[s]); i++) {
            const cpf_entry *entry = shelf_at(&shelves[s], i);

            if (!wanted(&shelves[s], entry, options->subject))
                continue;
            if (json)
                fputs(found ? ",\n" : "[", stdout);
            if (json)
                put_entry_json(entry, shelves[s].name);
            else if (!list)
                put_entry(entry, options->language == CPF_CHINESE);
            found++;
        }
    }
    if (json && found)
        puts("]");
    return found;
}

int cli_command_methods(const cli_options *options)
{
    if (!strcmp(options->format, "csv")) {
        fputs("channelperf: methods is written as table or json\n", stderr);
        return CLI_USAGE;
    }
    if (put_all(options))
        return cli_flush();
    fprintf(stderr, "channelperf: nothing is called \"%s\"; channelperf methods lists all\n", options->subject);
    return CLI_USAGE;
}
