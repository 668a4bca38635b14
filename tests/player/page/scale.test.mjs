// Where numbers go on paper.
import assert from "node:assert/strict";
import { test } from "node:test";

import { anchor, beside, ceiling, filling, rungs, ticks, traced } from "../../../src/winsim/player/page/scale.js";

test("an axis ends at one, at the next half above, or at the next tenth where all stay low", () => {
  assert.equal(ceiling(1.9), 2);
  assert.equal(ceiling(1.2), 1.5);
  assert.equal(ceiling(1), 1);
  assert.equal(ceiling(1.0000000000000002), 1); // a sum of shares, rounded
  assert.equal(ceiling(0.93), 1);
  assert.equal(ceiling(0.51), 1);
  assert.equal(ceiling(0.5), 0.5);
  assert.equal(ceiling(0.31), 0.4);
  assert.equal(ceiling(0.01), 0.2); // a fifth at least, so that noise does not look like a mountain
});

test("its rungs are equally far apart", () => {
  assert.deepEqual(rungs(1, 4), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(rungs(0.2, 2), [0, 0.1, 0.2]);
});

test("two years in a wide chart are labelled by the quarter, in a narrow one by the year", () => {
  assert.deepEqual(ticks(104, 10), [0, 13, 26, 39, 52, 65, 78, 91, 104]);
  assert.deepEqual(ticks(104, 2), [0, 52, 104]);
  assert.deepEqual(ticks(104, 1), [0, 104]);
});

test("a few weeks are labelled one by one", () => {
  assert.deepEqual(ticks(4, 8), [0, 1, 2, 3, 4]);
});

test("the last label may come before the last week", () => {
  assert.deepEqual(ticks(40, 6), [0, 13, 26, 39]);
});

test("longer than twenty years, only the ends are labelled", () => {
  assert.deepEqual(ticks(5000, 2), [0, 5000]);
});

test("labels stand over their weeks, but those at the edges keep inside", () => {
  const labelled = [0, 13, 26, 39];
  assert.deepEqual(labelled.map((week) => anchor(week, labelled, 40)), ["start", "middle", "middle", "end"]);
  // where a third of a stride is left, there is room to stand in the middle
  assert.equal(anchor(39, labelled, 44), "middle");
});

test("words beside a point stand on its right, as long as there is room", () => {
  assert.deepEqual(beside(100, 80, 10, 200), { x: 110, "text-anchor": "start" });
  assert.deepEqual(beside(110, 80, 10, 200), { x: 120, "text-anchor": "start" });
  assert.deepEqual(beside(111, 80, 10, 200), { x: 101, "text-anchor": "end" });
});

test("where neither side has room for them, they end at the edge", () => {
  assert.deepEqual(beside(100, 120, 10, 200), { x: 200, "text-anchor": "end" });
});

test("a line moves to its first point, then draws", () => {
  assert.equal(traced([[0, 10], [5.04, 2.25], [10, 0]]), "M0.0,10.0L5.0,2.3L10.0,0.0");
  assert.equal(traced([]), "");
});

test("one disc fills a room: as large as the shorter side lets it be, in the middle", () => {
  // two units across and a quarter of margin on either side make 2.5; 250 pixels hold that at 100
  const { scale, left, top } = filling([{ x: 0, y: 0, r: 1 }], 250, 500);
  assert.deepEqual([scale, left, top], [100, 125, 250]);
});

test("discs side by side keep their order, and the origin its place", () => {
  // from −1 to 5 across: 6.5 units with margins, so that 650 pixels hold 100 a unit;
  // the left disc's edge lies 25 pixels from the wall, its middle 125
  const { scale, left, top } = filling([{ x: 0, y: 0, r: 1 }, { x: 4, y: 0, r: 1 }], 650, 400);
  assert.deepEqual([scale, left, top], [100, 125, 200]);
});

test("up on the page is up in the organisation", () => {
  const { scale, top } = filling([{ x: 0, y: 0, r: 1 }, { x: 0, y: 4, r: 1 }], 400, 650);
  const pixel = (y) => top - y * scale;
  assert.equal(pixel(4), 125);
  assert.equal(pixel(0), 525);
});
