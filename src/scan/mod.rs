//! Floor 6: names in running text.
//!
//! [`resolve`] reads documents without a list of names and says which names are in them, each with its spellings.

mod base_form;
mod form;
mod inflection;
mod join;
mod kind;
mod known;
mod learned;
mod piece;
mod resolve;
mod tagged;
mod text;
mod word;

pub use crate::name::Kind;
pub use form::Mention;
pub use resolve::{Entity, Spelling, resolve};
