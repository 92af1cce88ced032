/** Checks the layout rules: `node scripts/check/layout.mjs`. */
import { root } from '../lib/paths.mjs';
import { checkCircles } from './circles.mjs';
import { checkHabits } from './habits.mjs';
import { checkLayers } from './layers.mjs';
import { printProblems } from './print.mjs';
import { loadSources } from './sources.mjs';
import { checkTableWrites } from './table-writes.mjs';

const sources = loadSources(root);
const rules = [checkLayers, checkCircles, checkTableWrites, checkHabits];
printProblems(
  rules.flatMap((rule) => rule(sources)),
  `${sources.length} files keep the layout rules`,
);
