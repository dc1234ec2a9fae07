import type { ComponentChildren } from 'preact';

export interface TicketIdsFieldProps {
  rows: number;
  text: string;
  onChange: (text: string) => void;
  /** Stands behind the label. */
  children?: ComponentChildren;
}

/** Where a person types ticket IDs. */
export const TicketIdsField = ({ rows, text, onChange, children }: TicketIdsFieldProps) => (
  <label>
    Ticket IDs {children}
    <textarea
      name="ids"
      rows={rows}
      required
      value={text}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
