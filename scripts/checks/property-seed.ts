import fc from 'fast-check';

/**
 * The same tree gets the same verdict: generated inputs are the same each time. `ZPCI_PROPERTY_SEED=random` (or a number) generates others, which
 * is how new ones are looked for; a failure tells its seed.
 */
const wanted = process.env.ZPCI_PROPERTY_SEED ?? '20260101';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
