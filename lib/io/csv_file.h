/* SPDX-License-Identifier: MIT */
/* Bytes of a file, a pipe or memory, in a window that moves on. */
#ifndef CPF_IO_CSV_FILE_H
#define CPF_IO_CSV_FILE_H

#include "csv_gzip.h"
#include "error.h"

typedef struct cpf__csv_file {
    cpf_context *context;
    const char *path; /* borrowed; as findings name it */
    const char *data; /* what is in the window */
    int64_t length;
    char *buffer; /* NULL: the window is all there is, memory of the caller or the file mapped */
    void *mapped; /* NULL: the file is not mapped */
    int64_t capacity;
    int64_t taken;   /* bytes passed before the window */
    int64_t total;   /* bytes in all; 0 when it is not known (a pipe) */
    cpf__gzip *gzip; /* NULL: the file is as it is read */
    int32_t handle;
    int32_t at_end; /* nothing comes behind the window */
} cpf__csv_file;

/* Opens a file; one that gzip made is inflated. CPF_E_NOT_FOUND, CPF_E_IO, CPF_E_MEMORY; closing is needed only after
 * success. */
cpf_status cpf__csv_file_open(const cpf_context *context, const char *path, cpf__csv_file *file, cpf_error **error);
/* The window is the whole of `bytes`, borrowed. */
void cpf__csv_file_memory(const char *bytes, int64_t length, cpf__csv_file *file);
/* Passes the first `bytes` of the window and reads on behind what is left, more than there was before. */
cpf_status cpf__csv_file_next(cpf__csv_file *file, int64_t bytes, cpf_error **error);
/* Bytes of the file, as it lies on disk, that `used` bytes of the window have come to. */
int64_t cpf__csv_file_passed(const cpf__csv_file *file, int64_t used);
void cpf__csv_file_close(cpf__csv_file *file);

/* Path of a file as the plan names it, seen from a folder (NULL or "": the working one). NULL: no memory; cpf__free. */
char *cpf__csv_path(const cpf_context *context, const char *folder, const char *file);

#endif
