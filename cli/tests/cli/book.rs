//! The commands of the book: each block `sh` is run by bash, page by page in a folder of its own, and what it prints is
//! the block `text` behind it. Blocks marked `sh ignore` install things.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A command of a page, and what it prints if the page says so.
struct Block {
    command: String,
    wanted: Option<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = page.lines();
    let mut after_command = false;
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        let body: String =
            lines.by_ref().take_while(|line| *line != "```").map(|line| line.to_owned() + "\n").collect();
        match (kind, blocks.last_mut()) {
            ("sh", _) => {
                blocks.push(Block { command: body, wanted: None });
                after_command = true;
            }
            ("text", Some(block)) if after_command => {
                block.wanted = Some(body);
                after_command = false;
            }
            _ => after_command = false,
        }
    }
    blocks
}

fn run(block: &Block, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_allonym"));
    let path =
        format!("{}:{}", program.parent().expect("a folder").display(), env::var("PATH").unwrap_or_default());
    Command::new("bash")
        .args(["-euo", "pipefail", "-c", &block.command])
        .current_dir(folder)
        .env("PATH", path)
        .output()
        .expect("bash")
}

#[test]
fn commands_of_the_book_print_what_it_says() {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/src");
    let mut pages: Vec<PathBuf> = fs::read_dir(&book)
        .expect("the book")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    let mut count = 0;
    for page in pages {
        let name = page.file_stem().expect("a name").to_string_lossy().into_owned();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(&name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        for block in blocks(&fs::read_to_string(&page).expect("a page")) {
            let output = run(&block, &folder);
            let (printed, said) =
                (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            assert!(output.status.success(), "{name}: {}{said}", block.command);
            if let Some(wanted) = &block.wanted {
                assert_eq!(&printed, wanted, "{name}: {}{said}", block.command);
            }
            count += 1;
        }
    }
    assert!(count > 5, "{count} commands in the book");
}
