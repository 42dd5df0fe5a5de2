// Only Date moves: setTimeout and performance.now keep the machine's pace.

/** Puts a Date in place whose present is the machine's plus an offset. Returns how to set that offset (ms). */
export function shiftDate() {
  const MachineDate = globalThis.Date;
  const machineNow = MachineDate.now.bind(MachineDate);
  let offset = 0;
  const now = () => machineNow() + offset;

  const townDate = function (...args) {
    if (!new.target) return new MachineDate(now()).toString();
    const target = new.target === townDate ? MachineDate : new.target;
    return Reflect.construct(MachineDate, args.length === 0 ? [now()] : args, target);
  };
  // One prototype for both, so that instanceof, structuredClone and dates made before the shift all agree.
  Object.defineProperty(townDate, "prototype", { value: MachineDate.prototype, writable: false });
  Object.defineProperty(townDate, "length", { value: MachineDate.length });
  Object.defineProperty(townDate, "name", { value: "Date" });
  for (const [name, value] of [
    ["now", now],
    ["parse", MachineDate.parse],
    ["UTC", MachineDate.UTC],
  ]) {
    Object.defineProperty(townDate, name, { value, writable: true, configurable: true, enumerable: false });
  }
  Object.defineProperty(MachineDate.prototype, "constructor", {
    value: townDate,
    writable: true,
    configurable: true,
  });
  globalThis.Date = townDate;
  globalThis[Symbol.for("threadline.machine-now")] = machineNow;
  return (offsetMs) => {
    offset = offsetMs;
  };
}
