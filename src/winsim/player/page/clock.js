// @ts-check
/** The clock of the play: which week it is, and how fast the weeks go by. */

/** Weeks a second. */
export const SPEEDS = [1, 2, 4, 8, 16];

export class Clock {
  /** @param {number} weeks the last week */
  constructor(weeks) {
    this.weeks = weeks;
    this.week = 0;
    /** How far the week has gone, in [0, 1); still weeks stand at a half. */
    this.phase = 0.5;
    this.playing = false;
    this.speed = 2;
    /** @type {(() => void)[]} */
    this.listeners = [];
    this.last = 0;
  }

  /** @param {() => void} act what to do whenever the time or the way it goes has changed */
  listen(act) {
    this.listeners.push(act);
  }

  notify() {
    for (const act of this.listeners) act();
  }

  /** @param {number} week */
  go(week) {
    this.week = Math.max(0, Math.min(this.weeks, Math.round(week)));
    this.phase = this.playing ? 0 : 0.5;
    if (this.week === this.weeks) this.stop();
    this.notify();
  }

  toggle() {
    if (this.playing) this.stop();
    else this.play();
  }

  play() {
    if (this.week === this.weeks) this.week = 0;
    this.playing = true;
    this.phase = 0;
    this.last = performance.now();
    requestAnimationFrame((now) => this.tick(now));
    this.notify();
  }

  stop() {
    this.playing = false;
    this.phase = 0.5;
    this.notify();
  }

  /** @param {number} by how many places among the speeds */
  hurry(by) {
    const place = SPEEDS.indexOf(this.speed) + by;
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, place))];
    this.notify();
  }

  /** @param {number} now */
  tick(now) {
    if (!this.playing) return;
    const passed = Math.max(0, Math.min(now - this.last, 500)); // a frame can be dated before the click
    const gone = this.phase + (passed / 1000) * this.speed;
    this.last = now;
    this.week = Math.min(this.weeks, this.week + Math.floor(gone));
    this.phase = gone % 1;
    if (this.week === this.weeks) this.stop();
    else {
      this.notify();
      requestAnimationFrame((later) => this.tick(later));
    }
  }
}
