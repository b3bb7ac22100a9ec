// The C++ wrapper: every class and function, what is thrown, and that everything is freed.
#include "allonym.hpp"
#include "check.h"

template <typename Call>
static allonym_status thrown(Call call) {
    try {
        call();
    } catch (const allonym::Error &error) {
        CHECK(std::string(error.what()).size() > 0);
        CHECK(error.offset().has_value() == (error.status() == ALLONYM_INVALID_UTF8));
        return error.status();
    }
    return ALLONYM_OK;
}

static void texts() {
    CHECK(allonym::normalize("Qāsem  SOLEIMANI") == "qasem soleimani");
    CHECK(allonym::normalize({}) == "" && allonym::normalize("A", ALLONYM_NORMALIZE_DISPLAY) == "A");
    CHECK(thrown([] { allonym::normalize("\xFF"); }) == ALLONYM_INVALID_UTF8);
    CHECK(allonym::romanize("قاسم سلیمانی", 3).size() == 3);
    CHECK(allonym::romanize_in("جاوید", "AF", 1, "fa").at(0) == "Jawed");
    CHECK(allonym::romanize("Владимир Путин", 1, "ru").at(0) == "Vladimir Putin");
    allonym::Transliterator russian("bgn/pcgn 1947 russian");
    allonym::Transliterator moved(std::move(russian));
    CHECK(moved("Щёлково") == "Shchëlkovo");
    CHECK(moved.with({ALLONYM_APOSTROPHE_NONE, ALLONYM_CASE_UPPER, 1, 1})("Пётр") == "PETR");
    CHECK(thrown([&] { moved.reversed(); }) == ALLONYM_UNKNOWN_SYSTEM);
    CHECK(thrown([] { allonym::Transliterator unknown("русский"); }) == ALLONYM_UNKNOWN_SYSTEM);
    CHECK(allonym::Transliterator::from_rules("щ > šč ;")("щ") == "šč");
    CHECK(allonym::Transliterator("iso-mul-Cyrl-Latn-9-1995").reversed()("Ŝëlkovo") == "Щёлково");
    auto all = allonym::systems();
    CHECK(all.size() >= 300 && !all.back().id.empty() && all.back().target == "Latn");
}

static void names() {
    std::string_view text = "Dr. Angela Merkel";
    allonym::ParsedName name(text);
    auto parts = name.parts();
    CHECK(name.kind() == ALLONYM_KIND_PERSON && name.order() == ALLONYM_ORDER_GIVEN_FIRST && parts.size() == 3);
    CHECK(parts.at(2).role == ALLONYM_ROLE_FAMILY);
    CHECK(text.substr(parts.at(2).start, parts.at(2).end - parts.at(2).start) == "Merkel");
    CHECK(name.json().find("\"role\":\"family\"") != std::string::npos);
    allonym::Name query("Касем Сулеймани");
    std::vector<allonym::Name> others;
    others.emplace_back("Hassan Nasrallah");
    others.emplace_back("Qasem Soleimani");
    auto scores = query.score(others);
    CHECK(scores.size() == 2 && scores[0] < scores[1] && scores[1] == query.score(others[1]));
    CHECK(query.score(std::vector<std::string_view>{"Hassan Nasrallah", "Qasem Soleimani"}) == scores);
    CHECK(query.score(std::vector<allonym::Name>{}).empty());
    CHECK(allonym::probability(scores[1]) == allonym::compare("Касем Сулеймани", "Qasem Soleimani"));
    CHECK(query.score(others[1], {ALLONYM_PURPOSE_DEDUPE, 1000}) < scores[1]);
    CHECK(thrown([&] { query.score(others[1], {ALLONYM_PURPOSE_DEDUPE, 0}); }) == ALLONYM_INVALID_ARGUMENT);
    auto explanation = query.explain(others[1]);
    double sum = 0;
    for (const auto &evidence : explanation.evidence()) sum += static_cast<double>(evidence.bits) / ALLONYM_BIT;
    CHECK(sum == explanation.bits() && explanation.score() == scores[1]);
    CHECK(explanation.cross_script() && explanation.kind() == ALLONYM_KIND_PERSON);
    CHECK(explanation.json().find("\"evidence\"") != std::string::npos);
}

static void lists() {
    allonym::Builder builder;
    builder.add("1", "Hassan Nasrallah", "person");
    builder.add("2", "Касем Сулеймани", "person", "ru");
    auto index = builder.build();
    allonym::Search search;
    auto hits = search(index, "قاسم سلیمانی");
    CHECK(!hits.empty() && hits[0].record.id == "2" && hits[0].record.language == "ru" && hits[0].bits > 0);
    CHECK(search(index, "قاسم سلیمانی", 10, "city").empty() && search(index, "Ali", 0).empty());
    auto copy = allonym::Index::from_bytes(index.bytes());
    copy.verify();
    auto both = search(copy, std::vector<std::string_view>{"Nasrallah", "Сулеймани"}, 1);
    CHECK(copy.size() == 2 && both.size() == 2 && both[0].at(0).record.id == "1" && both[1].at(0).record.id == "2");
    CHECK(thrown([] { allonym::Index::from_bytes("no index"); }) == ALLONYM_INVALID_INDEX);
    CHECK(thrown([] { allonym::Index::open("/no/such/file"); }) == ALLONYM_IO);
}

static void documents() {
    auto groups = allonym::resolve({"Gen. Qassem Soleimani was buried in Kerman.", "مراسم #قاسم_سلیمانی در کرمان"});
    CHECK(groups.size() == 2 && groups[0].name == "Qassem Soleimani" && groups[0].kind == ALLONYM_KIND_PERSON);
    CHECK(groups[0].titles.size() == 1 && groups[0].variants.size() == 2);
    CHECK(groups[0].variants[1].mentions.at(0).document == 1);
    CHECK(allonym::resolve({}).empty());
}

int main() {
    texts();
    names();
    lists();
    documents();
    return finish("wrapper");
}
