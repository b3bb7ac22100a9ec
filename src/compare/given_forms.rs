//! Of which given names a word is a form, as `lexicon/given_name_forms.tsv` says: forms of one given name share an
//! equivalence class.

use crate::tables::lexicon::{Class, Sense};
use crate::text;

/// Equivalence classes that a given name or its short form may have at the most.
const MAX_CLASSES: usize = 3;

/// The given names that a word is a form of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GivenForms {
    classes: [u16; MAX_CLASSES],
    /// The family name that it is a form of; 0 if none.
    pub(super) family: u16,
    /// It is a short form: Wm.
    short: bool,
    /// It is a name in full, in some language.
    pub(super) full: bool,
    /// It is a generic word of organizations and places as well: national, trading.
    pub(super) generic: bool,
    /// It is a given name that only men bear.
    pub(super) male: bool,
}

impl GivenForms {
    /// The given names that a word in matching form is a form of; short forms with a full stop only if it has one.
    pub(super) fn of(key: &str, dotted: bool) -> GivenForms {
        let mut forms = GivenForms::default();
        let mut free = forms.classes.iter_mut();
        for sense in text::senses(key) {
            forms.generic |= matches!(
                sense.class,
                Class::Concept
                    | Class::Translation
                    | Class::OrganizationGeneric
                    | Class::PlaceGeneric
                    | Class::OrganizationHead
            );
            forms.male |= sense.class == Class::MaleGiven;
            if sense.class == Class::FamilyForm {
                forms.family = sense.link;
            }
            let short = sense.class == Class::GivenShort;
            let fits = sense.flags & Sense::DOTTED == 0 || dotted;
            if (short || sense.class == Class::GivenForm) && sense.link > 0 && fits {
                if let Some(class) = free.next() {
                    *class = sense.link;
                }
                forms.short |= short;
                forms.full |= !short;
            }
        }
        forms
    }

    /// The family name alone.
    pub(super) fn of_family(self) -> GivenForms {
        GivenForms { family: self.family, ..GivenForms::default() }
    }

    /// Whether it is a short form and nothing else.
    pub(super) fn is_short(&self) -> bool {
        self.short && !self.full
    }

    pub(super) fn shares(&self, other: &GivenForms) -> bool {
        self.classes.iter().any(|class| *class > 0 && other.classes.contains(class))
    }
}
