//! Names in running text: which names do some documents hold, and which of their spellings are one name?
//!
//! [`resolve`] needs no list of names. It reads documents in any scripts and gives [`Entity`]s, the most mentioned
//! first. An entity has a kind and a preferred name, its [`Spelling`]s, and for each of these its [`Mention`]s: a
//! document and a span of bytes in the caller's own text.
//!
//! # The nouns
//!
//! | noun | what it is | file |
//! |---|---|---|
//! | text | a document as a row of words, cut into lines: paragraphs, headlines, captions | `text` |
//! | candidate | a stretch of capitalised words that may be a name, with its title | `candidate` |
//! | usage | how often documents write a word small, with a capital, with a number behind it | `usage` |
//! | boundary | where a candidate begins and ends by the lexicon and the finder | `boundary` |
//! | piece | a name cut out of a stretch in a script without spaces | `unspaced` |
//! | learned span | a stretch that the learned model of [`finder`](crate::finder) says is a name | `learned` |
//! | learned name | the same with its head noun and without its titles | `learned_name` |
//! | surface form | a distinct spelling, up to case and marks, with all its mentions | `surface_form` |
//! | spelling form | one word of it, with its blocking keys and its base forms | `spelling_form` |
//! | known name | a surface form that is looked for where no capital shows it | `known_names` |
//! | vote | what speaks for person, organization or place | `kind` |
//! | cluster | the surface forms of one entity | `cluster` |
//!
//! # The stages
//!
//! With the two documents `Gen. Qassem Soleimani was buried in Kerman. Soleimani’s grave …` and `مراسم #قاسم_سلیمانی`:
//!
//! 1. *Candidates.* Capitals show `Qassem Soleimani`, `Kerman`, `Soleimani`; `Gen.` is a title and cut off. A word that
//!    has its capital from the beginning of a sentence only counts if other mentions confirm it. In scripts without case
//!    the learned model shows the spans.
//! 2. *Tags.* `#قاسم_سلیمانی` is opened into two words.
//! 3. *Known names.* In headlines and in scripts without case each row of up to five words is looked up: by key, by
//!    place in the lexicon, and by the blocking keys of its first and last word; a match needs a mean similarity of 0.81.
//! 4. *Clusters.* Surface forms that share a blocking key are compared word by word (`قاسم` and `Qassem`, `سلیمانی` and
//!    `Soleimani`); inflected forms join their base forms, a family name joins the one person who bears it, an acronym its
//!    expansion.
//! 5. *Entities.* Votes make the kind; the preferred name is the most frequent full spelling in its base form.
//!
//! The result is one entity `Qassem Soleimani`, a person, with three mentions, and `Kerman`, a place.
//!
//! # Method, cost, limits
//!
//! Stage 1 joins rules with a linear-chain model (Lafferty, McCallum, Pereira 2001). Stage 4 is blocking followed by
//! agglomeration with cannot-link constraints: no cluster holds two full names of persons that do not match (Wagstaff et
//! al. 2001). Time is linear in the texts; surface forms are compared only within blocks of bounded size. What one
//! document calls by a pronoun or a title alone (`the president`) is no mention. Two people of one name are one entity.

mod base_form;
mod boundary;
mod candidate;
mod candidate_title;
mod cluster;
mod firm;
mod given;
mod inflection;
mod kind;
mod known_names;
mod learned;
mod learned_name;
mod preferred;
mod resolve;
mod scanner;
mod soft_breaks;
mod spelling_form;
mod surface_form;
mod tag;
mod text;
mod unspaced;
mod usage;

pub use crate::name::Kind;
pub use resolve::{Entity, Spelling, resolve};
pub use scanner::{Extent, Occurrence, Scanner, Setting};
pub use surface_form::Mention;

pub(crate) use scanner::language_of_text;
