//! The types of the results, for TypeScript.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const RESULTS: &str = r#"
export type Kind = "person" | "organization" | "place" | "vessel" | "other";
/** How two names are scored. */
export interface MatchOptions {
  /** How likely two names are one before they are read; 0.5 unless told otherwise. */
  prior?: number;
  purpose?: "default" | "screening" | "dedupe";
}
/** A stretch of a text: `text.slice(start, end)`. */
export interface Excerpt { text: string; start: number; end: number }
export interface Evidence {
  /** What the reason rests on: "same", "spelling", "attested", "meaning", "nickname", "initial", "extra", ... */
  rule: string;
  a: Excerpt | null;
  b: Excerpt | null;
  /** Base-2 logarithm of a likelihood ratio; those of all evidence add up to `bits` of the explanation. */
  bits: number;
}
export interface Explanation {
  a: string; b: string; score: number; bits: number; kind: Kind; cross_script: boolean; evidence: Evidence[];
}
/** Letters of two words that answer each other. */
export interface LetterPair { a: string; b: string; bits: number }
export interface NamePart { text: string; start: number; end: number; role: string; link?: number }
export interface ParsedName {
  text: string; kind: Kind; order: "given_first" | "family_first" | "unknown"; parts: NamePart[];
}
/** A record of a list; without an id its place in the list is its id. */
export interface ListRecord { id?: string; name: string; kind?: string; language?: string }
export interface SearchOptions {
  /** At most so many hits; 10 unless told otherwise. */
  limit?: number;
  scoreCutoff?: number;
  kind?: string;
}
export interface Hit {
  row: number; query: string; rank: number; id: string; name: string; kind?: string; language?: string;
  /** How likely this is the record that was asked for, among what the list holds. */
  probability: number;
  /** How likely query and name are one, whatever else the list holds. */
  score: number;
  bits: number;
}
"#;

#[cfg(feature = "full")]
#[wasm_bindgen(typescript_custom_section)]
const FULL_RESULTS: &str = r#"
export interface MentionSpan { document: number; start: number; end: number }
export interface NameSpelling { text: string; count: number; spans: MentionSpan[] }
/** A name that was found in documents, with all its spellings. */
export interface Entity { name: string; kind: Kind; count: number; titles: string[]; variants: NameSpelling[] }
/** A name as a style wants it. */
export interface StyleName {
  name: string;
  /** Other names of the same bearer; mere spellings need not be listed. */
  variants?: string[];
  kind?: Kind;
  language?: string;
}
export interface RewriteOptions { minScore?: number; allScripts?: boolean; hashtags?: boolean; keepQuotes?: boolean }
/** `text` with all changes; each change says where it was made in the text that was given. */
export interface Rewritten {
  text: string;
  changes: { start: number; end: number; replacement: string; preferred: string; score: number }[];
}
export interface RomanizeOptions {
  /** A BCP 47 tag such as "fa"; guessed from the letters without it. */
  language?: string;
  /** An ISO 3166 code such as "EG". */
  country?: string;
}
export interface System {
  id: string; title: string; authority: string; year: string; language: string | null; script: string; target: string;
  reversible: boolean; source: string; aliases: string[];
}
/** The tables of allonym/full. */
export type TableName = "finder" | "romanize" | "systems";
"#;
