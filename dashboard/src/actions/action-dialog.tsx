import type { ComponentChildren } from 'preact';
import { Dialog } from '../dialog.js';
import type { useAction } from './use-action.js';

export interface ActionDialogProps {
  title: string;
  action: ReturnType<typeof useAction>;
  /** What the button that acts says. */
  confirm: string;
  /** What the other one says. Default: Cancel. */
  cancel?: string;
  onClose: () => void;
  /** The fields. */
  children: ComponentChildren;
  /** What came of it, where the dialog stays open to show it. */
  result?: ComponentChildren;
}

/** A form that acts: fields, why it failed, what came of it, and the two buttons. */
export function ActionDialog(props: ActionDialogProps) {
  const { title, action, confirm, cancel = 'Cancel', onClose, children, result } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={action.submit}>
        {children}
        {action.error !== null && (
          <p class="error-text" role="alert">
            {action.error}
          </p>
        )}
        {result}
        <div class="dialog-actions">
          <button type="button" onClick={onClose}>
            {cancel}
          </button>
          <button class="primary" disabled={action.isBusy}>
            {confirm}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
