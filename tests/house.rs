//! The house.
fn main(){}
