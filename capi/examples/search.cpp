// Finds names of one script in a list of another.
#include <iostream>

#include <allonym.hpp>

int main() {
    try {
        allonym::Builder builder;
        builder.add("1", "Hassan Nasrallah", "person");
        builder.add("2", "Касем Сулеймани", "person");
        builder.add("3", "Sulaymaniyah", "city");
        const allonym::Index index = builder.build();
        allonym::Search search;
        for (const auto &hit : search(index, "قاسم سلیمانی", 1)) {
            std::cout << hit.record.id << ' ' << hit.record.name << '\n';
        }
        std::cout << allonym::romanize("قاسم سلیمانی").at(0) << '\n';
        allonym::Transliterator("no such system");
    } catch (const allonym::Error &error) {
        std::cout << "status " << error.status() << '\n';
    }
}
