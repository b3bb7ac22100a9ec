/* A golden table of the Rust tests through the C interface: golden NAME FILE. */
#include "check.h"

#define COLUMNS 8

static allonym_error *error;
static allonym_buffer *buffer;

/* A row: each cell with its escapes read, and the line that it stands on. */
typedef struct {
    char *names[COLUMNS];
    char *cells[COLUMNS];
    /* How long the cells are: there may be zero bytes in them. */
    size_t lens[COLUMNS];
    size_t columns;
    size_t line;
} table;

static const char *cell(const table *row, const char *name) {
    size_t at;
    for (at = 0; at < row->columns; at++) {
        if (strcmp(row->names[at], name) == 0) return row->cells[at] ? row->cells[at] : "";
    }
    fprintf(stderr, "no column %s\n", name);
    exit(2);
}

static size_t length(const table *row, const char *name) {
    size_t at;
    for (at = 0; at < row->columns; at++) {
        if (strcmp(row->names[at], name) == 0) return row->lens[at];
    }
    return 0;
}

static char *put(char *out, unsigned long c) {
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xC0 | c >> 6);
        *out++ = (char)(0x80 | (c & 63));
    } else if (c < 0x10000) {
        *out++ = (char)(0xE0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 63));
        *out++ = (char)(0x80 | (c & 63));
    } else {
        *out++ = (char)(0xF0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 63));
        *out++ = (char)(0x80 | (c >> 6 & 63));
        *out++ = (char)(0x80 | (c & 63));
    }
    return out;
}

/* Reads \t, \n, \\ and \u{200C} in place: what they stand for is never longer. Gives the length. */
static size_t unescape(char *text) {
    char *const start = text;
    char *out = text;
    while (*text != '\0') {
        if (*text != '\\') {
            *out++ = *text++;
            continue;
        }
        text++;
        if (*text == 'u') {
            char *end;
            out = put(out, strtoul(text + 2, &end, 16));
            text = end + 1;
        } else {
            *out++ = *text == 't' ? '\t' : *text == 'n' ? '\n' : *text;
            text++;
        }
    }
    *out = '\0';
    return (size_t)(out - start);
}

static size_t split(char *line, char **cells) {
    size_t count = 0;
    while (count < COLUMNS) {
        char *tab = strchr(line, '\t');
        cells[count++] = line;
        if (tab == NULL) break;
        *tab = '\0';
        line = tab + 1;
    }
    return count;
}

static char *read_file(const char *path) {
    FILE *in = fopen(path, "rb");
    char *text;
    long size;
    if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0 || fseek(in, 0, SEEK_SET) != 0 ||
        (text = (char *)malloc((size_t)size + 1)) == NULL || fread(text, 1, (size_t)size, in) != (size_t)size) {
        perror(path);
        exit(2);
    }
    fclose(in);
    text[size] = '\0';
    return text;
}

static void wrong(const table *row, const char *got, const char *wanted) {
    fprintf(stderr, "line %lu: got %s, wanted %s\n", (unsigned long)row->line, got, wanted);
    failures++;
}

/* The first text of the buffer, or what the error says. */
static const char *given(allonym_status status) {
    return status == ALLONYM_OK ? allonym_buffer_text(buffer, 0).data : allonym_error_message(error).data;
}

static void same(const table *row, allonym_status status, const char *wanted) {
    if (status != ALLONYM_OK || strcmp(given(status), wanted) != 0) wrong(row, given(status), wanted);
}

static void normalize(const table *row) {
    int32_t profile =
        strcmp(cell(row, "profile"), "match") == 0 ? ALLONYM_NORMALIZE_MATCH : ALLONYM_NORMALIZE_DISPLAY;
    const char *input = cell(row, "input");
    same(row, allonym_normalize(input, length(row, "input"), profile, buffer, error), cell(row, "expected"));
}

/* Rows of one system stand together. */
static allonym_transliterator *system_of_row = NULL;

static void systems(const table *row) {
    static char ready[128] = "";
    const char *wanted = cell(row, *cell(row, "ours") ? "ours" : "expected");
    if (strcmp(ready, cell(row, "system")) != 0) {
        allonym_transliterator_free(system_of_row);
        system_of_row = NULL;
        if (allonym_transliterator_new(TEXT(cell(row, "system")), &system_of_row, error) != ALLONYM_OK) {
            wrong(row, allonym_error_message(error).data, cell(row, "system"));
            return;
        }
        snprintf(ready, sizeof ready, "%s", cell(row, "system"));
    }
    same(row, allonym_transliterate(system_of_row, TEXT(cell(row, "source")), buffer, error), wanted);
}

static void rules(const table *row) {
    allonym_transliterator *system = NULL;
    allonym_status status = allonym_transliterator_from_rules(TEXT(cell(row, "rules")), &system, error);
    if (status == ALLONYM_OK) status = allonym_transliterate(system, TEXT(cell(row, "input")), buffer, error);
    same(row, status, cell(row, "expected"));
    allonym_transliterator_free(system);
}

static void rule_faults(const table *row) {
    allonym_transliterator *system = NULL;
    allonym_status status = allonym_transliterator_from_rules(TEXT(cell(row, "rules")), &system, error);
    char place[32];
    const char *said = allonym_error_message(error).data;
    size_t offset = SIZE_MAX;
    snprintf(place, sizeof place, ":%s:", cell(row, "place"));
    if (status != ALLONYM_INVALID_RULES || strstr(said, place) == NULL || strstr(said, cell(row, "says")) == NULL) {
        wrong(row, said, place);
    }
    CHECK(allonym_error_offset(error, &offset) == ALLONYM_OK && offset <= strlen(cell(row, "rules")));
}

static void romanize_names(const table *row) {
    const char *good = cell(row, "acceptable"), *given_now = cell(row, "given");
    allonym_status status =
        allonym_romanize(TEXT(cell(row, "input")), TEXT(cell(row, "language")), 3, buffer, error);
    const char *got = given(status);
    size_t len = strlen(got);
    if (*given_now) {
        if (strcmp(got, given_now) != 0) wrong(row, got, given_now);
        return;
    }
    while (strncmp(good, got, len) != 0 || (good[len] != '|' && good[len] != '\0')) {
        good = strchr(good, '|');
        if (good == NULL) {
            wrong(row, got, cell(row, "acceptable"));
            return;
        }
        good++;
    }
}

static void compare(const table *row) {
    uint32_t score = 0;
    double least = strtod(cell(row, "least"), NULL), most = strtod(cell(row, "most"), NULL);
    allonym_status status = allonym_compare(TEXT(cell(row, "a")), TEXT(cell(row, "b")), NULL, &score, error);
    if (status != ALLONYM_OK || score < least * 1e6 || score > most * 1e6) {
        char got[32];
        snprintf(got, sizeof got, "%lu", (unsigned long)score);
        wrong(row, got, cell(row, "least"));
    }
}

static void parse(const table *row) {
    static const char *const kinds[] = {"Other", "Person", "Organization", "Place", "Vessel"};
    static const char *const orders[] = {"Unknown", "GivenFirst", "FamilyFirst"};
    static const char *const roles[] = {"Word",      "Given",   "Family",   "Patronymic", "Title", "Article",
                                        "Filiation", "Kunya",   "Nobiliary", "Initial",   "Suffix", "Nickname",
                                        "LegalForm", "Head",    "Connector", "Number",    "Marker"};
    const char *text = cell(row, "text");
    static char got[4096];
    size_t at, len = 0;
    allonym_parsed_name *name = NULL;
    if (allonym_parsed_name_new(TEXT(text), &name, error) != ALLONYM_OK) {
        wrong(row, allonym_error_message(error).data, text);
        return;
    }
    if (strcmp(kinds[allonym_parsed_name_kind(name)], cell(row, "kind")) != 0) {
        wrong(row, kinds[allonym_parsed_name_kind(name)], cell(row, "kind"));
    }
    if (strcmp(orders[allonym_parsed_name_order(name)], cell(row, "order")) != 0) {
        wrong(row, orders[allonym_parsed_name_order(name)], cell(row, "order"));
    }
    got[0] = '\0';
    for (at = 0; at < allonym_parsed_name_count(name) && len < sizeof got; at++) {
        allonym_part part;
        CHECK(allonym_parsed_name_part(name, at, &part, error) == ALLONYM_OK);
        size_t start = len;
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%s%s:", at ? " " : "", roles[part.role],
                                part.link ? "+" : "");
        start = len;
        len += (size_t)snprintf(got + len, sizeof got - len, "%.*s", (int)(part.end - part.start), text + part.start);
        for (; start < len && start < sizeof got; start++) {
            if (got[start] == ' ') got[start] = '_';
        }
    }
    if (strcmp(got, cell(row, "parts")) != 0) wrong(row, got, cell(row, "parts"));
    allonym_parsed_name_free(name);
}

int main(int count, char **arguments) {
    static const struct {
        const char *name;
        void (*check)(const table *row);
    } all[] = {{"normalize", normalize}, {"systems", systems}, {"rules", rules},     {"rule_faults", rule_faults},
               {"compare", compare},     {"parse", parse},     {"romanize_names", romanize_names}};
    void (*check)(const table *) = NULL;
    char *text, *line;
    table row;
    size_t at, rows = 0;
    if (count != 3) return 2;
    for (at = 0; at < sizeof all / sizeof all[0]; at++) {
        if (strcmp(all[at].name, arguments[1]) == 0) check = all[at].check;
    }
    if (check == NULL) return 2;
    error = allonym_error_new();
    buffer = allonym_buffer_new();
    text = read_file(arguments[2]);
    memset(&row, 0, sizeof row);
    for (line = text; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL) *end = '\0';
        row.line++;
        if (*line != '\0' && strncmp(line, "# ", 2) != 0) {
            if (row.columns == 0) {
                row.columns = split(line, row.names);
            } else {
                size_t cells = split(line, row.cells);
                for (at = 0; at < COLUMNS; at++) {
                    if (at >= cells) row.cells[at] = NULL;
                    row.lens[at] = at < cells ? unescape(row.cells[at]) : 0;
                }
                check(&row);
                rows++;
            }
        }
        line = end == NULL ? NULL : end + 1;
    }
    allonym_transliterator_free(system_of_row);
    CHECK(rows > 10);
    free(text);
    allonym_buffer_free(buffer);
    allonym_error_free(error);
    return finish(arguments[1]);
}
