/**
 * What a run found out, in either world: a {@link dev.ganz.stack.result.RunResult}, the {@link dev.ganz.stack.result.LabEvent}s on its
 * time axis, and its {@link dev.ganz.stack.result.Progress} while it lasts. Times are nanoseconds of the run, sizes octets.
 */
package dev.ganz.stack.result;
