//! Names and their parts: who is the family name, what is a title, what kind of thing is named.
//!
//! [`parse`] cuts a name into parts and gives each a role; [`parse_traced`] says which rule decided. The lists that
//! reading and comparing names ask are here too: how usual a word is in names ([`surprisal`]), which words are familiar
//! forms of others ([`are_nicknames`]), which short family names are spellings of others ([`are_family_spellings`]).
//!
//! # Nouns
//!
//! - A *part* ([`Part`]) is a word of the name, or several that are one phrase, with its *role* ([`Role`]): given name,
//!   family name, title, legal form.
//! - The *kind* ([`Kind`]) says what is named: a person, an organization, a place, a vessel.
//! - The *order* ([`Order`]) says whether given or family name stands first.
//! - A *link* is the number of an equivalence class: `GmbH` and `ООО`, `5` and `پنجم`, `Bank` and `بانک` have one.
//! - A *particle* stands between the words of a name and is often left out: *bin*, *von der*, *al-*.
//! - *Kunya*, *ism*, *nasab*, *nisba* are the parts of an Arabic name: father of whom, given name, son of whom, from where
//!   or which tribe. A *patronymic* is made from the father's name: Ivanovich, Ásgeirsdóttir.
//! - A *marker* stands between two names of one bearer: *a.k.a.*, *née*. [`alternatives`] finds both.
//!
//! # Example
//!
//! ```
//! use allonym::name::{Kind, Order, Role, parse, parse_traced};
//!
//! let text = "Gen. Qassem Soleimani";
//! let (name, trace) = parse_traced(text);
//! assert_eq!((name.kind, name.order), (Kind::Person, Order::GivenFirst));
//! let roles: Vec<(&str, Role)> = name.parts.iter().map(|part| (part.span.of(text), part.role)).collect();
//! assert_eq!(roles, [("Gen", Role::Title), ("Qassem", Role::Given), ("Soleimani", Role::Family)]);
//! assert_eq!((trace.kind, trace.order), ("title", "usual places"));
//!
//! // The same in another script; here nothing but where these words stand in other names tells the order.
//! let name = parse("قاسم سلیمانی");
//! assert_eq!((name.kind, name.order), (Kind::Person, Order::GivenFirst));
//! ```
//!
//! # Method
//!
//! A name is read in passes over its words, each an ordered list of named rules; the first rule that decides wins.
//!
//! | pass | file | decides |
//! |---|---|---|
//! | words | `split` | where words of Han, hangul and words written together hold several |
//! | segments | `segment` | where another name begins: markers, semicolons, brackets |
//! | forms of address | `cues` | honorifics before the name, which never change how the rest is read |
//! | kind | `entity_kind` | ship, legal form, place name, head noun; else a person or nobody knows |
//! | organization | `organization` | the role of each word of an organization, place or ship |
//! | person | `titles`, `person` | titles at both ends, suffixes, nicknames, particles, initials |
//! | order | `given_family` | given and family name: comma, patronymic, capitals, listed family names, usual places, article, particles |
//!
//! In the example, *usual places* knows that *Qassem* stands first in most names that have it (it leans to a given name,
//! by some of 8) and *Soleimani* hardly ever. Where the two lean apart by 4 or more the order is decided.
//!
//! Sources: A. Schimmel, *Islamic Names*, Edinburgh 1989, on kunya, nasab and nisba; B. O. Unbegaun, *Russian Surnames*,
//! Oxford 1972, on patronymics; the lists of `data/lexicon`, each with its source. How usual words are was counted in the
//! lists of names in `data/frequency`.
//!
//! # Cost and limits
//!
//! Reading is linear in the text; a name of three words takes about two microseconds. A name that no list and no sign
//! explains stays [`Order::Unknown`], its words [`Role::Word`]: that is no fault, and comparison needs neither. A role is
//! read off this name alone. Who has several family names, or a family name that is a given name elsewhere (James Martin,
//! Ali Reza), may be cut wrong.

mod annotation;
mod cues;
mod entity_kind;
mod family;
mod frequency;
mod given_family;
mod nickname;
mod organization;
mod parse;
mod part;
mod person;
mod readings;
mod segment;
mod split;
mod syllables;
mod titles;
mod trace;

pub use family::are_family_spellings;
pub use frequency::surprisal;
pub(crate) use frequency::{is_common_given, is_oftener_given, place as first_place};
pub use nickname::are_nicknames;
pub(crate) use parse::{AnalysedName, names, whole};
pub use parse::{alternatives, parse, parse_traced};
pub use part::{Kind, Order, ParsedName, Part, Role};
pub(crate) use readings::{are_read_alike, are_spelled_apart, is_read, ways_to_read};
pub(crate) use syllables::is_syllabic;
pub(crate) use syllables::may_spell;
pub(crate) use titles::number_of_suffix;
pub use trace::Trace;
