// allonym_score, allonym_normalize and allonym_romanize for PostgreSQL, over the C interface of the library.

#include <postgres.h>

#include <fmgr.h>
#include <mb/pg_wchar.h>

#include <allonym.h>

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(allonym_pg_score);
PG_FUNCTION_INFO_V1(allonym_pg_normalize);
PG_FUNCTION_INFO_V1(allonym_pg_romanize);

// Ends the query with an error if a call failed, or if the database is not in UTF-8.
static void check(allonym_status status)
{
    if (status == ALLONYM_INVALID_UTF8)
        ereport(ERROR, errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
                errmsg("allonym reads UTF-8; the encoding of this database is %s", GetDatabaseEncodingName()));
    if (status != ALLONYM_OK)
        ereport(ERROR, errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
                errmsg("allonym: status %d", (int) status));
}

// How likely two names are one.
Datum allonym_pg_score(PG_FUNCTION_ARGS)
{
    text *a = PG_GETARG_TEXT_PP(0), *b = PG_GETARG_TEXT_PP(1);
    uint32_t millionths = 0;
    check(allonym_compare(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b), NULL,
                          &millionths, NULL));
    PG_RETURN_FLOAT8(millionths / 1e6);
}

// The first text of a buffer, which is freed.
static text *taken(allonym_buffer *buffer, allonym_status status)
{
    allonym_text found = allonym_buffer_text(buffer, 0);
    text *copy = status == ALLONYM_OK ? palloc_extended(VARHDRSZ + found.len, MCXT_ALLOC_NO_OOM) : NULL;
    if (copy != NULL)
    {
        SET_VARSIZE(copy, VARHDRSZ + found.len);
        memcpy(VARDATA(copy), found.data, found.len);
    }
    // Before any error leaves this function: errors of PostgreSQL jump.
    allonym_buffer_free(buffer);
    check(status);
    if (copy == NULL)
        ereport(ERROR, errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory"));
    return copy;
}

// A text in its normal form.
Datum allonym_pg_normalize(PG_FUNCTION_ARGS)
{
    text *name = PG_GETARG_TEXT_PP(0);
    allonym_buffer *buffer = allonym_buffer_new();
    allonym_status status = allonym_normalize(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name),
                                              ALLONYM_NORMALIZE_MATCH, buffer, NULL);
    PG_RETURN_TEXT_P(taken(buffer, status));
}

// A name in Latin letters, as people write it.
Datum allonym_pg_romanize(PG_FUNCTION_ARGS)
{
    text *name = PG_GETARG_TEXT_PP(0);
    allonym_buffer *buffer = allonym_buffer_new();
    allonym_status status = allonym_romanize(VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name), "", 0, 1, buffer, NULL);
    PG_RETURN_TEXT_P(taken(buffer, status));
}
