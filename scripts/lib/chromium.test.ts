import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findChromium } from './chromium.mjs';
import { folderWith } from './temporary-folder.ts';

it('prefers the Chromium that SHOUWEN_CHROMIUM names', () => {
  const named = join(folderWith({ 'my-chromium': '#!/bin/sh\n' }), 'my-chromium');
  chmodSync(named, 0o755);
  expect(findChromium({ SHOUWEN_CHROMIUM: named })).toEqual({ path: named });
});

it('does not silently take another one when SHOUWEN_CHROMIUM is wrong', () => {
  expect(findChromium({ SHOUWEN_CHROMIUM: '/no/such/chromium' })).toEqual({
    missing: 'SHOUWEN_CHROMIUM names /no/such/chromium, which is no program',
  });
});
