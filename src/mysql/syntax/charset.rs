//! The names of character sets: whether `_name` is one decides how a text is read.

use crate::mysql::profile::Product;

/// Those that both know.
const COMMON: &[&str] = &[
    "armscii8", "ascii", "big5", "binary", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932",
    "dec8", "eucjpms", "euckr", "gb2312", "gbk", "geostd8", "greek", "hebrew", "hp8", "keybcs2", "koi8r", "koi8u",
    "latin1", "latin2", "latin5", "latin7", "macce", "macroman", "sjis", "swe7", "tis620", "ucs2", "ujis", "utf16",
    "utf16le", "utf32", "utf8", "utf8mb3", "utf8mb4",
];

/// It is the name of a character set.
pub(super) fn is_charset(name: &str, product: Product) -> bool {
    COMMON.iter().any(|known| known.eq_ignore_ascii_case(name))
        || product == Product::MySql && name.eq_ignore_ascii_case("gb18030")
}
