import { type FormEvent, useRef, useState } from "react";

import { type Problem, asProblem } from "@/api/problem";

export type FieldErrors<V> = Partial<Record<keyof V & string, string>>;

interface FormOptions<V> {
  initial: V;
  /** Sentences for what is plainly missing; everything else is the server's to judge. */
  check: (values: V) => FieldErrors<V>;
  submit: (values: V) => Promise<unknown>;
}

export interface FormState<V> {
  values: V;
  errors: FieldErrors<V>;
  /** What went wrong and belongs to no field. */
  problem: Problem | null;
  busy: boolean;
  edit: (change: Partial<V>) => void;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => Promise<void>;
}

/** Values, errors and progress of one form. After a refused submission the first wrong field has the focus. */
export function useForm<V extends object>({ initial, check, submit }: FormOptions<V>): FormState<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors<V>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);

  function edit(change: Partial<V>) {
    setValues((now) => ({ ...now, ...change }));
    setErrors((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in change))) as FieldErrors<V>);
  }

  async function onSubmit(event?: FormEvent<HTMLFormElement>) {
    event?.preventDefault();
    const form = event?.currentTarget;
    if (underWay.current) return;
    setProblem(null);
    const missing = check(values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return focusFirstInvalid(form);
    underWay.current = true;
    setBusy(true);
    try {
      await submit(values);
    } catch (error) {
      const refused = asProblem(error);
      const wrong = fieldErrors(refused, values);
      setErrors(wrong);
      if (Object.keys(wrong).length === 0) setProblem(refused);
      focusFirstInvalid(form);
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  }

  return { values, errors, problem, busy, edit, onSubmit };
}

function fieldErrors<V extends object>(problem: Problem, values: V): FieldErrors<V> {
  const wrong: FieldErrors<V> = {};
  for (const { field, message } of problem.fields) {
    if (field in values) wrong[field as keyof V & string] ??= message;
  }
  return wrong;
}

function focusFirstInvalid(form: HTMLFormElement | undefined) {
  // After React has painted the errors.
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus());
}
