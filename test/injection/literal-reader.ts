import { FENCE_END, FENCE_START } from '../../src/domain/prompt/triage-4.js';

/** What a server is asked, as far as it is read here. */
interface Asked {
  messages: { role: string; content: string }[];
}

/** Marks that servers with a chat template take for the end of one turn and the beginning of the next. */
const TURN_MARK = /<\|[^|<>]{1,40}\|>|<(?:start|end)_of_turn>|<\/?s>|\[\/?(?:INST|SYSTEM_PROMPT)\]/i;

/**
 * What a reader obeys who takes the fence and the turns of the conversation at their word: everything that stands
 * outside the ticket's fence, and everything behind a mark that begins another turn, the fence's or not. Lenient as
 * models are: case, spaces, compatibility forms and invisible characters make no difference to it.
 */
export function ordersIn({ messages }: Asked): string {
  return messages
    .map(({ role, content }) => (role === 'system' ? content : outsideOfFence(lenient(content))))
    .join('\n');
}

function outsideOfFence(content: string): string {
  const start = content.indexOf(FENCE_START);
  const end = content.indexOf(FENCE_END, start);
  if (start < 0 || end < 0) return content;
  const inside = content.slice(start + FENCE_START.length, end);
  const turn = inside.search(TURN_MARK);
  return [content.slice(0, start), turn < 0 ? '' : inside.slice(turn), content.slice(end)].join('\n');
}

const lenient = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/<\s*(\/?)\s*ticket\s*>/gi, '<$1ticket>');
