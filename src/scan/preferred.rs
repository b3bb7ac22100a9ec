//! Which spelling stands for an entity in the script of a reader.

use alloc::string::String;

use super::Entity;
use super::surface_form::script_of_all;
use crate::tag::Script;

impl Entity {
    /// The spelling that stands for the entity in a script: of those whose letters are all of it, the most frequent full one
    /// in its base form, of several words for a person; of hashtags and handles the words, and only if there is nothing else.
    /// Nothing if the documents never write the name in that script: [`Romanizer`](crate::Romanizer) can make a Latin one.
    ///
    /// [`Entity::name`] is the preferred spelling whatever its script. Linear in the scripts.
    ///
    /// ```
    /// use allonym::resolve;
    ///
    /// let entities = resolve(&["Gen. Qassem Soleimani was buried in Kerman.", "#قاسم_سلیمانی"]);
    /// assert_eq!(entities[0].name_in("Arab".parse()?), Some("قاسم سلیمانی"));
    /// assert_eq!(entities[0].name_in("Cyrl".parse()?), None);
    /// # Ok::<(), allonym::Error>(())
    /// ```
    #[must_use]
    pub fn name_in(&self, script: Script) -> Option<&str> {
        self.names.iter().map(String::as_str).find(|name| script_of_all(name) == Some(script))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::resolve;

    #[test]
    fn full_base_forms_stand_for_persons() {
        let texts = [
            "Soleimani died. Gen. Qassem Soleimani was buried. Soleimani’s grave.",
            "Он сказал, что это было после того, как встретился с Касемом Сулеймани. Касем Сулеймани умер.",
        ];
        let entities = resolve(&texts);
        let names = entities.first().map(|entity| entity.names.as_slice()).unwrap_or_default();
        assert_eq!(names, ["Qassem Soleimani", "Касем Сулеймани"]);
        assert_eq!(
            entities.first().and_then(|entity| entity.name_in(Script::LATIN)),
            Some("Qassem Soleimani")
        );
    }

    #[test]
    fn a_tag_is_better_than_nothing() {
        let entities = resolve(&["Gen. Qassem Soleimani was buried.", "#قاسم_سلیمانی"]);
        let name = entities.first().and_then(|entity| entity.name_in("Arab".parse().expect("a script")));
        assert_eq!(name, Some("قاسم سلیمانی"));
    }
}
