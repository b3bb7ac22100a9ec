//! x
fn main(){ let files: Vec<String> = std::env::args().skip(1).collect(); let docs: Vec<String> = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
 let refs: Vec<&str> = docs.iter().map(|s| s.as_str()).collect();
 for g in allonym::scan::resolve(&refs) { println!("{:28} {:?} {} | {} | {:?}", g.name, g.kind, g.count, g.variants.iter().map(|v| format!("{} x{}", v.text, v.mentions.len())).collect::<Vec<_>>().join("; "), g.titles); } }
