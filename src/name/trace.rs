//! Which rules decided what a name was parsed to.

use alloc::vec::Vec;

/// Which rules decided what a name was parsed to: see [`parse_traced`](super::parse_traced).
///
/// Rules have names that people read, such as `legal form`, `comma`, `usual places`; `undecided` where no rule knew.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Trace {
    /// The rule that decided the kind.
    pub kind: &'static str,
    /// The rule that decided the order.
    pub order: &'static str,
    /// For each part, in order, the rule that gave it its role.
    pub parts: Vec<&'static str>,
}

/// Whether the manual of `allonym parse` names a rule.
#[cfg(test)]
pub(super) fn is_in_manual(rule: &str) -> bool {
    include_str!("../../docs/json.md").contains(&alloc::format!("`{rule}`"))
}
