//! Bytes go in through one buffer, as into the package; a count of elements and text comes out. lol_html with a handler for
//! every element and one for text, which do nothing but count.

use lol_html::{HtmlRewriter, Settings, doc_text, element};
use std::cell::{Cell, RefCell};

const BUFFER_SIZE: usize = 64 << 10;

type Rewriter = HtmlRewriter<'static, fn(&[u8])>;

thread_local! {
    static INPUT: RefCell<Box<[u8]>> = RefCell::new(vec![0; BUFFER_SIZE].into());
    static REWRITER: RefCell<Option<Rewriter>> = const { RefCell::new(None) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

/// Where the input buffer stands in memory; it holds 64 KiB.
#[unsafe(no_mangle)]
pub extern "C" fn buffer() -> usize {
    INPUT.with_borrow(|buffer| buffer.as_ptr() as usize)
}

/// Begins a page.
#[unsafe(no_mangle)]
pub extern "C" fn begin() {
    let count = |more: usize| COUNT.set(COUNT.get() + more);
    let settings = Settings::new()
        .with_strict(false)
        .append_element_content_handler(element!("*", move |_| {
            count(1);
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk| {
            count(chunk.as_str().len());
            Ok(())
        }));
    let discard: fn(&[u8]) = |_| {};
    COUNT.set(0);
    REWRITER.set(Some(HtmlRewriter::new(settings, discard)));
}

/// Takes the first `length` bytes of the buffer; gives whether that went well.
#[unsafe(no_mangle)]
pub extern "C" fn write(length: usize) -> bool {
    REWRITER.with_borrow_mut(|rewriter| {
        INPUT.with_borrow(|buffer| rewriter.as_mut().is_some_and(|rewriter| rewriter.write(&buffer[..length]).is_ok()))
    })
}

/// Ends the page; gives elements and bytes of text together.
#[unsafe(no_mangle)]
pub extern "C" fn end() -> usize {
    let is_well = REWRITER.take().is_some_and(|rewriter| rewriter.end().is_ok());
    if is_well { COUNT.get() } else { 0 }
}
