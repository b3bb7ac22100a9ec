//! Readers of tables: any bytes are refused or read.

use allonym::tables::countries::{self, Countries};
use allonym::tables::romanize::{MAGIC, RomanizationModels};
use allonym::tables::transcribe::{self, Graphone, Parts, TranscriptionModels, ngram_hash};
use allonym::tables::units::{UnitHead, UnitParts, UnitTable};
use allonym::translit::rules::SystemTable;

/// A table of romanization models, and a program of rules.
pub fn tables(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), [MAGIC.as_slice(), bytes].concat()] {
        // A model takes 64 bytes of weights at least.
        assert!(
            RomanizationModels::open(&bytes).into_iter().flat_map(RomanizationModels::models).count()
                <= bytes.len() / 64 + 1
        );
    }
    // One system of a few passes, each of them these bytes.
    for bytes in [bytes.to_vec(), [b"ALNYSYS\x03\x01\0\0\0\x01\0\0\0".as_slice(), bytes].concat()] {
        let Some(table) = SystemTable::new(&bytes) else { continue };
        for at in 0..table.len().min(4) {
            let _ = (table.description(at), table.transliterator(at));
        }
    }
}

/// Bytes as a model of every kind, and good ones of which some bytes are others: what is asked of them is answered.
pub fn models(bytes: &[u8]) {
    for file in
        [bytes.to_vec(), [transcribe::MAGIC.as_slice(), bytes].concat(), damaged(transcription(), bytes)]
    {
        for (_, _, model) in
            TranscriptionModels::open(&file).into_iter().flat_map(TranscriptionModels::models)
        {
            assert!(
                model
                    .graphones(&[17, 0, 18])
                    .take(10_000)
                    .all(|(unit, ..)| model.text(unit).len() <= file.len())
            );
            let _ = (model.ngram(&[0, 0]), model.ngram(&[1, 2, 3, u16::MAX]));
        }
    }
    let parts = UnitParts {
        symbols: vec!['ب', 'ق'],
        begins: vec![0; 3],
        classes: vec![0; 3],
        ..UnitParts::default()
    };
    for file in [bytes.to_vec(), damaged(parts.encode(UnitHead::default()), bytes)] {
        let (model, rest) = UnitTable::read(&file);
        assert!(rest.len() <= file.len());
        let _ = ['ب', 'ق', '\u{10FFFF}'].map(|symbol| model.symbol(symbol));
    }
    for file in [bytes.to_vec(), [countries::MAGIC.as_slice(), bytes].concat()] {
        let tags = ("ar".parse().expect("a tag"), "EG".parse().expect("a country"));
        if let Some(model) = Countries::new(&file).of(tags.0, tags.1) {
            assert!(model.weight(7).abs() <= 128 && model.observed(&['ج'], "g") <= 255);
        }
    }
}

/// A small table of transcription that is in order.
fn transcription() -> Vec<u8> {
    let units = ["ق".to_owned(), "ا".to_owned()];
    let graphones = [(17, 0), (1, 1)].map(|(letter, unit)| Graphone { letters: vec![letter], unit, cost: 4 });
    let ngrams = [(ngram_hash(&[0, 0]), 9, 2)];
    let parts =
        Parts { weights: [256, 0, 0], separator: " ", units: &units, graphones: &graphones, ngrams: &ngrams };
    let tags = ("fa".parse().expect("a tag"), "Arab".parse().expect("a script"));
    transcribe::encode(&[(tags.0, tags.1, parts.encode().expect("a small model"))]).expect("a small table")
}

/// The file with the bytes changed that the input names: two bytes of a place, one that is put there.
fn damaged(mut file: Vec<u8>, bytes: &[u8]) -> Vec<u8> {
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]])) % file.len();
        file[at] = change[2];
    }
    file
}
