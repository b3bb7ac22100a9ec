/* What the tests in C and C++ share. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allonym.h"

static int failures = 0;

/* Says what does not hold and goes on. */
#define CHECK(what)                                                                                                    \
    do {                                                                                                               \
        if (!(what)) {                                                                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what);                                                 \
            failures++;                                                                                                \
        }                                                                                                              \
    } while (0)

/* A text in C as the library takes it. */
#define TEXT(text) (text), strlen(text)

static inline allonym_text text_of(const char *text) {
    allonym_text view;
    view.data = text;
    view.len = strlen(text);
    return view;
}

static inline int equal(allonym_text text, const char *wanted) {
    return text.data != NULL && text.len == strlen(wanted) && memcmp(text.data, wanted, text.len + 1) == 0;
}

static inline int finish(const char *name) {
    if (failures > 0) {
        fprintf(stderr, "%s: %d checks failed\n", name, failures);
        return 1;
    }
    printf("%s: done\n", name);
    return 0;
}

#endif
