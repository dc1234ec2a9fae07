import type { MutableFields, TicketRecord } from '../store/types.js';
import { sameTags } from './tags.js';

/** Of the wanted fields, those whose value is another than the ticket's. */
export function changedFields(record: TicketRecord, wanted: Partial<MutableFields>): Partial<MutableFields> {
  const { tags, custom_fields: custom, ...plain } = wanted;
  const changed: Partial<MutableFields> = Object.fromEntries(
    Object.entries(plain).filter(([name, value]) => value !== record[name as keyof TicketRecord]),
  );
  if (tags !== undefined && !sameTags(tags, record.tags)) changed.tags = tags;
  const before = Object.entries(record.custom_fields);
  if (custom !== undefined && before.some(([name, value]) => custom[name as keyof typeof custom] !== value))
    changed.custom_fields = custom;
  return changed;
}
