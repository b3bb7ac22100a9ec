//! Kinds of names.

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Kind {
    /// A person.
    Person,
    /// An organization: company, agency, party, army, newspaper.
    Organization,
    /// A place.
    Place,
    /// A ship.
    Vessel,
    /// A name of which nothing tells.
    Other,
}
