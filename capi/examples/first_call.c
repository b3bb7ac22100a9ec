/* What the first call in a new process costs: time, and the most memory that the process has used. Fails above 30 MB. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <allonym.h>

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(void) {
    const char *a = "Qasem Soleimani", *b = "قاسم سلیمانی";
    struct rusage before, after;
    uint32_t score = 0;
    double start, first, second;
    getrusage(RUSAGE_SELF, &before);
    start = milliseconds();
    if (allonym_compare(a, strlen(a), b, strlen(b), NULL, &score, NULL) != ALLONYM_OK) return 1;
    first = milliseconds();
    if (allonym_compare(a, strlen(a), b, strlen(b), NULL, &score, NULL) != ALLONYM_OK) return 1;
    second = milliseconds();
    getrusage(RUSAGE_SELF, &after);
    /* Linux counts kilobytes. */
    printf("score %.6f, first call %.3f ms, second %.3f ms, memory %.1f MB, of which %.1f MB by the calls\n",
           score / 1e6, first - start, second - first, (double)after.ru_maxrss / 1024,
           (double)(after.ru_maxrss - before.ru_maxrss) / 1024);
    return after.ru_maxrss > 30 * 1024;
}
