//! From a sum of log-odds to a probability.
//!
//! The sum of a comparison is not calibrated: the words of a name depend on each other, and the weights were tuned for
//! order, not for odds. So a curve for each kind of name, for names in one script and in two, says what a sum came to in
//! pairs with known answers. The curve is made by isotonic regression (pool adjacent violators, Ayer et al. 1955) and
//! kept as points that straight lines join:
//!
//! ```text
//! logit P(one | sum) = curve(sum) + shift(purpose) + logit(prior)
//! ```
//!
//! The curves were learned where half of the pairs are one name, so a prior of a half adds nothing. Constant cost.

use super::settings::{Matcher, Purpose};
use super::signature::NameSignature;
use crate::name::Kind;
use crate::quantity::{LogOdds, Probability};
use crate::tables::weights::Calibration;
use crate::tables::{CALIBRATIONS, PROFILES, WEIGHTS};

/// The most that a score can be of names that are not the same once normalized.
const MAX_SCORE: Probability = Probability::from_millionths(999_999);
/// The steepest odds of a curve, either way, in bits: far beyond any that a million pairs can show.
const MAX_ODDS: LogOdds = LogOdds::from_parts(64 * 256);

/// What decides which curve is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CalibrationCase {
    pub(crate) kind: Kind,
    pub(crate) cross_script: bool,
}

impl CalibrationCase {
    pub(crate) fn of(a: NameSignature, b: NameSignature) -> CalibrationCase {
        // Of two kinds that differ the one that comes first in the list of kinds, so that the order of names does not
        // decide.
        CalibrationCase { kind: a.kind.min(b.kind), cross_script: a.script != b.script }
    }

    fn curve(self) -> Calibration {
        let kind = match self.kind {
            Kind::Organization | Kind::Vessel => 1,
            Kind::Place => 2,
            _ => 0,
        };
        CALIBRATIONS.get(2 * kind + usize::from(self.cross_script)).copied().unwrap_or_default()
    }
}

/// The probability that a sum of log-odds comes to; less than 1. Where no word `agrees` with any, about 1 in 100 at most.
pub(crate) fn probability(
    sum: LogOdds,
    agrees: bool,
    case: CalibrationCase,
    matcher: Matcher,
) -> Probability {
    let curve = interpolated(case.curve(), sum);
    let curve = if agrees { curve } else { curve.min(LogOdds::ZERO - WEIGHTS.unlike) };
    let odds = curve + shift(matcher.purpose) + matcher.prior.log_odds();
    odds.probability().min(MAX_SCORE)
}

fn shift(purpose: Purpose) -> LogOdds {
    PROFILES.get(purpose as usize).copied().unwrap_or_default()
}

/// The value of a line through points, at its ends going on as the last two points show.
fn interpolated(points: Calibration, at: LogOdds) -> LogOdds {
    let right = points.partition_point(|(x, _)| *x <= at).clamp(1, points.len().saturating_sub(1).max(1));
    match (points.get(right - 1), points.get(right)) {
        (Some((x0, y0)), Some((x1, y1))) => {
            let (x0, y0, x1, y1) = (x0.parts(), y0.parts(), x1.parts(), y1.parts());
            let rise = i64::from(at.parts() - x0) * i64::from(y1 - y0) / i64::from((x1 - x0).max(1));
            let most = i64::from(MAX_ODDS.parts());
            LogOdds::from_parts((i64::from(y0) + rise).clamp(-most, most) as i32)
        }
        _ => LogOdds::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn bits(whole: i32) -> LogOdds {
        LogOdds::from_parts(256 * whole)
    }

    static POINTS: [(LogOdds, LogOdds); 3] = [(bits(-10), bits(-4)), (bits(0), bits(0)), (bits(10), bits(8))];

    #[test]
    fn between_two_points_the_line_is_straight() {
        assert_eq!(interpolated(&POINTS, bits(-5)), bits(-2));
        assert_eq!(interpolated(&POINTS, bits(0)), bits(0));
        assert_eq!(interpolated(&POINTS, bits(5)), bits(4));
    }

    #[test]
    fn beyond_the_ends_it_goes_on() {
        assert_eq!(interpolated(&POINTS, bits(20)), bits(16));
        assert_eq!(interpolated(&POINTS, bits(-20)), bits(-8));
        assert_eq!(interpolated(&POINTS, bits(1_000_000)), MAX_ODDS);
    }

    #[test]
    fn no_curve_says_nothing() {
        assert_eq!(interpolated(&[], bits(5)), LogOdds::ZERO);
        assert_eq!(interpolated(POINTS.get(..1).unwrap_or_default(), bits(5)), LogOdds::ZERO);
    }

    #[test]
    fn every_curve_rises() {
        for curve in CALIBRATIONS {
            assert!(curve.windows(2).all(|two| matches!(two, [a, b] if a.0 < b.0 && a.1 <= b.1)));
        }
    }

    #[test]
    fn what_agrees_in_nothing_is_unlike() {
        for kind in [Kind::Person, Kind::Organization, Kind::Place, Kind::Other] {
            for cross_script in [false, true] {
                let case = CalibrationCase { kind, cross_script };
                for sum in -20..20 {
                    let unlike = probability(bits(sum), false, case, Matcher::new());
                    assert!(unlike <= probability(bits(sum), true, case, Matcher::new()));
                    assert!(unlike.to_f64() < 0.011, "{case:?} at {sum}: {unlike}");
                }
            }
        }
    }

    #[test]
    fn a_rare_prior_takes_its_log_odds() {
        let case = CalibrationCase { kind: Kind::Person, cross_script: false };
        let even = Matcher::new();
        let rare = even.prior(Probability::from_f64(1.0 / 1025.0));
        let (more, less) = (probability(bits(9), true, case, even), probability(bits(9), true, case, rare));
        let odds = |p: Probability| (p.to_f64() / (1.0 - p.to_f64())).log2();
        assert!((odds(more) - odds(less) - 10.0).abs() < 0.05, "{more} {less}");
    }
}
