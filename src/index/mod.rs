//! One name against many: lists of names, searched however the names are spelled.
//!
//! A list of names is made an [`Index`], bytes in a file or in memory. A search takes a name in any script and gives the
//! records that it most likely means: قاسم سلیمانی finds `Qasem Soleimani`, `Касем Сулеймани` and `Soleimani, Qassem`.
//!
//! ```
//! use allonym::index::{Index, Record};
//!
//! let mut builder = Index::builder();
//! builder.add(Record::new("1", "Qasem Soleimani").kind("person"));
//! builder.add(Record::new("2", "Hassan Nasrallah").kind("person"));
//! let index = Index::from_bytes(builder.build())?; // or Index::open(path), with the feature `mmap`
//!
//! let hits = index.search("قاسم سلیمانی").limit(5).hits();
//! assert_eq!(hits[0].record.id, "1");
//! # Ok::<(), allonym::Error>(())
//! ```
//!
//! # The nouns
//!
//! - A [`Record`] is a name with an id, a kind and a language. Several records of one id are names of one bearer.
//! - A *row* is a record in an index. Its words are rows' *words* of the *dictionary*, each of which stands there once.
//! - A [`Query`] is a name and what its hits have to be; a [`Search`] is a query that is being asked of an index.
//! - A [`Hit`] is a record with three numbers. `probability` says how likely it is the one that was asked for, among what
//!   the list holds; hits stand in its order. `score` is what [`allonym::score`](crate::score()) says of the two names alone.
//!   `relevance` is the sum of [`RankFeatures`] that orders hits, in bits.
//! - A [`Journal`] holds changes to an index, a [`LiveIndex`] is an index with a journal, an [`ExhaustiveIndex`] scores
//!   every record. All three are searched alike.
//! - A [`Workspace`] is memory that searches use again. There is a pool of them in each index.
//!
//! # Method
//!
//! To score every record costs a comparison each. An index is a cascade instead: each stage is dearer than the one before
//! and sees fewer candidates.
//!
//! | stage | in | costs each | passes on |
//! |---|---|---|---|
//! | 1 trigram sums | `blocking/lookup.rs` | 1 ns | of all words of the list some 2000 |
//! | 2 monotone scores | `blocking/monotone_score.rs` | 0.3 µs | 256 words a query |
//! | 3 evidence | `searcher.rs` | 3 µs | up to 64 words for each word of the query |
//! | 4 row sums | `blocking/postings.rs` | 5 ns | the 512 rows that gain most |
//! | 5 estimates | `rank/estimate.rs` | 0.5 µs, then 5 µs | 128 rows, then 48 |
//! | 6 comparison and rank | `rank/features.rs`, `rank/model.rs` | 20 µs | the hits |
//!
//! For the query قاسم سلیمانی stage 1 reads the posting lists of the trigrams that both words may be spelled with (·qa, gha,
//! qas, sem …); stage 2 aligns letters one way and keeps `qasem`, `ghasem`, `soleimani`, `sulaymani`; stage 3 weighs them as
//! comparison does; stage 4 finds the rows that hold a word of each. Words of Han and hangul are also found by the syllables
//! that they are read as (희, hee). Words written as one or as two (محمدهاشم, Mohammad Hashem) are joined and split on the way.
//!
//! Blocking on n-grams is that of approximate string matching (Ukkonen 1992) with learned weights instead of counts; sums
//! over posting lists are accumulated term at a time (Buckley and Lewit 1985); the order of hits is a linear model learned
//! by a listwise loss (ListNet, Cao et al. 2007). The bounds stand in `params.rs`, the model in `data/index/ranking.toml`.
//!
//! # Cost
//!
//! A search takes about a millisecond; the length of the list counts by its logarithm, but for a pass over a byte for each
//! different word. A file has some 80 bytes a name, of short lists twice that. To build one costs some ten microseconds a name, to open one nothing.
//!
//! # What it cannot do
//!
//! A row is found by its words. A name that is another name altogether (Carlos for Ilich Ramírez Sánchez) is not, unless it
//! is a record of its own with the same id. The probability knows the list and not the world: where the right record is
//! missing, what is nearest to it may look likely. Files are read only by the version of the data that built them.

mod blocking;
mod exhaustive;
mod file;
mod format;
mod journal;
mod keys;
mod list_word;
mod merge;
mod params;
mod pool;
mod query;
mod query_part;
mod rank;
mod record;
mod searcher;
mod workspace;

pub use exhaustive::ExhaustiveIndex;
#[cfg(feature = "mmap")]
pub use file::MappedFile;
pub use file::{Builder, Index};
pub use journal::{Change, Journal, LiveIndex};
pub use keys::{BlockingWidth, MAX_BLOCKING_KEYS, blocking_keys};
pub use query::{Hit, Query, Search};
pub use rank::RankFeatures;
pub use record::Record;
pub use workspace::Workspace;
