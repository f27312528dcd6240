import type { FieldEditorProps } from './field-editor.tsx';
import { FillFields } from './payload/fill-fields.tsx';

/** How a buffer is filled: a pattern, and what the pattern needs. */
export function FillEditor({ value, onChange, context }: FieldEditorProps) {
  return (
    <FillFields
      fill={(value ?? { pattern: 'zero' }) as Record<string, unknown>}
      onChange={onChange}
      context={context}
    />
  );
}
