//! Whether two tokens agree, by which rule, and what that weighs.
//!
//! Input: two tokens. Output: a weight of evidence in bits and the rule, or nothing. The first rule that applies decides:
//!
//! | rule | tokens | weighs |
//! |---|---|---|
//! | [`Rule::Meaning`] | legal forms, numbers of one equivalence class | `particle`, `agreement + number` |
//! | [`Rule::Initial`] | an initial and a word that begins like it; a short form and its name | `initial`, `short_form` |
//! | [`Rule::Conflict`] | two initials that differ; an initial and a word that begins otherwise | −`initial_conflict`, −`initial_mismatch` |
//! | [`Rule::Particle`] | two particles of one kind, or spelled alike | `particle` |
//! | [`Rule::Same`] | equal words | w = `agreement` + surprisal |
//! | [`Rule::Meaning`] | words of one equivalence class; short family names of a list | w |
//! | [`Rule::Spelling`], [`Rule::Attested`] | spellings of one name | w · similarity − joining − distinct-name penalty |
//! | [`Rule::Nickname`] | nicknames of one name, its forms in two languages, if that is more than spelling says | w · `nickname`, w · `counterpart` |
//!
//! The surprisal of a pair is the mean of both words': one spelling of a name may be usual, another rare. So rare names
//! that agree weigh more than common ones (Fellegi and Sunter 1969), and spelling only decides which fraction of that
//! weight two spellings deserve.

use super::forms::Forms;
use super::rule::Rule;
use super::slot::TokenClass;
use super::token::NameToken;
use crate::name::{Role, are_family_spellings, are_nicknames, are_read_alike};
use crate::quantity::{LogOdds, Similarity, Surprisal};
use crate::tables::WEIGHTS;

/// How much the agreement of two tokens weighs, and by which rule they agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) bits: LogOdds,
    pub(crate) rule: Rule,
}

impl Agreement {
    /// Agreement by spelling.
    pub(crate) fn spelling(bits: LogOdds) -> Agreement {
        Agreement { bits, rule: Rule::Spelling }
    }
}

/// Bytes of the longest word of another script that lists have as a short family name: four characters of Han.
const MAX_FAMILY_BYTES: usize = 12;

impl NameToken {
    /// What speaks for or against two tokens being one; nothing if they are nothing like each other. Symmetric.
    pub(crate) fn agreement(&self, other: &NameToken) -> Option<Agreement> {
        let by = |rule, bits| Some(Agreement { bits, rule });
        let same = self.key == other.key && !self.key.is_empty();
        let linked = self.link > 0 && self.link == other.link && self.role == other.role;
        let single = self.is_single(other);
        match (self.class, other.class) {
            (TokenClass::LegalForm, TokenClass::LegalForm) => {
                if same || linked {
                    by(Rule::Meaning, WEIGHTS.particle)
                } else {
                    None
                }
            }
            (TokenClass::Number, TokenClass::Number) if single => {
                let bits = WEIGHTS.agreement + WEIGHTS.number.weight();
                if same || linked { by(Rule::Meaning, bits) } else { None }
            }
            (TokenClass::Initial, TokenClass::Initial | TokenClass::Name)
            | (TokenClass::Name, TokenClass::Initial) => {
                if !single {
                    None
                } else if self.word().begins_like(other.word()) {
                    by(Rule::Initial, WEIGHTS.initial)
                } else if self.role == Role::Title || other.role == Role::Title {
                    // A letter that may be a title: M. for Monsieur.
                    if self.class == other.class {
                        by(Rule::Conflict, -WEIGHTS.initial_conflict)
                    } else {
                        None
                    }
                } else if self.class == other.class {
                    by(Rule::Conflict, -WEIGHTS.initial_conflict)
                } else if self.named && other.named {
                    by(Rule::Conflict, -WEIGHTS.initial_mismatch_of_namesake)
                } else {
                    by(Rule::Conflict, -WEIGHTS.initial_mismatch)
                }
            }
            (a, b) if a.is_particle() && b.is_particle() => {
                let similar = || {
                    self.similarity_by_rule(other)
                        .is_some_and(|(similarity, _)| similarity > Similarity::NEUTRAL)
                };
                let agree = single && (same || a == b && similar());
                if agree { by(Rule::Particle, WEIGHTS.particle) } else { None }
            }
            _ if same && self.differs_in_marks(other) => {
                by(Rule::Spelling, self.exact_weight(other) * WEIGHTS.known_different)
            }
            _ if same => by(Rule::Same, self.exact_weight(other)),
            _ if linked || single && self.is_family_spelling(other) => {
                by(Rule::Meaning, self.exact_weight(other))
            }
            (TokenClass::Name, TokenClass::Name) => {
                let exact = self.exact_weight(other);
                let forms = self.forms(other);
                if forms == Some(Forms::OtherSex) || single && self.are_syllables(other) {
                    return by(Rule::Spelling, exact * WEIGHTS.known_different);
                }
                let nickname = exact * WEIGHTS.nickname;
                let spelled = self.similarity_by_rule(other).map(|(similarity, rule)| {
                    let penalty = self.joining(other) + self.distinct_name_penalty(other, similarity);
                    Agreement { bits: exact * similarity - penalty, rule }
                });
                // Whether a list knows a nickname is asked only where spelling does not say more.
                if spelled.is_none_or(|spelled| spelled.bits < nickname) && self.is_nickname(other) {
                    return by(Rule::Nickname, nickname);
                }
                if forms == Some(Forms::Distinct) {
                    let most = exact * WEIGHTS.known_different;
                    return spelled
                        .map(|spelled| Agreement { bits: spelled.bits.min(most), rule: Rule::Attested });
                }
                // Nor are other forms less than what they are known to be.
                let (least, rule) = match forms {
                    Some(Forms::Short) => (WEIGHTS.short_form, Rule::Initial),
                    // Lists do not part forms of one name that letters join: Mahmood, Mahmoud.
                    Some(Forms::Counterparts) => match self.similarity_of_letters(other) {
                        Some(letters) if letters > WEIGHTS.counterpart => (exact * letters, Rule::Spelling),
                        _ => (exact * WEIGHTS.counterpart, Rule::Nickname),
                    },
                    Some(Forms::Inflected) => (exact * WEIGHTS.inflected, Rule::Spelling),
                    Some(Forms::Spelled) => (exact * WEIGHTS.reading, Rule::Meaning),
                    _ => return spelled,
                };
                if spelled.is_none_or(|spelled| spelled.bits < least) { by(rule, least) } else { spelled }
            }
            _ => None,
        }
    }

    /// Agreement of words in names whose syllables are spelled by two systems; nothing if they are not the same syllables.
    pub(super) fn agreement_of_systems(&self, other: &NameToken) -> Option<Agreement> {
        let named = |token: &NameToken| matches!(token.class, TokenClass::Name | TokenClass::Initial);
        (named(self) && named(other) && self.key != other.key && are_read_alike(&self.key, &other.key))
            .then(|| Agreement { bits: self.exact_weight(other) * WEIGHTS.reading, rule: Rule::Attested })
    }

    /// What speaks against two family names of one family, a man's and a woman's, where both bearers are men by their given
    /// names: then one is not the bearer's own. Nothing of other words.
    pub(super) fn conflict_of_men(&self, other: &NameToken) -> Option<Agreement> {
        let named = self.class == TokenClass::Name && other.class == TokenClass::Name;
        (named && self.key != other.key && self.forms(other) == Some(Forms::Inflected)).then(|| Agreement {
            bits: self.exact_weight(other) * WEIGHTS.known_different,
            rule: Rule::Spelling,
        })
    }

    /// Whether [`NameToken::agreement`] may find anything: false only if it would not. A few nanoseconds.
    pub(crate) fn may_agree(&self, other: &NameToken) -> bool {
        if (self.class, other.class) != (TokenClass::Name, TokenClass::Name) {
            return true;
        }
        let linked = self.link > 0 && self.link == other.link;
        self.key == other.key
            || linked
            || self.is_family_spelling(other)
            || self.may_be_spelling(other)
            || self.is_nickname(other)
            || self.forms(other).is_some()
    }

    /// Whether lists have a short word of another script and a Latin one as one family name.
    pub(super) fn is_family_spelling(&self, other: &NameToken) -> bool {
        let short =
            |a: &NameToken, b: &NameToken| a.is_foreign() && b.is_latin() && a.key.len() <= MAX_FAMILY_BYTES;
        (short(self, other) || short(other, self)) && are_family_spellings(&self.key, &other.key)
    }

    pub(super) fn is_nickname(&self, other: &NameToken) -> bool {
        self.is_single(other) && !self.are_family_names(other) && are_nicknames(&self.key, &other.key)
    }

    fn is_single(&self, other: &NameToken) -> bool {
        self.words == 1 && other.words == 1
    }

    /// What two equal words weigh that are as rare as these two are on the mean.
    pub(super) fn exact_weight(&self, other: &NameToken) -> LogOdds {
        let mean = (self.surprisal.parts() + other.surprisal.parts()) / 2;
        WEIGHTS.agreement + Surprisal::from_parts(mean).weight()
    }

    fn joining(&self, other: &NameToken) -> LogOdds {
        if self.is_single(other) { LogOdds::ZERO } else { WEIGHTS.joining }
    }

    /// What speaks against two words of one script that they are near each other and both usual: then each is likely a
    /// name of its own (Maria, Mario) and not a rare spelling of the other.
    fn distinct_name_penalty(&self, other: &NameToken, similarity: Similarity) -> LogOdds {
        if self.script != other.script {
            return LogOdds::ZERO;
        }
        let usual = WEIGHTS.unknown_word.weight() - self.surprisal.max(other.surprisal).weight();
        usual * WEIGHTS.distinct_names * (Similarity::EXACT - similarity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::TokenSource;
    use crate::span::Span;
    use crate::tag::Language;

    fn token(text: &str, role: Role, link: u16) -> NameToken {
        let span = Span::new(0, text.len());
        NameToken::new(
            text,
            TokenSource { span, first: span, part: 0, words: 1, role, link, dotted: false },
            Language::UNDETERMINED,
        )
    }

    fn rule(a: (&str, Role), b: (&str, Role)) -> Option<Rule> {
        let (a, b) = (token(a.0, a.1, 0), token(b.0, b.1, 0));
        assert_eq!(a.agreement(&b), b.agreement(&a));
        assert!(a.agreement(&b).is_none() || a.may_agree(&b));
        a.agreement(&b).map(|agreement| agreement.rule)
    }

    #[test]
    fn each_rule_has_its_words() {
        use Role::{Filiation, Given, Initial, Number, Word};
        for (a, b, wanted) in [
            (("Ali", Given), ("ALI", Given), Some(Rule::Same)),
            (("Ali", Given), ("علی", Given), Some(Rule::Spelling)),
            (("Bill", Given), ("William", Given), Some(Rule::Nickname)),
            (("Q", Initial), ("قاسم", Given), Some(Rule::Initial)),
            (("S", Initial), ("قاسم", Given), Some(Rule::Conflict)),
            (("S", Initial), ("K", Initial), Some(Rule::Conflict)),
            (("bin", Filiation), ("ibn", Filiation), Some(Rule::Particle)),
            (("8", Number), ("8", Number), Some(Rule::Meaning)),
            (("8", Number), ("9", Number), None),
            (("Kim", Word), ("김", Word), Some(Rule::Meaning)),
            (("Ali", Given), ("Boris", Given), None),
        ] {
            assert_eq!(rule(a, b), wanted, "{a:?} {b:?}");
        }
    }

    #[test]
    fn words_of_one_class_mean_the_same() {
        let (a, b) = (token("bank", Role::Head, 7), token("банк", Role::Head, 7));
        let agreement = a.agreement(&b).unwrap();
        assert_eq!(agreement.rule, Rule::Meaning);
        assert_eq!(agreement.bits, WEIGHTS.agreement + WEIGHTS.head_noun.weight());
    }

    #[test]
    fn rare_words_weigh_more() {
        let weight = |word| token(word, Role::Word, 0).agreement(&token(word, Role::Word, 0)).unwrap().bits;
        assert!(weight("Zzyzx") > weight("Smith"));
        assert_eq!(weight("Zzyzx"), WEIGHTS.agreement + WEIGHTS.unknown_word.weight());
    }

    #[test]
    fn two_usual_names_that_are_near_are_two() {
        let (a, b) = (token("Maria", Role::Given, 0), token("Mario", Role::Given, 0));
        assert!(a.distinct_name_penalty(&b, Similarity::NEUTRAL) > LogOdds::ZERO);
        assert_eq!(a.distinct_name_penalty(&b, Similarity::EXACT), LogOdds::ZERO);
    }
}
