use super::SystemReading;
use crate::tag::Language;
pub(crate) static SYSTEM_READINGS: &[SystemReading] = &[];
pub(crate) static READS_LIKE: &[(Language, Language)] = &[];
