// The types of the package go in; a page of Markdown comes out: each declaration with what its comment says.
//
// The types are written by hand, each with a comment that editors show; so they are read as they stand.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.mjs";

const modules = [
  { name: "bodycopy", path: "index.d.ts" },
  { name: "bodycopy/worker", path: "worker/index.d.ts" },
  { name: "bodycopy/element", path: "element/class.d.ts" },
  { name: "bodycopy/readability", path: "readability/index.d.ts" },
];

/** @returns {string} Markdown */
export function reference() {
  const parts = modules.map(({ name, path }) => {
    const source = readFileSync(join(root, "www/package", path), "utf8");
    const about = /^\/\*\*(.*?)\*\//s.exec(source)?.[1] ?? "";
    const items = [...declarations(source)].map(({ comment, title, code }) => {
      return `### ${title}\n\n${prose(comment)}\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
    });
    return `## ${name}\n\n${prose(about)}\n\n${items.join("\n")}`;
  });
  return `# API reference\n\nMade from the types that the package ships; an editor shows the same.\n\n${parts.join("\n")}`;
}

/**
 * Each `export` that stands at the beginning of a line, with the comment before it; it ends where the next one begins.
 *
 * @param {string} source
 */
function* declarations(source) {
  const pattern =
    /^(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?(export (?:default )?(?:abstract )?(?:function|class|interface|type|const) (\w+)[\s\S]*?)(?=^\/\*\*|^export |^import |^declare |(?![\s\S]))/gm;
  /** @type {{ comment: string, title: string, code: string } | undefined} */
  let last;
  for (const [, comment = "", code, title] of source.matchAll(pattern)) {
    // The overloads of one function belong together.
    if (last?.title === title && comment === "") last.code += `\n${code.trim()}`;
    else {
      if (last) yield last;
      last = { comment, title, code: code.trim() };
    }
  }
  if (last) yield last;
}

/** A comment without its stars; its tags as paragraphs. @param {string} comment */
function prose(comment) {
  return comment
    .replace(/^[ \t]*\* ?/gm, "")
    .replace(/^@module.*$/gm, "")
    .replace(/^@example\n([\s\S]*?)(?=^@|(?![\s\S]))/gm, (_, code) => `\n\`\`\`js\n${code.trim()}\n\`\`\`\n`)
    .replace(/^@param (\{[^}]*\} )?(\w+)/gm, "\n- `$2`")
    .replace(/^@attr (\S+)/gm, "\n- attribute `$1`")
    .replace(/^@slot( - |\s*$)/gm, "\n- default slot: ")
    .replace(/^@slot (\S+)/gm, "\n- slot `$1`")
    .replace(/^@(throws|returns)( \{([^}]*)\})?/gm, (_, tag, __, type) => `\n**${tag}**${type ? ` \`${type}\`` : ""}`)
    .trim();
}
