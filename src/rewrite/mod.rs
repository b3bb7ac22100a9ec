//! One spelling for a newsroom: names in running text brought to the spelling of a style.
//!
//! # What it is for
//!
//! Newsrooms, libraries and publishers write a name in one way. A [`Style`] is a list of preferred spellings; a
//! [`Rewriter`] finds every mention of them, however it is spelled, and says what should stand there. Nothing else of the
//! text is touched, not a byte.
//!
//! # The nouns
//!
//! - A [`Style`] has [`Preferred`] names, each with variants, kind and language if wanted.
//! - A [`Change`] is a mention that is not as the style wants it: where it stands, and what is to stand there; nothing if
//!   no rule knows how to write the name there, and then the mention is left.
//!
//! # Example
//!
//! With the style `Muammar Gaddafi`, the text `Moammar Qadhafi’s son Saif al-Islam Qadhafi, QADHAFI’S heir` has three
//! mentions. The first is a full one and becomes the full name. The second is the family name of a relative, who keeps the
//! given name. The third is in capitals, and stays so; the possessive ending is no part of it.
//!
//! ```
//! use allonym::rewrite::{Rewriter, Style};
//!
//! let rewriter = Rewriter::new(&Style::parse("name\nMuammar Gaddafi\n")?);
//! let text = "Moammar Qadhafi’s son Saif al-Islam Qadhafi, QADHAFI’S heir";
//! assert_eq!(rewriter.rewrite(text), "Muammar Gaddafi’s son Saif al-Islam Gaddafi, GADDAFI’S heir");
//! assert_eq!(rewriter.rewrite("معمر القذافي"), "معمر القذافي"); // another script
//! # Ok::<(), allonym::Error>(())
//! ```
//!
//! # Rules
//!
//! | a mention | becomes |
//! |---|---|
//! | of the full name | the full name |
//! | of the family name alone, or in the name of a relative | the family name |
//! | in capitals, in small letters | the same in capitals, in small letters |
//! | in an oblique case | the preferred name with the ending that the language has for this case; left if no rule knows it |
//! | in another script | stays, unless [`Rewriter::all_scripts`] |
//! | in a hashtag | stays, unless [`Rewriter::hashtags`] |
//! | in a quotation | the same, unless [`Rewriter::keep_quotes`] |
//! | in a handle, a link, an address, code | stays |
//! | with the preferred name in brackets beside it: Islamic Revolutionary Guard Corps (IRGC) | stays |
//!
//! # Method, cost, limits
//!
//! Mentions are those of [`Scanner`](crate::scan::Scanner); the work here is linear in what it finds. A text that was
//! rewritten is not changed again. What scanning does not find is not changed; what it finds wrongly is, so changes have
//! scores and a least one ([`Rewriter::min_score`]).

mod places;
mod rewriter;
mod rounds;
mod style;
#[cfg(test)]
mod tests;
mod wording;

pub use rewriter::{Change, Rewriter};
pub use style::{Preferred, Style};
