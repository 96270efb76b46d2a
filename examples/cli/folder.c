/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* renameat2 */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *joined(const char *a, const char *between, const char *b)
{
    size_t size = strlen(a) + strlen(between) + strlen(b) + 1;
    char *text = malloc(size);

    if (text)
        snprintf(text, size, "%s%s%s", a, between, b);
    return text;
}

/* Makes the folders above `path` that are not there yet. */
static void make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
}

/* A shell that stands in a folder would be left behind in the old one. */
static int stands_in(const char *path)
{
    char *here = realpath(".", NULL);
    int same = here && !strcmp(here, path);

    free(here);
    return same;
}

int cli_folder_begin(cli_folder *folder, const char *path)
{
    char *real = realpath(path, NULL); /* so that a link to a folder stays a link */
    size_t length;

    *folder = (cli_folder){real ? real : strdup(path), NULL};
    if (!folder->final)
        return ENOMEM;
    for (length = strlen(folder->final); length > 1 && folder->final[length - 1] == '/'; length--)
        folder->final[length - 1] = '\0';
    if (stands_in(folder->final))
        return EBUSY;
    folder->fresh = joined(folder->final, ".new-", "XXXXXX");
    if (!folder->fresh)
        return ENOMEM;
    make_parents(folder->final);
    if (!mkdtemp(folder->fresh)) {
        int why = errno;

        free(folder->fresh);
        folder->fresh = NULL;
        return why;
    }
    return 0;
}

char *cli_folder_path(const cli_folder *folder, const char *name)
{
    return joined(folder->fresh, "/", name);
}

int cli_folder_file(const cli_folder *folder, const char *name, int *descriptor)
{
    char *path = cli_folder_path(folder, name);

    if (!path)
        return ENOMEM;
    *descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    free(path);
    return *descriptor < 0 ? errno : 0;
}

int cli_folder_write(int descriptor, const char *bytes, int64_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, (size_t)length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes += written;
        length -= written;
    }
    return 0;
}

int cli_folder_close(int descriptor)
{
    int why = fsync(descriptor) && errno != EINVAL ? errno : 0;

    return close(descriptor) && !why ? errno : why;
}

/* Calls `each` for every entry; stops at the first errno. */
static int walk(const char *path, int (*each)(const char *path, const char *name, void *user), void *user)
{
    DIR *entries = opendir(path);
    struct dirent *entry;
    int why = 0;

    if (!entries)
        return errno;
    while (!why && (entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            why = each(path, entry->d_name, user);
    }
    closedir(entries);
    return why;
}

/* A file that is not ours goes along as a second name of the same file; a folder inside cannot. */
static int carry(const char *path, const char *name, void *user)
{
    const cli_folder *folder = user;
    char *from = joined(path, "/", name), *to = cli_folder_path(folder, name);
    int why = from && to ? 0 : ENOMEM;

    if (!why && access(to, F_OK) && linkat(AT_FDCWD, from, AT_FDCWD, to, 0))
        why = errno == EPERM ? ENOTEMPTY : errno;
    free(from);
    free(to);
    return why;
}

static int remove_file(const char *path, const char *name, void *user)
{
    char *file = joined(path, "/", name);
    int why = !file ? ENOMEM : unlink(file) ? errno : 0;

    (void)user;
    free(file);
    return why;
}

static int swap(const char *fresh, const char *final)
{
#ifdef RENAME_EXCHANGE
    if (!renameat2(AT_FDCWD, fresh, AT_FDCWD, final, RENAME_EXCHANGE))
        return 0;
#endif
    {
        char *old = joined(fresh, ".", "old"); /* where two names cannot be exchanged at once: one after the other */
        int why = !old ? ENOMEM : rename(final, old) ? errno : 0;

        if (!why && rename(fresh, final)) {
            why = errno;
            (void)rename(old, final);
        } else if (!why) {
            (void)rename(old, fresh);
        }
        free(old);
        return why;
    }
}

int cli_folder_publish(cli_folder *folder)
{
    struct stat about;
    int why;

    if (stat(folder->final, &about)) {
        if (errno != ENOENT)
            return errno;
        if (rename(folder->fresh, folder->final))
            return errno;
        free(folder->fresh);
        folder->fresh = NULL;
        return 0;
    }
    if (!S_ISDIR(about.st_mode))
        return ENOTDIR;
    why = walk(folder->final, carry, folder);
    return why ? why : swap(folder->fresh, folder->final); /* `fresh` is now the old folder: cli_folder_end removes it */
}

void cli_folder_end(cli_folder *folder)
{
    if (folder->fresh) {
        (void)walk(folder->fresh, remove_file, NULL);
        (void)rmdir(folder->fresh);
    }
    free(folder->fresh);
    free(folder->final);
    *folder = (cli_folder){NULL, NULL};
}
