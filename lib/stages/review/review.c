/* SPDX-License-Identifier: MIT */
#include <channelperf/review.h>

#include "review_tables.h"

static const cpf__stage_row review_rows[] = {
    {"ratings", cpf__ratings_table},
    {"rating_scores", cpf__rating_scores_table},
    {"strictness", cpf__strictness_table},
    {"corrected_ratings", cpf__corrected_ratings_table},
    {"agreement", cpf__agreement_table},
    {"composed", cpf__composed_table},
    {"composed_parts", cpf__composed_parts_table},
    {"spread", cpf__spread_table},
    {"calibration", cpf__calibration_table},
    {"calibration_moves", cpf__calibration_moves_table},
    {"final_grades", cpf__final_grades_table},
    {"cases", cpf__cases_table},
    {"case_cells", cpf__case_cells_table},
    {"case_causes", cpf__case_causes_table},
    {"case_log", cpf__case_log_table},
    {NULL, NULL}, /* the end */
};

cpf_status cpf_review(const cpf_model *model, const cpf_tables *results, const cpf_stage_options *options,
                      cpf_tables **tables, cpf_error **error)
{
    cpf__stage_view view;
    cpf_status status = cpf__stage_begin(&view, model, options, error);

    if (status != CPF_OK)
        return status;
    if (!tables)
        return cpf__bad_argument(view.context, error, "tables");
    view.earlier = results;
    return cpf__stage_tables(&view, options, review_rows, tables, error);
}
