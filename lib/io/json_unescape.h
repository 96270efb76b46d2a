/* SPDX-License-Identifier: MIT */
#ifndef CPF_IO_JSON_UNESCAPE_H
#define CPF_IO_JSON_UNESCAPE_H

#include <stdint.h>

/* Takes the escapes out of the inside of a valid JSON text, in place: it only becomes shorter. Puts a NUL behind, which
 * may be in the place of the closing quote. */
void cpf__json_unescape(char *text, int64_t length);

#endif
