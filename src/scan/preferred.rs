//! Which spelling stands for an entity in the script of a reader.

use alloc::borrow::Cow;

use super::{Entity, Spelling};
use crate::kind::Kind;
use crate::tag::Script;
use crate::unicode::{expand_tag, is_tag_sign, script_of};

impl Entity {
    /// The spelling that stands for the entity in a script: of those whose letters are all of it, the most frequent full one,
    /// of several words for a person; hashtags and handles only if there is nothing else, and then their words. Nothing if the documents never
    /// write the name in that script: [`Romanizer`](crate::Romanizer) can make a Latin one.
    ///
    /// [`Entity::name`] is the preferred spelling whatever its script. Linear in the spellings.
    ///
    /// ```
    /// use allonym::resolve;
    ///
    /// let entities = resolve(&["Gen. Qassem Soleimani was buried in Kerman.", "#قاسم_سلیمانی"]);
    /// assert_eq!(entities[0].name_in("Arab".parse()?).as_deref(), Some("قاسم سلیمانی"));
    /// assert_eq!(entities[0].name_in("Cyrl".parse()?), None);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn name_in(&self, script: Script) -> Option<Cow<'_, str>> {
        let fits = |spelling: &&Spelling| is_in(&spelling.text, script);
        // `max_by_key` takes the last of equals, and the most frequent comes first.
        let best = self.variants.iter().rev().filter(fits).max_by_key(|spelling| {
            let text = spelling.text.as_str();
            let plain = !text.starts_with(is_tag_sign);
            let full = self.kind != Kind::Person || text.split_whitespace().count() > 1;
            (plain, full, spelling.mentions.len())
        });
        best.map(|spelling| without_tag(&spelling.text))
    }
}

/// A spelling as a name: the words of a hashtag or handle, without sign and low lines.
pub(super) fn without_tag(text: &str) -> Cow<'_, str> {
    if !text.starts_with(is_tag_sign) && !text.contains('_') {
        return text.into();
    }
    let words = expand_tag(text);
    if words.chars().any(char::is_alphanumeric) { words.into() } else { text.into() }
}

/// Whether there are letters in a text and all of them are of a script.
fn is_in(text: &str, script: Script) -> bool {
    let mut scripts = text.chars().map(script_of).filter(|script| script.is_real()).peekable();
    scripts.peek().is_some() && scripts.all(|other| other == script)
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::scan::Mention;
    use crate::span::Span;

    fn entity(kind: Kind, spellings: &[(&str, usize)]) -> Entity {
        let mention = |at: usize| Mention { document: 0, span: Span::new(at, at + 1) };
        let spelling = |(text, count): &(&str, usize)| Spelling {
            text: (*text).into(),
            mentions: (0..*count).map(mention).collect(),
        };
        let variants: Vec<Spelling> = spellings.iter().map(spelling).collect();
        Entity { name: "".into(), kind, count: 0, titles: Vec::new(), variants }
    }

    #[test]
    fn full_names_stand_for_persons() {
        let person = entity(Kind::Person, &[("Soleimani", 9), ("Qassem Soleimani", 2), ("قاسم سلیمانی", 1)]);
        assert_eq!(person.name_in(Script::LATIN).as_deref(), Some("Qassem Soleimani"));
        let place = entity(Kind::Place, &[("Kerman", 9), ("City of Kerman", 2)]);
        assert_eq!(place.name_in(Script::LATIN).as_deref(), Some("Kerman"));
    }

    #[test]
    fn a_tag_is_better_than_nothing() {
        let arab = "Arab".parse().unwrap();
        let person = entity(Kind::Person, &[("#قاسم_سلیمانی", 9), ("قاسم", 1), ("Qassem قاسم", 5)]);
        assert_eq!(person.name_in(arab).as_deref(), Some("قاسم"));
        let tag = entity(Kind::Person, &[("#قاسم_سلیمانی", 1)]);
        assert_eq!(tag.name_in(arab).as_deref(), Some("قاسم سلیمانی"));
        assert_eq!(without_tag("@qassem_Soleimani"), "qassem Soleimani");
        assert_eq!(without_tag("#"), "#");
        assert_eq!(person.name_in("Cyrl".parse().unwrap()), None);
    }
}
