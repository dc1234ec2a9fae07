import { pickOne, seededRandom } from '../../simulators/seeded-random.js';

const MATTERS = [
  ['The export fails', 'Every export stops with an error since this morning.'],
  ['Money back', 'I was charged twice for the same month. Please refund one of the two.'],
  ['Could you add a dark mode', 'It would be great to have a darker screen at night. No rush.'],
  ['Login impossible', 'This is urgent: nobody of us can log in any more!'],
  ['A question', 'Where do I find the invoices of last year?'],
] as const;

/** Tickets that customers open while the run goes on; `from` numbers them, so that no two are equal. */
export function newTickets(seed: number, { from, count }: { from: number; count: number }) {
  return Array.from({ length: count }, (_none, index) => {
    const number = from + index;
    const random = seededRandom(seed, 'new ticket', number);
    const [subject, description] = pickOne(random, MATTERS);
    return {
      subject: `${subject} (${number})`,
      description: `${description}\n\nOur reference: case ${number}`,
      tags: random() < 0.4 ? [pickOne(random, ['vip', 'trial', 'emea', 'Partner Größe'])] : [],
      ...(random() < 0.15 ? { priority: pickOne(random, ['low', 'normal', 'high', 'urgent']) } : {}),
    };
  });
}
