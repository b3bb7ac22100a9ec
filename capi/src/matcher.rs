//! How a probability is made of evidence.

use allonym::compare::Purpose;
use allonym::{Matcher, Probability};

use crate::status::Fault;

/// To miss nobody: at 0.5 most pairs are different names that deserve a look.
pub const ALLONYM_PURPOSE_SCREENING: i32 = 1;
/// The probability itself.
pub const ALLONYM_PURPOSE_DEFAULT: i32 = 0;
/// To join records without being asked: at 0.5 hardly a pair is of two names.
pub const ALLONYM_PURPOSE_DEDUPE: i32 = 2;

/// The score of the same name: scores are whole numbers, in millionths, from 0 to this.
pub const ALLONYM_SCORE_ONE: u32 = 1_000_000;
/// The prior of pairs of which half are the same.
pub const ALLONYM_PRIOR_EVEN: u32 = 500_000;
/// One bit of evidence: bits are whole numbers, in parts of a bit.
pub const ALLONYM_BIT: i32 = 256;

/// How a score is made of evidence. Where a function takes one, NULL stands for ALLONYM_PURPOSE_DEFAULT and
/// ALLONYM_PRIOR_EVEN.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct allonym_matcher {
    /// What the score is for: ALLONYM_PURPOSE_SCREENING, ALLONYM_PURPOSE_DEFAULT or ALLONYM_PURPOSE_DEDUPE.
    pub purpose: i32,
    /// How likely two names are one before anything is known of them, in millionths: ALLONYM_PRIOR_EVEN for pairs that
    /// somebody or something chose to compare, 1 for a name and a random one of a million. Neither 0 nor
    /// ALLONYM_SCORE_ONE or more.
    pub prior: u32,
}

/// The matcher that C asks for.
pub(crate) fn read(matcher: Option<&allonym_matcher>) -> Result<Matcher, Fault> {
    let Some(matcher) = matcher else { return Ok(Matcher::new()) };
    let purpose = match matcher.purpose {
        ALLONYM_PURPOSE_SCREENING => Purpose::Screening,
        ALLONYM_PURPOSE_DEFAULT => Purpose::Default,
        ALLONYM_PURPOSE_DEDUPE => Purpose::Dedupe,
        other => return Err(Fault::argument("purpose", other)),
    };
    if !(1..ALLONYM_SCORE_ONE).contains(&matcher.prior) {
        return Err(Fault::argument("prior", matcher.prior));
    }
    Ok(Matcher::new().purpose(purpose).prior(Probability::from_millionths(matcher.prior)))
}
