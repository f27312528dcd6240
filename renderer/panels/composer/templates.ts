import { dmbMoveTemplate, dmbRoundTrip } from './templates/dmb.ts';
import { guestTableTemplate } from './templates/guest-table.ts';
import { ismTemplates } from './templates/ism-command.ts';
import { mapBufferTemplate } from './templates/mapped-buffer.ts';
import { loadWord, storePage } from './templates/plain.ts';
import type { Template } from './templates/template.ts';

/** The one list of templates, in the order they are offered: adding one is one file in `templates/` and one line here. */
export const templates: readonly Template[] = [
  storePage,
  loadWord,
  mapBufferTemplate,
  dmbRoundTrip,
  dmbMoveTemplate,
  ...ismTemplates,
  guestTableTemplate,
];
