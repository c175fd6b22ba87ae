/**
 * What a run leaves behind besides its result: {@link dev.ganz.sim.record.RunRecorder} keeps every delivery, so that
 * {@link dev.ganz.sim.record.RunComparison} can name the first one that differs between two runs;
 * {@link dev.ganz.sim.record.Captures} writes what passed chosen interfaces as pcapng. The engine calls both for every frame, so
 * neither allocates then. Whatever is wrong with a file is an {@link dev.ganz.lab.InvalidInput}.
 */
package dev.ganz.sim.record;
