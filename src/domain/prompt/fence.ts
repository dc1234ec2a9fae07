/** Opens and closes the ticket in the prompt. */
export const FENCE_START = '<ticket>';
/** @see FENCE_START */
export const FENCE_END = '</ticket>';

/** A `<` that does not open a placeholder. */
const OPENING = /<(?![A-Z][A-Z_]*_\d+>)/g;
/** What would read as a message of its own among those of the ticket, or as its subject. */
const FAKED_TURN = /^([^\S\n]*)(Subject|Customer|Agent)([^\S\n]*[:：])/gimu;
/** Turn markers of chat templates, which some servers honour inside a message: `[INST]`, `[/INST]`, `[SYSTEM_PROMPT]`. */
const BRACKET_MARKER = /\[(\/?[A-Z_]{3,})\]/g;

/**
 * Ticket text as data: nothing in it can end the fence, open another, or speak as somebody else to the model.
 * Every `<` becomes `‹` save in placeholders of removed personal data, so neither our fence nor a chat template's
 * markers (`<|im_end|>`, `</s>`) can occur; other characters that look like it are folded to it first. A
 * line that begins as ours do (`Agent:`) has its word in brackets.
 */
export function fenceable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
      character === '\n' ? '\n' : ' ',
    )
    .replace(/[＜﹤〈⟨˂𝆺𝅥𝅯]/gu, '‹')
    .replace(OPENING, '‹')
    .replace(BRACKET_MARKER, '($1)')
    .replace(FAKED_TURN, '$1($2)$3');
}

/** Puts already safe parts between the fence. */
export function fenced(text: string): string {
  return `${FENCE_START}\n${text}\n${FENCE_END}`;
}
