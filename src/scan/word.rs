//! How alike two words of names are.

use alloc::{string::String, vec::Vec};

use crate::aligned::Aligned;
use crate::name::{Role, phrase};
use crate::span::Span;
use crate::tables::{LANGUAGES, Letters, SOUNDS};
use crate::tag::Language;
use crate::translit::{romanize_aligned, transcribe};
use crate::unicode::{Form, clean, guess_languages, script_of};

/// A word in the spellings that comparison looks at.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As it is written, normalized.
    pub(crate) plain: String,
    /// In Latin letters.
    pub(crate) latin: String,
    /// What that sounds like, roughly.
    pub(crate) sound: String,
    /// The consonants of the sound.
    pub(crate) bones: String,
    /// Whether its script writes every vowel.
    pub(crate) vowels: bool,
    pub(crate) role: Role,
}

/// The language that a whole name's letters point to: words by themselves tell less.
pub(crate) fn language_of(name: &str) -> Language {
    guess_languages(&clean(name, Form::Display))
        .first()
        .map_or(Language::UNDETERMINED, |guess| guess.language)
}

impl Word {
    pub(crate) fn new(word: &str, role: Role, language: Language) -> Word {
        let script = word.chars().map(script_of).find(|script| script.is_real());
        let facts = script.and_then(Letters::of);
        let vowels = facts.is_none_or(|facts| facts.vowels);
        // A language that is not written in this script says nothing of its letters.
        let writes = LANGUAGES.iter().any(|facts| {
            facts.language == language && script.is_none_or(|script| facts.scripts.contains(&script))
        });
        let roman = romanize_aligned(word, if writes { language } else { language_of(word) });
        let latin = phrase::key(roman.text());
        // The article that some scripts join to the word.
        let latin = match latin.split_once('-') {
            Some((_, rest)) if !word.contains('-') && !rest.is_empty() => rest.into(),
            _ => latin,
        };
        let sound = if vowels { transcribe(&latin, SOUNDS) } else { apart(&roman, &latin) };
        Word::sounding(phrase::key(word), latin, sound, vowels, role)
    }

    fn sounding(plain: String, latin: String, mut sound: String, vowels: bool, role: Role) -> Word {
        let mut last = None;
        sound.retain(|c| last.replace(c) != Some(c));
        let bones = sound.chars().filter(|c| !is_vowel(*c)).collect();
        Word { plain, latin, sound, bones, vowels, role }
    }

    /// Two words written as one.
    pub(crate) fn joined(&self, next: &Word) -> Word {
        let plain = [self.plain.as_str(), &next.plain].concat();
        let latin = [self.latin.as_str(), &next.latin].concat();
        let sound = [self.sound.as_str(), &next.sound].concat();
        Word::sounding(plain, latin, sound, self.vowels && next.vowels, Role::Word)
    }

    /// From 0, nothing in common, to 1, the same word.
    pub(crate) fn similarity(&self, other: &Word) -> f64 {
        if self.plain == other.plain {
            return 1.0;
        }
        if self.role == Role::Initial || other.role == Role::Initial {
            let first = |word: &Word| word.latin.chars().next();
            return if first(self) == first(other) { 0.9 } else { 0.0 };
        }
        if self.latin.is_empty() || other.latin.is_empty() {
            return 0.0;
        }
        let letters = strsim::jaro_winkler(&self.latin, &other.latin);
        if self.vowels != other.vowels {
            return self.across_vowels(other);
        }
        if self.latin == other.latin {
            return 0.99;
        }
        let sound = strsim::normalized_damerau_levenshtein(&self.sound, &other.sound);
        let mut similarity = f64::midpoint(letters, sound);
        if self.sound == other.sound {
            similarity = similarity.max(0.97);
        }
        if self.sound.chars().next() != other.sound.chars().next() {
            similarity *= 0.85;
        }
        // Ali and Alia, Maria and Mario: an end that differs in its vowel makes another name.
        let ends = (self.sound.chars().next_back(), other.sound.chars().next_back());
        if ends.0 != ends.1 && [ends.0, ends.1].iter().flatten().any(|c| is_vowel(*c)) {
            similarity = similarity.min(0.75);
        }
        if self.bones != other.bones {
            similarity = similarity.min(0.88);
        }
        similarity
    }

    /// One of the words is written without its short vowels: the consonants decide, and the vowels that both write.
    fn across_vowels(&self, other: &Word) -> f64 {
        let bones = strsim::normalized_damerau_levenshtein(&self.bones, &other.bones);
        let sound = strsim::jaro_winkler(&self.sound, &other.sound);
        let full = if self.vowels { self } else { other };
        let bare = if self.vowels { other } else { self };
        // Every vowel that the bare spelling writes stands in the full one as well, in the same order.
        let mut rest = full.sound.chars();
        let contained = bare.sound.chars().all(|c| rest.any(|other| other == c));
        if bones == 1.0 && bare.bones.chars().count() >= 2 && contained {
            return 0.9 + 0.1 * sound;
        }
        0.6 * bones + 0.4 * sound - 0.1
    }
}

/// The sound of a word whose short vowels are not written: letter by letter, because a vowel may stand between any
/// two. `latin` is the end of the romanization that counts.
fn apart(roman: &Aligned, latin: &str) -> String {
    let letters: Vec<char> = roman.text().chars().collect();
    let skipped = letters.len().saturating_sub(latin.chars().count());
    let mut sound = String::new();
    let mut letter = String::new();
    let mut from = None;
    for (at, c) in roman.text().char_indices().skip(skipped) {
        let source = roman.source(Span::new(at, at + c.len_utf8()));
        if from.replace(source) != Some(source) {
            sound.push_str(&transcribe(&letter, SOUNDS));
            letter.clear();
        }
        letter.extend(c.to_lowercase());
    }
    sound + &transcribe(&letter, SOUNDS)
}

pub(crate) fn is_vowel(sound: char) -> bool {
    matches!(sound, 'a' | 'i' | 'u')
}
