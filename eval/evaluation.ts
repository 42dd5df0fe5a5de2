/** Takes the lines of a file and says how right we are on them. `holds`: as right as we promise to be. */
export type Evaluation = (lines: unknown[]) => { holds: boolean } & Record<string, unknown>;
