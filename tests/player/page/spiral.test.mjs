// The spiral's shape.
import assert from "node:assert/strict";
import { test } from "node:test";

import { point } from "../../../src/winsim/player/page/spiral.js";

/** A point in whole pixels, without a zero's sign. */
const at = (turn, opening) => point(turn, opening).map((value) => Math.round(value) + 0);

/** How far from the middle. */
const reach = (turn, opening) => Math.round(Math.hypot(...point(turn, opening)));

test("standing still, it is a circle, clockwise from the top", () => {
  assert.deepEqual([0, 1, 2, 3].map((turn) => at(turn, 0)), [[0, -62], [62, 0], [0, 62], [-62, 0]]);
});

test("opening, it ends further out than it began; closing, further in", () => {
  // seven pixels a quarter: two quarters before the middle 62 − 14, two after it 62 + 14
  assert.deepEqual([0, 2, 4].map((turn) => reach(turn, 1)), [48, 62, 76]);
  assert.deepEqual([0, 2, 4].map((turn) => reach(turn, -1)), [76, 62, 48]);
});
