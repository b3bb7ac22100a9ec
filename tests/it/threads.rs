//! What may go from thread to thread.

use allonym::Name;
use allonym::index::{Builder, ExhaustiveIndex, Hit, Index, Journal, Workspace};
use allonym::name::ParsedName;
use allonym::scan::Entity;
use allonym::translit::{System, Transliterator};
use allonym::{Aligned, Country, Error, Language, Scratch, Script, Span};

#[test]
fn everything_is_send_and_sync() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Aligned>();
    check::<Builder>();
    check::<Country>();
    check::<ExhaustiveIndex>();
    check::<Hit<'static>>();
    check::<Journal>();
    check::<Index<Vec<u8>>>();
    check::<Workspace>();
    check::<Error>();
    check::<Entity>();
    check::<Language>();
    check::<ParsedName>();
    check::<Name>();
    check::<Scratch>();
    check::<Script>();
    check::<Span>();
    check::<System>();
    check::<Transliterator>();
}

#[test]
fn an_error_is_one_word_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[test]
fn threads_agree() {
    let names = ["Qassem Soleimani", "قاسم سلیمانی", "Касем Сулеймани"];
    let scores = || -> Vec<_> {
        names.iter().flat_map(|a| names.iter().map(move |b| allonym::compare::score(a, b))).collect()
    };
    let here = scores();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(scores)).collect();
        for other in others {
            assert_eq!(other.join().expect("a thread"), here);
        }
    });
}
