// How a person looks.
import assert from "node:assert/strict";
import { test } from "node:test";

import { edge, face, hasAdopted } from "../../../src/winsim/player/page/marks.js";

const BLUE = "#0072B2";

test("white has not heard; filled is convinced; only ringed does so as told", () => {
  assert.deepEqual([face("unaware", 0.9, BLUE), edge("unaware", BLUE)], ["#fff", "#bbb"]);
  assert.deepEqual([face("convinced", 1, BLUE), edge("convinced", BLUE)], [BLUE, BLUE]);
  assert.deepEqual([face("unconvinced", 0.4, BLUE), edge("unconvinced", BLUE)], ["#fff", BLUE]);
});

test("who works the new way has adopted, convinced or not", () => {
  const standings = ["unaware", "aware", "convinced", "unconvinced"];
  assert.deepEqual(standings.map(hasAdopted), [false, false, true, true]);
});

test("grey darkens as somebody comes closer to the threshold", () => {
  // nine greys; halfway is ¼ of the way through them, since nearness counts by its square
  assert.equal(face("aware", 0, BLUE), "#e1e1e1");
  assert.equal(face("aware", 0.5, BLUE), "#c9c9c9");
  assert.equal(face("aware", 1, BLUE), "#828282");
});

test("past the threshold, or with none, a grey is still one of the nine", () => {
  assert.equal(face("aware", 3, BLUE), "#828282");
  assert.equal(face("aware", NaN, BLUE), "#e1e1e1"); // no inclination, against a threshold of nothing
});
