//! From bits to a probability.

use super::sum::Shape;
use crate::name::Kind;
use crate::quantity::LogOdds;
use crate::quantity::Probability;
use crate::tables::weights::Calibration;
use crate::tables::{CALIBRATIONS, PROFILES};

/// What a score is for: how many wrong names may be let in to miss none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Profile {
    /// To miss nobody: at 0.5 most pairs are different names that deserve a look.
    Screening,
    /// The probability itself.
    #[default]
    Default,
    /// To join records without being asked: at 0.5 hardly a pair is of two names.
    Dedupe,
}

/// How to make a probability of evidence. A `const` value: change what differs.
///
/// ```
/// use allonym::compare::{Options, Prepared, Profile};
///
/// let (a, b) = (Prepared::new("Mohammed Karimi"), Prepared::new("محمد کریمی فر"));
/// let screening = Options { profile: Profile::Screening, ..Options::DEFAULT };
/// let dedupe = Options { profile: Profile::Dedupe, ..Options::DEFAULT };
/// assert!(a.score_with(&b, screening) > a.score_with(&b, dedupe));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// What the score is for.
    pub profile: Profile,
    /// How likely two names are one before anything is known of them: a half for pairs that somebody or something
    /// chose to compare, 0.000001 for a name and a random one of a million. Not 0 and not 1.
    pub prior: Probability,
}

impl Options {
    /// The probability for pairs of which half are the same.
    pub const DEFAULT: Options =
        Options { profile: Profile::Default, prior: Probability::from_millionths(500_000) };
}

impl Default for Options {
    fn default() -> Options {
        Options::DEFAULT
    }
}

/// What decides which calibration is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) kind: Kind,
    pub(crate) cross_script: bool,
}

impl Case {
    pub(crate) fn of(a: Shape, b: Shape) -> Case {
        // Of two kinds that differ the one that comes first in the list of kinds, so that the order of names does not tell.
        let kind = a.kind.min(b.kind);
        Case { kind, cross_script: a.script != b.script }
    }
}

/// The probability that so many bits make.
pub(crate) fn probability(bits: LogOdds, case: Case, options: Options) -> Probability {
    let kind = match case.kind {
        Kind::Organization | Kind::Vessel => 1,
        Kind::Place => 2,
        _ => 0,
    };
    let table = CALIBRATIONS.get(2 * kind + usize::from(case.cross_script)).copied().unwrap_or_default();
    let shift = PROFILES.get(options.profile as usize).copied().unwrap_or_default();
    (line(table, bits) + shift + odds(options.prior)).probability().min(Probability::from_millionths(999_999))
}

/// The logarithm of the odds of a probability.
fn odds(prior: Probability) -> LogOdds {
    // Found by halving: core has no logarithm.
    let prior = prior.millionths().clamp(1, 999_999);
    let (mut low, mut high) = (-32 * 256, 32 * 256);
    while low < high {
        let middle = (low + high) >> 1;
        if LogOdds::from_parts(middle).probability().millionths() < prior {
            low = middle + 1
        } else {
            high = middle
        }
    }
    LogOdds::from_parts(low)
}

/// The value of a line through points, at its ends going on as the last two points show.
fn line(points: Calibration, at: LogOdds) -> LogOdds {
    let right = points.partition_point(|(x, _)| *x <= at).clamp(1, points.len().saturating_sub(1).max(1));
    match (points.get(right - 1), points.get(right)) {
        (Some((x0, y0)), Some((x1, y1))) => {
            let (x0, y0, x1, y1) = (x0.parts(), y0.parts(), x1.parts(), y1.parts());
            let rise = i64::from(at.parts() - x0) * i64::from(y1 - y0) / i64::from((x1 - x0).max(1));
            LogOdds::from_parts((i64::from(y0) + rise).clamp(-16384, 16384) as i32)
        }
        _ => LogOdds::ZERO,
    }
}
