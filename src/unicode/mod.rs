//! Floor 1: text as such. Cleaning, folding, scripts, tokens, social noise.
//!
//! Every transformation comes at three depths: `x(&str) -> String` (or `Cow` where the text often stays as it is),
//! `x_into(&str, …, &mut String)` that appends to a buffer of yours, and `x_aligned` that keeps the map back to the
//! input. All take time linear in the text.

mod clean;
mod entity;
mod fold;
#[cfg(feature = "tables")]
mod guess;
mod lookalike;
mod normalize;
mod script;
#[cfg(feature = "tables")]
mod social;
#[cfg(feature = "tables")]
mod token;

pub use clean::Form;
#[doc(hidden)]
pub use clean::begins_segment;
#[cfg(feature = "tables")]
pub use clean::{clean, clean_aligned, clean_into};
pub use fold::Fold;
#[doc(hidden)]
pub use fold::fold_char;
#[doc(hidden)]
pub use fold::{DEPTH as FOLD_DEPTH, step as fold_step};
#[cfg(feature = "tables")]
pub use fold::{fold, fold_aligned, fold_into};
#[cfg(feature = "tables")]
pub use guess::{LanguageGuess, guess_languages, guess_languages_into};
#[cfg(feature = "tables")]
pub use lookalike::mixed_script_words;
pub use normalize::Profile;
pub(crate) use normalize::normalize_by;
#[doc(hidden)]
pub use normalize::normalize_with;
#[cfg(feature = "tables")]
pub use normalize::{normalize, normalize_aligned, normalize_into};
pub use script::{ScriptRun, ScriptSet, script_of, script_runs, script_runs_into, script_set};
#[cfg(feature = "tables")]
pub use social::{
    SocialItem, SocialKind, expand_tag, expand_tag_aligned, expand_tag_into, social_items, social_items_into,
    strip_social, strip_social_aligned, strip_social_into,
};
#[cfg(feature = "tables")]
pub use token::{Token, TokenKind, tokens, tokens_into};
