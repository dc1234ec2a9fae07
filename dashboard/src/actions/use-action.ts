import { useState } from 'preact/hooks';
import { ApiError } from '../api-client.js';

/** What every action's dialog is given. */
export interface ActionProps {
  tenants: readonly string[];
  /** The tenant that is offered. */
  first: string;
  onClose: () => void;
  /** Told what was done, for people. */
  onDone: (message: string) => void;
}

/** Ticket IDs as a person types them: apart by spaces, commas or lines. */
export const idsOf = (text: string): string[] => text.split(/[\s,;]+/).filter((id) => id !== '');

/** Runs an action once at a time, and keeps why it failed. */
export function useAction(act: () => Promise<void>) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await act();
    } catch (reason) {
      setError(reason instanceof ApiError ? reason.message : 'The page has a fault.');
    } finally {
      setBusy(false);
    }
  };
  return { error, isBusy, submit: (event: Event) => void submit(event) };
}
