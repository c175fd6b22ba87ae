/** Links that the kernel cannot express: the channels of {@code stack} over packet sockets, run by one thread. */
package dev.ganz.live.wires;
