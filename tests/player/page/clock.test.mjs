// The clock of the play, wound by hand: a frame comes when the test says so.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Clock, SPEEDS } from "../../../src/winsim/player/page/clock.js";

const MOMENT = 1000;
let asked = [];

beforeEach(() => {
  asked = [];
  globalThis.requestAnimationFrame = (act) => asked.push(act);
  Object.defineProperty(globalThis, "performance", { value: { now: () => MOMENT }, configurable: true });
});

/** Show the next frame, so many milliseconds after the start. */
const frame = (after) => asked.shift()(MOMENT + after);

test("it goes to whole weeks, from the start to the end and no further", () => {
  const clock = new Clock(40);
  const seen = [-3, 12.6, 99].map((week) => {
    clock.go(week);
    return clock.week;
  });
  assert.deepEqual(seen, [0, 13, 40]);
});

test("at two weeks a second, a week takes half a second", () => {
  const clock = new Clock(40);
  clock.play();
  frame(250);
  assert.deepEqual([clock.week, clock.phase], [0, 0.5]);
  frame(500);
  assert.deepEqual([clock.week, clock.phase], [1, 0]);
  frame(875);
  assert.deepEqual([clock.week, clock.phase], [1, 0.75]);
});

test("a page that was out of sight goes on as if half a second had passed", () => {
  const clock = new Clock(40);
  clock.play();
  frame(60_000);
  assert.equal(clock.week, 1);
});

test("a frame dated before the click does not turn time back", () => {
  const clock = new Clock(40);
  clock.play();
  frame(-16);
  assert.deepEqual([clock.week, clock.phase], [0, 0]);
});

test("it stops in the last week, and asks for no more frames", () => {
  const clock = new Clock(1);
  clock.play();
  frame(500);
  assert.deepEqual([clock.week, clock.playing, clock.phase], [1, false, 0.5]);
  assert.equal(asked.length, 0);
});

test("played again from the end, it starts anew", () => {
  const clock = new Clock(2);
  clock.go(2);
  clock.toggle();
  assert.deepEqual([clock.week, clock.playing], [0, true]);
});

test("a frame that was under way when it was stopped changes nothing", () => {
  const clock = new Clock(40);
  clock.play();
  clock.stop();
  frame(500);
  assert.equal(clock.week, 0);
});

test("it hurries from speed to speed, within the slowest and the fastest", () => {
  const clock = new Clock(40);
  assert.equal(clock.speed, 2);
  clock.hurry(1);
  assert.equal(clock.speed, 4);
  for (const _ of SPEEDS) clock.hurry(1);
  assert.equal(clock.speed, 16);
  for (const _ of SPEEDS) clock.hurry(-1);
  assert.equal(clock.speed, 1);
});

test("whoever listens hears of every change", () => {
  const clock = new Clock(40);
  let heard = 0;
  clock.listen(() => { heard += 1; });
  clock.go(3);
  clock.hurry(1);
  clock.play();
  clock.stop();
  assert.equal(heard, 4);
});
