import { type ReactNode, useId } from "react";

import { cx } from "./cx";

/** What a control needs so that label, help and error belong to it. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  optional?: string;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label above, help below; an error takes the place of the help. */
export function Field({ label, help, error, optional, className, children }: FieldProps) {
  const id = useId();
  const errorId = error ? `${id}-error` : undefined;
  const helpId = help && !error ? `${id}-help` : undefined;
  return (
    <div className={cx("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-quiet"> · {optional}</span>}
      </label>
      {children({
        id,
        "aria-describedby": errorId ?? helpId,
        "aria-invalid": error ? true : undefined,
      })}
      {error ? <FieldError id={errorId}>{error}</FieldError> : help && <FieldHelp id={helpId}>{help}</FieldHelp>}
    </div>
  );
}

interface FieldGroupProps {
  legend: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: ReactNode;
}

/** The same for several controls that answer one question. */
export function FieldGroup({ legend, help, error, className, children }: FieldGroupProps) {
  const id = useId();
  return (
    <fieldset
      className={cx("flex min-w-0 flex-col gap-1.5", className)}
      data-invalid={error ? true : undefined}
      aria-describedby={error ? `${id}-error` : help ? `${id}-help` : undefined}
    >
      <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
      {children}
      {error ? (
        <FieldError id={`${id}-error`}>{error}</FieldError>
      ) : (
        help && <FieldHelp id={`${id}-help`}>{help}</FieldHelp>
      )}
    </fieldset>
  );
}

function FieldHelp({ id, children }: { id: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className="text-sm text-quiet">
      {children}
    </p>
  );
}

function FieldError({ id, children }: { id: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className="text-sm font-medium text-danger">
      {children}
    </p>
  );
}
