/**
 * A lab in virtual time: {@link dev.ganz.sim.Simulation} runs it. The engine reads no clock of the host and never iterates over
 * anything in hash order: the same lab and seed give the same packets.
 */
package dev.ganz.sim;
