//! How well names are found in texts that were not learned from.

use super::corpus::Marked;

/// Counts of names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) wanted: usize,
    pub(crate) found: usize,
    /// Found names that overlap a wanted one by half of the shorter of them, each counted once.
    pub(crate) met: usize,
    /// Of these those with its very bounds.
    pub(crate) exact: usize,
    /// Of these those of its kind.
    pub(crate) kind: usize,
}

impl Counts {
    /// Adds the names of a text.
    pub(crate) fn add(&mut self, wanted: &[Marked], found: &[Marked]) {
        self.wanted += wanted.len();
        self.found += found.len();
        let mut free: Vec<bool> = vec![true; found.len()];
        for name in wanted {
            let overlap = |other: &Marked| {
                let common =
                    name.span.end.min(other.span.end).saturating_sub(name.span.start.max(other.span.start));
                let shorter = name.span.len().min(other.span.len());
                (common * 2 >= shorter && common > 0).then_some((name.span == other.span, common))
            };
            let best = found
                .iter()
                .enumerate()
                .filter(|(at, _)| free.get(*at).copied().unwrap_or(false))
                .filter_map(|(at, other)| Some((overlap(other)?, at, other)))
                .max_by_key(|(overlap, at, _)| (*overlap, usize::MAX - at));
            if let Some(((exact, _), at, other)) = best {
                if let Some(free) = free.get_mut(at) {
                    *free = false;
                }
                self.met += 1;
                self.exact += usize::from(exact);
                self.kind += usize::from(other.kind == name.kind);
            }
        }
    }

    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.met as f64 / (self.wanted + self.found).max(1) as f64
    }

    pub(crate) fn line(&self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        format!(
            "P {:.3} R {:.3} F1 {:.3} exact {:.3} kind {:.3} of {} names",
            share(self.met, self.found),
            share(self.met, self.wanted),
            self.f1(),
            2.0 * self.exact as f64 / (self.wanted + self.found).max(1) as f64,
            share(self.kind, self.met),
            self.wanted
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allonym::Span;

    fn name(start: usize, end: usize, kind: usize) -> Marked {
        Marked { span: Span::new(start, end), kind }
    }

    #[test]
    fn a_found_name_counts_once_and_bounds_and_kinds_apart() {
        let mut counts = Counts::default();
        counts.add(&[name(0, 4, 0), name(5, 9, 1)], &[name(0, 9, 0), name(20, 22, 2)]);
        assert_eq!(counts, Counts { wanted: 2, found: 2, met: 1, exact: 0, kind: 1 });
        counts.add(&[name(0, 4, 2)], &[name(0, 4, 2)]);
        assert_eq!((counts.exact, counts.kind), (1, 2));
        assert!((counts.f1() - 4.0 / 6.0).abs() < 1e-9);
    }
}
