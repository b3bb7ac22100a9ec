//! What is learned of countries: weights of features that make the spellings of each country likelier than those of
//! everywhere, by softmax over the spellings that the model thinks of for a word.

use std::collections::{BTreeMap, BTreeSet};

/// The spellings that the model thinks of for a word, likeliest first: texts, features, logarithms of their likelihood.
pub(crate) struct Word {
    pub(crate) texts: Vec<String>,
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) scores: Vec<f64>,
}

/// A word in a country, and how often each spelling is attested there.
pub(crate) struct Group {
    pub(crate) word: usize,
    pub(crate) country: usize,
    pub(crate) spellings: BTreeMap<String, u32>,
}

/// All that is known of one language.
pub(crate) struct Lists {
    /// Sorted, and the region that each is in.
    pub(crate) countries: Vec<String>,
    pub(crate) regions: Vec<usize>,
    pub(crate) words: Vec<Word>,
    pub(crate) groups: Vec<Group>,
}

/// How dear weights are, see `data/tags/countries.toml`.
pub(crate) struct Price {
    pub(crate) least: usize,
    pub(crate) own: f64,
    pub(crate) region: f64,
}

/// Features, sorted, and for each the weight in each country in 1/16 bit.
pub(crate) struct CountryWeights {
    pub(crate) features: Vec<u32>,
    pub(crate) weights: Vec<i8>,
    countries: usize,
}

/// Steps of learning; after the first two thirds they are smaller.
const ROUNDS: i32 = 30;

/// A group as learning sees it: its word, its country, and the share of each spelling times what the group counts.
struct Lesson {
    word: usize,
    country: usize,
    wanted: Vec<f64>,
    counts: f64,
}

impl Lesson {
    /// `None` if the model thinks of no spelling that is attested.
    fn new(group: &Group, word: &Word) -> Option<Lesson> {
        // A name of many people is learned once, not as often as there are people.
        let worth =
            |text: &String| group.spellings.get(text).map_or(0.0, |times| 1.0 + libm::log(f64::from(*times)));
        let wanted: Vec<f64> = word.texts.iter().map(worth).collect();
        let counts: f64 = wanted.iter().sum();
        (counts > 0.0).then_some(Lesson { word: group.word, country: group.country, wanted, counts })
    }
}

/// Weights, and what Adam knows of each.
struct Weights {
    values: Vec<f64>,
    means: Vec<f64>,
    squares: Vec<f64>,
    price: f64,
}

impl Weights {
    fn new(count: usize, price: f64) -> Weights {
        Weights { values: vec![0.0; count], means: vec![0.0; count], squares: vec![0.0; count], price }
    }

    fn step(&mut self, slopes: &[f64], round: i32) {
        let rate = if round > ROUNDS * 2 / 3 { 0.03 } else { 0.1 };
        let (seen, seen_squares) =
            (1.0 - libm::pow(0.9, f64::from(round)), 1.0 - libm::pow(0.99, f64::from(round)));
        let known = self.means.iter_mut().zip(&mut self.squares);
        for ((value, slope), (mean, square)) in self.values.iter_mut().zip(slopes).zip(known) {
            let slope = slope + self.price * *value;
            *mean = 0.9 * *mean + 0.1 * slope;
            *square = 0.99 * *square + 0.01 * slope * slope;
            *value -= rate * (*mean / seen) / ((*square / seen_squares).sqrt() + 1e-6);
        }
    }
}

impl CountryWeights {
    /// Learns from `groups` of the lists. The order of everything is fixed, so the same comes out on every machine.
    pub(crate) fn learn(lists: &Lists, groups: &[&Group], price: &Price) -> CountryWeights {
        let lessons: Vec<Lesson> = groups
            .iter()
            .filter_map(|group| lists.words.get(group.word).and_then(|word| Lesson::new(group, word)))
            .collect();
        let features = usual(lists, &lessons, price.least);
        let size = features.len();
        let (countries, regions) =
            (lists.countries.len(), lists.regions.iter().max().map_or(0, |last| last + 1));
        // Features as their places, one past the last for those that are not learned.
        let words: Vec<Vec<Vec<usize>>> = lists
            .words
            .iter()
            .map(|word| {
                let places = |list: &Vec<u32>| {
                    list.iter().filter_map(|feature| features.binary_search(feature).ok()).collect()
                };
                word.features.iter().map(places).collect()
            })
            .collect();
        let mut own = Weights::new(countries * size, price.own);
        let mut shared = Weights::new(regions * size, price.region);
        let mut slopes = vec![0.0; countries * size];
        for round in 1..=ROUNDS {
            let sums = sums(&own, &shared, &lists.regions, size);
            slopes.fill(0.0);
            for lesson in &lessons {
                let (Some(word), Some(places)) = (lists.words.get(lesson.word), words.get(lesson.word))
                else {
                    continue;
                };
                let begin = lesson.country * size;
                let (Some(sums), Some(slopes)) =
                    (sums.get(begin..begin + size), slopes.get_mut(begin..begin + size))
                else {
                    continue;
                };
                learn_one(lesson, &word.scores, places, sums, slopes);
            }
            let mut of_regions = vec![0.0; regions * size];
            for (slopes, region) in slopes.chunks(size.max(1)).zip(&lists.regions) {
                let all = of_regions.iter_mut().skip(region * size);
                all.zip(slopes).for_each(|(all, slope)| *all += slope);
            }
            own.step(&slopes, round);
            shared.step(&of_regions, round);
        }
        let sums = sums(&own, &shared, &lists.regions, size);
        let sixteenths =
            |weight: f64| (weight / std::f64::consts::LN_2 * 16.0).round().clamp(-127.0, 127.0) as i8;
        let row = |at: usize| -> Vec<i8> {
            sums.iter().skip(at).step_by(size.max(1)).map(|weight| sixteenths(*weight)).collect()
        };
        // What moves no spelling by an eighth of a bit is left out.
        let rows = features.iter().enumerate().map(|(at, feature)| (*feature, row(at)));
        let rows = rows.filter(|(_, row)| row.iter().any(|weight| weight.unsigned_abs() > 2));
        let (features, weights): (Vec<u32>, Vec<Vec<i8>>) = rows.unzip();
        CountryWeights { features, weights: weights.concat(), countries }
    }
}

/// Features that so many attested spellings have, sorted.
fn usual(lists: &Lists, lessons: &[Lesson], least: usize) -> Vec<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for lesson in lessons {
        let Some(word) = lists.words.get(lesson.word) else { continue };
        for (features, _) in word.features.iter().zip(&lesson.wanted).filter(|(_, wanted)| **wanted > 0.0) {
            let once: BTreeSet<u32> = features.iter().copied().collect();
            once.into_iter().for_each(|feature| *counts.entry(feature).or_default() += 1);
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(feature, _)| feature).collect()
}

/// The weight of each feature in each country: its own and its region's.
fn sums(own: &Weights, shared: &Weights, regions: &[usize], size: usize) -> Vec<f64> {
    let of_country = |(own, region): (&[f64], &usize)| -> Vec<f64> {
        own.iter().zip(shared.values.iter().skip(region * size)).map(|(own, shared)| own + shared).collect()
    };
    own.values.chunks(size.max(1)).zip(regions).flat_map(of_country).collect()
}

/// Adds what one lesson says of the weights of its country: what is expected less what is wanted.
fn learn_one(lesson: &Lesson, scores: &[f64], places: &[Vec<usize>], sums: &[f64], slopes: &mut [f64]) {
    let weight = |at: &usize| sums.get(*at).copied().unwrap_or(0.0);
    let total = |(score, places): (&f64, &Vec<usize>)| score + places.iter().map(weight).sum::<f64>();
    let mut shares: Vec<f64> = scores.iter().zip(places).map(total).collect();
    let top = shares.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    shares.iter_mut().for_each(|share| *share = libm::exp(*share - top));
    let all: f64 = shares.iter().sum();
    for ((share, wanted), places) in shares.iter().zip(&lesson.wanted).zip(places) {
        let slope = lesson.counts * share / all - wanted;
        for at in places {
            if let Some(sum) = slopes.get_mut(*at) {
                *sum += slope;
            }
        }
    }
}

/// The spellings of a word as a country prefers them, each with its share, best first.
pub(crate) fn shares<'a>(word: &'a Word, weights: &CountryWeights, country: usize) -> Vec<(f64, &'a str)> {
    let weight = |feature: &u32| {
        let at = weights.features.binary_search(feature).ok()?;
        weights.weights.get(at * weights.countries + country)
    };
    let bits = std::f64::consts::LN_2 / 16.0;
    let total = |features: &Vec<u32>| features.iter().filter_map(weight).map(|w| f64::from(*w)).sum::<f64>();
    let scores =
        word.scores.iter().zip(&word.features).map(|(score, features)| score + bits * total(features));
    let mut ranked: Vec<(f64, &str)> = scores.zip(word.texts.iter().map(String::as_str)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let top = ranked.first().map_or(0.0, |best| best.0);
    ranked.iter_mut().for_each(|(score, _)| *score = libm::exp(*score - top));
    let all: f64 = ranked.iter().map(|(share, _)| share).sum();
    ranked.into_iter().map(|(share, text)| (share / all, text)).collect()
}
