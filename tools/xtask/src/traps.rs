//! Lets a panic in the wasm trap at once: a module goes in; the same without what puts panic messages together comes out.
//!
//! A panic's message and place are of no use to the users of the package, who are told that the page could not be read;
//! the instance is thrown away in any case. But every index and every slice of a string carries code for them, a
//! twelfth of the download. The standard library has to be compiled anew to do without (`panic=immediate-abort`), which
//! not every toolchain can, so it is taken out here.
//!
//! LLVM writes an `unreachable` behind each call of a function that never returns, and those are the panics. What runs
//! before such a call in the same straight line computes its arguments, or writes to a memory that nobody reads again.

use walrus::ir::{Instr, InstrSeq, VisitorMut, dfs_pre_order_mut};
use walrus::{Module, passes};

/// Replaces them in every function, and drops the functions that only they called.
pub fn shorten(module: &mut Module) {
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        dfs_pre_order_mut(&mut Shortener, function, entry);
    }
    passes::gc::run(module);
}

struct Shortener;

impl VisitorMut for Shortener {
    fn start_instr_seq_mut(&mut self, sequence: &mut InstrSeq) {
        let instructions = &mut sequence.instrs;
        let Some(end) = instructions.iter().position(|(instruction, _)| matches!(instruction, Instr::Unreachable(_)))
        else {
            return;
        };
        // Nothing behind it is ever run.
        instructions.truncate(end + 1);
        let is_call = |instruction: &Instr| matches!(instruction, Instr::Call(_));
        let Some(call) = end.checked_sub(1).filter(|&at| is_call(&instructions[at].0)) else { return };
        let before =
            instructions[..call].iter().rev().take_while(|(instruction, _)| is_without_trace(instruction)).count();
        instructions.drain(call - before..end);
    }
}

/// Whether nothing can be seen of an instruction once the instance has trapped.
fn is_without_trace(instruction: &Instr) -> bool {
    matches!(
        instruction,
        Instr::Const(_)
            | Instr::LocalGet(_)
            | Instr::LocalSet(_)
            | Instr::LocalTee(_)
            | Instr::GlobalGet(_)
            | Instr::GlobalSet(_)
            | Instr::Binop(_)
            | Instr::Unop(_)
            | Instr::Select(_)
            | Instr::Drop(_)
            | Instr::Load(_)
            | Instr::Store(_)
    )
}
