//! Names of persons of Han and hangul: the family name by its list, the given name by its syllables or characters.
//!
//! *Input*: a word and the parts that the name is cut into. *Output*: a piece for the family name and one for the given
//! name, in the order that is wanted; one piece with both readings where the word may be foreign.

use alloc::string::String;
use alloc::vec::Vec;

use super::capitals::{capitalised, capitalised_all};
use super::han;
use super::piece::{MAX_SPELLINGS, Piece, Place};
use super::reading::Reading;
use super::sources::{CERTAIN, Spellings, mixed};
use super::word::WordRomanizer;
use super::workspace::Workspace;
use crate::name::Role;
use crate::span::Span;
use crate::tables::readings::ReadingKind;
use crate::tag::{Language, Script};
use crate::text;

impl Reading<'_> {
    /// Adds the pieces of a person's name of Han or hangul that is written as one word; false if it is none.
    pub(super) fn person(
        &mut self,
        span: Span,
        language: Language,
        script: Script,
        roles: &[(Span, Role)],
        workspace: &mut Workspace,
        pieces: &mut Vec<Piece>,
    ) -> bool {
        let inside = |wanted: Role| {
            let mut parts = roles
                .iter()
                .filter(|(part, role)| *role == wanted && span.start <= part.start && part.end <= span.end);
            parts.next().map(|(part, _)| *part)
        };
        let (family, given) = (inside(Role::Family), inside(Role::Given));
        let tiled = family
            .zip(given)
            .filter(|(family, given)| {
                family.start == span.start && family.end == given.start && given.end == span.end
            })
            .or_else(|| self.cut_by_list(span, language, roles));
        let text = self.text;
        if let Some((family, given)) = tiled {
            let (family, given) = (family.of(text), given.of(text));
            let native = self.native_share(family, given, language);
            if native == 0 {
                return false;
            }
            let families = self.family(family, language, script, workspace);
            let givens = self.given(given, language, script, workspace);
            if families.is_empty() || givens.is_empty() {
                return false;
            }
            let (first, second) =
                if self.options.given_first { (givens, families) } else { (families, givens) };
            if native >= 1000 {
                pieces.push(Piece { spellings: first });
                pieces.push(Piece::fixed(" "));
                pieces.push(Piece { spellings: second });
                return true;
            }
            // Both as a person's name and as a foreign word.
            let mut names = Spellings::new();
            for (a, p) in first.iter().take(4) {
                names.extend(second.iter().take(6).map(|(b, q)| {
                    let both = u64::from(*p) * u64::from(*q) / u64::from(CERTAIN);
                    (alloc::format!("{a} {b}"), both as u32)
                }));
            }
            let word = self.spellings(span.of(text), language, script, Place::Alone, workspace);
            let word = word.into_iter().map(|(text, p)| (capitalised(&text, false), p)).collect();
            let mut all = mixed(names, native, word);
            all.truncate(MAX_SPELLINGS);
            pieces.push(Piece { spellings: all });
            return true;
        }
        // 김 민수: the parts stand apart.
        let whole = |part: Option<Span>| part == Some(span);
        let separate = roles.iter().any(|(_, role)| *role == Role::Family)
            && roles.iter().any(|(_, role)| *role == Role::Given);
        if !separate || script != Script::HANGUL {
            return false;
        }
        let word = span.of(text);
        let spellings = if whole(family) {
            self.family(word, language, script, workspace)
        } else if whole(given) && han::syllables_known(self.readings, language, word) {
            self.given(word, language, script, workspace)
        } else {
            return false;
        };
        let empty = spellings.is_empty();
        if !empty {
            pieces.push(Piece { spellings });
        }
        !empty
    }

    /// A word of Japan that begins with a family name of the list, cut behind it: 安倍晋三. A name that is cut already, or
    /// stands beside others, is none.
    fn cut_by_list(&self, span: Span, language: Language, roles: &[(Span, Role)]) -> Option<(Span, Span)> {
        let known = |role: &Role| matches!(role, Role::Family | Role::Given);
        let apart = roles
            .iter()
            .any(|(part, role)| known(role) && !(span.start <= part.start && part.end <= span.end));
        if language != Language::from_code(b"ja\0") || apart {
            return None;
        }
        let word = span.of(self.text);
        let cut = span.start + han::family_of_japan(self.readings, word)?;
        Some((Span::new(span.start, cut), Span::new(cut, span.end)))
    }

    /// How likely a word that begins with a family name is a name of the language and not a foreign one, in thousandths.
    fn native_share(&self, family: &str, given: &str, language: Language) -> u32 {
        match language.as_str() {
            "zh" => han::chinese_share(self.readings, family, given),
            "ko" => {
                let mut word = String::from(family);
                word.push_str(given);
                let listed = WordRomanizer::of(language).is_some_and(|model| model.is_listed(&word));
                han::korean_share(self.readings, language, family, given, listed)
            }
            _ => 1000,
        }
    }

    /// The spellings of a family name.
    fn family(&self, word: &str, language: Language, script: Script, workspace: &mut Workspace) -> Spellings {
        let key = text::key(word);
        let listed = self.readings.of(ReadingKind::Family, language, &key);
        if script == Script::HANGUL || language == Language::from_code(b"ja\0") {
            let spellings = han::falling(listed.map(String::from));
            if !spellings.is_empty() {
                return spellings;
            }
        }
        let spellings = self.spellings(word, language, script, Place::Part, workspace);
        capitalised_all(spellings)
    }

    /// The spellings of a given name.
    fn given(&self, word: &str, language: Language, script: Script, workspace: &mut Workspace) -> Spellings {
        if script == Script::HANGUL {
            let spellings = han::korean_given(self.readings, language, word);
            if !spellings.is_empty() {
                return spellings;
            }
        }
        let spellings = self.spellings(word, language, script, Place::Part, workspace);
        capitalised_all(spellings)
    }
}
