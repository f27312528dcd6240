import { test } from '@playwright/test';
import { whyNoElectron } from './index.ts';

test.skip(whyNoElectron ?? 'Electron is here', () => {});
