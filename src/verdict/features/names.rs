//! The features by name: what each is, in which unit, and why it tells body text from the rest.
//!
//! This table is the one source of the features' names, order and number, and of [`HASH`], by which a model file says
//! which features it was trained on.

use crate::verdict::class_tokens::Tokens;
use crate::verdict::vocabulary::Hits;

/// A feature: its name, its unit and why it is there.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// As the training's reports write it.
    pub name: &'static str,
    /// What a step of 1 means.
    pub unit: &'static str,
    /// Why it tells body text from the rest.
    pub why: &'static str,
}

macro_rules! features {
    ($($variant:ident $name:literal, $unit:literal, $why:literal;)*) => {
        /// A feature with a place of its own in a row; the repeated groups follow behind the last one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(usize)]
        #[allow(missing_docs)]
        pub enum Feature { $($variant),* }

        /// The features with a place of their own, in order.
        pub const OWN: &[Description] = &[$(Description { name: $name, unit: $unit, why: $why }),*];
    };
}

// Words are scaled so that scripts without spaces count as if they had them. `‰` are thousandths; distances that do
// not exist are 999; what a page does not have is -1.
features! {
    // What the block itself says.
    Words "words", "words", "Paragraphs are long, labels are short.";
    Chars "chars", "characters", "Length that does not depend on how a script separates words.";
    CharsPerWord "chars_per_word", "1/10", "Codes, addresses and lists of names have longer words.";
    LinkDensity "link_density", "‰ of characters", "Menus and cards are links, running text is not.";
    Links "links", "links", "Running text has few links for its length.";
    WordsPerLink "words_per_link", "words", "The same link density means other things in long and short blocks.";
    Bold "bold", "‰ of characters", "Sub-headings, leads and labels are emphasised as a whole.";
    Sentences "sentences", "sentences", "Running text is made of sentences.";
    WordsPerSentence "words_per_sentence", "words", "0 where no sentence ends: labels, headlines, cells.";
    Commas "commas", "commas", "Running text has commas (Readability's measure).";
    Digits "digits", "‰ of characters", "Dates, prices, tables.";
    Uppercase "uppercase", "‰ of characters", "Labels and navigation are capitalised.";
    Unspaced "unspaced", "‰ of characters", "Chinese, Japanese, Thai have other lengths.";
    Lines "lines", "line breaks", "Addresses, credits and poems are broken into lines.";
    EndsSentence "ends_sentence", "0/1", "Ends as running text does.";
    EndsColon "ends_colon", "0/1", "Announces something: a list of links, a quotation.";
    EndsEllipsis "ends_ellipsis", "0/1", "Teasers are cut off.";
    EndsQuestion "ends_question", "0/1", "Polls, comment prompts, teasers.";
    StartsUpper "starts_upper", "0/1", "Sentences begin with a capital.";
    StartsLower "starts_lower", "0/1", "A fragment: tags, ends of cut lines.";
    StartsQuote "starts_quote", "0/1", "Direct speech, pull quotes.";
    StartsDigit "starts_digit", "0/1", "Dates, numbered lists, counters.";
    StartsMark "starts_mark", "0/1", "Bullets, arrows, dashes, brackets.";
    HasPipe "has_pipe", "0/1", "Lists of links and credits on one line.";
    HasCopyright "has_copyright", "0/1", "The sign of footers.";
    HasAddress "has_address", "0/1", "An address of mail or web: biographies, contacts, newsletters.";
    DateLike "date_like", "0/1", "A short text with numbers as in a date or a clock time.";
    HasTime "has_time", "0/1", "A `time` element: date lines, cards.";
    Pictures "pictures", "pictures", "Pictures inside the block.";
    Tag "tag", "rank", "The element: running text stands in `p`, captions in `figcaption`.";
    Depth "depth", "ancestors", "Boxes lie deeper than the body.";
    Hidden "hidden", "0/1", "Hidden by an attribute or its style.";
    AriaHidden "aria_hidden", "0/1", "Hidden from screen readers.";
    OneLink "one_link", "0/1", "All of it is one link: titles of cards.";
    IsHeadline "is_headline", "0/1", "The metadata's headline: the title, not the text.";
    IsLead "is_lead", "0/1", "The metadata's standfirst: text, but not in a paragraph's place.";
    IsByline "is_byline", "0/1", "The metadata's authors or dates.";
    IsSource "is_source", "0/1", "The metadata's source line.";
    ArticleBody "article_body", "‰ of trigrams, -1: none", "Stands in the JSON-LD's articleBody.";
    InTitle "in_title", "‰ of words", "Repeats the page's title: the headline, breadcrumbs.";
    OfTitle "of_title", "‰ of the title's words", "How much of the title it repeats.";
    InDescription "in_description", "‰ of words", "Repeats the description: the lead.";
    OfDescription "of_description", "‰ of the description's words", "How much of the description it repeats.";
    SameText "same_text", "blocks", "Blocks with the same text: furniture repeats itself.";
    SeenBefore "seen_before", "blocks", "Of these, before it: copies follow the original.";
    SameStart "same_start", "blocks", "Blocks with the same beginning: boilerplate of cards.";
    CueAppeal "cue_appeal", "words", "Asks the reader for something: to subscribe, to follow, to give.";
    CueCredit "cue_credit", "words", "Says who made it: agencies, biographies, sign-offs.";
    CueNotice "cue_notice", "words", "Rights, corrections, commissions.";
    // Where it stands.
    Index "index", "blocks", "Before the body comes the menu.";
    FromEnd "from_end", "blocks", "Behind the body comes the footer.";
    Position "position", "‰ of blocks", "The same, relative.";
    WordsBefore "words_before", "‰ of words", "The same by words.";
    ToHeadline "to_headline", "blocks", "The body begins soon after the headline.";
    WordsToHeadline "words_to_headline", "words", "The same by words.";
    ToFirstLong "to_first_long", "blocks", "Distance to the first long block.";
    ToLastLong "to_last_long", "blocks", "Distance to the last long block.";
    SinceLong "since_long", "blocks", "Distance to the long block before it.";
    UntilLong "until_long", "blocks", "Distance to the next long block.";
    SinceMain "since_main", "blocks", "Distance to the main container's paragraph before it.";
    UntilMain "until_main", "blocks", "Distance to the main container's next paragraph.";
    MainBefore "main_before", "paragraphs", "How many of the main container's paragraphs stand before it.";
    MainAfter "main_after", "paragraphs", "And behind it.";
    SinceHeading "since_heading", "blocks", "Distance to the heading above it.";
    HeadingLevel "heading_level", "1 to 6, 0: none", "The rank of that heading.";
    HeadingWords "heading_words", "words", "Headings of boxes are short.";
    HeadingInMain "heading_in_main", "0/1", "Whether that heading stands in the main container.";
    SinceRelated "since_related", "blocks", "Distance to a phrase that heads other articles.";
    SinceComments "since_comments", "blocks", "Distance to a phrase of comment threads.";
    SinceNewsletter "since_newsletter", "blocks", "Distance to a phrase of newsletter boxes and prompts to subscribe or follow.";
    SinceShare "since_share", "blocks", "Distance to a phrase of share bars, often right before or after the body.";
    SinceCredit "since_credit", "blocks", "Distance to a line that begins as a byline, source or credit.";
    SincePicture "since_picture", "blocks", "Distance to a picture before it: captions.";
    UntilPicture "until_picture", "blocks", "Distance to a picture behind it: captions.";
    // What it stands in.
    Landmarks "landmarks", "landmarks", "How many of the landmarks below it stands in.";
    InArticle "in_article", "elements", "`article` elements around it: nested ones are cards or comments.";
    ArticleHeadline "article_headline", "0/1, -1: no article", "The innermost `article` holds the headline.";
    InMain "in_main", "elements", "`main` or its role.";
    InAside "in_aside", "elements", "`aside` or its role.";
    InNav "in_nav", "elements", "`nav` or its role.";
    InFooter "in_footer", "elements", "`footer` or its role.";
    InHeader "in_header", "elements", "`header` or its role.";
    InForm "in_form", "elements", "`form`, `fieldset` or the role search.";
    InFigure "in_figure", "elements", "`figure`: captions.";
    InTable "in_table", "elements", "Layout or data.";
    InList "in_list", "elements", "`ul`, `ol`, `menu`.";
    InSection "in_section", "elements", "`section`.";
    InQuote "in_quote", "elements", "`blockquote`.";
    InDefinitions "in_definitions", "elements", "`dl`.";
    InDetails "in_details", "elements", "`details`, `dialog`.";
    InLabel "in_label", "elements", "`label`, `button`, `legend` and the like around it.";
    PathCount "path_count", "blocks", "Blocks with the same chain of tags and first classes: the body's paragraphs are one group.";
    PathWords "path_words", "words", "Words in that group.";
    PathShare "path_share", "‰ of the page's words", "The same, relative.";
    PathLinks "path_links", "‰ of characters", "Link density of that group.";
    PathMean "path_mean", "words", "Mean length in that group.";
    PlainPathCount "plain_path_count", "blocks", "The same without the block's own class: a body's last paragraph may have one.";
    PlainPathShare "plain_path_share", "‰ of the page's words", "Their share of the page.";
    PlainPathLinks "plain_path_links", "‰ of characters", "Their link density.";
    KindCount "kind_count", "blocks", "Blocks with the same tag and first class wherever they stand.";
    KindShare "kind_share", "‰ of the page's words", "Their share of the page.";
    KindLinks "kind_links", "‰ of characters", "Their link density.";
    SiblingCount "sibling_count", "elements", "Siblings of its container with the same tag and class: items of a list of cards.";
    BlocksInside "blocks_inside", "blocks", "Blocks in its container.";
    WordsInside "words_inside", "words", "Words in its container.";
    LinksInside "links_inside", "‰ of characters", "Link density of its container.";
    BeforeInWider "before_in_wider", "blocks", "Blocks before it in the next wider container.";
    AfterInWider "after_in_wider", "blocks", "Blocks behind it in the next wider container.";
    // The page's region.
    TopDepth "top_depth", "elements, -1: outside", "Levels below the container with Readability's highest score.";
    BestDepth "best_depth", "elements, -1: outside", "Levels below the container with the most text less links.";
    TightDepth "tight_depth", "elements, -1: outside", "Levels below the tightest container with 60 % of the running text.";
    MainDepth "main_depth", "elements, -1: outside", "Levels below the container whose own paragraphs are the most.";
    MainCommon "main_common", "elements", "Ancestors shared with that container.";
    MainAway "main_away", "elements", "Levels below the last ancestor shared with it.";
    HeadlineCommon "headline_common", "elements", "Ancestors shared with the headline.";
    HeadlineAway "headline_away", "elements", "Levels below the last ancestor shared with it.";
    HeadlineUp "headline_up", "elements", "Levels from there down to the headline.";
    MainPath "main_path", "0/1", "The same chain of tags and classes as most of the main container's paragraphs.";
    BetweenMain "between_main", "0/1", "Between the first and the last of the main container's paragraphs.";
    MainShare "main_share", "‰ of running text", "How much of the page's running text the main container's paragraphs are.";
    // The page.
    PageWords "page_words", "words", "Short pages are judged otherwise.";
    PageBlocks "page_blocks", "blocks", "So are pages of many small blocks.";
    PageText "page_text", "‰ of words", "Share of running text.";
    PageLong "page_long", "paragraphs", "Long blocks.";
    PageArticles "page_articles", "elements", "`article` elements: lists and forums have many.";
    PageIsArticle "page_is_article", "0/1", "Says that it is an article: `og:type` or JSON-LD.";
    // Whether neighbours are of the same kind.
    SamePathBefore1 "same_path-1", "0/1", "The block before it has the same chain of tags and classes.";
    SamePathBefore2 "same_path-2", "0/1", "The second before it.";
    SamePathBefore3 "same_path-3", "0/1", "The third before it.";
    SamePathAfter1 "same_path+1", "0/1", "The block behind it.";
    SamePathAfter2 "same_path+2", "0/1", "The second behind it.";
    SamePathAfter3 "same_path+3", "0/1", "The third behind it.";
    SameParentBefore1 "same_parent-1", "0/1", "The block before it has the same grand-container.";
    SameParentAfter1 "same_parent+1", "0/1", "The block behind it.";
}

/// What is told of each of the [`WIDER_LEVELS`] next wider containers, innermost first. A container is wider than
/// another when it holds more blocks, so that wrappers around one element do not count.
pub const WIDER: [Description; 8] = [
    Description { name: "tag", unit: "rank", why: "Its element." },
    Description { name: "blocks", unit: "blocks", why: "How many blocks it holds." },
    Description { name: "words", unit: "words", why: "Cards are small, bodies are large." },
    Description { name: "links", unit: "‰ of characters", why: "Link density." },
    Description { name: "share", unit: "‰ of the page's running text", why: "Bodies hold most of it." },
    Description { name: "link_share", unit: "‰ of the page's link words", why: "Menus hold most of them." },
    Description { name: "paragraphs", unit: "paragraphs", why: "Blocks of running text in it." },
    Description { name: "score", unit: "‰ of the top container's", why: "Readability's score." },
];

/// How many wider containers are told of.
pub const WIDER_LEVELS: usize = 4;

/// First place of the wider containers' features.
pub const WIDER_FIRST: usize = OWN.len();
/// First place of the counts of class tokens by category over all ancestors (how many ancestors have one).
pub const TOKEN_COUNT_FIRST: usize = WIDER_FIRST + WIDER.len() * WIDER_LEVELS;
/// First place of their nearness: 6 for the block's own element, one less for each level above it, 0 for none.
pub const TOKEN_NEAR_FIRST: usize = TOKEN_COUNT_FIRST + Tokens::NAMES.len();
/// First place of the vocabulary hits of the block's text, 0/1 each.
pub const HIT_FIRST: usize = TOKEN_NEAR_FIRST + Tokens::NAMES.len();
/// Number of features: cells of a row.
pub const COUNT: usize = HIT_FIRST + Hits::NAMES.len();

/// The name of the feature at a place of the row.
#[must_use]
pub fn name(place: usize) -> String {
    if place < WIDER_FIRST {
        return OWN[place].name.to_owned();
    }
    if place < TOKEN_COUNT_FIRST {
        let place = place - WIDER_FIRST;
        return format!("wider{}_{}", place / WIDER.len() + 1, WIDER[place % WIDER.len()].name);
    }
    let (group, names, place) = if place < TOKEN_NEAR_FIRST {
        ("count", Tokens::NAMES, place - TOKEN_COUNT_FIRST)
    } else if place < HIT_FIRST {
        ("near", Tokens::NAMES, place - TOKEN_NEAR_FIRST)
    } else {
        ("hit", Hits::NAMES, place - HIT_FIRST)
    };
    format!("{group}_{}", names.get(place).copied().unwrap_or_default().to_ascii_lowercase())
}

/// The most that a cell says, of what grows with the page: nearly all pages stay below, and the model, which has learnt
/// from them, would take the paragraphs of a far longer one for what is usually so far from everything.
#[must_use]
pub fn most(place: usize) -> Option<i16> {
    let description = if place < WIDER_FIRST { &OWN[place] } else { &WIDER[(place - WIDER_FIRST) % WIDER.len()] };
    match description.unit {
        _ if place >= TOKEN_COUNT_FIRST => None,
        "blocks" => Some(500),
        "words" => Some(6000),
        "paragraphs" => Some(80),
        _ => None,
    }
}

/// A hash of all names in their order (FNV-1a): models and code agree on the features when it is the same.
pub const HASH: u32 = {
    let mut hash = 0x811c_9dc5_u32;
    let mut place = 0;
    while place < OWN.len() {
        hash = hashed(hash, OWN[place].name);
        place += 1;
    }
    place = 0;
    while place < WIDER.len() {
        hash = hashed(hash, WIDER[place].name);
        place += 1;
    }
    place = 0;
    while place < Tokens::NAMES.len() {
        hash = hashed(hash, Tokens::NAMES[place]);
        place += 1;
    }
    place = 0;
    while place < Hits::NAMES.len() {
        hash = hashed(hash, Hits::NAMES[place]);
        place += 1;
    }
    hash
};

const fn hashed(mut hash: u32, name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    // Between names, so that "ab", "c" is not "a", "bc".
    (hash ^ 0xff).wrapping_mul(0x0100_0193)
}
