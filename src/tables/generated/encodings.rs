pub(crate) static ENCODINGS: &[(&str, &[(char, u8)])] = &[];
