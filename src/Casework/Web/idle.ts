// Counts the minutes without a key, a pointer or a scroll. It looks at the clock as well as at its timer, because a sleeping
// computer stops timers.

export class Idle {
  readonly #minutes: number;
  readonly #lock: (minutes: number) => void;
  readonly #active: () => void;
  #last = Date.now();
  #told = Date.now();
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #touch = () => this.#touched();
  readonly #look = () => this.#check();

  /** `active` is called at most once every two minutes of work, so that the host's own idle clock follows the person. */
  constructor(minutes: number, lock: (minutes: number) => void, active: () => void) {
    this.#minutes = minutes;
    this.#lock = lock;
    this.#active = active;
    for (const type of watched) {
      document.addEventListener(type, this.#touch, { passive: true, capture: true });
    }
    document.addEventListener("visibilitychange", this.#look);
    this.#timer = setInterval(this.#look, 5_000);
  }

  stop(): void {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#look);
    for (const type of watched) {
      document.removeEventListener(type, this.#touch, { capture: true });
    }
  }

  #touched(): void {
    this.#check();
    const now = Date.now();
    this.#last = now;
    if (now - this.#told > 120_000) {
      this.#told = now;
      this.#active();
    }
  }

  #check(): void {
    if (Date.now() - this.#last >= this.#minutes * 60_000) {
      this.#lock(this.#minutes);
    }
  }
}

const watched = ["keydown", "pointerdown", "pointermove", "wheel", "input"] as const;
