import { test } from 'vitest';

test.skip(process.env.ZPCI_NO_LAB ?? 'The lab was not prepared: use npm run lab.');
