/**
 * What a run found out: a {@link dev.ganz.sim.result.RunResult}, the {@link dev.ganz.sim.result.LabEvent}s on its time axis, and
 * its {@link dev.ganz.sim.result.Progress} while it lasts. Times are nanoseconds of virtual time, sizes octets.
 */
package dev.ganz.sim.result;
