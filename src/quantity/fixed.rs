//! Logarithms and powers of two in whole numbers, so that every machine computes the same.
