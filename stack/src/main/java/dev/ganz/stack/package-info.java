/**
 * The contract between a world, in virtual or in real time, and the devices that run in it: {@link dev.ganz.stack.Device},
 * {@link dev.ganz.stack.Runtime}, {@link dev.ganz.stack.Timer}, {@link dev.ganz.stack.Frame}.
 */
package dev.ganz.stack;
