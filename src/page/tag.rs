//! Element names and what the HTML standard says of each, as one table.
//!
//! In: a tag name as written. Out: a small number and its properties, so that tree construction
//! compares integers. Names that the table does not know get numbers above it, one a name, from
//! the page's own list.

/// An element name: the index of a row of the table below, or beyond it an unknown name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub u16);

/// What tree construction and block making need to know of an element: a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagProperties(u16);

impl TagProperties {
    /// Starts and ends blocks (the user-agent style sheet's block-level elements).
    pub const BLOCK: Self = Self(1);
    /// In the standard's *special* category (13.2.4.2).
    pub const SPECIAL: Self = Self(1 << 1);
    /// In the standard's *formatting* category (13.2.4.3).
    pub const FORMATTING: Self = Self(1 << 2);
    /// Has no content and no end tag.
    pub const VOID: Self = Self(1 << 3);
    /// Its start tag closes an open `p` (13.2.6.4.7).
    pub const CLOSES_P: Self = Self(1 << 4);
    /// Bounds the *element scope* (13.2.4.2).
    pub const SCOPE: Self = Self(1 << 5);
    /// Text inside is not the page's running text.
    pub const SKIPPED: Self = Self(1 << 6);
    /// Its end tag is handled like that of `div`: generate implied end tags, then pop.
    pub const CLOSES_LIKE_DIV: Self = Self(1 << 7);
    /// An element without text that later rooms look at.
    pub const OBJECT: Self = Self(1 << 8);

    /// Whether any bit of `other` is set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

macro_rules! tags {
    ($($constant:ident $name:literal $($property:ident)*;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Row { $($constant),* }
        impl Tag { $(#[doc = concat!("`", $name, "`")] pub const $constant: Self = Self(Row::$constant as u16);)* }
        const NAMES: &[&str] = &[$($name),*];
        const PROPERTIES: &[TagProperties] = &[$(TagProperties(0 $(| TagProperties::$property.0)*)),*];
    };
}

// Sources: HTML standard, 13.2.4.2 (special, scopes), 13.2.4.3 (formatting), 13.2.6.4.7 (which start
// tags close a `p`), 13.1.2 (void), 15.3 (which elements are `display: block`).
tags! {
    A "a" FORMATTING;
    ABBR "abbr";
    ADDRESS "address" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    APPLET "applet" SPECIAL SCOPE;
    AREA "area" SPECIAL VOID;
    ARTICLE "article" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    ASIDE "aside" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    AUDIO "audio" OBJECT SKIPPED;
    B "b" FORMATTING;
    BASE "base" SPECIAL VOID;
    BASEFONT "basefont" SPECIAL VOID;
    BGSOUND "bgsound" SPECIAL VOID;
    BIG "big" FORMATTING;
    BLOCKQUOTE "blockquote" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    BODY "body" BLOCK SPECIAL;
    BR "br" SPECIAL VOID;
    BUTTON "button" SPECIAL SKIPPED CLOSES_LIKE_DIV;
    CANVAS "canvas" SKIPPED;
    CAPTION "caption" BLOCK SPECIAL SCOPE;
    CENTER "center" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    CITE "cite";
    CODE "code" FORMATTING;
    COL "col" SPECIAL VOID;
    COLGROUP "colgroup" SPECIAL;
    DATALIST "datalist" SKIPPED;
    DD "dd" BLOCK SPECIAL CLOSES_P;
    DEL "del";
    DETAILS "details" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    DFN "dfn";
    DIALOG "dialog" BLOCK CLOSES_P CLOSES_LIKE_DIV;
    DIR "dir" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    DIV "div" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    DL "dl" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    DT "dt" BLOCK SPECIAL CLOSES_P;
    EM "em" FORMATTING;
    EMBED "embed" SPECIAL VOID OBJECT;
    FIELDSET "fieldset" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    FIGCAPTION "figcaption" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    FIGURE "figure" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    FONT "font" FORMATTING;
    FOOTER "footer" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    FORM "form" BLOCK SPECIAL CLOSES_P;
    FRAME "frame" SPECIAL VOID;
    FRAMESET "frameset" BLOCK SPECIAL;
    H1 "h1" BLOCK SPECIAL CLOSES_P;
    H2 "h2" BLOCK SPECIAL CLOSES_P;
    H3 "h3" BLOCK SPECIAL CLOSES_P;
    H4 "h4" BLOCK SPECIAL CLOSES_P;
    H5 "h5" BLOCK SPECIAL CLOSES_P;
    H6 "h6" BLOCK SPECIAL CLOSES_P;
    HEAD "head" SPECIAL SKIPPED;
    HEADER "header" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    HGROUP "hgroup" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    HR "hr" BLOCK SPECIAL VOID CLOSES_P OBJECT;
    HTML "html" BLOCK SPECIAL SCOPE;
    I "i" FORMATTING;
    IFRAME "iframe" SPECIAL OBJECT SKIPPED;
    IMAGE "image";
    IMG "img" SPECIAL VOID OBJECT;
    INPUT "input" SPECIAL VOID OBJECT;
    INS "ins";
    KBD "kbd";
    KEYGEN "keygen" SPECIAL VOID;
    LABEL "label";
    LEGEND "legend" BLOCK;
    LI "li" BLOCK SPECIAL CLOSES_P;
    LINK "link" SPECIAL VOID;
    LISTING "listing" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    MAIN "main" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    MARK "mark";
    MARQUEE "marquee" SPECIAL SCOPE;
    MATH "math" OBJECT SKIPPED;
    MENU "menu" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    META "meta" SPECIAL VOID;
    NAV "nav" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    NOBR "nobr" FORMATTING;
    NOEMBED "noembed" SPECIAL SKIPPED;
    NOFRAMES "noframes" SPECIAL SKIPPED;
    NOSCRIPT "noscript" SPECIAL SKIPPED;
    OBJECT "object" SPECIAL SCOPE OBJECT SKIPPED;
    OL "ol" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    OPTGROUP "optgroup" SKIPPED;
    OPTION "option" SKIPPED;
    P "p" BLOCK SPECIAL CLOSES_P;
    PARAM "param" SPECIAL VOID;
    PICTURE "picture";
    PLAINTEXT "plaintext" BLOCK SPECIAL CLOSES_P;
    PRE "pre" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    Q "q";
    RB "rb";
    RP "rp" SKIPPED;
    RT "rt";
    RTC "rtc";
    RUBY "ruby";
    S "s" FORMATTING;
    SAMP "samp";
    SCRIPT "script" SPECIAL SKIPPED;
    SEARCH "search" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    SECTION "section" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    SELECT "select" SPECIAL SCOPE SKIPPED;
    SLOT "slot";
    SMALL "small" FORMATTING;
    SOURCE "source" SPECIAL VOID OBJECT;
    SPAN "span";
    STRIKE "strike" FORMATTING;
    STRONG "strong" FORMATTING;
    STYLE "style" SPECIAL SKIPPED;
    SUB "sub";
    SUMMARY "summary" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    SUP "sup";
    SVG "svg" SKIPPED;
    TABLE "table" BLOCK SPECIAL SCOPE;
    TBODY "tbody" BLOCK SPECIAL;
    TD "td" BLOCK SPECIAL SCOPE;
    TEMPLATE "template" SPECIAL SCOPE SKIPPED;
    TEXTAREA "textarea" SPECIAL SKIPPED;
    TFOOT "tfoot" BLOCK SPECIAL;
    TH "th" BLOCK SPECIAL SCOPE;
    THEAD "thead" BLOCK SPECIAL;
    TIME "time";
    TITLE "title" SPECIAL SKIPPED;
    TR "tr" BLOCK SPECIAL;
    TRACK "track" SPECIAL VOID;
    TT "tt" FORMATTING;
    U "u" FORMATTING;
    UL "ul" BLOCK SPECIAL CLOSES_P CLOSES_LIKE_DIV;
    VAR "var";
    VIDEO "video" OBJECT SKIPPED;
    WBR "wbr" SPECIAL VOID;
    XMP "xmp" BLOCK SPECIAL CLOSES_P SKIPPED;
    AMP_IMG "amp-img" OBJECT;
    AMP_ANIM "amp-anim" OBJECT;
    AMP_VIDEO "amp-video" OBJECT SKIPPED;
    AMP_AUDIO "amp-audio" OBJECT SKIPPED;
    AMP_IFRAME "amp-iframe" OBJECT SKIPPED;
    AMP_YOUTUBE "amp-youtube" OBJECT SKIPPED;
    AMP_VIMEO "amp-vimeo" OBJECT SKIPPED;
    AMP_TWITTER "amp-twitter" OBJECT SKIPPED;
    AMP_INSTAGRAM "amp-instagram" OBJECT SKIPPED;
    AMP_FACEBOOK "amp-facebook" OBJECT SKIPPED;
    AMP_TIKTOK "amp-tiktok" OBJECT SKIPPED;
    AMP_DAILYMOTION "amp-dailymotion" OBJECT SKIPPED;
    LITE_YOUTUBE "lite-youtube" OBJECT SKIPPED;
    LITE_VIMEO "lite-vimeo" OBJECT SKIPPED;
    MJX_CONTAINER "mjx-container";
    // Of SVG and MathML: where HTML may stand in them (13.2.6, tree construction dispatcher), and what may not there.
    ANNOTATION_XML "annotation-xml";
    DESC "desc";
    FOREIGN_OBJECT "foreignobject";
    MALIGNMARK "malignmark";
    MGLYPH "mglyph";
    MI "mi";
    MN "mn";
    MO "mo";
    MS "ms";
    MTEXT "mtext";
    // The rest of MathML Core, which formulas are written with.
    ANNOTATION "annotation";
    MACTION "maction";
    MENCLOSE "menclose";
    MERROR "merror";
    MFENCED "mfenced";
    MFRAC "mfrac";
    MMULTISCRIPTS "mmultiscripts";
    MOVER "mover";
    MPADDED "mpadded";
    MPHANTOM "mphantom";
    MPRESCRIPTS "mprescripts";
    MROOT "mroot";
    MROW "mrow";
    MSPACE "mspace";
    MSQRT "msqrt";
    MSTYLE "mstyle";
    MSUB "msub";
    MSUBSUP "msubsup";
    MSUP "msup";
    MTABLE "mtable";
    MTD "mtd";
    MTR "mtr";
    MUNDER "munder";
    MUNDEROVER "munderover";
    SEMANTICS "semantics";
}

/// Slots of the name table: a power of two, about four times the number of names.
const SLOTS: usize = 512;
/// An empty slot.
const EMPTY: u16 = u16::MAX;

/// FNV-1a over the lower-cased name (Fowler, Noll, Vo), good enough and `const`.
pub(super) const fn hash(name: &[u8]) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    let mut i = 0;
    while i < name.len() {
        hash = (hash ^ name[i].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (hash ^ (hash >> 15)) as usize
}

/// Open addressing with linear probing, made at compile time.
static TABLE: [u16; SLOTS] = {
    let mut table = [EMPTY; SLOTS];
    let mut row = 0;
    while row < NAMES.len() {
        let mut slot = hash(NAMES[row].as_bytes()) % SLOTS;
        while table[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = row as u16;
        row += 1;
    }
    table
};

impl Tag {
    /// Number of names in the table; greater tags are unknown names.
    pub const KNOWN: u16 = NAMES.len() as u16;

    /// The tag of a name in any case, if the table knows it.
    #[must_use]
    pub fn of(name: &[u8]) -> Option<Self> {
        let mut slot = hash(name) % SLOTS;
        loop {
            let row = TABLE[slot];
            if row == EMPTY {
                return None;
            }
            if NAMES[row as usize].as_bytes().eq_ignore_ascii_case(name) {
                return Some(Self(row));
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Its name, lower case; the empty string for an unknown one.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(self.0 as usize).copied().unwrap_or("")
    }

    /// What the standard says of it. Unknown elements are inline and ordinary.
    #[must_use]
    pub fn properties(self) -> TagProperties {
        PROPERTIES.get(self.0 as usize).copied().unwrap_or(TagProperties(0))
    }

    /// Whether it has a property.
    #[must_use]
    pub fn is(self, property: TagProperties) -> bool {
        self.properties().has(property)
    }

    /// Whether an element of this name shows a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::IMG | Self::AMP_IMG | Self::AMP_ANIM)
    }

    /// Whether an element of this name shows a picture, or may be one that a script fills with it.
    #[must_use]
    pub const fn may_be_picture(self) -> bool {
        self.is_picture() || matches!(self, Self::DIV | Self::SPAN)
    }

    /// 1 to 6 for `h1` to `h6`.
    #[must_use]
    pub const fn heading_level(self) -> Option<u8> {
        if self.0 >= Self::H1.0 && self.0 <= Self::H6.0 { Some((self.0 - Self::H1.0) as u8 + 1) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case() {
        for (row, name) in NAMES.iter().enumerate() {
            assert_eq!(Tag::of(name.as_bytes()), Some(Tag(row as u16)), "{name}");
            assert_eq!(Tag::of(name.to_ascii_uppercase().as_bytes()), Some(Tag(row as u16)), "{name}");
        }
        assert_eq!(Tag::of(b"body-copy"), None);
        assert_eq!(Tag::H4.heading_level(), Some(4));
    }
}
