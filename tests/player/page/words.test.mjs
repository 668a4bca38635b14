// Numbers in words, as the page says them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, dated, percent, rounded, shortened } from "../../../src/winsim/player/page/words.js";

test("a share is said in whole per cent", () => {
  assert.equal(percent(0), "0 %");
  assert.equal(percent(2 / 3), "67 %");
  assert.equal(percent(0.005), "1 %"); // halves go up
  assert.equal(percent(0.004), "0 %");
  assert.equal(percent(1), "100 %");
});

test("a number keeps the decimals that say something", () => {
  assert.equal(rounded(0.1 + 0.2, 3), "0.3"); // and not 0.30000000000000004
  assert.equal(rounded(0.12345, 3), "0.123");
  assert.equal(rounded(0.075, 2), "0.08");
  assert.equal(rounded(12, 3), "12");
});

test("one is not many", () => {
  assert.equal(counted(0, "win"), "0 wins");
  assert.equal(counted(1, "win"), "1 win");
  assert.equal(counted(2, "setback"), "2 setbacks");
});

test("a name that is too long ends in an ellipsis, and still fits", () => {
  assert.equal(shortened("Claims", 6), "Claims");
  assert.equal(shortened("Claims north", 7), "Claims…");
  assert.equal(shortened("Claims north", 7).length, 7);
});

test("a sentence of a story is dated by the week it begins with", () => {
  assert.equal(dated("Week 7: heard of it from two colleagues."), 7);
  assert.equal(dated("Weeks 12 to 15: nothing moved."), 12);
  assert.equal(dated("Week 104: still waiting."), 104);
  assert.equal(dated("Never came round, in 40 weeks."), null);
  assert.equal(dated("In Week 3 nothing happened."), null); // only at the beginning
});
